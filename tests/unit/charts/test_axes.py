"""Axes that are the same for a part and for the whole."""

from __future__ import annotations

import pandas as pd
import pytest
from matplotlib.figure import Figure

from analysis import charts
from analysis.charts._axes import find_euro_limits, set_euros, set_shares, set_years
from analysis.words.i18n import speak


def test_a_part_of_the_data_has_the_axis_of_the_whole(plans):
    part = plans[plans["region"] == "Bretagne"]
    for draw in (charts.plot_distribution, lambda table, ax: charts.plot_groups(table, by="settlement", ax=ax)):
        one, whole = (draw(table, ax=Figure().subplots()) for table in (part, plans))
        assert one.get_xlim() == whole.get_xlim()
        assert list(one.get_xticks()) == list(whole.get_xticks())


@pytest.mark.parametrize(
    ("values", "limits"), [([2e4, 1e6], (1e4, 5e7)), ([90.0, 1e6], (10.0, 5e7)), ([2e4, 6e7], (1e4, 1e8))]
)
def test_an_axis_of_euros_is_fixed_and_longer_where_the_data_is(values, limits):
    assert find_euro_limits(pd.Series(values, name="investment_eur")) == pytest.approx(limits)


def test_ticks_of_euros_are_powers_of_ten_with_their_currency():
    ax = Figure().subplots()
    set_euros(ax, pd.Series([2e4, 1e6], name="investment_eur"))
    with speak("fr"):
        told = [ax.xaxis.get_major_formatter()(tick) for tick in ax.get_xticks()]
    assert [one.replace("\u00a0", " ") for one in told] == ["10 k€", "100 k€", "1 M€", "10 M€"]


def test_shares_end_near_the_greatest_and_a_phone_has_three_ticks():
    wide, narrow = Figure(figsize=(7.2, 4)).subplots(), Figure(figsize=(3.6, 4)).subplots()
    set_shares(wide, high=0.2)
    set_shares(narrow)
    assert list(wide.get_xticks()) == [0, 0.125, 0.25]
    assert list(narrow.get_xticks()) == [0, 0.5, 1]


def test_short_spans_of_years_have_a_tick_every_five_too():
    ax = Figure().subplots()
    set_years(ax, pd.Series([2019, 2019]))
    assert list(ax.get_xticks()) == [2010, 2015, 2020, 2025]
