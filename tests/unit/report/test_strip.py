"""The small drawing beside a number."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from analysis.report._strip import draw_strip


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
