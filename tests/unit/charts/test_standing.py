"""The figure of one plan among its peers."""

from __future__ import annotations

import numpy as np

from analysis.charts import plot_standing
from analysis.charts._describing import find_text, is_empty
from analysis.comparing import compare
from fabrique import FABRIQUE


def drawn(ax, gid) -> list:
    return [line for line in ax.lines if line.get_gid() == gid]


def test_each_number_is_a_strip_of_its_peers_with_the_plan_and_the_median_on_the_same_axis(data):
    found = compare(data, FABRIQUE)
    ax = plot_standing(found.positions)
    shown = found.positions[found.positions["measure"] != "expected_eur"].dropna(subset=["below"])
    peers, plans, medians = drawn(ax, "peers"), drawn(ax, "plan"), drawn(ax, "median")
    assert [len(dots.get_xdata()) for dots in peers] == shown["n"].tolist()
    assert len(plans) == len(medians) == len(shown)
    for dots, plan, row in zip(peers, plans, shown.itertuples(), strict=True):
        left = np.mean(dots.get_xdata() < plan.get_xdata()[0]) + np.mean(dots.get_xdata() == plan.get_xdata()[0]) / 2
        np.testing.assert_allclose(left, row.below)
    shares = shown["measure"].str.contains("share").to_numpy()
    at = [line.get_xdata()[0] for line in medians]
    np.testing.assert_allclose(np.array(at)[shares], shown["median"][shares])
    text = find_text(ax)
    assert "public share 40% to 70%, above" in text
    assert "expected range €" in text
    ax.get_figure().clear()


def test_the_band_is_where_the_cost_is_expected_and_else_the_middle_half(data):
    found = compare(data, FABRIQUE)
    ax = plot_standing(found.positions)
    (expected,) = [patch for patch in ax.patches if patch.get_gid() == "range"]
    cost = np.array(drawn(ax, "peers")[0].get_xdata())
    row = found.positions.set_index("measure").loc["expected_eur"]
    ends = [np.mean(cost < end) for end in (expected.get_x(), expected.get_x() + expected.get_width())]
    np.testing.assert_allclose(ends, row[["range_low", "range_high"]].astype(float))
    halves = [patch for patch in ax.patches if patch.get_gid() == "half"]
    public = found.positions.set_index("measure").loc["public_share"]
    assert any(np.isclose(patch.get_x(), public["quarter_low"]) for patch in halves)
    ax.get_figure().clear()
    assert is_empty(plot_standing(found.positions.assign(below=np.nan)))
    ax.get_figure().clear()


def test_a_row_of_too_few_peers_is_left_out_and_no_number_of_it_is_told(data):
    found = compare(data, FABRIQUE, like=("place_type", "region"))
    few = found.positions[found.positions["below"].isna()]
    assert len(few)
    ax = plot_standing(found.positions)
    if not is_empty(ax):
        strips = found.positions[found.positions["measure"] != "expected_eur"]
        assert len(drawn(ax, "plan")) == len(strips) - len(few)
    ax.get_figure().clear()
