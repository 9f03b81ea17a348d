"""Slopes that are found by counting pairs beside those of all pairs written down."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from analysis.numbers._by_size import MANY
from analysis.numbers._slopes import find_slopes
from analysis.numbers.inference import trend


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_slopes_are_scipys_to_a_thousandth_of_their_error(seed):
    rng = np.random.default_rng(seed)
    x = rng.integers(2005, 2025, 900).astype(float)
    y = 0.02 * (x - 2005) + rng.normal(size=900)
    counted = stats.theilslopes(y, x)
    found = find_slopes(x, y, (-1.0, 0.5))
    wide = counted.high_slope - counted.low_slope
    assert found == pytest.approx((counted.slope, counted.low_slope, counted.high_slope), abs=2e-3 * wide)


def test_slopes_outside_of_where_the_search_begins_are_found():
    x = np.arange(200.0)
    y = 3 * x + np.random.default_rng(4).normal(size=200)
    assert find_slopes(x, y, (0.0, 0.1)) == pytest.approx(stats.theilslopes(y, x)[:1] * 3, abs=0.01)


def test_counts_of_which_most_pairs_are_equal_have_a_slope_of_exactly_0():
    rng = np.random.default_rng(5)
    frame = pd.DataFrame({"year": rng.integers(2010, 2025, 3_000), "funders": rng.poisson(0.4, 3_000)})
    assert trend(frame, "funders", log=False).slope == 0.0


def test_both_ways_agree_where_they_meet():
    rng = np.random.default_rng(6)
    frame = pd.DataFrame({"year": rng.integers(2005, 2025, MANY + 1)})
    frame["cost"] = 10 ** (0.01 * (frame["year"] - 2005) + rng.normal(5, 0.5, MANY + 1))
    few, many = trend(frame[:MANY], "cost"), trend(frame, "cost")
    assert (few.n, many.n) == (MANY, MANY + 1)
    wide = few.high - few.low
    assert (many.slope, many.low, many.high) == pytest.approx((few.slope, few.low, few.high), abs=0.05 * wide)
    assert many.intercept == pytest.approx(few.intercept, rel=0.05, abs=0.5)
    assert many.p == pytest.approx(few.p, rel=0.5)
