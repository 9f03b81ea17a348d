"""The outlines of the regions on a flat page."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analysis.charts._maps import TILES
from analysis.charts._outlines import OVERSEAS, lay_boxes, list_outlines, place_points


def test_there_is_an_outline_of_each_region_by_its_name():
    assert set(list_outlines()) == set(TILES)
    assert all(len(ring) > 3 for rings in list_outlines().values() for ring in rings)


@pytest.mark.parametrize("beside", [True, False])
def test_the_boxes_hold_their_regions_and_do_not_overlap(beside):
    boxes = lay_boxes(beside=beside)
    assert [box.name for box in boxes] == ["mainland", *OVERSEAS]
    spans = []
    for box in boxes:
        names = [box.name] if box.name in OVERSEAS else [name for name in list_outlines() if name not in OVERSEAS]
        corners = np.concatenate([ring for name in names for ring in list_outlines()[name]])
        assert box.holds(*corners.T).all()
        x, y = box.lay(*corners.T)
        spans.append((x.min(), x.max(), y.min(), y.max()))
    for at, one in enumerate(spans):
        for other in spans[at + 1 :]:
            assert one[1] < other[0] or other[1] < one[0] or one[3] < other[2] or other[3] < one[2]


def test_a_place_lies_in_the_outline_of_its_region(plans):
    from matplotlib.path import Path

    known = plans.dropna(subset=["latitude", "region"]) if "latitude" in plans else plans.head(0)
    for name, rings in list_outlines().items():
        there = known[known["region"] == name]
        inside = [any(Path(ring).contains_point(point, radius=0.1) or Path(ring).contains_point(point, radius=-0.1)
                      for ring in rings) for point in there[["longitude", "latitude"]].to_numpy(dtype=float)]  # fmt: skip
        assert sum(inside) >= 0.9 * len(inside)


def test_places_of_one_municipality_are_laid_around_its_point():
    places = pd.DataFrame({"longitude": [2.35] * 5, "latitude": [48.85] * 5})
    laid = place_points(places, lay_boxes(beside=True))
    assert laid[["x", "y"]].drop_duplicates().shape[0] == 5
    assert np.ptp(laid["x"]) < 0.5
