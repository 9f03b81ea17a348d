"""Constant euros: hand cases, years outside the index, and a file without an index."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analysis.numbers import prices
from analysis.numbers.population import Lack

INDEX = pd.DataFrame({"year": [2010, 2019, 2024, 2025], "bt01": [100.0, 110.0, 132.0, 134.2]})


def test_euros_of_each_year_are_raised_by_the_ratio_of_the_index():
    euros = pd.Series([1000.0, 1000.0, 1000.0], index=["x", "y", "z"])
    found = prices.constant(euros, pd.Series([2010, 2019, 2024], index=euros.index), INDEX)
    assert found.euros.to_dict() == pytest.approx({"x": 1320.0, "y": 1200.0, "z": 1000.0})
    assert (found.base, found.nominal, found.capped, found.n, found.lacks) == (2024, 0, 0, 3, ())


def test_a_later_year_takes_the_last_value_and_an_unknown_or_earlier_one_stays_nominal():
    year = pd.Series([2027, None, 1998, 2012], dtype="Int64")
    found = prices.constant(pd.Series([1342.0, 5.0, 6.0, 7.0]), year, INDEX)
    assert found.euros.tolist() == pytest.approx([1320.0, 5.0, 6.0, 7.0])
    assert (found.nominal, found.capped) == (3, 1)


def test_an_amount_that_is_not_known_stays_so_and_is_not_counted():
    found = prices.constant(pd.Series([np.nan, 10.0]), pd.Series([2019, 2019]), INDEX)
    assert np.isnan(found.euros.iloc[0])
    assert found.n == 1


def test_going_to_another_base_and_back_gives_the_same_euros():
    euros, year = pd.Series([123.0, 456.0]), pd.Series([2010, 2019])
    there = prices.constant(euros, year, INDEX, base=2010).euros
    back = prices.constant(there, pd.Series([2010, 2010]), INDEX, base=2019).euros
    assert back.tolist() == pytest.approx(prices.constant(euros, year, INDEX, base=2019).euros.tolist())


@pytest.mark.parametrize("index", [None, INDEX.head(0), pd.DataFrame({"x": [1]}), INDEX.head(2)], ids=str)
def test_without_an_index_for_the_base_all_is_nominal_and_says_so(index: pd.DataFrame | None):
    found = prices.constant(pd.Series([1.0, 2.0]), pd.Series([2019, None]), index)
    assert found.euros.tolist() == [1.0, 2.0]
    assert (found.nominal, found.lacks) == (2, (Lack.NO_PRICES,))


def test_no_plan_gives_no_euros():
    found = prices.constant(pd.Series(dtype=float), pd.Series(dtype=float), INDEX)
    assert (len(found.euros), found.n, found.lacks) == (0, 0, ())
