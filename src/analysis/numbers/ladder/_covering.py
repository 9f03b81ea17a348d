"""Intervals of a value that is known to lie between two estimated bounds."""

from __future__ import annotations

import numpy as np

from analysis.numbers import inference
from analysis.numbers.ladder._parts import Array


def cover_value(low: Array, high: Array, low_error: Array, high_error: Array) -> tuple[Array, Array]:
    """95% intervals of values that are known to lie between two estimated bounds.

    Parameters
    ----------
    low, high : array
        Estimated bounds of shares; ``low <= high``.
    low_error, high_error : array
        Their standard errors.

    Returns
    -------
    tuple of two arrays
        Ends between 0 and 1; NaN where an input is.

    Notes
    -----
    They cover the value, not both bounds: Imbens and Manski, Econometrica 72 (2004), equations 6 and 7. The critical value c
    runs from 1.96 (bounds that meet) to 1.645 (bounds far apart).

    Examples
    --------
    >>> ends = cover_value(np.array([0.1]), np.array([0.8]), np.array([0.02]), np.array([0.02]))
    >>> [round(float(end[0]), 3) for end in ends]
    [0.067, 0.833]
    """
    from scipy.special import ndtr

    low, high, low_error, high_error = (
        np.asarray(values, dtype=float) for values in (low, high, low_error, high_error)
    )
    largest = np.maximum(low_error, high_error)
    apart = np.divide(high - low, largest, out=np.full_like(low, np.inf), where=largest > 0)
    apart = np.where((largest == 0) & (high <= low), 0.0, apart)
    least, most = np.full_like(low, 1.6), np.full_like(low, 2.0)
    for _ in range(50):  # halving: the left side grows with c, and 50 halvings leave nothing to find
        middle = (least + most) / 2
        short = ndtr(middle + apart) - ndtr(-middle) < 0.95
        least, most = np.where(short, middle, least), np.where(short, most, middle)
    found_low, found_high = low - most * low_error, high + most * high_error
    return np.clip(found_low, 0, 1), np.clip(found_high, 0, 1)


def _binomial_error(share: Array, n: Array) -> Array:
    return np.sqrt(share * (1 - share) / n)


def cover_shares(low: Array, high: Array, n: int) -> tuple[Array, Array]:
    """`cover_value` with binomial errors; where bounds of 0 or of 1 meet, which have none, the Wilson interval."""
    n_of = np.full_like(low, n)
    found_low, found_high = cover_value(low, high, _binomial_error(low, n_of), _binomial_error(high, n_of))
    wilson = inference.proportion(0, n).high
    found_high = np.where(high <= 0, wilson, found_high)
    found_low = np.where(low >= 1, 1 - wilson, found_low)
    return found_low, found_high
