"""Which way a statistic takes, at the number of places where ways meet, and the rows that are drawn."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.numbers._by_size import MANY, count_repeats, draw_evenly, draw_rows, has_formula, is_many


def test_the_shipped_plans_are_never_many(plans):
    assert not is_many(len(plans))


def test_ways_change_behind_the_same_number():
    assert not is_many(MANY)
    assert is_many(MANY + 1)
    assert (count_repeats(MANY, 20), count_repeats(MANY + 1, 20)) == (20, 1)


def test_a_formula_needs_many_places_and_no_small_group():
    assert has_formula([MANY, 30])
    assert not has_formula([MANY, 29])
    assert not has_formula([MANY // 2, MANY // 2])


def test_of_many_rows_the_same_ones_are_drawn_in_their_order_each_once():
    assert draw_rows(MANY).tolist() == list(range(MANY))
    rows = draw_rows(3 * MANY)
    assert len(set(rows.tolist())) == len(rows) == MANY
    assert (np.diff(rows) > 0).all()
    assert rows.max() < 3 * MANY
    assert (rows == draw_rows(3 * MANY)).all()


@pytest.mark.parametrize("sizes", [(5_000, 5), (20, 900, 7_000), (3_000, 3_000, 3_000)])
def test_small_groups_are_drawn_whole_and_the_others_evenly(sizes):
    codes = np.random.default_rng(1).permutation(np.repeat(range(len(sizes)), sizes))
    rows = draw_evenly(codes)
    taken = np.bincount(codes[rows])
    assert (np.diff(rows) > 0).all()
    assert MANY - len(sizes) <= len(rows) <= MANY
    whole = np.array(sizes) == taken
    assert (taken[~whole] >= max(taken[whole], default=0)).all()
    assert np.ptp(taken[~whole]) <= 1
    assert draw_evenly(codes[:MANY]).tolist() == list(range(MANY))
