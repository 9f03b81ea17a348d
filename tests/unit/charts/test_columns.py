"""What a figure says of a column: its name, its groups, its scale, and how its values are written."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.charts._columns import find_form, label_column, name_code, tell_ends, tell_money, tell_part
from analysis.words.i18n import speak


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
    assert find_form(column)(value) == text


def test_a_column_and_a_group_are_named_and_what_the_vocabulary_does_not_know_as_it_is():
    assert (label_column("place_type"), label_column("my_column")) == ("kind of place", "my column")
    assert (name_code("place_type", "fab_lab"), name_code("my_column", "x" * 100)) == ("fab lab", "x" * 79 + "…")
    with speak("fr"):
        assert (label_column("place_type"), name_code("place_type", "third_place")) == ("type de lieu", "tiers-lieu")


def test_what_stands_in_brackets_is_left_out_of_a_group(data):
    for kind in data.places["place_type"].unique():
        assert "(" not in name_code("place_type", kind)


def test_the_explanation_of_a_group_is_left_out():
    assert name_code("plan_quality", "complete") == "complete"


def test_a_part_of_few_is_a_count_and_the_ends_name_their_places():
    assert (tell_part(1, 19), tell_part(1, 20)) == ("1 of 19", "5%")
    known = pd.DataFrame({"name": ["a", "b"], "investment_eur": [2e6, 1e5]})
    assert tell_ends(known, "investment_eur") == "lowest b €100k, highest a €2M"


def test_constant_euros_say_their_year_and_how_many_stay_nominal():
    known = pd.DataFrame({"constant_eur": [1.0, 2.0, 3.0], "price_year": [2024, None, 2024]})
    assert tell_money(known, "constant_eur") == "euros of 2024 (nominal: 1), VAT basis mixed"
    assert tell_money(known.iloc[[0, 2]], "constant_eur") == "euros of 2024, VAT basis mixed"
    assert tell_money(known.iloc[[1]], "constant_eur") == "nominal euros, VAT basis mixed"
    assert tell_money(known.assign(investment_eur=1.0), "investment_eur") == "nominal euros, VAT basis mixed"
    with speak("fr"):
        assert "euros 2024" in tell_money(known, "constant_eur")
