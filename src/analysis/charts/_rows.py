"""Rows of a figure: names at the left, values in a column at the right; on a phone both stand above the marks."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from textwrap import wrap
from typing import TYPE_CHECKING

from analysis.charts._style import INK, QUIET, is_narrow, write

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["draw_key", "draw_parts", "find_bar", "find_key_height", "fit_height", "set_rows"]

#: Height of a row, of a line of nine points, and of a row's marks below its name on a phone, in inches.
ROW, LINE, MARKS = 0.3, 0.165, 0.2
#: Height of a line of keys.
KEY = 0.24
#: Letters of a line of a name at the left.
LETTERS = 34


def fit_height(ax: Axes, inches: float) -> None:
    """Make the figure of one Axes as high as what is drawn needs, with its captions: their empty lines say their height."""
    drawn = ax.get_figure(root=True)
    if not inches or drawn is None or len(drawn.axes) > 1:
        return
    above, below = (text.count("\n") + 1 for text in (ax.get_title(), ax.get_xlabel()))
    ticks = 0.2 if len(ax.get_xticks()) else 0.0
    drawn.set_figheight(inches + 0.185 * above + 0.19 * below + ticks + 0.15)


def _fold(name: str, width: int) -> list[str]:
    return wrap(name, width) or [""]


def set_rows(
    ax: Axes,
    names: Sequence[str],
    values: Sequence[str] = (),
    *,
    head: str = "",
    strong: Collection[int] = (),
    top: float = 0.0,
    width: int = LETTERS,
    dense: bool = False,
) -> float:
    """Name the rows at 0, 1, 2 ... from above and write their values; the height in inches that they need.

    Parameters
    ----------
    ax : Axes
        Where the marks of the rows are, or will be.
    names, values : sequence of str
        One of each row; no values, no column.
    head : str
        What the column of values is.
    strong : collection of int
        Rows that are headings.
    top : float
        Inches that something above the rows needs.
    width : int
        Letters of a line of a name.
    dense : bool
        Whether the rows are many and their marks small.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> round(set_rows(Figure().subplots(), ["rural", "urban"], ["€1M", "€2M"]), 2)
    0.6
    """
    narrow = is_narrow(ax)
    values = values or [""] * len(names)
    # a name above its marks shares the line with its value
    folded = [
        _fold(name, max(16, 46 - len(value)) if narrow else width) for name, value in zip(names, values, strict=True)
    ]
    lines = max((len(one) for one in folded), default=1)
    row = MARKS + LINE * lines if narrow else max(0.75 * ROW if dense else ROW, LINE * lines + 0.06)
    above = top + (LINE + 0.06 if head else 0.0)
    ax.set_ylim(len(names) - 0.5, -0.5 - above / row - (LINE * lines / row / 2 if narrow else 0))
    on_left, up = ax.get_yaxis_transform(), 0.11 / row
    if narrow:
        ax.set_yticks([])
    else:
        ax.set_yticks(range(len(names)), ["\n".join(one) for one in folded])
        for at, tick in enumerate(ax.get_yticklabels()):
            tick.set_fontweight("bold" if at in strong else "normal")
    for at, (name, value) in enumerate(zip(folded, values, strict=True)):
        weight = "bold" if at in strong else "normal"
        if narrow:
            write(ax, "\n".join(name), (0.0, at - up), transform=on_left, va="bottom", fontweight=weight, linespacing=1.1,
                  white=(0.8, 0.3))  # fmt: skip
        if value and narrow:
            write(ax, value, (1.0, at - up), transform=on_left, va="bottom", ha="right", fontweight="bold")
        elif value:
            write(ax, f" {value}", (1.0, at), transform=on_left, va="center", ha="left", fontweight="bold")
    if head:
        first = (1.0, -0.5 - (LINE * lines / row / 2 if narrow else 0))
        side = "right" if narrow else "left"
        write(ax, head if narrow else f" {head}", first, transform=on_left, va="bottom", ha=side, color=QUIET)
    return row * len(names) + above + (LINE * lines / 2 if narrow else 0)


def find_bar(ax: Axes, inches: float) -> float:
    """How high the bar of a row is, in rows, where `set_rows` needs so many inches: on a phone its name stands above it."""
    low, high = ax.get_ylim()
    return (0.17 if is_narrow(ax) else 0.2) * abs(low - high) / inches


def find_key_height(ax: Axes, keys: int) -> float:
    """The inches that a key of so many colours needs: one line, on a phone one for each."""
    return KEY * (keys if is_narrow(ax) else 1) + 0.06


def draw_key(ax: Axes, keys: Sequence[tuple[str, str]], *, marker: str = "o") -> None:
    """What each colour means, at the top of the Axes, where no mark may stand: `find_key_height` says how high it is.

    Parameters
    ----------
    ax : Axes
        Whose key it is.
    keys : sequence of (str, str)
        Name and colour.
    marker : str
        How a colour shows: a point or a square.
    """
    from matplotlib.lines import Line2D

    handles = [
        Line2D([], [], marker=marker, linestyle="", color=colour, markersize=7, label=name) for name, colour in keys
    ]
    key = ax.legend(handles=handles, fontsize=9, frameon=False, loc="upper left", bbox_to_anchor=(0, 1),
                    ncols=1 if is_narrow(ax) else 4, borderpad=0, borderaxespad=0.4, handletextpad=0.1, columnspacing=1.2,
                    labelcolor=INK)  # fmt: skip
    key.set_in_layout(False)


def draw_parts(
    ax: Axes, parts: Sequence[tuple[str, float, str]], *, at: float, height: float, upward: bool = False
) -> int:
    """One bar along the Axes of several parts, each with its words in it, or below it where it is too short for them.

    Parameters
    ----------
    ax : Axes
        Where it is drawn: along its whole width.
    parts : sequence of (str, float, str)
        Words, part of the whole, colour.
    at, height : float
        Middle and height of the bar, in the units of the y axis.
    upward : bool
        Whether the y axis goes up.

    Returns
    -------
    int
        Lines of words below the bar.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> draw_parts(Figure().subplots(), [("known", 0.5, "#0072B2"), ("not known at all", 0.5, "#d5d5d5")], at=0, height=1)
    0
    """
    on, letters = ax.get_yaxis_transform(), 44 if is_narrow(ax) else 95
    left, beside = 0.0, 0.0
    lines = 0
    for words, part, colour in parts:
        if not part:
            continue
        ax.barh(
            at, part, left=left, height=height, color=colour, edgecolor="white", linewidth=1, transform=on, gid="part"
        )
        folded = wrap(words, max(4, int(part * letters) - 1))
        if not words:
            pass
        elif len(folded) <= 2 and max(map(len, folded)) < part * letters:
            ink = "white" if colour in DARK else INK
            middle = (left + part / 2, at)
            write(ax, "\n".join(folded), middle, ha="center", va="center", color=ink, transform=on, linespacing=1.05)
        else:
            # words that would run into those before them, or over the edge, begin a line further down
            start = min(left, max(1 - len(words) / letters, 0.0))
            lines = lines + 1 if start < beside or not lines else lines
            beside = start + (len(words) + 2) / letters
            down = (0.55 * height + 0.17 * (lines - 1) * height / 0.36) * (-1 if upward else 1)
            write(ax, words, (start, at + down), va="top", transform=on)
        left += part
    return lines


#: Colours on which words are white: their contrast with it is at least 4.5.
DARK = frozenset({"#0072B2", "#5a5a5a", "#00805c"})
