"""The figure of one plan among its peers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.charts.style import BLUE, INK, QUIET, finish, nothing, share_axis, start
from analysis.describing import listed
from analysis.formatting import euros, share

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["plot_standing"]


def _written(measure: str, value: float) -> str:
    return share(value) if "share" in measure else euros(value)


def plot_standing(
    positions: pd.DataFrame, *, title: str = "Where does this plan stand among its peers?", ax: Axes | None = None
) -> Axes:
    """What part of its peers a plan exceeds, in each of its numbers; a line where only bounds are known.

    Parameters
    ----------
    positions : DataFrame
        What `comparing.compare` returns: measure, value, value_high, n, below, below_high, median.
    title : str
        The question that the figure answers.
    ax : Axes, optional
        Where to draw; the current Axes by default.

    Returns
    -------
    Axes

    Raises
    ------
    MissingColumnsError
        If the table lacks a column that is drawn; the message names it.

    Examples
    --------
    >>> from analysis import comparing, load
    >>> found = comparing.compare(load(), comparing.Plan(300_000, {"region": 90_000}, place_type="fab_lab"))
    >>> ax = plot_standing(found.positions)
    >>> ax.get_figure().clear()
    """
    ax = start(positions, ["measure", "value", "value_high", "n", "below", "below_high", "median"], ax)
    known = positions.dropna(subset=["below"]).reset_index(drop=True)
    if not len(known):
        return nothing(ax, title)
    parts = []
    for at, row in enumerate(known.itertuples()):
        bounded = np.isfinite(row.below_high) and row.below_high > row.below
        if bounded:
            ax.plot([row.below, row.below_high], [at, at], color=BLUE, linewidth=2.2, gid="bounds")
        ends = [row.below, row.below_high] if bounded else [row.below]
        ax.plot(
            ends, [at] * len(ends), "o", color=BLUE, markersize=7, markeredgecolor="white", linestyle="", gid="plan"
        )
        value = _written(row.measure, row.value)
        value += (
            f" to {_written(row.measure, row.value_high)}"
            if np.isfinite(row.value_high) and row.value_high > row.value
            else ""
        )
        median = (
            f"median of peers {_written(row.measure, row.median)}"
            if np.isfinite(row.median)
            else "too few for a median"
        )
        ax.text(0.0, at - 0.3, f"{value}; {median} (n = {row.n})", fontsize=9, color=INK, va="center")
        above = share(row.below) + (f" to {share(row.below_high)}" if bounded else "")
        parts.append(f"{row.measure} {value}, above {above} of {row.n} peers, {median}")
    ax.axvline(0.5, color=QUIET, linewidth=0.8, linestyle="--")
    ax.set_yticks(range(len(known)), known["measure"])
    ax.set_ylim(len(known) - 0.5, -0.75)
    share_axis(ax)
    ax.set_xlabel("part of the peers that the plan exceeds")
    basis = "peers: see n beside each number; shares against complete plans; nominal euros, VAT basis mixed"
    return finish(ax, title=title, basis=basis, text=listed(parts))
