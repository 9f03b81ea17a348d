"""Rows of a figure: where names and values stand, wide and on a phone, and how high they are."""

from __future__ import annotations

import matplotlib.pyplot as plt
import pytest
from matplotlib.figure import Figure

from analysis.charts._rows import draw_key, draw_parts, find_bar, find_key_height, fit_height, set_rows

WIDE, NARROW = (7.2, 4.2), (3.6, 4.2)


def draw(size: tuple[float, float]):
    return Figure(figsize=size).subplots()


def test_names_stand_at_the_left_and_values_right_of_the_axes():
    ax = draw(WIDE)
    assert set_rows(ax, ["a", "b", "c"], ["1", "2", "3"], head="n") == pytest.approx(3 * 0.3 + 0.225)
    assert [tick.get_text() for tick in ax.get_yticklabels()] == ["a", "b", "c"]
    assert [text.get_text().strip() for text in ax.texts] == ["1", "2", "3", "n"]
    assert {text.get_position()[0] for text in ax.texts} == {1.0}


def test_on_a_phone_a_name_stands_above_its_marks_with_its_value_at_the_end_of_the_line():
    ax = draw(NARROW)
    set_rows(ax, ["a", "b"], ["1", "2"])
    assert list(ax.get_yticks()) == []
    places = {text.get_text(): text.get_position() for text in ax.texts}
    assert places["a"][0] == 0.0
    assert places["1"][0] == 1.0
    assert places["a"][1] == places["1"][1] < 0


def test_two_rows_are_lower_than_ten_and_a_long_name_makes_all_higher():
    two, ten = (set_rows(draw(WIDE), ["a"] * n) for n in (2, 10))
    assert ten == pytest.approx(5 * two)
    assert set_rows(draw(WIDE), ["a", "long " * 16]) > two
    assert set_rows(draw(WIDE), ["a"] * 2, dense=True) < two


def test_bars_are_as_high_in_inches_whatever_the_rows():
    for names in (["a", "b"], ["a", "long " * 16]):
        ax = draw(NARROW)
        inches = set_rows(ax, names)
        low, high = ax.get_ylim()
        assert find_bar(ax, inches) * inches / (low - high) == pytest.approx(0.17)


def test_parts_fill_the_bar_and_words_that_do_not_fit_stand_below():
    ax = draw(WIDE)
    below = draw_parts(ax, [("most of it", 0.95, "#0072B2"), ("a few words", 0.05, "#d5d5d5")], at=0, height=1)
    assert below == 1
    assert [bar.get_width() for bar in ax.patches] == pytest.approx([0.95, 0.05])
    inside, under = ax.texts
    assert inside.get_color() == "white"
    assert under.get_position()[1] > 0.5


def test_a_key_stands_in_one_line_and_on_a_phone_one_below_the_other():
    assert find_key_height(draw(NARROW), 3) > find_key_height(draw(WIDE), 3)
    ax = draw(NARROW)
    draw_key(ax, [("a", "red"), ("b", "blue")])
    assert [text.get_text() for text in ax.get_legend().get_texts()] == ["a", "b"]


def test_a_figure_of_one_axes_is_as_high_as_it_needs_and_one_of_two_stays():
    ax = draw(WIDE)
    fit_height(ax, 1.0)
    assert ax.figure.get_figheight() < 3
    figure, (left, _right) = plt.subplots(1, 2, figsize=WIDE)
    fit_height(left, 1.0)
    assert figure.get_figheight() == 4.2
