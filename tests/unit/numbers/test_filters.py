"""What the filters are, which leave something out, and in which texts words are searched."""

from __future__ import annotations

import inspect

import pandas as pd
import pytest

from analysis import selecting
from analysis.numbers._filters import CHOICES, FILTERS, find_texts, fold_case, label_filter, pick_active
from analysis.words.i18n import speak


def test_select_takes_every_filter_and_each_has_a_name_in_both_languages():
    assert set(FILTERS) <= set(inspect.signature(selecting.select).parameters)
    assert set(CHOICES) < set(FILTERS)
    english = [label_filter(name) for name in FILTERS]
    with speak("fr"):
        french = [label_filter(name) for name in FILTERS]
    assert len(set(english)) == len(FILTERS)
    assert all(one != other for one, other in zip(english, french, strict=True) if one != "region")


@pytest.mark.parametrize("empty", [None, False, (), [], "", "  "])
def test_a_filter_without_a_value_leaves_nothing_out(empty):
    assert pick_active({"region": empty, "complete": True}) == {"complete": True}


def test_texts_are_searched_without_accents_and_case_in_the_columns_that_are_there():
    assert fold_case("ÎLE-DE-FRANCE’s") == "ile-de-france's"
    assert find_texts(pd.DataFrame({"name": ["Le Fab", None], "region": ["Bretagne", "Corse"]})).tolist() == [
        "le fab bretagne",
        "corse",
    ]
    assert find_texts(pd.DataFrame({"year": [2018]})).tolist() == [""]
