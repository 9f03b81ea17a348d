"""The figure of one plan among its peers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Unpack

import numpy as np
import pandas as pd

from analysis.charts._bins import draw_shape, is_crowded
from analysis.charts._figure import CURRENT, Drawn, Given, figure
from analysis.charts._groups import jitter
from analysis.charts._options import MarkOptions, pick
from analysis.charts._rows import set_rows
from analysis.charts._style import BLUE, INK
from analysis.comparing._labels import EXPECTED, label_measure
from analysis.words._formatting import (
    format_bounds,
    format_count,
    format_euros,
    format_interval,
    format_share,
    format_whole,
    join_pair,
)
from analysis.words.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from matplotlib.axes import Axes

__all__ = ["plot_standing"]

RANGE, PEERS = "#56B4E9", "#9a9a9a"
#: Letters of a line of a number with its name.
LETTERS = 34
NEEDED = ("measure", "draw", "value", "value_high", "n", "below", "below_high", "interval_low", "interval_high")


def _is_of_euros(measure: str) -> bool:
    return "eur" in measure.split("_")


def _between(low: float, high: float, measure: str) -> str:
    """One number of a plan, or its two bounds."""
    form = format_euros if _is_of_euros(measure) else format_share
    return format_bounds(low, high, form) if high > low else form(low)


def _scale(row: Any, costs: np.ndarray) -> Callable[[Any], Any]:
    """From a number of a row to its place from 0 to 1: shares as they are, euros by their logarithm between least and most."""
    if not _is_of_euros(row.measure):
        return np.asarray
    peers = costs if row.measure == EXPECTED else np.asarray(row.among, dtype=float)
    ends = np.array([row.value, *peers, *((row.low, row.high) if row.measure == EXPECTED else ())])
    low, high = np.log10(ends[ends > 0].min()), np.log10(ends.max())
    return lambda value: (np.log10(value) - low) / max(high - low, 1e-9)


def _draw_row(ax: Axes, row: Any, at: int, costs: np.ndarray, colour: str) -> None:
    """The peers as points with their median, and the plan among them; the range in which its cost is expected."""
    scaled = _scale(row, costs)
    if row.measure == EXPECTED:
        low, high = scaled(np.array([row.low, row.high]))
        ax.barh(at, high - low, left=low, height=0.34, color=RANGE, alpha=0.35, gid="range")
    else:
        peers = np.asarray(row.among, dtype=float)
        x = scaled(peers[peers > 0] if _is_of_euros(row.measure) else peers)
        if is_crowded(len(x)):
            draw_shape(ax, x, at, colour=PEERS, log=False)
        else:
            ax.scatter(x, at + 0.8 * jitter(len(x)), s=14, color=PEERS, alpha=0.7, linewidth=0, gid="peers")
        ax.plot(scaled(row.median), at, "|", color=INK, markersize=14, markeredgewidth=1.8, gid="median")
    ends = [row.value, row.value_high] if np.isfinite(row.value_high) and row.value_high > row.value else [row.value]
    drawn = scaled(np.array(ends))
    if len(ends) > 1:
        ax.plot(drawn, [at, at], color=colour, linewidth=3, gid="bounds")
    ax.plot(drawn, [at] * len(ends), "D", color=colour, markersize=8, markeredgecolor="white", linestyle="", gid="plan")


def _beside(row: Any) -> str:
    """The middle of the peers and how many of them the plan exceeds, or what is expected, for the column at the right."""
    if row.measure == EXPECTED:
        return format_interval(row.low, row.high, format_euros)
    if not np.isfinite(row.median):
        return _("too few for a median")
    most = row.below_high if np.isfinite(row.below_high) else row.below
    above = format_bounds(np.floor(row.below * row.n), np.floor(most * row.n), format_whole)
    told = _("{median}; above {above} of {n}")
    return told.format(median=_between(row.median, np.nan, row.measure), above=above, n=format_whole(row.n))


def _tell_row(row: Any, value: str) -> str:
    name = label_measure(row.measure, row.draw)
    if row.measure == EXPECTED:
        told = _("{measure} {range}, about {middle} (n = {n}); the plan {value}")
        ends = format_interval(row.low, row.high, format_euros)
        return told.format(
            measure=name, range=ends, middle=format_euros(row.median), n=format_whole(row.n), value=value
        )
    told = _("{measure} {value}, above {above} of {n} peers ({interval}), {median}")
    return told.format(
        measure=name,
        value=value,
        above=_between(row.below, row.below_high, "share"),
        n=format_whole(row.n),
        interval=format_interval(row.interval_low, row.interval_high, format_share),
        median=_("median of peers {value}").format(value=_between(row.median, np.nan, row.measure)),
    )


def _title(given: Given) -> str:
    known = given["positions"].dropna(subset=["below"])
    cost = known[known["measure"] == "investment_eur"]
    if not len(cost):
        return _("Is this plan usual among its peers?")
    row = cost.iloc[0]
    told = _("The plan costs more than {below} of {peers}")
    return told.format(below=format_whole(np.floor(row["below"] * row["n"])), peers=format_count(row["n"], "peer"))


@figure(needs=[*NEEDED, "median", "low", "high", "range_low", "range_high"], title=_title, grid="", orders=[])
def plot_standing(
    positions: pd.DataFrame, *, title: str | None = None, ax: Axes = CURRENT, **asked: Unpack[MarkOptions]
) -> Drawn | None:
    """Each number of a plan among the same of its peers, a strip each; a band where its cost is expected.

    Parameters
    ----------
    positions : DataFrame
        What `comparing.compare` returns; a thick line where only bounds are known. Rows of under five peers are left out.

    Examples
    --------
    >>> from analysis import comparing, load
    >>> found = comparing.compare(load(), comparing.Plan(300_000, {"region": 90_000}, place_type="fab_lab"))
    >>> ax = plot_standing(found.positions)
    >>> ax.get_figure().clear()
    """
    known = positions.dropna(subset=["below"]).reset_index(drop=True)
    if not len(known):
        return None
    rows = list(known.itertuples())
    costs = next((np.asarray(row.among, dtype=float) for row in rows if row.measure == "investment_eur"), np.array([]))
    names, parts = [], []
    for at, row in enumerate(rows):
        _draw_row(ax, row, at, costs, pick(asked, BLUE))
        value = _between(row.value, row.value_high, str(row.measure))
        names.append(join_pair(label_measure(row.measure, row.draw), value))
        parts.append(_tell_row(row, value))
    inches = set_rows(ax, names, [_beside(row) for row in rows], head=_("median of peers"), width=LETTERS)
    ax.set(xlim=(-0.03, 1.03), xticks=[0, 1])
    ax.set_xticklabels([_("least of the peers"), _("most")])
    first, last = ax.get_xticklabels()
    first.set_horizontalalignment("left")
    last.set_horizontalalignment("right")
    basis = _(
        "diamond: the plan; points: its peers, bar: their median, each row on its own scale; band: where four of five such "
        "plans are expected; funders beside peers that they give to; constant euros where a price index is known, VAT basis "
        "mixed"
    )
    return Drawn(basis, parts, inches)
