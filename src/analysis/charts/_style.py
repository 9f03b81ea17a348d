"""The look that all figures share: colours, axes for euros and shares, title, basis and source."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.text import Text
from matplotlib.ticker import FixedLocator, FuncFormatter, NullLocator

from analysis.charts._describing import describe, remember
from analysis.words import vocabulary
from analysis.words._formatting import euros, joined, number, share, short_euros, shown
from analysis.words.i18n import _, mark
from analysis.words.vocabulary import Generation, Sector

if TYPE_CHECKING:
    from collections.abc import Callable

    from matplotlib.axes import Axes

__all__ = [
    "BLUE",
    "GENERATIONS",
    "INK",
    "LONGEST",
    "MONEY",
    "QUIET",
    "SECTORS",
    "MissingColumnsError",
    "axis_label",
    "euro_axis",
    "finish",
    "form_of",
    "label_of",
    "named",
    "nothing",
    "share_axis",
    "start",
]

# Okabe and Ito's palette, told apart with every common colour blindness; unknown is hatched as well.
SECTORS: dict[str, str] = {Sector.PUBLIC: "#0072B2", Sector.PRIVATE: "#E69F00", Sector.UNKNOWN: "#999999"}
HATCHES: dict[str, str] = {Sector.PUBLIC: "", Sector.PRIVATE: "", Sector.UNKNOWN: "////"}
GENERATIONS: dict[str, str] = {Generation.NEW: "#009E73", Generation.OLDER: "#CC79A7"}
BLUE, INK, QUIET = "#0072B2", "#222222", "#666666"
#: What every figure of euros rests on, and its source; `i18n._` says both.
MONEY = mark("nominal euros, VAT basis mixed")
SOURCE = mark("Source: the financing plans of this data, each with its own source; a sample, not a census.")
#: Letters of a name; a longer one is cut.
LONGEST = 80
EURO_COLUMNS = ("investment_eur", "eur_per_m2", "eur_per_workstation")
SHARE_COLUMNS = ("public_share_low", "public_share_high", "share")


class MissingColumnsError(ValueError):
    """A table lacks columns that a figure needs; the message names them."""


def start(table: pd.DataFrame, needs: Sequence[str], ax: Axes | None) -> Axes:
    """The Axes to draw on, when the table has the columns that are needed; they are the table behind the figure.

    Raises
    ------
    MissingColumnsError
        Names the columns that are missing.
    """
    missing = [name for name in needs if name not in table]
    if missing:
        raise MissingColumnsError(f"the figure needs the columns {', '.join(missing)}")
    ax = plt.gca() if ax is None else ax
    remember(ax, _behind(table, needs))
    return ax


def _behind(table: pd.DataFrame, needs: Sequence[str]) -> pd.DataFrame:
    """The columns that are drawn; of places, those that know them, with their names and sources."""
    if "place_id" not in table:
        return table[list(needs)]
    about = [name for name in ("place_id", "name", "source_url") if name in table]
    return table[list(dict.fromkeys([*about, *needs]))].dropna(subset=list(needs))


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


def finish(ax: Axes, *, title: str, basis: str, text: str, grid: str = "x") -> Axes:
    """Title, basis, source and grid of a figure, and the text that says what it shows."""
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
    describe(ax, f"{text} ({basis}.)", title=title)
    return ax


def nothing(ax: Axes, title: str, *needs: str) -> Axes:
    """An empty figure that says which columns it lacks; Jupyter shows the sentence in its place."""
    why = _("Not shown: this data has nothing to draw.")
    if needs:
        names = joined([label_of(name) for name in needs])
        why = _("Not shown: no place of this data has its {fields}.").format(fields=names)
    ax.text(0.5, 0.5, why, transform=ax.transAxes, ha="center", fontsize=10, color=QUIET)
    ax.set(xticks=[], yticks=[])
    finish(ax, title=title, basis="n = 0", text=why, grid="")
    describe(ax, why, title=title, empty=True)
    return ax


def euro_axis(ax: Axes, values: pd.Series, *, axis: str = "x", fifty: bool = False) -> None:
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
    on.set_major_formatter(FuncFormatter(lambda value, at: short_euros(value)))


def share_axis(ax: Axes, *, axis: str = "x", low: float = 0.0, high: float = 1.0) -> None:
    """An axis of shares from 0 to 100%."""
    getattr(ax, f"set_{axis}lim")(low - 0.02 * (high - low), high + 0.02 * (high - low))
    getattr(ax, f"{axis}axis").set_major_formatter(FuncFormatter(lambda value, at: share(value)))


def form_of(value: str) -> Callable[[float], str]:
    """How the values of a column are written: euros, shares, years or plain numbers."""
    if value in EURO_COLUMNS:
        return euros
    if value in SHARE_COLUMNS:
        return share
    return (lambda year: f"{year:.0f}") if value == "year" else number


def label_of(name: str) -> str:
    """Name for readers of a column, the column itself when the vocabulary does not know it."""
    try:
        return vocabulary.label(name)
    except KeyError:
        return name.replace("_", " ")


def named(column: str, code: str) -> str:
    """Name for readers of a group's code: without what stands in brackets."""
    try:
        return shown(vocabulary.labels(column).get(code, _(code)).split(" (")[0], longest=LONGEST)
    except KeyError:
        return shown(_(code), longest=LONGEST)


def axis_label(name: str) -> str:
    """Name of a column on an axis, with the scale where it is euros."""
    if name not in EURO_COLUMNS:
        return label_of(name)
    return _("{field}, euros, log scale").format(field=label_of(name))
