"""The text that stands for a figure, and the table behind it."""

from __future__ import annotations

import matplotlib.pyplot as plt
import pandas as pd

from analysis.charts._describing import describe, find_table, find_text, find_title, is_empty, remember


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
    remember(right, table)
    assert find_table(figure) is table
    assert find_table(right) is table
    assert find_table(left) is None
