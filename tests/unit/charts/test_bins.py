"""Shapes and squares of many places hold all of them."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from matplotlib.figure import Figure

from analysis import charts
from analysis.charts._bins import LEAST, MOST_POINTS, SIDE, draw_shape, draw_squares, is_crowded
from analysis.charts._describing import find_places, find_text


@pytest.fixture
def many(plans: pd.DataFrame) -> pd.DataFrame:
    """The plans again and again, until they are too many for points."""
    rows = pd.concat([plans] * (MOST_POINTS // len(plans) * 2 + 2), ignore_index=True)
    rng = np.random.default_rng(1)
    return rows.assign(investment_eur=rng.lognormal(13, 1, len(rows)), year=rng.integers(2010, 2025, len(rows)))


def test_figures_are_crowded_above_the_same_number():
    assert not is_crowded(MOST_POINTS)
    assert is_crowded(MOST_POINTS + 1)


def test_the_area_of_a_square_is_its_part_of_the_fullest():
    ax = Figure().subplots()
    assert draw_squares(ax, [1.0] * 8 + [9.0] * 2, [0.0] * 8 + [5.0] * 2, colour="red") == 8
    (drawn,) = ax.collections
    assert sorted(drawn.get_sizes()) == pytest.approx([SIDE**2 / 4, SIDE**2])
    draw_squares(ax, np.repeat([1.0, 2.0], [9_999, 1]), np.zeros(10_000), colour="red")
    assert min(ax.collections[1].get_sizes()) == LEAST


def test_whole_numbers_are_their_own_parts_and_may_be_moved():
    ax = Figure().subplots()
    draw_squares(ax, [2015, 2015, 2020], [1e4, 1e4, 1e6], colour="red", log=(False, True), parts=(0, 3), moved=0.25)
    assert sorted(ax.collections[0].get_offsets()[:, 0]) == [2015.25, 2020.25]


def test_a_shape_is_highest_where_most_values_are_and_leaves_out_what_a_log_axis_cannot_show():
    ax = Figure().subplots()
    draw_shape(ax, [0.0] * 50 + [10.0] * 3 + [1_000.0] * 9, 4, colour="red", log=True, height=0.6)
    x, y = ax.collections[0].get_paths()[0].vertices.T
    assert (x.min(), x.max()) == pytest.approx((10, 1_000))
    assert (y.min(), y.max()) == pytest.approx((3.7, 4.3))
    assert y[x < 11].max() == pytest.approx(4.1)
    draw_shape(ax, [0.0], 4, colour="red", log=True)  # nothing to show
    draw_shape(ax, [7.0, 7.0], 4, colour="red", log=True)  # one value only


@pytest.mark.parametrize(
    ("draw", "told"),
    [
        (lambda plans: charts.plot_groups(plans, by="place_type"), "shapes are places"),
        (lambda plans: charts.plot_over_years(plans), "squares are places"),
        (lambda plans: charts.plot_association(plans, x="investment_eur", y="stakeholders"), "squares are places"),
        (lambda plans: charts.plot_map(plans), "circles are places"),
        (lambda plans: charts.plot_timeline(_concepts(), plans=plans), "bars count them"),
    ],
)  # fmt: skip
def test_of_many_places_no_point_is_drawn_and_the_figure_says_so(many: pd.DataFrame, draw, told: str):
    ax = draw(many.assign(latitude=47.0, longitude=2.0))
    assert told in find_text(ax)
    assert not any(find_places(drawn) for drawn in ax.collections)
    assert all(len(drawn.get_offsets()) < MOST_POINTS for drawn in ax.collections)
    assert ax.get_figure().get_figheight() < 12


def _concepts() -> pd.DataFrame:
    return pd.DataFrame({"concept": ["cluster"], "since": [1990], "what_it_adds": ["firms of one field"]})
