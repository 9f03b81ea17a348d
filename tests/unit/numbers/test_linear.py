"""Linearised errors beside the resamples that they stand for, where the two ways meet; and how often they cover."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analysis.numbers._by_size import MANY
from analysis.numbers._linear import add_error, find_error, find_gini, find_ratio_error, find_top_share, weigh_r2
from analysis.numbers._resampling import find_percentiles, resample_rows
from analysis.numbers.inference import estimate_gini, estimate_top_share, pooled_ratio
from analysis.numbers.substance import find_r2_ends, r2_interval, resample_r2


def _draw_costs(n: int, seed: int = 3) -> np.ndarray:
    return np.random.default_rng(seed).lognormal(13, 0.9, n)


def test_the_error_of_a_mean():
    values = _draw_costs(50)
    assert find_error(values) == pytest.approx(values.std(ddof=1) / np.sqrt(50))


@pytest.mark.parametrize("estimate", [estimate_gini, estimate_top_share])
def test_both_ways_agree_where_they_meet(estimate):
    """At `MANY` places: the same value, and ends within a tenth of the interval's width."""
    values = np.sort(_draw_costs(MANY))
    counted = estimate(values)
    formula = add_error(*(find_gini(values) if estimate is estimate_gini else find_top_share(values, 0.1)))
    assert formula[0] == pytest.approx(counted.value, rel=1e-12)
    assert formula[1:] == pytest.approx((counted.low, counted.high), abs=0.1 * (counted.high - counted.low))


def test_both_ways_of_a_ratio_agree_where_they_meet():
    rng = np.random.default_rng(4)
    total = _draw_costs(MANY)
    public = total * rng.beta(4, 2, MANY)
    counted = pooled_ratio(public, total)
    formula = add_error(counted.value, find_ratio_error(public, total))
    assert formula[1:] == pytest.approx((counted.low, counted.high), abs=0.1 * (counted.high - counted.low))
    beyond = pooled_ratio(np.append(public, 0), np.append(total, 0))  # one place more, without euros: the other way
    assert (beyond.low, beyond.high) == pytest.approx(formula[1:], rel=1e-3)


def test_a_ratio_of_columns_is_each_of_them():
    total = _draw_costs(30)
    top = np.column_stack([total * 0.2, np.sqrt(total)])
    assert find_ratio_error(top, total) == pytest.approx([find_ratio_error(one, total) for one in top.T])


def _draw_groups(n: int, shift: float) -> tuple[pd.DataFrame, pd.Series]:
    rng = np.random.default_rng(5)
    by = pd.Series(rng.permutation(np.repeat(["new", "older"], [n * 3 // 5, n - n * 3 // 5])))
    table = pd.DataFrame({"euros": rng.normal(size=n), "funders": rng.poisson(3, n).astype(float), "same": 1.0})
    return table.assign(euros=table["euros"] + shift * (by == "new")), by


@pytest.mark.parametrize("shift", [0.3, 1.0])
def test_both_ways_of_r2_agree_where_they_meet(shift):
    table, by = _draw_groups(MANY, shift)
    counted, (value, low, high) = r2_interval(table, by), find_r2_ends(table, by, np.ones((1, 3)))
    assert value[0] == pytest.approx(counted.value, rel=1e-9)
    assert (low[0], high[0]) == pytest.approx((counted.low, counted.high), abs=0.1 * (counted.high - counted.low))


def test_r2_of_each_feature_and_of_one_that_does_not_vary():
    table, by = _draw_groups(200, 0.5)
    found, parts = weigh_r2(table.to_numpy(), pd.factorize(by, sort=True)[0])
    assert found[:2] == pytest.approx(resample_r2(table, by)[0, :2])
    assert np.isnan(found[2])
    assert parts[:, :2].sum(axis=0) == pytest.approx([0, 0], abs=1e-9)


@pytest.mark.parametrize("statistic", [find_gini, lambda numbers: find_top_share(numbers, 0.1)])
def test_intervals_of_large_samples_cover(statistic):
    """Of 200 samples of 2,000 at least 90% hold the value of the whole: 95% less three standard errors of the count."""
    truth = statistic(np.sort(_draw_costs(1_000_000, seed=9)))[0]
    ends = [add_error(*statistic(np.sort(_draw_costs(2_000, seed=100 + at)))) for at in range(200)]
    assert np.mean([low <= truth <= high for _value, low, high in ends]) >= 0.90


def test_percentiles_of_resamples_are_those_that_the_formula_stands_for():
    values = np.sort(_draw_costs(MANY))
    means = (resample_rows(MANY) @ values) / MANY
    low, high = find_percentiles(means)[1:]
    assert add_error(values.mean(), find_error(values))[1:] == pytest.approx((low, high), rel=0.02)
