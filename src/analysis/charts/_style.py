"""The look that all figures share: colours, axes for euros and shares, and the frame of title, basis, source and grid."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any, NamedTuple

from matplotlib.font_manager import FontProperties
from matplotlib.text import Text
from matplotlib.textpath import text_to_path
from matplotlib.ticker import MaxNLocator

from analysis.numbers._lacks import name_lacks
from analysis.words._signature import source_line
from analysis.words.vocabulary import Sector

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = [
    "BLUE",
    "INK",
    "NARROW",
    "PALETTE",
    "PAPER",
    "QUIET",
    "SECTORS",
    "SIZE",
    "TONES",
    "Tone",
    "frame",
    "is_narrow",
    "write",
    "write_lacks",
]

# Okabe and Ito's palette, told apart with every common colour blindness; its orange, grey, pink and sky are a little darker,
# so that each stands out from white by three to one. Unknown is hatched as well.
SECTORS: dict[str, str] = {Sector.PUBLIC: "#0072B2", Sector.PRIVATE: "#C77800", Sector.UNKNOWN: "#8C8C8C"}
BLUE, SKY, RED, INK, QUIET, GRID, AXIS = "#0072B2", "#2E93CC", "#D55E00", "#222222", "#666666", "#e6e6e6", "#bbbbbb"
PAPER = "#ffffff"
#: Colours that a reader may ask for by name; each is also known on dark paper.
PALETTE: dict[str, str] = {
    "blue": BLUE,
    "sky": SKY,
    "teal": "#00805c",
    "orange": SECTORS[Sector.PRIVATE],
    "red": RED,
    "plum": "#a8377c",
    "slate": "#5a5a5a",
}


class Tone(NamedTuple):
    """A colour in a page: the name of its classes, and what it is where the paper is dark."""

    name: str
    dark: str


#: What each colour is called in a page; one that is not here is the same on light and dark paper, as the cells of a matrix.
TONES: dict[str, Tone] = {
    colour.lower(): tone
    for colour, tone in {
        PAPER: Tone("paper", "#14181c"),
        INK: Tone("ink", "#e6e9ec"),
        "#000000": Tone("ink", "#e6e9ec"),
        QUIET: Tone("quiet", "#b2bbc4"),
        GRID: Tone("grid", "#2b3239"),
        AXIS: Tone("axis", "#56606a"),
        BLUE: Tone("blue", "#5aaee0"),
        SKY: Tone("sky", "#8fd0f5"),
        "#009E73": Tone("green", "#33b58f"),
        SECTORS[Sector.PRIVATE]: Tone("orange", "#efb04a"),
        SECTORS[Sector.UNKNOWN]: Tone("grey", "#9aa3ab"),
        RED: Tone("red", "#f08a4b"),
        "#56B4E9": Tone("sky", "#8fd0f5"),
        "#999999": Tone("grey", "#9aa3ab"),
        "#CCCCCC": Tone("axis", "#56606a"),
        "#DDDDDD": Tone("grid", "#2b3239"),
        "#00805c": Tone("teal", "#45c4a0"),
        "#a8377c": Tone("plum", "#ec8fc6"),
        "#5a5a5a": Tone("slate", "#b4bcc4"),
        "#9a9a9a": Tone("grey", "#9aa3ab"),
        "#9ecae9": Tone("ice", "#2f5f80"),
        "#d5d5d5": Tone("pale", "#3f474f"),
        "#bdbdbd": Tone("axis", "#56606a"),
        "#ececec": Tone("land", "#262c33"),
    }.items()
}
#: Width and height of a figure, in inches.
SIZE = (7.2, 4.2)
#: Height of a line of nine points, in inches.
LINE = 0.17
#: Width of a figure, in inches, under which it is drawn for a phone.
NARROW = 5.0
#: Lines of captions that a figure has room for; more make a narrow one higher.
USUAL = 4.0
#: Points between the captions and the edge of the figure.
EDGE = 3.6
#: Ticks of an axis on a phone.
FEW = 3


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


def _lines(text: str, width: float, size: float, *, weight: str = "normal") -> list[str]:
    """A text in lines that fit a width in inches; a letter of DejaVu Sans is about 0.535 of its size wide."""
    letters = max(20, int(width * 72 / (0.535 * size)))
    lines = textwrap.wrap(text, letters)
    font = FontProperties(size=size, weight=weight)
    # Only a line that is nearly full is measured, which takes longer than all else here.
    while letters > 20 and any(_measure(line, font) > width * 72 for line in lines if len(line) > 0.85 * letters):
        letters -= 1
        lines = textwrap.wrap(text, letters)
    return lines or [""]


def _measure(line: str, font: FontProperties) -> float:
    """Width of a line in points."""
    return float(text_to_path.get_text_width_height_descent(line, font, ismath=False)[0])


def _captions(ax: Axes, title: str, basis: str) -> None:
    """Title and basis above, source below: along the whole figure, or along the Axes where it has neighbours."""
    figure = ax.get_figure(root=True)
    assert figure is not None
    alone = len(figure.axes) == 1
    width = figure.get_figwidth() * (0.98 if alone else ax.get_position().width)
    heads, bases = _lines(title, width, 11.5, weight="bold"), _lines(basis, width, 9)
    sources, label = _lines(source_line(), width, 9), ax.get_xlabel()
    if is_narrow(ax):
        label = "\n".join(_lines(label, width * 0.92, 9)) if label else label
        more = 1.45 * len(heads) + len(bases) + len(sources) + label.count("\n") - USUAL
        figure.set_figheight(figure.get_figheight() + max(more, 0) * LINE)
    # An invisible title and label hold the room; the captions themselves stay out of the layout.
    room = len(heads) * 1.4 + len(bases) * 1.1
    above = (
        ax.xaxis.get_ticks_position() == "top"
    )  # else the title's place is known: to look for it takes a tenth of the time
    ax.set_title("\n" * max(round(room) - 1, 0) + " ", fontsize=11, pad=4, y=None if above else 1.0)
    ax.set_xlabel(label + "\n" * len(sources) + " ", fontsize=9, color=QUIET, loc="left", linespacing=1.5)
    x, where = (0.012, "figure fraction") if alone else (0.0, "axes fraction")
    top, up = (x, 1.0), where  # in points from the edge: a high figure holds its captions no further from it
    drop = -EDGE if alone else room * 12.5
    common: dict[str, Any] = {"textcoords": "offset points", "va": "top", "annotation_clip": False}
    head = ax.annotate(
        "\n".join(heads), top, (0, drop), xycoords=up, fontsize=11.5, fontweight="bold", color=INK, **common
    )
    under = ax.annotate(
        "\n".join(bases), top, (0, drop - 15.5 * len(heads)), xycoords=up, fontsize=9, color=QUIET, **common
    )
    foot = ax.annotate(
        "\n".join(sources), (x, 0.0), (0, EDGE) if alone else (0, -34), xycoords=where,
        textcoords="offset points", fontsize=9, color=QUIET, va="bottom" if alone else "top", annotation_clip=False,
    )  # fmt: skip
    for caption in (head, under, foot):
        caption.set_in_layout(False)


def frame(ax: Axes, *, title: str, basis: str, grid: str) -> None:
    """What stands around every drawing: title and basis, source, and the grid behind it."""
    _captions(ax, title, basis)
    ax.tick_params(labelsize=9, length=0, colors=INK)
    ax.spines[["top", "right", "left"]].set_visible(False)
    ax.spines["bottom"].set_color(AXIS)
    ax.set_axisbelow(True)
    if not ax.get_ylabel():
        ax.yaxis.set_label_coords(0, 0.5)  # no place is looked for
    if grid:
        ax.grid(axis=grid, color=GRID, linewidth=0.8)  # type: ignore[arg-type]
    if is_narrow(ax):
        _thin_out(ax)
    for drawn in ax.findobj(Text):
        drawn.set_parse_math(False)  # a dollar sign of the data is no formula


def _thin_out(ax: Axes) -> None:
    """Few ticks on the axes of a phone, where the place of each was left to matplotlib, and a key in one column."""
    if key := ax.get_legend():
        key.set_ncols(1)
    for axis in (ax.xaxis, ax.yaxis):
        if isinstance(found := axis.get_major_locator(), MaxNLocator):
            found.set_params(nbins=FEW)


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
    write(
        ax,
        textwrap.fill(name_lacks(lacks), 38 if is_narrow(ax) else 46),
        (0.01, at),
        va="center",
        color=QUIET,
        in_layout=False,
    )
