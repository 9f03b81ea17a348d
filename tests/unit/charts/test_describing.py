"""The text that stands for a figure, and the table behind it."""

from __future__ import annotations

import gc
import weakref

import matplotlib.pyplot as plt
import pandas as pd
import pytest

from analysis import charts
from analysis.charts._describing import (
    PlaceMark,
    describe,
    draw_again,
    find_places,
    find_table,
    find_text,
    find_title,
    is_empty,
    mark_places,
    remember,
)


def test_the_title_comes_first_and_ends_as_it_is_written():
    _figure, (left, right) = plt.subplots(1, 2)
    describe(left, "Two bars.", title="Who pays?")
    describe(right, "One line.", title="Over the years")
    assert find_text(left) == "Who pays? Two bars."
    assert find_text(right) == "Over the years. One line."


def test_a_figure_says_what_its_axes_say_in_their_order():
    figure, (left, right) = plt.subplots(1, 2)
    describe(right, "One line.", title="Second?")
    describe(left, "Two bars.", title="First?")
    assert find_text(figure) == "First? Two bars.\nSecond? One line."
    assert find_title(figure) == "First?; Second?"
    assert find_text(plt.figure()) == ""


def test_a_figure_is_empty_where_each_of_its_axes_is():
    figure, (left, right) = plt.subplots(1, 2)
    describe(left, "Not shown.", title="A?", empty=True)
    assert not is_empty(figure)  # the other one was never described
    describe(right, "Not shown.", title="B?", empty=True)
    assert is_empty(figure)
    assert not is_empty(plt.figure())


def test_the_table_of_a_figure_is_the_first_that_is_kept():
    figure, (left, right) = plt.subplots(1, 2)
    assert find_table(figure) is None
    table = pd.DataFrame({"n": [1, 2]})
    remember(right, table, print)
    assert find_table(figure) is table
    assert find_table(right) is table
    assert find_table(left) is None


def test_points_and_bars_know_their_places_and_say_what_is_known_of_them():
    places = pd.DataFrame(
        {"place_id": ["a", "b"], "name": ["A", "B"], "investment_eur": [2e5, None], "year": [2019, None]}
    )
    expected = [PlaceMark("a", "A, €200k, 2019"), PlaceMark("b", "B")]
    ax = plt.figure().subplots()
    points, bars = ax.scatter([1, 2], [1, 2]), ax.bar([1, 2], [1, 2])
    mark_places(points, places)
    mark_places(bars, places)
    assert find_places(points) == expected
    assert [find_places(bar) for bar in bars] == [[mark] for mark in expected]
    assert find_places(ax.scatter([], [])) == []
    mark_places(points, places[["name"]])
    assert find_places(points) == [PlaceMark("", "A"), PlaceMark("", "B")]


def test_bars_that_are_no_place_are_not_marked():
    bars = plt.figure().subplots().bar([1, 2], [1, 2])
    with pytest.raises(ValueError, match="zip"):
        mark_places(bars, pd.DataFrame({"name": ["A"]}))


def test_what_one_axes_shows_is_drawn_again_on_another_and_neither_is_held():
    figure, other = plt.figure(), plt.figure()
    ax = charts.plot_counts(pd.DataFrame({"group": ["a"], "n": [3], "share": [1.0]}), ax=figure.subplots())
    twin = other.subplots()
    assert draw_again(figure, twin)
    assert find_text(twin) == find_text(ax)
    assert not draw_again(plt.figure(), twin)
    held = weakref.ref(ax)
    plt.close("all")
    del figure, ax
    gc.collect()
    assert held() is None
