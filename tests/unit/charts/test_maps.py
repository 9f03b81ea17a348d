"""Figures of where."""

from __future__ import annotations

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest

from analysis import charts, summaries
from analysis.charts._describing import find_places, find_text, find_title, is_empty
from figures import artists


def make_places(**columns: list[object]) -> pd.DataFrame:
    return pd.DataFrame({"name": [f"place {at}" for at in range(len(next(iter(columns.values()))))], **columns})


PLACES = make_places(
    latitude=[48.85, 48.85, 14.6, 52.5, None],
    longitude=[2.35, 2.35, -61.0, 13.4, None],
    settlement=["urban", "urban", "rural", "urban", "rural"],
    region=["Île-de-France", "Île-de-France", "Martinique", None, None],
)


def test_tiles_stand_for_all_regions(plans):
    ax = charts.plot_tilemap(summaries.regions(plans))
    assert len(ax.patches) == 18
    shades = {patch.get_gid(): sum(patch.get_facecolor()[:3]) for patch in ax.patches}
    assert shades["Occitanie"] < shades["Bretagne"] < shades["Mayotte"]  # more places, darker
    assert "no place in Guadeloupe, Guyane, Mayotte" in find_text(ax)


@pytest.mark.parametrize("width", [3.6, 7.2])
def test_each_place_with_coordinates_in_france_is_a_point_and_the_others_are_counted(width):
    ax = plt.figure(figsize=(width, 4)).subplots()
    charts.plot_map(PLACES, ax=ax)
    points = np.concatenate([one.get_offsets() for one in artists(ax, "points")])
    assert len(points) == 3
    assert len(np.unique(points.round(4), axis=0)) == 3  # two of one municipality do not hide each other
    assert [place.text for one in artists(ax, "points") for place in find_places(one)] == [
        "place 2",
        "place 0",
        "place 1",
    ]
    text = find_text(ax)
    assert "n = 3 places" in text
    assert "1 place without a known municipality not shown" in text
    assert "1 place elsewhere" in text
    assert find_title(ax) == "In a rural municipality: 1 of 3 places"


def test_data_without_coordinates_says_so():
    ax = charts.plot_map(PLACES.assign(latitude=np.nan))
    assert is_empty(ax)
    assert find_text(ax).endswith("Not shown: no place of this data has its latitude and longitude.")
