"""What intervals and tests share, against counts by hand."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.numbers._statistics import MANY, cliffs_delta, draw_rows, make_generator


def test_cliffs_delta_by_counting_pairs():
    a, b = np.array([1.0, 3, 5]), np.array([2.0, 3])
    pairs = [np.sign(x - y) for x in a for y in b]
    assert cliffs_delta(a, b) == pytest.approx(np.mean(pairs))


def test_of_many_rows_the_same_ones_are_drawn_in_their_order_each_once():
    assert draw_rows(MANY).tolist() == list(range(MANY))
    rows = draw_rows(3 * MANY)
    assert len(set(rows.tolist())) == len(rows) == MANY
    assert (np.diff(rows) > 0).all()
    assert rows.max() < 3 * MANY
    assert (rows == draw_rows(3 * MANY)).all()


def test_each_generator_begins_anew():
    assert (make_generator().random(5) == make_generator().random(5)).all()
