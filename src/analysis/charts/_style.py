"""The look that all figures share: colours, axes for euros and shares, and the frame of title, basis, source and grid."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from matplotlib.text import Text
from matplotlib.ticker import FixedLocator, FuncFormatter, NullLocator

from analysis.numbers._lacks import name_lacks
from analysis.words._formatting import format_share, format_short_euros
from analysis.words.i18n import _, mark
from analysis.words.vocabulary import Generation, Sector

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes

__all__ = [
    "BLUE",
    "GENERATIONS",
    "HATCHES",
    "INK",
    "QUIET",
    "SECTORS",
    "frame",
    "is_narrow",
    "make_room",
    "name_rows",
    "set_euro_axis",
    "set_share_axis",
    "write",
    "write_lacks",
]

# Okabe and Ito's palette, told apart with every common colour blindness; unknown is hatched as well.
SECTORS: dict[str, str] = {Sector.PUBLIC: "#0072B2", Sector.PRIVATE: "#E69F00", Sector.UNKNOWN: "#999999"}
HATCHES: dict[str, str] = {Sector.PUBLIC: "", Sector.PRIVATE: "", Sector.UNKNOWN: "////"}
GENERATIONS: dict[str, str] = {Generation.NEW: "#009E73", Generation.OLDER: "#CC79A7"}
BLUE, INK, QUIET = "#0072B2", "#222222", "#666666"
#: Height of a line of nine points, in inches.
LINE = 0.17
#: Width of a figure, in inches, under which it is drawn for a phone.
NARROW = 5.0
#: Where the data of every figure comes from; `i18n._` says it.
SOURCE = mark("Source: the financing plans of this data, each with its own source; a sample, not a census.")


def is_narrow(ax: Axes) -> bool:
    """Whether an Axes is drawn for a phone: its figure is less than five inches wide.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> is_narrow(Figure(figsize=(3.6, 4.6)).subplots()), is_narrow(Figure(figsize=(7.2, 4.2)).subplots())
    (True, False)
    """
    drawn = ax.get_figure(root=True)
    return drawn is not None and bool(drawn.get_figwidth() < NARROW)


def _lines(text: str, width: float, size: float) -> list[str]:
    """A text in lines that fit a width in inches; a letter of DejaVu Sans is about 0.535 of its size wide."""
    return textwrap.wrap(text, max(20, int(width * 72 / (0.535 * size)))) or [""]


def _captions(ax: Axes, title: str, basis: str) -> None:
    """Title and basis above, source below: along the whole figure, or along the Axes where it has neighbours."""
    figure = ax.get_figure(root=True)
    assert figure is not None
    alone = len(figure.axes) == 1
    width = figure.get_figwidth() * (0.98 if alone else ax.get_position().width)
    heads, bases = _lines(title, width, 12.5), _lines(basis, width, 9)
    sources, label = _lines(_(SOURCE), width, 9), ax.get_xlabel()
    # An invisible title and label hold the room; the captions themselves stay out of the layout.
    room = len(heads) * 1.4 + len(bases) * 1.1
    above = (
        ax.xaxis.get_ticks_position() == "top"
    )  # else the title's place is known: to look for it takes a tenth of the time
    ax.set_title("\n" * max(round(room) - 1, 0) + " ", fontsize=11, pad=4, y=None if above else 1.0)
    ax.set_xlabel(label + "\n" * len(sources) + " ", fontsize=9, color=QUIET, loc="left", linespacing=1.5)
    x, where = (0.012, "figure fraction") if alone else (0.0, "axes fraction")
    top, up = ((x, 0.988), "figure fraction") if alone else ((x, 1.0), "axes fraction")
    drop = 0.0 if alone else room * 12.5
    common: dict[str, Any] = {"textcoords": "offset points", "va": "top", "annotation_clip": False}
    head = ax.annotate(
        "\n".join(heads), top, (0, drop), xycoords=up, fontsize=11.5, fontweight="bold", color=INK, **common
    )
    under = ax.annotate(
        "\n".join(bases), top, (0, drop - 15.5 * len(heads)), xycoords=up, fontsize=9, color=QUIET, **common
    )
    foot = ax.annotate(
        "\n".join(sources), (x, 0.012) if alone else (x, 0.0), (0, 0) if alone else (0, -34), xycoords=where,
        textcoords="offset points", fontsize=9, color=QUIET, va="bottom" if alone else "top", annotation_clip=False,
    )  # fmt: skip
    for caption in (head, under, foot):
        caption.set_in_layout(False)


def frame(ax: Axes, *, title: str, basis: str, grid: str) -> None:
    """What stands around every drawing: title and basis, source, and the grid behind it."""
    _captions(ax, title, basis)
    ax.tick_params(labelsize=9, length=0, colors=INK)
    ax.spines[["top", "right", "left"]].set_visible(False)
    ax.spines["bottom"].set_color("#bbbbbb")
    ax.set_axisbelow(True)
    if not ax.get_ylabel():
        ax.yaxis.set_label_coords(0, 0.5)  # no place is looked for
    if grid:
        ax.grid(axis=grid, color="#e6e6e6", linewidth=0.8)  # type: ignore[arg-type]
    for drawn in ax.findobj(Text):
        drawn.set_parse_math(False)  # a dollar sign of the data is no formula


def write(
    ax: Axes,
    text: str,
    at: tuple[float, float],
    *,
    moved: tuple[float, float] | None = None,
    white: tuple[float, float] | None = None,
    **how: Any,
) -> None:
    """A text of nine points at a point of the data, ``moved`` by points, on ``white`` of an opacity and a margin."""
    how = {"fontsize": 9, "color": INK, **how}
    if white:
        how["bbox"] = {"facecolor": "white", "alpha": white[0], "linewidth": 0, "pad": white[1]}
    if moved is None:
        ax.text(*at, text, **how)
    else:
        ax.annotate(text, at, moved, textcoords="offset points", **how)


def write_lacks(ax: Axes, lacks: str, at: float) -> None:
    """Why a row has no number, in the place of its mark; its length does not move the layout."""
    write(ax, textwrap.fill(name_lacks(lacks), 46), (0.01, at), va="center", color=QUIET, in_layout=False)


def name_rows(ax: Axes, names: Sequence[str], *, above: float = 0.6, below: float = 0.4) -> None:
    """Names of rows that lie at 0, 1, 2 ... from above, with room above the first."""
    ax.set_yticks(range(len(names)), names)
    ax.set_ylim(len(names) - below, -above)


def make_room(ax: Axes, rows: float, *, above: float = 1.5) -> None:
    """Make a figure that shows one Axes higher where its rows, in lines of text, do not fit; ``above`` in inches."""
    drawn = ax.get_figure(root=True)
    assert drawn is not None
    if len(drawn.axes) == 1:
        drawn.set_figheight(max(drawn.get_figheight(), above + rows * LINE))


def set_euro_axis(ax: Axes, values: pd.Series, *, axis: str = "x", fifty: bool = False) -> None:
    """A log axis of euros with ticks at 1, 2 and 5 (or 1 only, over many decades), written for people; ``fifty`` adds 50 k."""
    low, high = np.log10(values.min()), np.log10(values.max())
    room = max(0.08 * (high - low), 0.15)
    steps = (1, 2, 5) if high - low < 1.3 else (1, 3) if high - low < 2 else (1,)
    ticks = [step * 10.0**power for power in range(int(low) - 1, int(high) + 2) for step in steps]
    if fifty and values.min() < 50_000 < values.max():
        ticks = sorted({*ticks, 50_000.0})
    on = getattr(ax, f"{axis}axis")
    getattr(ax, f"set_{axis}scale")("log")
    getattr(ax, f"set_{axis}lim")(10 ** (low - room), 10 ** (high + room))
    on.set_major_locator(FixedLocator(ticks))
    on.set_minor_locator(NullLocator())
    on.set_major_formatter(FuncFormatter(lambda value, at: format_short_euros(value)))


def set_share_axis(ax: Axes, *, axis: str = "x", low: float = 0.0, high: float = 1.0) -> None:
    """An axis of shares from 0 to 100%."""
    getattr(ax, f"set_{axis}lim")(low - 0.02 * (high - low), high + 0.02 * (high - low))
    getattr(ax, f"{axis}axis").set_major_formatter(FuncFormatter(lambda value, at: format_share(value)))
