"""A plan in the prices of its peers, by hand."""

from __future__ import annotations

import pandas as pd

from analysis.comparing import Plan
from analysis.comparing._money import Money, price_plan

INDEX = pd.DataFrame({"year": [2010, 2024, 2025], "bt01": [100.0, 130.0, 143.0]})
PEERS = pd.DataFrame({"price_year": pd.array([2024, None, None], dtype="Int64")})


def test_a_plan_of_today_is_taken_as_of_the_base_year_and_it_is_known_that_it_was():
    assert price_plan(Plan(1_000), PEERS, INDEX) == Money(1_000, 2024, True, 2)


def test_a_plan_that_says_its_year_is_brought_to_the_base_year():
    assert price_plan(Plan(1_000, year=2010), PEERS, INDEX).euros == 1_300
    assert round(price_plan(Plan(1_100, year=2030), PEERS, INDEX).euros) == 1_000  # after the index: its last value


def test_without_an_index_it_stays_nominal():
    for index in (None, INDEX.head(0)):
        assert price_plan(Plan(1_000, year=2010), PEERS, index) == Money(1_000, None, False, 2)
