"""Intervals and tests: what the published sample can and cannot say, each by a named method."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from analysis.numbers._by_size import MANY, draw_rows, is_many
from analysis.numbers._least_squares import Fit, fit_least_squares, make_dummies, merge_rare
from analysis.numbers._linear import NORMAL, add_error, find_gini, find_ratio_error, find_top_share
from analysis.numbers._resampling import find_percentiles, resample_rows
from analysis.numbers._slopes import find_slopes
from analysis.numbers._statistics import LEAST_FOR_SUMMARY, RESAMPLES, ROUGH_UNDER, Array, make_generator
from analysis.words._choices import OneLineError
from analysis.words._columns import need_columns, need_numbers
from analysis.words._grouping import split_groups

__all__ = [
    "LEAST_FOR_SUMMARY",
    "MANY",
    "Association",
    "Interval",
    "Ratio",
    "Slope",
    "Trend",
    "adjusted",
    "association",
    "compare_means",
    "compare_shares",
    "draw_rows",
    "estimate_gini",
    "estimate_median",
    "estimate_top_share",
    "find_median_level",
    "fit_slope",
    "medians",
    "pooled_ratio",
    "proportion",
    "proportions",
    "trend",
]


def __dir__() -> list[str]:
    return __all__


@dataclass(frozen=True)
class Interval:
    """An estimate, its 95% interval and the number of places behind it."""

    value: float
    low: float
    high: float
    n: int


@dataclass(frozen=True)
class Trend:
    """A Theil-Sen line of a value (or its log10) on the year; slope and interval per year."""

    slope: float
    intercept: float
    low: float
    high: float
    tau: float
    p: float
    n: int


@dataclass(frozen=True)
class Slope:
    """A line of least squares of a value on the year: its slope per year, 95% interval and p-value."""

    slope: float
    low: float
    high: float
    p: float
    n: int


@dataclass(frozen=True)
class Ratio:
    """Geometric mean of the first group over that of the second: as it is, and among plans that are alike otherwise."""

    groups: tuple[str, str]
    n: tuple[int, int]
    raw: Interval
    adjusted: Interval
    p: float


@dataclass(frozen=True)
class Association:
    """Spearman's rho of two columns with its permutation p-value."""

    rho: float
    p: float
    n: int


def _numbers(values: Any) -> Array:
    numbers = pd.to_numeric(pd.Series(values), errors="coerce").to_numpy(dtype="float64", na_value=np.nan)
    return np.asarray(numbers[np.isfinite(numbers)])


def _know_both(frame: pd.DataFrame, first: str, second: str) -> pd.DataFrame:
    """Rows that know both columns, sorted, so that the order they came in does not move what is drawn."""
    need_numbers(frame, [first, second])
    both = list(dict.fromkeys([first, second]))
    return frame.dropna(subset=both).sort_values(both)


def medians(frame: pd.DataFrame, value: str, *, by: str | None = None) -> pd.DataFrame:
    """Median, its interval and the quartiles of a column, for each group.

    Parameters
    ----------
    frame : DataFrame
        One row per place.
    value : str
        A number column; rows without it are left out.
    by : str, optional
        Column of groups, for instance place_type, generation, settlement, density, region, carrier_type, source_kind;
        without it one group named "all".

    Returns
    -------
    DataFrame
        group, n, min, q1, median, low, high, q3, max (unit of ``value``), rough; groups in the order of the
        vocabulary, statistics NaN under `LEAST_FOR_SUMMARY` places.

    Examples
    --------
    >>> frame = pd.DataFrame({"investment_eur": [1, 2, 3, 4, 5]})
    >>> medians(frame, "investment_eur")[["group", "n", "median"]].values.tolist()
    [['all', 5, 3.0]]
    """
    rows = []
    asked = [value] if by is None or (isinstance(by, str) and by == value) else [value, by]
    need_columns(frame, asked)
    need_numbers(frame, [value])
    held = frame[asked].dropna(subset=[value])  # to take rows of all columns is slow
    for group, part in split_groups(held, by):
        numbers, found = _numbers(part[value]), estimate_median(part[value])
        known = found.n >= LEAST_FOR_SUMMARY
        least, q1, q3, most = np.quantile(numbers, [0, 0.25, 0.75, 1]) if known else (np.nan,) * 4
        rough = known and found.n < ROUGH_UNDER
        rows.append((group, found.n, least, q1, found.value, found.low, found.high, q3, most, rough))
    statistics = ["min", "q1", "median", "low", "high", "q3", "max"]
    table = pd.DataFrame(rows, columns=["group", "n", *statistics, "rough"])
    return table.astype(dict.fromkeys(statistics, "float64"))


def proportion(count: int, n: int) -> Interval:
    """Share of ``count`` in ``n`` with its Wilson 95% interval; all NaN when ``n`` is 0.

    Notes
    -----
    `scipy.stats.binomtest(...).proportion_ci(method="wilson")`; Wilson, JASA 22 (1927).

    Examples
    --------
    >>> round(proportion(5, 10).low, 3)
    0.237
    """
    from scipy import stats

    if n == 0:
        return Interval(np.nan, np.nan, np.nan, 0)
    if is_many(n):  # the same by its formula: the test that scipy makes beside it takes long
        middle, reach = (count + NORMAL**2 / 2), NORMAL * np.sqrt(count * (1 - count / n) + NORMAL**2 / 4)
        low, high = (middle - reach) / (n + NORMAL**2), (middle + reach) / (n + NORMAL**2)
        return Interval(count / n, float(low) if count else 0.0, float(high) if count < n else 1.0, int(n))
    bounds = stats.binomtest(int(count), int(n)).proportion_ci(method="wilson")
    return Interval(count / n, float(bounds.low), float(bounds.high), int(n))


def compare_shares(count: int, n: int, other_count: int, other_n: int) -> Interval:
    """The difference of two shares with its 95% interval.

    Parameters
    ----------
    count, n, other_count, other_n : int
        Places that count, and all places, of each group.

    Returns
    -------
    Interval
        The first share less the second (-1 to 1) and n of both together; NaN where a group has no place.

    Notes
    -----
    The hybrid score interval without continuity correction; Newcombe, Statistics in Medicine 17 (1998), method 10.

    Examples
    --------
    >>> found = compare_shares(56, 70, 48, 80)
    >>> round(found.value, 4), round(found.low, 4), round(found.high, 4)
    (0.2, 0.0524, 0.3339)
    """
    one, other = proportion(count, n), proportion(other_count, other_n)
    low = np.hypot(one.value - one.low, other.high - other.value)
    high = np.hypot(one.high - one.value, other.value - other.low)
    value = one.value - other.value
    return Interval(value, float(value - low), float(value + high), n + other_n)


def proportions(frame: pd.DataFrame, flag: str, *, by: str | None = None) -> pd.DataFrame:
    """Share of the places where a column is true, with its Wilson interval, for each group.

    Parameters
    ----------
    frame : DataFrame
        One row per place; a missing flag counts as not true, so say that the share is a lower bound.
    flag : str
        A boolean column.
    by : str, optional
        Column of groups; without it one group named "all".

    Returns
    -------
    DataFrame
        group, count, n, share, low, high (shares from 0 to 1; NaN under `LEAST_FOR_SUMMARY` places).

    Examples
    --------
    >>> frame = pd.DataFrame({"complete": [True, False, True, False, False]})
    >>> proportions(frame, "complete")[["count", "n", "share"]].values.tolist()
    [[2.0, 5.0, 0.4]]
    """
    rows = []
    need_columns(frame, [flag])
    for group, part in split_groups(frame, by):
        hits = int(part[flag].fillna(False).astype(bool).sum())
        enough = len(part) >= LEAST_FOR_SUMMARY
        rows.append((group, hits, len(part), *(_ends(proportion(hits, len(part))) if enough else (np.nan,) * 3)))
    table = pd.DataFrame(rows, columns=["group", "count", "n", "share", "low", "high"])
    return table.astype(dict.fromkeys(["share", "low", "high"], "float64"))


def _ends(found: Interval) -> tuple[float, float, float]:
    return found.value, found.low, found.high


def pooled_ratio(numerator: Any, denominator: Any) -> Interval:
    """Ratio of two sums over places with its BCa bootstrap 95% interval.

    Parameters
    ----------
    numerator, denominator : array-like
        One number per place, in the same unit (EUR); the denominators add up to more than 0.

    Returns
    -------
    Interval
        NaN ends under `LEAST_FOR_SUMMARY` places or when every resample gives the same ratio.

    Notes
    -----
    Places are resampled together with their denominator; Efron, JASA 82 (1987), `scipy.stats.bootstrap`. Of more than
    `MANY` places, the linearised variance of a ratio; Cochran, Sampling Techniques (1977), 6.4.

    Examples
    --------
    >>> pooled_ratio([1, 2, 3, 4, 5], [10, 10, 10, 10, 10]).value
    0.3
    """
    from scipy import stats

    bottom, top = np.asarray(denominator, dtype=float), np.asarray(numerator, dtype=float)
    order = np.lexsort((top, bottom))  # the order of the rows does not move the interval
    bottom, top = bottom[order], top[order]
    n = len(top)
    value = float(top.sum() / bottom.sum()) if n and bottom.sum() > 0 else np.nan
    if n < LEAST_FOR_SUMMARY or np.ptp(top * bottom.sum() - bottom * top.sum()) == 0:
        return Interval(value, np.nan, np.nan, n)
    if is_many(n):
        return Interval(*add_error(value, find_ratio_error(top, bottom)), n)
    found = stats.bootstrap(
        (top, bottom),
        lambda a, b, axis=-1: a.sum(axis=axis) / b.sum(axis=axis),
        paired=True,
        vectorized=True,
        n_resamples=RESAMPLES,
        batch=500,
        rng=make_generator(),
    ).confidence_interval
    return Interval(value, float(found.low), float(found.high), n)


def adjusted(p: Any) -> Array:
    """Holm's adjustment of several p-values; Holm, Scand. J. Statist. 6 (1979).

    Examples
    --------
    >>> adjusted([0.01, 0.04, 0.03]).round(2).tolist()
    [0.03, 0.06, 0.06]
    """
    values = np.asarray(p, dtype=float)
    order = np.argsort(values)[: int(np.isfinite(values).sum())]  # missing p-values stay missing and do not count
    steps = values[order] * (len(order) - np.arange(len(order)))
    result = np.full_like(values, np.nan)
    result[order] = np.minimum(np.maximum.accumulate(steps), 1.0)
    return result


def trend(frame: pd.DataFrame, value: str, *, on: str = "year", log: bool = True) -> Trend:
    """Theil-Sen slope of a column on the year with its 95% interval, and Kendall's tau.

    Parameters
    ----------
    frame : DataFrame
        One row per place; rows without the value or the year are left out.
    value, on : str
        Number columns; ``value`` is above 0 when ``log``.
    log : bool
        Take log10 of the value, so that ``10**slope`` is the factor per year.

    Returns
    -------
    Trend
        All NaN under `LEAST_FOR_SUMMARY` rows, when all years or all values are the same, or when ties leave no interval.

    Notes
    -----
    Sen, JASA 63 (1968), `scipy.stats.theilslopes`; Kendall's tau-b, `scipy.stats.kendalltau`. Of more than `MANY` places the
    same slopes, by counting pairs instead of writing them down.

    Examples
    --------
    >>> frame = pd.DataFrame({"year": [2015, 2016, 2017, 2018, 2019], "funders": [1, 2, 3, 4, 5]})
    >>> trend(frame, "funders", log=False).slope
    1.0
    """
    from scipy import stats

    known = _know_both(frame, on, value)
    x, y = _numbers(known[on]), _numbers(known[value])
    if len(x) < LEAST_FOR_SUMMARY or np.ptp(x) == 0 or np.ptp(y) == 0:
        return Trend(*(np.nan,) * 6, n=len(x))
    y = np.log10(y) if log else y
    with np.errstate(invalid="ignore"):  # so many ties that the interval is not defined
        drawn, tau = draw_rows(len(x)), stats.kendalltau(x, y)
        line = stats.theilslopes(y[drawn], x[drawn])
    if not np.isfinite(line.low_slope):
        return Trend(*(np.nan,) * 6, n=len(x))
    ends = (float(line.slope), float(line.intercept), float(line.low_slope), float(line.high_slope))
    if is_many(len(x)):
        slope, low, high = find_slopes(x, y, (ends[2], ends[3]))
        ends = (slope, float(np.median(y) - slope * np.median(x)), low, high)
    return Trend(*ends, tau=float(tau.statistic), p=float(tau.pvalue), n=len(x))


def association(frame: pd.DataFrame, x: str, y: str) -> Association:
    """Spearman's rho of two columns with a permutation p-value.

    Parameters
    ----------
    frame : DataFrame
        One row per place; rows without either value are left out.
    x, y : str
        Number columns.

    Returns
    -------
    Association
        NaN under `LEAST_FOR_SUMMARY` rows or when a column does not vary.

    Notes
    -----
    Pairings permuted 9,999 times with a fixed seed, two-sided (`scipy.stats.permutation_test`). Of more than `MANY` places
    Student's t; Kendall and Stuart, The Advanced Theory of Statistics 2 (1973), 31.19.

    Examples
    --------
    >>> frame = pd.DataFrame({"x": range(10), "y": range(10)})
    >>> association(frame, "x", "y").rho
    1.0
    """
    from scipy import stats

    first, second = sorted((x, y))  # so that neither the order of rows nor that of columns moves the p-value
    known = _know_both(frame, first, second)
    ranks = [stats.rankdata(_numbers(known[name])) for name in (first, second)]
    if len(known) < LEAST_FOR_SUMMARY or any(np.ptp(rank) == 0 for rank in ranks):
        return Association(np.nan, np.nan, len(known))
    left, right = ((rank - rank.mean()) / (rank.std() * len(rank) ** 0.5) for rank in ranks)
    if is_many(n := len(known)):
        rho = float(np.clip((left * right).sum(), -1, 1))
        t = abs(rho) * np.sqrt((n - 2) / max(1 - rho**2, np.finfo(float).tiny))
        return Association(rho, float(2 * stats.t.sf(t, n - 2)), n)
    found = stats.permutation_test(
        (left,),
        lambda values, axis=-1: (values * right).sum(axis=axis),
        permutation_type="pairings",
        vectorized=True,
        n_resamples=RESAMPLES,
        batch=500,
        rng=make_generator(),
    )
    return Association(float(found.statistic), float(found.pvalue), len(known))


def find_median_level(n: int) -> float:
    """How often an interval of `estimate_median` covers: 95%, or what the smallest and largest of few values reach.

    Examples
    --------
    >>> find_median_level(5), find_median_level(6)
    (0.9375, 0.95)
    """
    return float(min(0.95, 1 - 2 * 0.5**n)) if n >= LEAST_FOR_SUMMARY else np.nan


def estimate_median(values: Any) -> Interval:
    """Median with a 95% interval between interpolated order statistics.

    Parameters
    ----------
    values : array-like
        Numbers in any unit; missing values are left out.

    Returns
    -------
    Interval
        In the unit of ``values``; NaN below `LEAST_FOR_SUMMARY` values. Of five, the smallest and the largest, which cover in
        94% of the samples (`find_median_level`).

    Notes
    -----
    Nyblom, Statistics & Probability Letters 14 (1992); for a median it is that of Hettmansperger and Sheather, Statistics
    & Probability Letters 4 (1986). Without assumption on the shape it covers very nearly 95%.

    Examples
    --------
    >>> found = estimate_median([10, 20, 30, 40, 50, 60, 70])
    >>> found.value, round(found.low, 1), round(found.high, 1)
    (40.0, 17.3, 62.7)
    """
    from scipy.special import bdtr

    numbers = np.sort(_numbers(values))
    n = len(numbers)
    if n < LEAST_FOR_SUMMARY:
        return Interval(np.nan, np.nan, np.nan, n)
    covers = 1 - 2 * bdtr(np.arange((n + 1) // 2), n, 0.5)  # the k-th smallest to the k-th largest, k from 1
    k = max(1, int((covers >= 0.95).sum()))
    wider, narrower = covers[k - 1], covers[k] if k < len(covers) else 0.0
    part = max(0.0, (wider - 0.95) / (wider - narrower))
    inwards = (n - k) * part / (k + (n - 2 * k) * part)
    low, high = ((1 - inwards) * row[k - 1] + inwards * row[min(k, n - 1)] for row in (numbers, numbers[::-1]))
    return Interval(float(np.median(numbers)), float(low), float(high), n)


def estimate_gini(values: Any) -> Interval:
    """The Gini coefficient of some numbers with its 95% interval.

    Returns
    -------
    Interval
        0 when all are equal; NaN under `LEAST_FOR_SUMMARY` numbers.

    Notes
    -----
    Percentiles of 1,000 bootstrap resamples of plans, with a fixed seed; of more than `MANY` the linearised error: Davidson,
    Journal of Econometrics 150 (2009).

    Examples
    --------
    >>> round(estimate_gini([1.0, 1.0, 2.0, 4.0, 12.0]).value, 3)
    0.5
    """
    numbers = np.sort(_numbers(values))
    if len(numbers) < LEAST_FOR_SUMMARY:
        return Interval(np.nan, np.nan, np.nan, len(numbers))
    if is_many(len(numbers)):
        return Interval(*add_error(*find_gini(numbers)), len(numbers))
    counts = resample_rows(len(numbers))
    n, euros = counts.sum(axis=1), counts * numbers
    total, before = euros.sum(axis=1), np.cumsum(euros, axis=1) - euros / 2
    return Interval(*find_percentiles(1 - 2 * (counts * before).sum(axis=1) / (n * total)), len(numbers))


def estimate_top_share(values: Any, top: float = 0.1) -> Interval:
    """Part of the euros that the largest tenth of the places takes, with its 95% interval.

    Returns
    -------
    Interval
        From 0 to 1; NaN under `LEAST_FOR_SUMMARY` numbers.

    Notes
    -----
    Percentiles of 1,000 bootstrap resamples of plans, with a fixed seed; of more than `MANY` the linearised error: Beach and
    Davidson, Review of Economic Studies 50 (1983).

    Examples
    --------
    >>> round(estimate_top_share([1.0, 1.0, 2.0, 4.0, 12.0]).value, 2)
    0.6
    """
    numbers = np.sort(_numbers(values))
    n = len(numbers)
    if n < LEAST_FOR_SUMMARY:
        return Interval(np.nan, np.nan, np.nan, n)
    if is_many(n):
        return Interval(*add_error(*find_top_share(numbers, top)), n)
    numbers, counts = numbers[::-1], resample_rows(n)[:, ::-1]
    taken = np.clip(np.ceil(n * top) - (np.cumsum(counts, axis=1) - counts), 0, counts)
    return Interval(*find_percentiles((taken * numbers).sum(axis=1) / (counts * numbers).sum(axis=1)), n)


def fit_slope(frame: pd.DataFrame, value: str, *, on: str = "year") -> Slope:
    """Slope of a count on the year by least squares, with its 95% interval.

    Parameters
    ----------
    frame : DataFrame
        One row per place; rows without the value or the year are left out.
    value, on : str
        Number columns.

    Returns
    -------
    Slope
        NaN under `LEAST_FOR_SUMMARY` rows, or when all years or all values are the same.

    Notes
    -----
    HC3 errors, which do not assume one spread in all years: MacKinnon and White, Journal of Econometrics 29 (1985);
    Student's t with n - 2 degrees of freedom. A slope of medians (`trend`) is 0 for most small counts, whatever happens.

    Examples
    --------
    >>> frame = pd.DataFrame({"year": [2015, 2016, 2017, 2018, 2019], "funders": [1, 2, 4, 4, 5]})
    >>> round(fit_slope(frame, "funders").slope, 6)
    1.0
    """
    need_numbers(frame, [on, value])
    known = frame.dropna(subset=[on, value])
    x, y = known[on].to_numpy(dtype=float), known[value].to_numpy(dtype=float)
    if len(x) < LEAST_FOR_SUMMARY or np.ptp(x) == 0 or np.ptp(y) == 0:
        return Slope(*(np.nan,) * 4, n=len(x))
    fit = fit_least_squares(np.column_stack([np.ones_like(x), x - x.mean()]), y)
    return Slope(float(fit.values[1]), *fit.find_interval(1), p=fit.find_p(1), n=len(x))


def compare_means(frame: pd.DataFrame, value: str, *, by: str, alike: tuple[str, ...] = ()) -> Ratio:
    """Ratio of the geometric means of two groups, raw and among plans alike in other columns.

    Parameters
    ----------
    frame : DataFrame
        One row per place.
    value : str
        A column of numbers above 0: euros.
    by : str
        A column with exactly two groups; rows without a group are left out.
    alike : tuple of str
        Columns of codes that the adjusted ratio holds fixed: the kind, the sector of the carrier, the kind of source.

    Returns
    -------
    Ratio
        First over second group, in vocabulary order; ``p`` is that of the adjusted ratio. NaN where a group has fewer than
        `LEAST_FOR_SUMMARY` places.

    Raises
    ------
    ValueError
        If ``by`` does not have two groups.

    Notes
    -----
    Least squares of log euros, HC3; levels of fewer than five plans are one level. How far the adjusted ratio lies from
    the raw one is what the composition of the groups makes of it.

    Examples
    --------
    >>> frame = pd.DataFrame({"v": [1, 2, 1, 2, 1, 10, 20, 10, 20, 10], "g": ["a"] * 5 + ["b"] * 5})
    >>> round(compare_means(frame, "v", by="g").raw.value, 3)
    0.1
    """
    need_columns(frame, [value, by, *alike])
    need_numbers(frame, [value])
    known = frame.dropna(subset=[value, by])
    known = known[known[value] > 0]
    parts = list(split_groups(known, by))
    if len(parts) != 2:
        raise OneLineError(f"column {by!r} has {len(parts)} groups with {value!r}, two are needed")
    (first, one), (second, two) = parts
    groups, sizes, n = (first, second), (len(one), len(two)), len(known)
    if min(sizes) < LEAST_FOR_SUMMARY:
        missing = Interval(np.nan, np.nan, np.nan, n)
        return Ratio(groups, sizes, missing, missing, np.nan)
    outcome = np.log(known[value].to_numpy(dtype=float))
    plain = [np.ones(n), (known[by].astype("string") == first).to_numpy(dtype=float)]
    others = [make_dummies(merge_rare(known[name])).to_numpy() for name in alike]
    fit = fit_least_squares(np.column_stack([*plain, *others]), outcome)
    return Ratio(
        groups, sizes, _as_ratio(fit_least_squares(np.column_stack(plain), outcome)), _as_ratio(fit), fit.find_p(1)
    )


def _as_ratio(fit: Fit) -> Interval:
    value, low, high = np.exp([fit.values[1], *fit.find_interval(1)])
    return Interval(float(value), float(low), float(high), len(fit.residuals))
