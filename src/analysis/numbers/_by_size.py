"""Which way a statistic takes, by how many places it looks at: chosen here, once for all.

Up to `MANY` places resamples, permutations and pairs are counted one by one. Of more, what has a formula for large samples
takes it, on all places; what has none looks at a draw of them with a fixed seed.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from analysis.numbers._statistics import ROUGH_UNDER, make_generator

__all__ = ["MANY", "MOST_FITTED", "count_repeats", "draw_evenly", "draw_rows", "has_formula", "is_many"]

#: Places of which resamples, permutations and pairs are counted one by one: more take the way of large samples.
MANY = 1_000
#: Places that models are fitted on and told of, of more: the error of an area under the curve is then under 0.01.
MOST_FITTED = 5_000

Rows = np.ndarray[Any, np.dtype[np.intp]]


def is_many(n: int) -> bool:
    """Whether so many places take the way of large samples.

    Examples
    --------
    >>> is_many(1_000), is_many(1_001)
    (False, True)
    """
    return n > MANY


def has_formula(sizes: Any) -> bool:
    """Whether a test of groups of these sizes has a formula: many places in all, and no group so small that it is rough.

    Examples
    --------
    >>> has_formula([900, 900]), has_formula([1_800, 20]), has_formula([90, 90])
    (True, False, False)
    """
    return is_many(int(np.sum(sizes))) and int(np.min(sizes)) >= ROUGH_UNDER


def draw_rows(n: int, most: int = MANY) -> Rows:
    """Positions of the rows that a statistic without a formula looks at: all, or ``most`` of them, in their order.

    Examples
    --------
    >>> draw_rows(3).tolist(), len(draw_rows(20_000))
    ([0, 1, 2], 1000)
    """
    return np.arange(n) if n <= most else np.sort(make_generator().choice(n, most, replace=False))


def draw_evenly(codes: Any, most: int = MANY) -> Rows:
    """Positions of rows of every group: small groups whole, of the larger ones as many as each other, in their order.

    A test of such rows keeps its level, since how many are taken of a group has nothing to do with what they hold.

    Examples
    --------
    >>> draw_evenly([0, 0, 1, 1, 1, 1, 1, 1], most=6).tolist()[:2]
    [0, 1]
    """
    codes = np.asarray(codes)
    if len(codes) <= most:
        return np.arange(len(codes))
    of_group = [np.flatnonzero(codes == code) for code in np.unique(codes)]
    left, groups, taken = most, len(of_group), []
    for rows in sorted(of_group, key=len):
        share = max(1, left // groups)
        taken.append(rows[draw_rows(len(rows), share)])
        left, groups = left - len(taken[-1]), groups - 1
    return np.sort(np.concatenate(taken))


def count_repeats(n: int, of_few: int) -> int:
    """How often rows are dealt into folds: of many places once, since how they fall hardly matters then.

    Examples
    --------
    >>> count_repeats(200, 20), count_repeats(20_000, 20)
    (20, 1)
    """
    return 1 if is_many(n) else of_few
