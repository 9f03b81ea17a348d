"""The figure of how one number spreads: each place a point of a pile, or bars where there are too many."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from matplotlib.ticker import MaxNLocator

from analysis.charts._axes import find_euro_limits, name_scale, set_euros
from analysis.charts._columns import keep_known, tell_ends, tell_money, tell_part
from analysis.charts._describing import mark_places
from analysis.charts._figure import CURRENT, Drawn, Given, figure
from analysis.charts._style import BLUE, INK, QUIET, write
from analysis.numbers import inference
from analysis.words._formatting import format_count, format_euros, format_interval, join_pair, join_parts
from analysis.words.i18n import _, mark

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["plot_distribution"]

#: Names of the quartiles, which `_` says.
QUARTILES = (mark("lower quartile"), mark("median"), mark("upper quartile"))
#: Places that are drawn one by one; of more, bars.
MOST_PILED = 400
#: Piles, or bars, of a power of ten.
PILES = 12
#: Height of the piles at most, of the words above them, and of a point, in inches.
HEIGHT, WORDS, DOT = 1.9, 0.5, 0.125


def _title(given: Given) -> str:
    known = keep_known(given["plans"], [given["value"]])
    if len(known) < inference.LEAST_FOR_SUMMARY:
        return _("What does it cost to start a place?")
    told = _("Half of the {places} cost less than {median}")
    median = format_euros(known[given["value"]].median())
    return told.format(places=format_count(len(known), "place"), median=median)


def _pile(values: pd.Series, edges: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Of sorted values, the middle of the pile of each, and its level in it from 0."""
    at = np.clip(np.searchsorted(edges, values, side="right") - 1, 0, len(edges) - 2)
    level = np.arange(len(at)) - np.searchsorted(at, at)
    return np.sqrt(edges[at] * edges[at + 1]), level


@figure(needs=["name", "{value}"], empty=["{value}"], title=_title, grid="")
def plot_distribution(
    plans: pd.DataFrame,
    *,
    value: str = "investment_eur",
    band: tuple[float, float] = (50_000, 1_000_000),
    title: str | None = None,
    ax: Axes = CURRENT,
) -> Drawn | None:
    """How the plans spread over a log axis of euros, each a point, with a band, and the median marked.

    Parameters
    ----------
    plans : DataFrame
        One row per place with ``name`` and ``value`` (EUR above 0).
    value : str
        The column that is drawn.
    band : tuple of float
        Ends of the shaded band, EUR; the lower end is in, the upper is out.

    Examples
    --------
    >>> from analysis import load, shares
    >>> ax = plot_distribution(shares.plans(load()))
    >>> ax.get_figure().clear()
    """
    known = keep_known(plans, [value]).sort_values(value)
    if not len(known):
        return None
    set_euros(ax, known[value])
    limits = np.log10(find_euro_limits(known[value]))
    edges = 10 ** np.arange(limits[0], limits[1] + 1 / PILES, 1 / PILES)
    at, level = _pile(known[value], edges)
    top = float(level.max()) + 1
    height = float(np.clip(DOT * top, 0.5, HEIGHT))
    high = max(top, height / DOT) * (1 + WORDS / height)
    ax.axvspan(*band, color="#56B4E9", alpha=0.18, linewidth=0)
    if len(known) <= MOST_PILED:
        points = ax.scatter(
            at, level + 0.5, s=_size(ax, limits, (height + WORDS) / high), color=BLUE, linewidth=0, gid="points"
        )
        mark_places(points, known)
        ax.set_yticks([])
    else:
        ax.hist(known[value], bins=list(edges), color=BLUE, edgecolor="white", linewidth=0.8)
        ax.yaxis.set_major_locator(MaxNLocator(4, integer=True))
    ax.set_ylim(0, high)
    inside = known[value].between(*band, inclusive="left").sum()
    banded = {"share": tell_part(inside, len(known)), "low": format_euros(band[0]), "high": format_euros(band[1])}
    told = _("{share} from {low} to under {high}").format(**banded)
    write(ax, told, (band[0], high), moved=(4, -2), va="top", color=QUIET, in_layout=False)
    parts = []
    if len(known) >= inference.LEAST_FOR_SUMMARY:
        quartiles = known[value].quantile([0.25, 0.5, 0.75])
        middle = quartiles[0.5]
        ax.vlines(middle, 0, high * 0.88, color=INK, linewidth=1.6, gid="median")
        told = join_pair(_("median"), format_euros(middle))
        write(ax, told, (middle, high), moved=(5, -17), va="top", fontweight="bold", white=(0.85, 1), in_layout=False)
        parts = [f"{_(name)} {format_euros(at)}" for at, name in zip(quartiles, QUARTILES, strict=True)]
    ax.set_xlabel(name_scale(ax, value))
    parts += [_("{share} of the plans lie from {low} to under {high}").format(**banded), tell_ends(known, value)]
    return Drawn(_basis(known, value), parts, height + WORDS)


def _size(ax: Axes, limits: np.ndarray, level: float) -> float:
    """The area of a point that fills its pile, and no more than its level of so many inches, in square points."""
    drawn = ax.get_figure(root=True)
    wide = 72 * 0.95 * (drawn.get_figwidth() if drawn else 7.2) / ((limits[1] - limits[0]) * PILES)
    return float(min(wide, 72 * level, 72 * DOT) * 0.92) ** 2


def _basis(known: pd.DataFrame, value: str) -> str:
    told = [f"n = {format_count(len(known), 'place')}, {tell_money(known, value)}"]
    if len(known) <= MOST_PILED:
        told.append(_("each point is a place"))
    if len(known) >= inference.LEAST_FOR_SUMMARY:
        found = inference.estimate_median(known[value])
        quartiles = known[value].quantile([0.25, 0.75])
        half = _("the middle half lies between {low} and {high}")
        told.append(half.format(low=format_euros(quartiles.iloc[0]), high=format_euros(quartiles.iloc[1])))
        ends = format_interval(found.low, found.high, format_euros)
        told.append(_("95% interval of the median: {interval}").format(interval=ends))
    return join_parts(told)
