"""What the filters are, which leave something out, and in which texts words are searched."""

from __future__ import annotations

import inspect

import pandas as pd
import pytest

from analysis import selecting
from analysis.numbers._filters import CHOICES, FILTERS, active, filter_label, plain, searchable
from analysis.words.i18n import speaking


def test_select_takes_every_filter_and_each_has_a_name_in_both_languages():
    assert set(FILTERS) <= set(inspect.signature(selecting.select).parameters)
    assert set(CHOICES) < set(FILTERS)
    english = [filter_label(name) for name in FILTERS]
    with speaking("fr"):
        french = [filter_label(name) for name in FILTERS]
    assert len(set(english)) == len(FILTERS)
    assert all(one != other for one, other in zip(english, french, strict=True) if one != "region")


@pytest.mark.parametrize("empty", [None, False, (), [], "", "  "])
def test_a_filter_without_a_value_leaves_nothing_out(empty):
    assert active({"region": empty, "complete": True}) == {"complete": True}


def test_texts_are_searched_without_accents_and_case_in_the_columns_that_are_there():
    assert plain("ÎLE-DE-FRANCE’s") == "ile-de-france's"
    assert searchable(pd.DataFrame({"name": ["Le Fab", None], "region": ["Bretagne", "Corse"]})).tolist() == [
        "le fab bretagne",
        "corse",
    ]
    assert searchable(pd.DataFrame({"year": [2018]})).tolist() == [""]
