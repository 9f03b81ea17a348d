"""How complete plans close: by cases, and by hand-written pandas on the CSV files of the shipped data."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.numbers._closing import Closure, find_closures
from editions import SECOND


def lines(*bases: str | None) -> pd.DataFrame:
    return pd.DataFrame({"place_id": "a", "amount_basis": pd.Series(list(bases), dtype="object")})


@pytest.mark.parametrize(
    ("total", "bases", "closure"),
    [
        ("stated", ["stated", "stated"], Closure.INDEPENDENT),
        ("stated", ["stated", None], Closure.NOT_SAID),  # a line without an amount is not stated
        (None, ["stated"], Closure.NOT_SAID),
        ("stated", ["stated", "remainder"], Closure.REMAINDER),
        ("computed", ["stated", "remainder"], Closure.REMAINDER),
        ("sum_of_lines", ["stated"], Closure.SUM),
        ("stated", ["stated", "from_percentage"], Closure.DERIVED),
        ("lower_bound", ["stated"], Closure.DERIVED),
    ],
)
def test_each_way_to_close(total, bases, closure):
    plans = pd.DataFrame({"place_id": ["a"], "complete": [True], "total_basis": [total]})
    assert find_closures(plans, lines(*bases)).tolist() == [closure]
    assert find_closures(plans.assign(complete=False), lines(*bases)).tolist() == [None]


def test_a_file_that_does_not_say_how_amounts_are_known():
    plans = pd.DataFrame({"place_id": ["a"], "complete": [True]})
    assert find_closures(plans, lines("stated").drop(columns="amount_basis")).tolist() == [Closure.NOT_SAID]
    assert find_closures(plans.head(0), lines("stated")).empty


def test_the_complete_plans_of_the_second_edition_from_the_files():
    from analysis import load, shares

    places = pd.read_csv(SECOND / "places.csv").set_index("place_id")
    funding = pd.read_csv(SECOND / "funding.csv")
    known = funding.groupby("place_id")["amount_eur"].sum().reindex(places.index).fillna(0)
    complete = places[known.between(0.98 * places["investment_eur"], 1.02 * places["investment_eur"])]
    stated = funding.groupby("place_id")["amount_basis"].agg(lambda bases: set(bases) == {"stated"})
    alone = complete[(complete["total_basis"] == "stated") & stated.reindex(complete.index)]
    size = funding.groupby("place_id").size().reindex(alone.index)
    assert (len(complete), len(alone), int((size == 1).sum())) == (68, 29, 23)
    data = load(SECOND)
    plans = shares.plans(data)
    closures = find_closures(plans, data.funding).set_axis(plans["place_id"])
    assert set(closures.dropna().index) == set(complete.index)
    assert set(closures[closures == Closure.INDEPENDENT].index) == set(alone.index)
