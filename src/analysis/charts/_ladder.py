"""Figures of the ladder: what a share may be under each assumption, worst case first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Unpack

import numpy as np
import pandas as pd

from analysis.charts._axes import HALF_HEIGHT, draw_half, set_shares
from analysis.charts._columns import MONEY, name_code
from analysis.charts._figure import CURRENT, Drawn, Given, figure
from analysis.charts._options import MarkOptions, pick
from analysis.charts._rows import find_bar, set_rows
from analysis.charts._style import BLUE, INK, write_lacks
from analysis.numbers._lacks import name_lacks
from analysis.numbers.ladder import Assumption, name_rung
from analysis.words._formatting import (
    format_bounds,
    format_count,
    format_euros,
    format_interval,
    format_share,
    format_whole,
    join_pair,
    join_parts,
)
from analysis.words.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matplotlib.axes import Axes

__all__ = ["plot_ladder"]

#: Letters of a line of an assumption's words.
WIDTH = 44
#: Bounds that are nearer than this are one value.
ONE_VALUE = 1e-9


def _is_of_euros(table: pd.DataFrame) -> bool:
    return "euros" in table


def _words(row: Any) -> str:
    return str(name_rung(row.assumption, getattr(row, "part", np.nan)))


def _find_first(table: pd.DataFrame) -> tuple[int, bool] | None:
    """The first assumption that puts the whole interval on one side of one half, and whether above.

    None where the interval, or only the value, of another lies on the other side: the figure then asks.
    """
    above = (table["interval_low"] > 0.5).to_numpy(dtype=bool)
    below = (table["interval_high"] < 0.5).to_numpy(dtype=bool)
    against = table["high"] < 0.5 if above.any() else table["low"] > 0.5
    if above.any() == below.any() or against.any():
        return None
    first = int(np.argmax(above | below))
    # Weights alone are no assumption that a title could name.
    return None if table["assumption"].iloc[first] == Assumption.A4_CENSUS else (first, bool(above.any()))


def _title(given: Given) -> str:
    table: pd.DataFrame = given["frame"]
    found = _find_first(table) if table["group"].nunique() == 1 else None
    money = _is_of_euros(table)
    if found is None:
        return _("How much of the money is public?") if money else _("Do most plans join public and private money?")
    at, above = found
    if money:
        told = _("More than half of the money is public") if above else _("Less than half of the money is public")
    elif above:
        told = _("More than half of the plans join public and private money")
    else:
        told = _("Fewer than half of the plans join public and private money")
    if at == 0:
        return _("{finding}, whatever is assumed").format(finding=told)
    return _("{finding}, if {assumption}").format(finding=told, assumption=_words(list(table.itertuples())[at]))


def _basis(table: pd.DataFrame) -> str:
    first = table.drop_duplicates("group")
    n = f"n = {format_count(first['n'].sum(), 'plan')}"
    if _is_of_euros(table):
        n = ", ".join([n, format_euros(first["euros"].sum()), _(MONEY)])
    else:
        undecided = format_whole(first["undecided"].sum())
        n = _("{n}, {undecided} of which cannot be told").format(n=n, undecided=undecided)
    return join_parts([n, _("bars: from bound to bound; diamonds: one value; thin lines: 95% intervals")])


def _draw_row(ax: Axes, row: Any, at: float, height: float, colour: str) -> None:
    """A bar from bound to bound, or one value, with its interval."""
    if not np.isfinite(row.low):
        return write_lacks(ax, row.lacks, at)
    if np.isfinite(row.interval_low):
        ends = [row.interval_low, row.interval_high]
        ax.plot(ends, [at, at], color=INK, linewidth=1.1, gid="interval")
    if row.high - row.low > ONE_VALUE:
        ax.barh(at, row.high - row.low, left=row.low, height=height, color=colour, gid="bounds", zorder=2)
    else:
        ax.plot(row.low, at, "D", color=colour, markersize=8, markeredgecolor="white", gid="value", zorder=3)


def _tell_row(row: Any) -> str:
    if not np.isfinite(row.low):
        return join_pair(_words(row), name_lacks(row.lacks))
    value = format_bounds(row.low, row.high)
    if np.isfinite(row.interval_low):
        ends = format_interval(row.interval_low, row.interval_high, format_share)
        value = _("{value} (95%: {interval})").format(value=value, interval=ends)
    return join_pair(_words(row), value)


def _rows(table: pd.DataFrame, by: str) -> Iterator[tuple[str, Any]]:
    """Each row with its label; several groups are headed by their names, which are rows without a bar."""
    several = table["group"].nunique() > 1
    for group, part in table.groupby("group", sort=False):
        if several:
            yield f"{name_code(by, str(group))} (n = {format_whole(part['n'].iloc[0])})", None
        for row in part.itertuples():
            yield _words(row), row


@figure(
    needs=["assumption", "group", "n", "low", "high", "interval_low", "interval_high", "lacks"], title=_title,
    orders=[],
)  # fmt: skip
def plot_ladder(
    frame: pd.DataFrame,
    *,
    by: str = "group",
    title: str | None = None,
    ax: Axes = CURRENT,
    **asked: Unpack[MarkOptions],
) -> Drawn | None:
    """What a share may be under each assumption, weakest first: a bar from bound to bound, or one value, with its interval.

    Parameters
    ----------
    frame : DataFrame
        What `ladder.climb_mixed` or `ladder.climb_euros` returns; several groups stand below each other.
    by : str
        The field of the groups, for their names.

    Examples
    --------
    >>> from analysis import ladder, load, shares
    >>> data = load()
    >>> ax = plot_ladder(ladder.climb_mixed(shares.plans(data), data.funding))
    >>> ax.get_figure().clear()
    """
    known = frame[frame["n"] > 0]
    if not len(known) or not known["low"].notna().any():
        return None
    labelled = list(_rows(known, by))
    names = [label for label, _row in labelled]
    values = [
        format_bounds(row.low, row.high) if row is not None and np.isfinite(row.low) else "" for _l, row in labelled
    ]
    strong = [at for at, (_label, row) in enumerate(labelled) if row is None]
    inches = set_rows(ax, names, values, strong=strong, top=HALF_HEIGHT, width=WIDTH)
    for at, (_label, row) in enumerate(labelled):
        if row is not None:
            _draw_row(ax, row, at, find_bar(ax, inches), pick(asked, BLUE))
    draw_half(ax)
    set_shares(ax)
    ax.set_xlabel(_("public part of all euros") if _is_of_euros(known) else _("part of the plans"))
    return Drawn(_basis(known), [label if row is None else _tell_row(row) for label, row in labelled], inches)
