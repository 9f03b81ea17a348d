"""What the intervals and tests of `inference` and `substance` share: sizes and the seed."""

from __future__ import annotations

from typing import Any

import numpy as np

__all__ = [
    "LEAST_FOR_SUMMARY",
    "RESAMPLES",
    "ROUGH_UNDER",
    "SEED",
    "Array",
    "cliffs_delta",
    "make_generator",
]

#: Resamples of every permutation test and bootstrap, with a fixed seed.
RESAMPLES = 9_999
SEED = 20170118
#: A group under this size gets its points, never a summary.
LEAST_FOR_SUMMARY = 5
#: Under this size an interval is said to be rough.
ROUGH_UNDER = 30

Array = np.ndarray[Any, np.dtype[np.float64]]


def make_generator() -> np.random.Generator:
    """Random numbers that are the same in every run: each result can be had again.

    Examples
    --------
    >>> int(make_generator().integers(100)) == int(make_generator().integers(100))
    True
    """
    return np.random.default_rng(SEED)


def cliffs_delta(a: Array, b: Array) -> float:
    """How often a value of ``a`` exceeds one of ``b`` less how often it is below; Cliff, Psych. Bull. 114 (1993).

    Examples
    --------
    >>> cliffs_delta(np.array([1.0, 2.0]), np.array([3.0, 4.0]))
    -1.0
    """
    ordered = np.sort(b)
    above = np.searchsorted(ordered, a, side="left").sum()
    below = (len(b) - np.searchsorted(ordered, a, side="right")).sum()
    return float((above - below) / (len(a) * len(b)))
