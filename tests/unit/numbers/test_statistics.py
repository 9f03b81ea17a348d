"""What intervals and tests share, against counts by hand."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.numbers._statistics import cliffs_delta, make_generator


def test_cliffs_delta_by_counting_pairs():
    a, b = np.array([1.0, 3, 5]), np.array([2.0, 3])
    pairs = [np.sign(x - y) for x in a for y in b]
    assert cliffs_delta(a, b) == pytest.approx(np.mean(pairs))


def test_each_generator_begins_anew():
    assert (make_generator().random(5) == make_generator().random(5)).all()
