"""Errors of large samples: what each place adds to a statistic, and how far the sum of many such parts strays."""

from __future__ import annotations

from typing import Any

import numpy as np

from analysis.numbers._statistics import Array

__all__ = ["NORMAL", "add_error", "find_error", "find_gini", "find_ratio_error", "find_top_share", "weigh_r2"]

#: The standard normal law between whose ends 95% lie.
NORMAL = 1.959963984540054


def add_error(value: Any, error: Any) -> tuple[Any, Any, Any]:
    """A value, or an array of them, and its 95% interval by the normal law.

    Examples
    --------
    >>> [round(end, 2) for end in add_error(0.5, 0.1)]
    [0.5, 0.3, 0.7]
    """
    return value, value - NORMAL * error, value + NORMAL * error


def find_error(parts: Array) -> Any:
    """The standard error of a statistic from what each place adds to it, a row a place; for each column.

    Examples
    --------
    >>> float(find_error(np.array([1.0, 2.0, 3.0, 4.0, 5.0]))).__round__(3)  # that of the mean
    0.707
    """
    return np.std(parts, axis=0, ddof=1) / np.sqrt(len(parts))


def find_ratio_error(top: Array, bottom: Array) -> Any:
    """The standard error of a ratio of two sums; ``top`` may have columns.

    Notes
    -----
    Cochran, Sampling Techniques (1977), 6.4.

    Examples
    --------
    >>> round(float(find_ratio_error(np.array([1.0, 2, 3, 4, 5]), np.full(5, 10.0))), 4)
    0.0707
    """
    away = (top.T - top.sum(axis=0)[..., None] / bottom.sum() * bottom).T
    n = len(bottom)
    return np.sqrt((away**2).sum(axis=0) * n / (n - 1)) / bottom.sum()


def find_gini(numbers: Array) -> tuple[float, float]:
    """The Gini coefficient of numbers, smallest first, and its standard error.

    Notes
    -----
    Davidson, Journal of Econometrics 150 (2009), equation 20.

    Examples
    --------
    >>> round(find_gini(np.array([1.0, 1.0, 2.0, 4.0, 12.0]))[0], 3)
    0.5
    """
    n, total = len(numbers), numbers.sum()
    reached = np.cumsum(numbers)
    value = 1 - 2 * (reached - numbers / 2).sum() / (n * total)
    parts = (2 * np.arange(n) + 1) / n * numbers - 2 / n * reached - (value + 1) * numbers
    return float(value), float(find_error(parts / (total / n)))


def find_top_share(numbers: Array, top: float) -> tuple[float, float]:
    """The part that the largest take of numbers, smallest first, and its standard error.

    Notes
    -----
    Beach and Davidson, Review of Economic Studies 50 (1983): the Lorenz curve at one point.

    Examples
    --------
    >>> round(find_top_share(np.array([1.0, 1.0, 2.0, 4.0, 12.0]), 0.1)[0], 2)
    0.6
    """
    n, total = len(numbers), numbers.sum()
    largest = int(np.ceil(n * top))
    value, edge = numbers[n - largest :].sum() / total, numbers[n - largest]
    parts = np.maximum(numbers - edge, 0) - value * numbers
    return float(value), float(find_error(parts / (total / n)))


def weigh_r2(values: Array, codes: Any) -> tuple[Array, Array]:
    """R² of each feature, and what each place adds to it: rows are drawn inside the groups; NaN where it does not vary.

    The part of variance between groups is B / (B + W): a place moves the mean of its group, and the variance in it.

    Examples
    --------
    >>> found, parts = weigh_r2(np.array([[0.0], [1], [9], [8]]), np.array([0, 0, 1, 1]))
    >>> found.round(3).tolist(), parts.sum(axis=0).round(6).tolist()
    ([0.985], [0.0])
    """
    sizes = np.bincount(codes).astype(float)
    sums = np.array([np.bincount(codes, column, minlength=len(sizes)) for column in values.T])
    away = (sums / sizes).T - values.mean(axis=0)  # of the groups' means from that of all
    own = values - (sums / sizes).T[codes]  # of each place from the mean of its group
    inside = np.array([np.bincount(codes, column, minlength=len(sizes)) for column in (own**2).T]) / sizes
    within, between = (inside * sizes).sum(axis=1) / len(codes), (away.T**2 * sizes).sum(axis=1) / len(codes)
    varies = within + between > 0
    total = np.where(varies, within + between, np.nan)
    parts = (within * 2 * away[codes] * own - between * (own**2 - inside.T[codes])) / total**2
    return between / total, parts
