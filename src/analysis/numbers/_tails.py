"""p-values of large samples: the tail of a weighted sum of chi-squares, and permutations that stop when enough is seen."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np

from analysis.numbers._statistics import Array

__all__ = ["ENOUGH", "find_between_p", "find_tail", "stop_early"]

#: So many permutations as large as what was seen tell a p-value within a tenth of it.
ENOUGH = 100


def stop_early(flags: Iterable[Any], most: int) -> float:
    """The p-value of permutations that come in batches: whether each was at least as large as what was seen.

    Parameters
    ----------
    flags : iterable of arrays
        Truth values, a batch at a time; no further batch is asked for once `ENOUGH` were as large.
    most : int
        Permutations in all.

    Notes
    -----
    Besag and Clifford, Biometrika 78 (1991): where the h-th as large comes as the l-th permutation, p is h / l.

    Examples
    --------
    >>> stop_early([np.array([True, False] * 200)], 9_999)
    0.5025125628140703
    """
    seen = done = 0
    for batch in flags:
        reached = seen + np.cumsum(batch)
        if reached[-1] >= ENOUGH:
            return float(ENOUGH / (done + int(np.searchsorted(reached, ENOUGH)) + 1))
        seen, done = int(reached[-1]), done + len(batch)
    return (seen + 1) / (most + 1)


def find_tail(seen: float, weights: Array, freedom: int) -> float:
    """How likely a sum of weighted chi-squares of the same freedom reaches what was seen.

    Notes
    -----
    Weights that are all the same: the chi-square itself. Else the saddlepoint of Kuonen, Biometrika 86 (1999).

    Examples
    --------
    >>> round(find_tail(3.841459, np.array([1.0]), 1), 4), round(find_tail(10.0, np.array([2.0, 1.0]), 2), 3)
    (0.05, 0.156)
    """
    from scipy.optimize import brentq
    from scipy.special import chdtrc, log_ndtr

    weights = weights[weights > 1e-9 * weights.max(initial=0.0)]
    if not len(weights) or seen <= 0:
        return 1.0
    if np.ptp(weights) <= 1e-9 * weights.max():
        return float(chdtrc(freedom * len(weights), seen / weights.mean()))
    mean, most = freedom * weights.sum(), weights.max()
    if abs(seen / mean - 1) < 1e-3:  # the formula is 0 / 0 at the mean: what lies on both sides of it
        return (find_tail(0.998 * mean, weights, freedom) + find_tail(1.002 * mean, weights, freedom)) / 2

    def away(t: float) -> float:
        return float(freedom * (weights / (1 - 2 * t * weights)).sum() - seen)

    # The largest weight alone reaches what was seen at the upper end; all weights as large as it at the lower one.
    n = freedom * len(weights)
    upper = (1 - freedom * most / (seen + freedom * most)) / (2 * most)
    lower = min(0.0, (1 - n * most / seen) / (2 * weights.min()))
    while away(upper) < 0:
        upper = (upper + 1 / (2 * most)) / 2
    while away(lower) > 0:
        lower = 2 * lower - 1
    t = float(brentq(away, lower, upper, xtol=1e-14))
    left = 1 - 2 * t * weights
    w = np.sign(t) * np.sqrt(2 * (t * seen + freedom * np.log(left).sum() / 2))
    v = t * np.sqrt(2 * freedom * ((weights / left) ** 2).sum())
    return float(np.exp(log_ndtr(-(w + np.log(v / w) / w))))


def find_between_p(seen: float, correlations: Array, groups: int, n: int) -> float:
    """The permutation p-value of a sum of squares between groups of standardised features, for many places.

    A sum of a group's rows drawn at random is normal for large groups: what lies between the groups is then a sum of
    chi-squares with one less than the groups as freedom, weighted by the eigenvalues of the features' correlations.

    Notes
    -----
    McArtor, Lubke and Bergeman, Psychometrika 82 (2017).

    Examples
    --------
    >>> round(find_between_p(3.841459 * 1_000 / 999, np.eye(1), 2, 1_000), 4)
    0.05
    """
    weights = np.clip(np.linalg.eigvalsh(correlations), 0, None)
    return find_tail(seen * (n - 1) / n, weights, groups - 1)
