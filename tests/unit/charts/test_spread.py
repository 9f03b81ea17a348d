"""The figure of how one number spreads: points, median and title against hand-computed numbers."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analysis import charts
from analysis.charts._describing import find_places, find_text, find_title
from analysis.charts._spread import MOST_PILED
from figures import artists


def test_each_place_is_a_point_of_its_pile_and_the_median_is_marked(plans):
    ax = charts.plot_distribution(plans)
    (points,) = artists(ax, "points")
    assert len(points.get_offsets()) == len(plans)
    assert len({tuple(point) for point in points.get_offsets().tolist()}) == len(plans)  # none hides another
    assert len(find_places(points)) == len(plans)
    (line,) = artists(ax, "median")
    median = plans["investment_eur"].median()
    assert line.get_segments()[0][0][0] == pytest.approx(median)
    assert find_title(ax) == "Half of the 238 places cost less than €855k"
    assert "lowest Lab'Haut Comtois €20k" in find_text(ax)
    assert "95% interval of the median: " in find_text(ax)
    assert "50% from €50k to under €1M" in {text.get_text() for text in ax.texts}


def test_a_point_stands_at_its_amount_as_far_as_its_pile_is_wide(plans):
    (points,) = artists(charts.plot_distribution(plans), "points")
    drawn = np.sort(np.asarray(points.get_offsets())[:, 0])
    assert np.abs(np.log10(drawn) - np.log10(np.sort(plans["investment_eur"]))).max() <= 0.5 / 12 + 1e-9


def test_too_few_for_a_median_is_a_question_and_a_part_of_few_is_a_count():
    few = pd.DataFrame({"name": ["a", "b"], "investment_eur": [60_000.0, 2e6]})
    ax = charts.plot_distribution(few)
    assert find_title(ax) == "What does it cost to start a place?"
    assert not artists(ax, "median")
    assert "1 of 2 from €50k to under €1M" in {text.get_text() for text in ax.texts}


def test_many_places_are_bars_that_count_them():
    rng = np.random.default_rng(0)
    many = pd.DataFrame({"name": "a", "investment_eur": rng.uniform(1e5, 1e6, MOST_PILED + 1)})
    ax = charts.plot_distribution(many)
    assert not artists(ax, "points")
    assert sum(bar.get_height() for bar in ax.patches if bar.get_height() == int(bar.get_height())) >= MOST_PILED
