"""The small drawing beside a number."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.report._strip import MOST_DOTS, draw_strip


def test_euros_stand_by_their_powers_of_ten_and_what_lies_beyond_at_the_edge():
    found = draw_strip([1_000.0, 100_000.0, 1e9], [10_000.0, 1_000_000.0], str, log=True)
    assert [x for x, _y in found.dots] == [0.0, 120.0, 240.0]
    assert found.middle == 120.0
    assert found.ticks == ((0.0, "10000.0"), (240.0, "1000000.0"))


@given(st.lists(st.floats(0, 1), min_size=1, max_size=200))
def test_no_two_dots_lie_on_each_other_and_all_lie_inside(values):
    found = draw_strip(values, [0.0, 1.0], str)
    assert len(set(found.dots)) == len(values)
    assert all(0 <= x <= found.width and 0 <= y <= found.height for x, y in found.dots)
    assert 0 <= found.band[0] <= found.middle <= found.band[0] + found.band[1] + 0.2


def test_of_too_many_plans_so_many_dots_keep_the_shape_and_the_height():
    values = np.random.default_rng(2).lognormal(13, 1, 30_000).tolist()
    found = draw_strip(values, [1e4, 1e5, 1e6, 1e7], str, log=True)
    assert len(found.dots) == MOST_DOTS
    assert found.height < 200
    few = draw_strip(sorted(values)[75::150], [1e4, 1e5, 1e6, 1e7], str, log=True)
    assert found.middle == pytest.approx(few.middle, abs=1)
