"""What a figure says of a column: its name, its groups, its scale, and how its values are written."""

from __future__ import annotations

import pytest

from analysis.charts._columns import axis_label, form_of, label_of, named
from analysis.words.i18n import speaking


@pytest.mark.parametrize(
    ("column", "value", "text"),
    [
        ("investment_eur", 150_000, "€150k"),
        ("public_share_low", 0.5, "50%"),
        ("year", 2019.0, "2019"),
        ("funders", 1_200, "1,200"),
    ],
)
def test_values_are_written_as_their_column_asks(column, value, text):
    assert form_of(column)(value) == text


def test_a_column_and_a_group_are_named_and_what_the_vocabulary_does_not_know_as_it_is():
    assert (label_of("place_type"), label_of("my_column")) == ("kind of place", "my column")
    assert (named("place_type", "fab_lab"), named("my_column", "x" * 100)) == ("fab lab", "x" * 79 + "…")
    with speaking("fr"):
        assert (label_of("place_type"), named("place_type", "third_place")) == ("type de lieu", "tiers-lieu")


def test_what_stands_in_brackets_is_left_out_of_a_group(data):
    for kind in data.places["place_type"].unique():
        assert "(" not in named("place_type", kind)


def test_an_axis_of_euros_says_its_scale():
    assert axis_label("investment_eur") == "investment, euros, log scale"
    assert axis_label("year") == "year"
