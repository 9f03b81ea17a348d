"""The figure of one plan among its peers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.charts._columns import MONEY
from analysis.charts._figure import CURRENT, Drawn, figure
from analysis.charts._style import BLUE, QUIET, name_rows, set_share_axis, write
from analysis.comparing._labels import label_measure
from analysis.words._formatting import format_bounds, format_euros, format_share, format_whole
from analysis.words.i18n import _, mark

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["plot_standing"]


def _between(low: float, high: float, measure: str) -> str:
    """One number of a plan, or its two bounds."""
    form = format_euros if "eur" in measure.split("_") else format_share
    return format_bounds(low, high, form) if high > low else form(low)


@figure(needs=["measure", "value", "value_high", "n", "below", "below_high", "median"])
def plot_standing(
    positions: pd.DataFrame, *, title: str = mark("Where does this plan stand among its peers?"), ax: Axes = CURRENT
) -> Drawn | None:
    """What part of its peers a plan exceeds, in each of its numbers; a line where only bounds are known.

    Parameters
    ----------
    positions : DataFrame
        What `comparing.compare` returns: measure, value, value_high, n, below, below_high, median.

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
    parts = []
    for at, row in enumerate(known.itertuples()):
        bounded = np.isfinite(row.below_high) and row.below_high > row.below
        ends = [row.below, row.below_high] if bounded else [row.below]
        if bounded:
            ax.plot(ends, [at, at], color=BLUE, linewidth=2.2, gid="bounds")
        ax.plot(
            ends, [at] * len(ends), "o", color=BLUE, markersize=7, markeredgecolor="white", linestyle="", gid="plan"
        )
        value = _between(row.value, row.value_high, row.measure)
        median = (
            _("median of peers {value}").format(value=_between(row.median, np.nan, row.measure))
            if np.isfinite(row.median)
            else _("too few for a median")
        )
        beside = _("{value}; {median} (n = {n})").format(value=value, median=median, n=format_whole(row.n))
        write(ax, beside, (0.0, at - 0.36), white=(0.85, 0.4), va="center")
        above = _between(row.below, row.below_high if bounded else np.nan, "share")
        told = _("{measure} {value}, above {above} of {n} peers, {median}")
        parts.append(
            told.format(
                measure=label_measure(row.measure), value=value, above=above, n=format_whole(row.n), median=median
            )
        )
    ax.axvline(0.5, color=QUIET, linewidth=0.8, linestyle="--")
    name_rows(ax, [label_measure(code) for code in known["measure"]], above=0.75, below=0.5)
    set_share_axis(ax)
    ax.set_xlabel(_("part of the peers that the plan exceeds"))
    basis = _("peers: see n beside each number; shares against complete plans; {money}").format(money=_(MONEY))
    return Drawn(basis, parts)
