"""Resamples and their percentiles against numpy on hand cases."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.numbers._resampling import find_percentiles, find_weighted_medians, resample_rows


def test_a_weighted_median_is_that_of_repeated_values():
    rng = np.random.default_rng(3)
    values, weights = rng.normal(size=9), rng.integers(1, 5, size=(4, 9)).astype(float)
    weights[:, 0] += weights.sum(axis=1) % 2 == 0  # an odd number of values has one in the middle
    found = find_weighted_medians(values, weights)
    assert found == pytest.approx([np.median(np.repeat(values, row.astype(int))) for row in weights])


def test_resamples_have_as_many_rows_as_the_sample_which_comes_first():
    counts = resample_rows(7, 50)
    assert counts.shape == (51, 7)
    assert (counts.sum(axis=1) == 7).all()
    assert (counts[0] == 1).all()
    assert np.array_equal(counts, resample_rows(7, 50))  # a fixed seed


def test_percentiles_leave_the_sample_out():
    drawn = np.concatenate([[1e9], np.random.default_rng(4).normal(size=500)])
    assert find_percentiles(drawn) == (1e9, *np.percentile(drawn[1:], [2.5, 97.5]))
