"""The figure of one plan among its peers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from analysis.charts._axes import set_shares
from analysis.charts._figure import CURRENT, Drawn, figure
from analysis.charts._rows import set_rows
from analysis.charts._style import BLUE, QUIET
from analysis.comparing._labels import EXPECTED, label_measure
from analysis.words._formatting import (
    format_bounds,
    format_euros,
    format_interval,
    format_share,
    format_whole,
    join_pair,
)
from analysis.words.i18n import _, mark

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["plot_standing"]

RANGE = "#56B4E9"
#: Letters of a line of a number with its name.
LETTERS = 42
NEEDED = ("measure", "draw", "value", "value_high", "n", "below", "below_high", "interval_low", "interval_high")


def _between(low: float, high: float, measure: str) -> str:
    """One number of a plan, or its two bounds."""
    form = format_euros if "eur" in measure.split("_") else format_share
    return format_bounds(low, high, form) if high > low else form(low)


def _draw_row(ax: Axes, row: Any, at: int) -> None:
    """The dot of the plan, or a line between its bounds, with its interval; behind it where it is expected."""
    if row.measure == EXPECTED:
        ax.barh(
            at, row.range_high - row.range_low, left=row.range_low, height=0.34, color=RANGE, alpha=0.35, gid="range"
        )
    if np.isfinite(row.interval_low):
        ends = [row.interval_low, row.interval_high]
        ax.plot(ends, [at, at], color=BLUE, linewidth=1, marker="|", markersize=6, alpha=0.7, gid="interval")
    bounded = np.isfinite(row.below_high) and row.below_high > row.below
    ends = [row.below, row.below_high] if bounded else [row.below]
    if bounded:
        ax.plot(ends, [at, at], color=BLUE, linewidth=3, gid="bounds")
    ax.plot(ends, [at] * len(ends), "o", color=BLUE, markersize=7, markeredgecolor="white", linestyle="", gid="plan")


def _beside(row: Any) -> str:
    """The middle of the peers, or of what is expected, for the column at the right."""
    if row.measure == EXPECTED:
        return format_interval(row.low, row.high, format_euros)
    if not np.isfinite(row.median):
        return _("too few for a median")
    return _between(row.median, np.nan, row.measure)


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


@figure(needs=[*NEEDED, "median", "low", "high", "range_low", "range_high"])
def plot_standing(
    positions: pd.DataFrame, *, title: str = mark("Is this plan usual among its peers?"), ax: Axes = CURRENT
) -> Drawn | None:
    """What part of its peers a plan exceeds, in each of its numbers, with the interval; a band where its cost is expected.

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
    names, values, parts = [], [], []
    for at, row in enumerate(rows):
        _draw_row(ax, row, at)
        value = _between(row.value, row.value_high, str(row.measure))
        names.append(join_pair(label_measure(row.measure, row.draw), value))
        values.append(_beside(row))
        parts.append(_tell_row(row, value))
    inches = set_rows(ax, names, values, head=_("median of peers"), width=LETTERS)
    ax.axvline(0.5, color=QUIET, linewidth=0.8, linestyle="--")
    set_shares(ax)
    ax.set_xlabel(_("part of the peers that the plan exceeds"))
    basis = _(
        "points with 95% intervals; band: where four of five such plans are expected; funders beside peers that they give "
        "to; constant euros where a price index is known, VAT basis mixed"
    )
    return Drawn(basis, parts, inches)
