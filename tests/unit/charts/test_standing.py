"""The figure of one plan among its peers."""

from __future__ import annotations

import numpy as np

from analysis.charts import plot_standing
from analysis.charts._describing import find_text, is_empty
from analysis.comparing import compare
from fabrique import FABRIQUE


def test_the_figure_shows_each_number_with_its_interval_and_the_expected_range(data):
    found = compare(data, FABRIQUE)
    ax = plot_standing(found.positions)
    shown = found.positions.dropna(subset=["below"])
    dots = [line for line in ax.lines if line.get_gid() == "plan"]
    assert [dot.get_xdata()[0] for dot in dots] == shown["below"].tolist()
    intervals = [line.get_xdata() for line in ax.lines if line.get_gid() == "interval"]
    expected = shown.dropna(subset=["interval_low"])[["interval_low", "interval_high"]]
    np.testing.assert_allclose(intervals, expected)
    (band,) = [patch for patch in ax.patches if patch.get_gid() == "range"]
    row = shown[shown["measure"] == "expected_eur"].iloc[0]
    np.testing.assert_allclose(band.get_x(), row["range_low"])
    np.testing.assert_allclose(band.get_x() + band.get_width(), row["range_high"])
    text = find_text(ax)
    assert "public share 40% to 70%, above" in text
    assert "expected range €" in text
    ax.get_figure().clear()
    assert is_empty(plot_standing(found.positions.assign(below=np.nan)))
    ax.get_figure().clear()


def test_a_row_of_too_few_peers_is_left_out_and_no_number_of_it_is_told(data):
    found = compare(data, FABRIQUE, like=("place_type", "region"))
    few = found.positions[found.positions["below"].isna()]
    assert len(few)
    ax = plot_standing(found.positions)
    if not is_empty(ax):
        assert len([line for line in ax.lines if line.get_gid() == "plan"]) == len(found.positions) - len(few)
    ax.get_figure().clear()
