"""The figure of when: the concepts as a table, and below them the places by their year."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.charts._axes import set_years
from analysis.charts._bins import is_crowded
from analysis.charts._columns import keep_known, name_code
from analysis.charts._describing import mark_places
from analysis.charts._figure import CURRENT, Drawn, figure
from analysis.charts._groups import GENERATIONS
from analysis.charts._style import INK, QUIET, is_narrow, write
from analysis.words._formatting import format_bounds, format_count, format_whole, join_pair
from analysis.words._grouping import split_groups
from analysis.words.i18n import _, mark

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["plot_timeline"]

#: Height of a line of words and of a point, in inches.
LINE, DOT = 0.165, 0.1
#: Height of the longest bar where there are too many places for points, in inches.
BARS = 1.2


@figure(needs=["concept", "since", "what_it_adds"], beside={"plans": ["year", "generation"]}, grid="x")
def plot_timeline(
    concepts: pd.DataFrame,
    *,
    plans: pd.DataFrame,
    title: str = mark("When did the words come, and when the places?"),
    ax: Axes = CURRENT,
) -> Drawn | None:
    """The concepts with the year since they are used, and below them the places by their year, each a point.

    Parameters
    ----------
    concepts : DataFrame
        concept, since, what_it_adds.
    plans : DataFrame
        ``year`` and ``generation`` of the places; places without either are left out.

    Examples
    --------
    >>> from analysis import load, shares
    >>> data = load()
    >>> ax = plot_timeline(data.concepts, plans=shares.plans(data))
    >>> ax.get_figure().clear()
    """
    if not len(concepts):
        return None
    known = keep_known(plans, ["year", "generation"])
    ordered = concepts.sort_values("since", kind="stable").to_dict("records")
    height = 0.1
    parts = [_("{concept} since {year}").format(concept=_concept(row["concept"]), year=row["since"]) for row in ordered]
    many = is_crowded(len(known))
    for group, part in reversed(list(split_groups(known, "generation"))):
        draw = _draw_bars if many else _draw_piles
        height = _name_generation(ax, group, len(part), draw(ax, group, part.sort_values("year"), height))
        parts.append(_tell_group(group, part))
    top = _write_concepts(ax, ordered, height)
    ax.set_ylim(0, top)
    ax.set_yticks([])
    set_years(ax, known["year"] if len(known) else concepts["since"])
    basis = _("{concepts} of the conference of 2017; n = {places} with a year, each a point")
    if many:
        basis = _(
            "{concepts} of the conference of 2017; n = {places} with a year; bars count them, each colour on its own scale"
        )
    basis = basis.format(concepts=format_count(len(ordered), "concept"), places=format_count(len(known), "place"))
    return Drawn(basis, parts, top)


def _draw_piles(ax: Axes, group: str, part: pd.DataFrame, bottom: float) -> float:
    """The places of a generation piled by year; where the piles end, in inches."""
    abreast = 2 if is_narrow(ax) else 3
    years = part["year"].astype(int).to_numpy()
    level = np.arange(len(years)) - np.searchsorted(years, years)
    x = years + (level % abreast - (abreast - 1) / 2) * (0.42 if abreast == 2 else 0.27)
    dot = 0.07 if is_narrow(ax) else DOT
    y = bottom + (level // abreast + 0.5) * dot
    points = ax.scatter(x, y, s=(72 * dot * 0.88) ** 2, color=GENERATIONS[group], linewidth=0, gid="points")
    mark_places(points, part)
    return float(bottom + (level.max() // abreast + 1) * dot)


def _draw_bars(ax: Axes, group: str, part: pd.DataFrame, bottom: float) -> float:
    """How many places of a generation each year has; where the bars end, in inches."""
    years, counts = np.unique(part["year"].astype(int), return_counts=True)
    ax.bar(years, counts / counts.max() * BARS, bottom=bottom, width=0.8, color=GENERATIONS[group], gid="many")
    return bottom + BARS


def _name_generation(ax: Axes, group: str, n: int, top: float) -> float:
    """The name of a generation above its places; where the next begins, in inches."""
    name = f"{name_code('generation', group)} ({format_whole(n)})"
    write(
        ax,
        name,
        (0.0, top + LINE),
        transform=ax.get_yaxis_transform(),
        va="top",
        fontweight="bold",
        color=GENERATIONS[group],
    )
    return float(top + LINE + 0.15)


def _write_concepts(ax: Axes, rows: list[dict[str, object]], bottom: float) -> float:
    """The concepts as lines of a table: year, name, what it adds; where they end, in inches."""
    from matplotlib.patches import Rectangle

    letters = 42 if is_narrow(ax) else 88
    lines = [
        (row, wrap(join_pair(_concept(str(row["concept"])), _(str(row["what_it_adds"]))), letters)) for row in rows
    ]
    top = bottom + 0.1 + sum(LINE * len(words) + 0.06 for _row, words in lines)
    on = ax.get_yaxis_transform()
    ax.add_patch(Rectangle((0, bottom), 1, top - bottom, transform=on, facecolor="white", edgecolor="none", zorder=1))
    at = top
    for row, words in lines:
        write(ax, str(row["since"]), (0.0, at), transform=on, va="top", fontweight="bold", color=QUIET)
        write(ax, "\n".join(words), (0.13 if is_narrow(ax) else 0.065, at), transform=on, va="top", color=INK, linespacing=1.1,
              in_layout=False)  # fmt: skip
        at -= LINE * len(words) + 0.06
    return top + 0.08


def _tell_group(group: str, part: pd.DataFrame) -> str:
    years = part["year"].astype(int).value_counts().sort_index()
    return _("{group}, n = {n}: {years}, median {median}, most in {mode} ({places})").format(
        group=name_code("generation", group),
        n=format_whole(len(part)),
        years=format_bounds(years.index.min(), years.index.max(), str),
        median=f"{part['year'].median():.0f}",
        mode=years.idxmax(),
        places=format_whole(years.max()),
    )


def _concept(code: str) -> str:
    return _(code.replace("_", " "))
