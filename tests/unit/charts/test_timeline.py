"""The figure of when: the concepts as lines, each place a point of its year."""

from __future__ import annotations

import pandas as pd

from analysis import charts
from analysis.charts._describing import find_places, find_text
from figures import artists

CONCEPTS = pd.DataFrame({"concept": ["cluster"], "since": [1990], "what_it_adds": ["firms"]})


def test_each_place_with_a_year_is_a_point_in_its_year():
    plans = pd.DataFrame({"name": ["a", "b", "c"], "year": [2015, 2015, None], "generation": ["new", "new", "older"]})
    ax = charts.plot_timeline(CONCEPTS, plans=plans)
    (points,) = artists(ax, "points")
    offsets = points.get_offsets().tolist()
    assert [round(x) for x, _y in offsets] == [2015, 2015]
    assert offsets[0] != offsets[1]
    assert [place.text for place in find_places(points)] == ["a, 2015", "b, 2015"]
    assert {"1990", "cluster: firms"} <= {text.get_text() for text in ax.texts}
    assert "cluster since 1990" in find_text(ax)
