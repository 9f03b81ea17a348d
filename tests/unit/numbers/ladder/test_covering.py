"""Intervals of bounded values against their equations solved by scipy."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import optimize, stats

from analysis.numbers import ladder


@pytest.mark.parametrize(("low", "high", "n"), [(0.12, 0.81, 269), (0.1, 0.12, 60), (0.3, 0.3, 40), (0.02, 0.95, 12)])
def test_intervals_are_those_of_imbens_and_manski(low: float, high: float, n: int):
    errors = np.sqrt(np.array([low * (1 - low), high * (1 - high)]) / n)

    def short(c: float) -> float:
        return stats.norm.cdf(c + (high - low) / errors.max()) - stats.norm.cdf(-c) - 0.95

    c = optimize.brentq(short, 1, 3)
    found = ladder.cover_value(*(np.array([value]) for value in (low, high, *errors)))
    expected = np.clip([low - c * errors[0], high + c * errors[1]], 0, 1)
    assert [float(end[0]) for end in found] == pytest.approx(expected, abs=1e-9)
