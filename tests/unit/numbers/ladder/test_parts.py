"""Sectors, groups and sizes of the ladders."""

from __future__ import annotations

import pandas as pd

from analysis.numbers._lacks import Lack
from analysis.numbers.ladder._parts import find_groups, find_sectors, list_lacks


def test_a_sector_that_is_missing_or_no_code_is_not_known():
    sectors = find_sectors(pd.DataFrame({"carrier_sector": ["public", None, "church"]}))
    assert sectors.tolist() == ["public", "unknown", "unknown"]


def test_groups_are_flags_of_rows_whatever_the_index():
    plans = pd.DataFrame({"settlement": ["urban", "rural", "urban"]}, index=[7, 3, 7])
    assert [(name, of.tolist()) for name, of in find_groups(plans, "settlement")] == [
        ("rural", [False, True, False]),
        ("urban", [True, False, True]),
    ]


def test_few_plans_and_none_are_lacking():
    assert list_lacks(0) == [Lack.NO_PLANS]
    assert list_lacks(4, None, Lack.NO_EUROS) == [Lack.FEW_PLANS, Lack.NO_EUROS]
    assert list_lacks(5) == []
