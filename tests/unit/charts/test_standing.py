"""The figure of one plan among its peers."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.charts import plot_standing
from analysis.charts._describing import find_text, find_title, is_empty
from analysis.comparing import compare
from fabrique import FABRIQUE


def test_the_figure_shows_each_number_with_its_interval_and_the_expected_range(data):
    found = compare(data, FABRIQUE)
    ax = plot_standing(found.positions)
    shown = found.positions.dropna(subset=["below"])
    dots = [line for line in ax.lines if line.get_gid() == "plan"]
    assert len(dots) == len(shown)
    strips = [points for points in ax.collections if points.get_gid() == "peers"]
    peers = shown[shown["measure"] != "expected_eur"]
    assert [len(points.get_offsets()) for points in strips] == peers["n"].tolist()
    for dot, points, row in zip([d for d, m in zip(dots, shown["measure"], strict=True) if m != "expected_eur"], strips,
                                peers.itertuples(), strict=True):  # fmt: skip
        x = points.get_offsets()[:, 0]
        assert (
            (x < dot.get_xdata()[0] - 1e-9).mean() + (np.abs(x - dot.get_xdata()[0]) < 1e-9).mean() / 2
        ) == pytest.approx(row.below)
        assert -1e-9 <= x.min() <= x.max() <= 1 + 1e-9
    (band,) = [patch for patch in ax.patches if patch.get_gid() == "range"]
    cost = next(dot for dot, measure in zip(dots, shown["measure"], strict=True) if measure == "expected_eur")
    row = shown[shown["measure"] == "expected_eur"].iloc[0]
    inside = band.get_x() <= cost.get_xdata()[0] <= band.get_x() + band.get_width()
    assert inside == (row["low"] <= row["value"] <= row["high"])
    assert find_title(ax).startswith("The plan costs more than ")
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
