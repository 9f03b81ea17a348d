"""Percentile intervals by resamples of plans, each with weights of its own."""

from __future__ import annotations

import numpy as np

from analysis.numbers._statistics import SEED, Array

__all__ = ["find_percentiles", "find_weighted_medians", "resample_rows"]

RESAMPLES = 1_000


def find_weighted_medians(values: Array, weights: Array) -> Array:
    """The weighted median of each row of weights: the value at which half of the weight is reached.

    Examples
    --------
    >>> find_weighted_medians(np.array([1.0, 2.0, 9.0]), np.array([[1.0, 1.0, 1.0], [1.0, 1.0, 8.0]])).tolist()
    [2.0, 9.0]
    """
    order = np.argsort(values, kind="stable")
    reached = np.cumsum(weights[:, order], axis=1)
    at = (reached < reached[:, -1:] / 2 - 1e-9).sum(axis=1)
    return np.asarray(values[order][at])


def resample_rows(n: int, resamples: int = RESAMPLES) -> Array:
    """How often each of n rows is in each resample; the sample itself comes first.

    Examples
    --------
    >>> counts = resample_rows(3, 2)
    >>> counts[0].tolist(), counts.sum(axis=1).tolist()
    ([1.0, 1.0, 1.0], [3.0, 3.0, 3.0])
    """
    drawn = np.random.default_rng(SEED).multinomial(n, np.full(n, 1 / n), size=resamples)
    return np.vstack([np.ones(n), drawn]).astype(float)


def find_percentiles(drawn: Array) -> tuple[float, float, float]:
    """The sample's value, which comes first, and the 2.5% and the 97.5% of the resamples behind it.

    Examples
    --------
    >>> find_percentiles(np.concatenate([[7.0], np.arange(101.0)]))
    (7.0, 2.5, 97.5)
    """
    low, high = np.quantile(drawn[1:], [0.025, 0.975])
    return float(drawn[0]), float(low), float(high)
