"""The figure of every defensible choice: what each would say, sorted, above the choices themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.charts._figure import CURRENT, Drawn, Given, figure
from analysis.charts._rows import draw_key, find_key_height
from analysis.charts._style import QUIET, is_narrow, write
from analysis.numbers.specification import Says, count_by_choice, count_says, has_choice, list_choices, name_choice
from analysis.words._formatting import (
    format_count,
    format_interval,
    format_share,
    format_whole,
    join_pair,
    join_parts,
    shorten_name,
)
from analysis.words.i18n import _

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["plot_specification"]

#: Told apart with every common colour blindness.
COLOURS: dict[str, str] = {Says.YES: "#009E73", Says.NO: "#D55E00", Says.OPEN: "#999999", Says.NOTHING: "#DDDDDD"}
#: Height of the estimates in rows of the grid, and of a row in inches.
HEIGHT, UNIT = 7.0, 0.2


def _tell_counts(curve: pd.DataFrame) -> list[str]:
    """How many choices say what, those that none says left out."""
    return [f"{code.label} {format_whole(n)}" for code, n in count_says(curve).items() if n]


def _title(given: Given) -> str:
    curve: pd.DataFrame = given["curve"]
    counts = {code: n for code, n in count_says(curve).items() if n}
    if len(counts) == 1 and Says.NOTHING not in counts:
        (code,) = counts
        return _("Each of {choices} says: {says}").format(choices=format_count(len(curve), "choice"), says=code.label)
    told = _("Of {choices}: {counts}")
    return told.format(choices=format_count(len(curve), "choice"), counts=", ".join(_tell_counts(curve)))


@figure(needs=["estimate", "low", "high", "n", "says"], title=_title, grid="")
def plot_specification(
    curve: pd.DataFrame, *, against: float = 0.5, title: str | None = None, ax: Axes = CURRENT
) -> Drawn | None:
    """Every defensible choice: its estimate with its interval, sorted, coloured by what it says; below, what was chosen.

    Parameters
    ----------
    curve : DataFrame
        What `specification.curve_cost` or `specification.curve_leap` returns.
    against : float
        What the estimates are held against: 0.5 for a share, 0.14 for R².

    Examples
    --------
    >>> from analysis import load, shares, specification
    >>> ax = plot_specification(specification.curve_cost(shares.plans(load()), None))
    >>> ax.get_figure().clear()
    """
    known = curve.dropna(subset=["estimate"]).reset_index(drop=True)
    if not len(known):
        return None
    choices = list_choices(known)
    narrow = is_narrow(ax)
    step = 2.0 if narrow else 1.0  # on a phone the name of a choice stands above its row
    top = max(known["high"].max(), against) * 1.05
    scale = HEIGHT / top
    for code, rows in known.groupby("says", sort=False):
        colour, here = COLOURS[str(code)], rows.index
        ax.vlines(
            here, rows["low"] * scale, rows["high"] * scale, color=colour, linewidth=1.4, alpha=0.55, gid="interval"
        )
        ax.plot(here, rows["estimate"] * scale, "o", color=colour, markersize=3, gid="estimate")
        for place, choice in enumerate(choices, start=1):
            chosen = here[has_choice(rows, *choice)]
            ax.plot(
                chosen,
                [-place * step] * len(chosen),
                "|",
                color=colour,
                markersize=7,
                markeredgewidth=1.6,
                gid="choice",
            )
    ax.axhline(against * scale, color=QUIET, linewidth=1, linestyle="--", gid="against")
    ax.axhline(-0.35, color="#bbbbbb", linewidth=0.8)
    ticks = [value for value in np.linspace(0, 1, 21 if top < 0.5 else 5) if value <= top]
    labels = [format_share(value) for value in ticks]
    names = [_name(choice) for choice in choices]
    rows = [-place * step for place in range(1, len(choices) + 1)]
    if narrow:
        ax.set_yticks(np.array(ticks) * scale, labels)
        for at, name in zip(rows, names, strict=True):
            write(ax, name, (0.0, at + 0.55), transform=ax.get_yaxis_transform(), va="bottom")
    else:
        ax.set_yticks([*(np.array(ticks) * scale), *rows], [*labels, *names])
    counts = {code: n for code, n in count_says(curve).items() if n}
    key = find_key_height(ax, len(counts)) / UNIT
    ax.set(xlim=(-1, len(known)), ylim=(rows[-1] - 0.7, HEIGHT + key), xticks=[])
    draw_key(ax, [(f"{code.label} ({format_whole(n)})", COLOURS[code]) for code, n in counts.items()])
    return Drawn(_basis(known), _parts(known, against), UNIT * (HEIGHT + key - rows[-1] + 0.7))


def _name(choice: tuple[str, object]) -> str:
    """A choice without the scale of a feature."""
    return shorten_name(str(name_choice(*choice)))


def _basis(known: pd.DataFrame) -> str:
    n = format_interval(known["n"].min(), known["n"].max(), format_whole)
    if known["n"].nunique() == 1:
        n = format_whole(known["n"].iloc[0])
    told = [
        _("{choices}, n = {n} plans").format(choices=format_count(len(known), "choice"), n=n),
        _("dots: estimates, lines: 95% intervals, below: what was chosen"),
        _("a number of choices is no probability"),
    ]
    return join_parts(told)


def _parts(known: pd.DataFrame, against: float) -> list[str]:
    form = format_share
    ends = format_interval(known["estimate"].min(), known["estimate"].max(), form)
    parts = [
        _("estimates {ends}, held against {against}").format(ends=ends, against=form(against)),
        join_pair(_("all choices"), ", ".join(_tell_counts(known))),
    ]
    for row in count_by_choice(known).iloc[1:].to_dict("records"):
        counts = [f"{code.label} {format_whole(row[code])}" for code in Says if row[code]]
        parts.append(join_pair(_name((row["field"], row["choice"])), ", ".join(counts)))
    return parts
