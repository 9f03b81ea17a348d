"""The figure of one plan among its peers: a strip for each number, the peers as dots and the plan marked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from analysis.charts._figure import CURRENT, Drawn, figure
from analysis.charts._style import BLUE, INK, QUIET, make_room, name_rows, write
from analysis.comparing._labels import EXPECTED, label_measure
from analysis.words._formatting import (
    format_bounds,
    format_euros,
    format_interval,
    format_share,
    format_whole,
)
from analysis.words.i18n import _, mark

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["plot_standing"]

RANGE, MINE = "#56B4E9", "#B03A00"
NEEDED = ("measure", "draw", "value", "value_high", "n", "below", "below_high", "interval_low", "interval_high")
#: Where a strip ends and its words begin, and how far these may reach.
BESIDE, WIDE = 1.03, 1.62
#: Steps of it fill a line evenly, in whatever number.
GOLDEN = 0.618033988749895
#: Dots of a strip; of more peers every second, third ... is drawn.
MOST_DOTS = 400
Scale = Callable[[Any], Any]


def _is_euros(measure: object) -> bool:
    return "eur" in str(measure).split("_")


def _between(low: float, high: float, measure: str) -> str:
    """One number of a plan, or its two bounds."""
    form = format_euros if _is_euros(measure) else format_share
    return format_bounds(low, high, form) if high > low else form(low)


def _find_scale(row: Any, expected: Any) -> tuple[Scale, list[float]]:
    """Where a number of a row lies between 0 and 1, and the numbers that are written below it."""
    if not _is_euros(row.measure):
        return lambda value: value, [0.0, 0.25, 0.5, 0.75, 1.0]
    held = np.array([*getattr(row, "among", ()), row.value, *(expected or ())], dtype=float)
    low, high = np.log10(held.min()) - 0.05, np.log10(held.max()) + 0.05
    ticks = [10.0**power for power in range(int(np.ceil(low)), int(np.floor(high)) + 1)]
    return lambda value: (np.log10(value) - low) / (high - low), ticks


def _draw_peers(ax: Axes, row: Any, scale: Scale, at: int) -> None:
    among = np.asarray(getattr(row, "among", ()), dtype=float)
    among = among[:: max(1, len(among) // MOST_DOTS)]
    heights = at - 0.22 + 0.4 * ((np.arange(len(among)) * GOLDEN) % 1)
    ax.plot(scale(among), heights, "o", color=BLUE, markersize=3.5, alpha=0.55, markeredgewidth=0, gid="peers")


def _draw_plan(ax: Axes, row: Any, scale: Scale, at: int) -> None:
    """The mark of the plan below the peers; a line between two where only bounds are known."""
    bounded = np.isfinite(row.value_high) and row.value_high > row.value
    ends = [scale(row.value), scale(row.value_high)] if bounded else [scale(row.value)]
    if bounded:
        ax.plot(ends, [at + 0.28] * 2, color=MINE, linewidth=3, gid="bounds")
    ax.vlines(ends, at - 0.26, at + 0.22, color=MINE, linewidth=1, linestyle=":")
    ax.plot(ends, [at + 0.28] * len(ends), "^", color=MINE, markersize=7, linestyle="", gid="plan")


def _draw_strip(ax: Axes, row: Any, expected: tuple[float, float] | None, at: int) -> None:
    scale, ticks = _find_scale(row, expected)
    band = expected or (row.quarter_low, row.quarter_high)
    low, high = scale(band[0]), scale(band[1])
    ax.barh(at, high - low, left=low, height=0.5, color=RANGE, alpha=0.3, gid="range" if expected else "half")
    for tick in ticks:
        ax.plot([scale(tick)] * 2, [at - 0.25, at + 0.25], color="#cccccc", linewidth=0.6, zorder=0.5)
        if _is_euros(row.measure):
            write(ax, format_euros(tick), (scale(tick), at + 0.5), ha="center", va="center", color=QUIET)
    _draw_peers(ax, row, scale, at)
    ax.plot([scale(row.median)] * 2, [at - 0.25, at + 0.25], color=INK, linewidth=1.6, gid="median")
    _draw_plan(ax, row, scale, at)


def _beside(row: Any, value: str) -> str:
    """What stands at the right of a strip: the plan, then its peers."""
    middle = _between(row.median, np.nan, row.measure)
    told = _("my project {value}\nmedian {median} (n = {n})")
    return told.format(value=value, median=middle, n=format_whole(row.n))


def _tell_row(row: Any, value: str) -> str:
    told = _("{measure} {value}, above {above} of {n} peers ({interval}), {median}")
    return told.format(
        measure=label_measure(row.measure, row.draw),
        value=value,
        above=_between(row.below, row.below_high, "share"),
        n=format_whole(row.n),
        interval=format_interval(row.interval_low, row.interval_high, format_share),
        median=_("median of peers {value}").format(value=_between(row.median, np.nan, row.measure)),
    )


def _tell_expected(row: Any) -> str:
    told = _("{measure} {range}, about {middle} (n = {n}); the plan {value}")
    return told.format(
        measure=label_measure(row.measure),
        range=format_interval(row.low, row.high, format_euros),
        middle=format_euros(row.median),
        n=format_whole(row.n),
        value=format_euros(row.value),
    )


def _set_axis(ax: Axes, measures: Sequence[str]) -> None:
    """Shares below the lowest strip; strips of euros have numbers of their own."""
    ax.set_xlim(-0.02, WIDE)
    ends = [0.0, 0.25, 0.5, 0.75, 1.0] if not all(map(_is_euros, measures)) else []
    ax.set_xticks(ends, [format_share(end) for end in ends])


@figure(needs=[*NEEDED, "median", "low", "high", "quarter_low", "quarter_high"], grid="")
def plot_standing(
    positions: pd.DataFrame, *, title: str = mark("Is this plan usual among its peers?"), ax: Axes = CURRENT
) -> Drawn | None:
    """One strip for each number of a plan: its peers as dots, their median as a line, the plan marked.

    Parameters
    ----------
    positions : DataFrame
        What `comparing.compare` returns; two marks with a line where only bounds are known. The band is where the cost is
        expected, else the middle half of the peers. Rows of under five peers are left out.

    Examples
    --------
    >>> from analysis import comparing, load
    >>> found = comparing.compare(load(), comparing.Plan(300_000, {"region": 90_000}, place_type="fab_lab"))
    >>> ax = plot_standing(found.positions)
    >>> ax.get_figure().clear()
    """
    ranges = positions[(positions["measure"] == EXPECTED) & positions["low"].notna()]
    known = positions[positions["measure"] != EXPECTED].dropna(subset=["below"]).reset_index(drop=True)
    if not len(known):
        return None
    expected = (float(ranges["low"].iloc[0]), float(ranges["high"].iloc[0])) if len(ranges) else None
    parts = [_tell_expected(row) for row in ranges.itertuples()]
    for at, row in enumerate(known.itertuples()):
        _draw_strip(ax, row, expected if row.measure == "investment_eur" else None, at)
        value = _between(row.value, row.value_high, str(row.measure))
        write(ax, _beside(row, value), (BESIDE, at), va="center", linespacing=1.3)
        parts.append(_tell_row(row, value))
    names = [label_measure(code, draw) for code, draw in zip(known["measure"], known["draw"], strict=True)]
    name_rows(ax, names)
    make_room(ax, 3.6 * len(names))
    _set_axis(ax, known["measure"])
    basis = _(
        "dots: peers; line: their median; ▲ my project; band: where four of five such plans are expected to cost, else the middle "
        "half of the peers; funders beside peers that they give to; constant euros where a price index is known"
    )
    return Drawn(basis, parts)
