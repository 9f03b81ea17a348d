"""The median of all slopes between two places, without writing the slopes down: found by counting pairs."""

from __future__ import annotations

import numpy as np

from analysis.numbers._linear import NORMAL
from analysis.numbers._statistics import Array

__all__ = ["find_slopes"]

#: The search ends within this part of the standard deviation of the count, or of the range that is searched.
NEAR_COUNT, NEAR_SLOPE = 1e-3, 1e-9


def find_slopes(x: Array, y: Array, near: tuple[float, float]) -> tuple[float, float, float]:
    """The Theil-Sen slope of many places and its 95% interval.

    Parameters
    ----------
    x, y : array
        Numbers; both vary.
    near : tuple of float
        Two slopes between which the search begins: those of a draw.

    Returns
    -------
    tuple of float
        The median of the slopes of all pairs that differ in ``x``, and the ends of Sen's interval, as `scipy.stats.theilslopes`
        has them, to a thousandth of their standard error.

    Notes
    -----
    Slopes above b less those below it are the concordant less the discordant pairs of x and y - b x, which a sort counts
    (Knight, JASA 61 (1966)). The slope is where they balance, its ends are where one side is ahead by what chance allows:
    Sen, JASA 63 (1968).

    Examples
    --------
    >>> x = np.arange(50.0)
    >>> [round(slope, 6) for slope in find_slopes(x, 2 * x, (1.0, 3.0))]
    [2.0, 2.0, 2.0]
    """
    n, ties = len(x), [np.unique(values, return_counts=True)[1].astype(float) for values in (x, y)]
    tied = sum(float((of * (of - 1) * (2 * of + 5)).sum()) for of in ties)
    deviation = float(np.sqrt((n * (n - 1.0) * (2 * n + 5) - tied) / 18))
    ahead = NORMAL * deviation
    low, middle, high = (_find_balance(x, y, near, more, NEAR_COUNT * deviation) for more in (ahead, 0.0, -ahead))
    return middle, low, high


def _count_ahead(x: Array, y: Array) -> float:
    """Pairs in which y grows with x less those in which it falls."""
    from scipy.stats import kendalltau

    pairs = len(x) * (len(x) - 1) / 2
    free = [pairs - (of * (of - 1) / 2).sum() for of in (np.unique(v, return_counts=True)[1] for v in (x, y))]
    return float(kendalltau(x, y).statistic * np.sqrt(free[0]) * np.sqrt(free[1])) if min(free) > 0 else 0.0


def _find_balance(x: Array, y: Array, near: tuple[float, float], more: float, within: float) -> float:
    """The slope above which there are so many more slopes than below it."""
    from scipy.optimize import brentq

    def away(slope: float) -> float:
        found = _count_ahead(x, y - slope * x) - more
        return 0.0 if abs(found) <= within else found

    low, high = near
    reach = max(high - low, 1e-9 * max(abs(low), abs(high), 1.0))
    while away(low) < 0:
        low, reach = low - reach, 2 * reach
    while away(high) > 0:
        high, reach = high + reach, 2 * reach
    if low == high or not away(low):
        return low
    found = float(brentq(away, low, high, xtol=NEAR_SLOPE * (high - low)))
    return 0.0 if abs(found) <= 2 * NEAR_SLOPE * (high - low) else found  # where many slopes are 0, so is theirs
