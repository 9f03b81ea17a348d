"""Public, private and unknown euros: hand-computed plans."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from analysis import shares
from samples import dataset_of

PLACES = pd.DataFrame(
    {"place_id": ["whole", "part", "joint", "rounded", "silent"], "investment_eur": [100.0, 100.0, 100.0, 100.0, 100.0]}
)
FUNDING = pd.DataFrame(
    [
        ("whole", 1, "public", 80.0),
        ("whole", 2, "private", 20.0),
        ("part", 1, "public", 30.0),
        ("part", 2, "private", None),  # named without an amount
        ("joint", 1, "public", 60.0),
        ("joint", 2, "unknown", 40.0),  # own funds of a carrier that is both
        ("rounded", 1, "public", 101.0),
    ],
    columns=["place_id", "line", "sector", "amount_eur"],
)


@pytest.fixture
def found() -> pd.DataFrame:
    return shares.financing(PLACES, FUNDING).set_index("place_id")


def test_bounds_of_the_public_share_by_hand(found):
    bounds = found[["public_share_low", "public_share_high"]].round(6)
    assert bounds.loc["whole"].tolist() == [0.8, 0.8]  # complete: one value
    assert bounds.loc["part"].tolist() == [0.3, 1.0]  # the rest may be public or not
    assert bounds.loc["joint"].tolist() == [0.6, 1.0]  # complete, but one line has no sector
    assert bounds.loc["rounded"].tolist() == [1.0, 1.0]  # 1% of rounding is scaled away
    assert bounds.loc["silent"].tolist() == [0.0, 1.0]


def test_mixed_is_known_excluded_or_cannot_be_told(found):
    assert found["mix"].to_dict() == {
        "whole": "mixed",
        "part": "mixed",
        "joint": "unknown",
        "rounded": "one_sector",
        "silent": "unknown",
    }


def test_leverage_needs_a_complete_plan_with_known_sectors(found):
    assert found["leverage"].dropna().to_dict() == {"whole": 0.25, "rounded": 0.0}


def test_euros_of_every_real_place_add_up_to_its_investment(plans):
    total = plans["public_eur"] + plans["private_eur"] + plans["unknown_eur"]
    pd.testing.assert_series_equal(total, plans["investment_eur"].astype(float), check_names=False)
    assert (plans["plan_quality"] == "complete").equals(plans["complete"])


def test_stakeholders_count_different_names_once(data):
    from dataclasses import replace

    place = data.places.head(1).assign(place_id="x", partners="Région Bretagne; Ville; ETAT")
    lines = data.funding.head(2).assign(place_id="x", funder=["Région Bretagne (contrat)", "État"])
    found = shares.plans(replace(data, places=place, funding=lines)).iloc[0]
    assert (found["partners_named"], found["funders"], found["stakeholders"]) == (3, 2, 3)


def test_settlement_follows_the_density_level(plans):
    known = plans.dropna(subset=["density"])
    rural = known["density"].isin(["rural_town", "dispersed_rural", "very_dispersed_rural"])
    assert (known["settlement"].eq("rural") == rural).all()
    assert plans.loc[plans["density"].isna(), "settlement"].isna().all()


def test_plans_are_computed_anew_when_a_table_changed(data):
    first = shares.plans(data)
    first.loc[0, "investment_eur"] = 1.0  # of the caller, who may do what he likes
    assert shares.plans(data).loc[0, "investment_eur"] != 1.0
    places, at = data.places.copy(), data.places.index[3]
    dearer = replace(data, places=places)
    places.loc[at, "investment_eur"] *= 2
    found = shares.plans(dearer).set_index("place_id").loc[places.loc[at, "place_id"]]
    assert found["investment_eur"] == 2 * data.places.loc[at, "investment_eur"]
    places.loc[at, "investment_eur"] *= 2  # in place: the same object, other numbers
    again = shares.plans(dearer).set_index("place_id").loc[places.loc[at, "place_id"]]
    assert again["investment_eur"] == 4 * data.places.loc[at, "investment_eur"]


def test_stakeholders_are_organisations_where_they_are_told_else_funders(data):
    lines = [(0, "state", "public", 1.0), (0, "region", "public", 1.0), (0, "bank", "public", 1.0)]
    made = dataset_of(data, [100.0], lines, partners=["Région X"])
    assert shares.plans(made)["stakeholders"].tolist() == [4]
    told = made.funding.assign(funder_name=["État; Ville Y", "Région X", None], named=[True, True, False])
    assert shares.plans(replace(made, funding=told))["stakeholders"].tolist() == [3]
    silent = made.funding.assign(funder_name=[None] * 3, named=pd.array([None] * 3, dtype="boolean"))
    assert shares.plans(replace(made, funding=silent))["stakeholders"].tolist() == [4]


def test_constant_euros_are_the_investment_in_the_prices_of_one_year(data):
    made = dataset_of(data, [100.0, 100.0, 100.0], year=pd.array([2010, 2024, None], dtype="Int64"))
    index = pd.DataFrame({"year": [2010, 2024], "bt01": [100.0, 130.0]})
    found = shares.plans(replace(made, prices=index))
    assert found["constant_eur"].tolist() == [130.0, 100.0, 100.0]
    assert found["price_year"].tolist()[:2] == [2024, 2024]
    assert found["price_year"].isna().tolist() == [False, False, True]
    other = shares.plans(
        replace(made, prices=index.assign(bt01=[100.0, 200.0]))
    )  # another index, not the plans that were kept
    assert other["constant_eur"].tolist() == [200.0, 100.0, 100.0]


@pytest.mark.parametrize("index", [None, pd.DataFrame(), pd.DataFrame({"year": [], "bt01": []})])
def test_without_an_index_euros_stay_nominal_and_say_so(data, index):
    made = replace(dataset_of(data, [100.0, 50.0], year=2015), prices=index)
    for _again in range(2):  # the second time from those that were kept
        found = shares.plans(made)
        assert found["constant_eur"].tolist() == [100.0, 50.0]
        assert found["price_year"].isna().all()
