"""Where each euro comes from: closures counted, the law by cases, and the map of missing data, against the CSV files."""

from __future__ import annotations

import warnings

import numpy as np
import pandas as pd
import pytest

from analysis import load, provenance, shares
from analysis.numbers.provenance import Remark
from editions import SECOND


@pytest.fixture(scope="module")
def second():
    data = load(SECOND)
    return data, shares.plans(data)


def test_closures_of_the_second_edition(second):
    data, plans = second
    counts = provenance.count_closures(plans, data.funding).set_index("closure")
    assert counts["n"].sum() == plans["complete"].sum() == 68
    assert counts.loc["independent", ["n", "single_line"]].tolist() == [29, 23]
    remainder = data.funding.loc[data.funding["amount_basis"] == "remainder", "place_id"]
    assert counts.loc["remainder", "n"] == plans.loc[plans["complete"], "place_id"].isin(remainder).sum()
    assert counts.loc["not_said", "n"] == 0
    assert counts["share"].sum() == pytest.approx(1)
    assert counts["investment_eur"].sum() == pytest.approx(plans.loc[plans["complete"], "investment_eur"].sum())


def plan(**given: object) -> pd.DataFrame:
    about = {
        "place_id": "a", "complete": True, "investment_eur": 100.0, "public_eur": 100.0, "year": 2023, "total_basis": "stated",
        "carrier_type": "municipality", "carrier_name": "Ville de Lille", "region": "Hauts-de-France",
    }  # fmt: skip
    return pd.DataFrame([{**about, **given}])


def lines(*rows: tuple[str, str, float]) -> pd.DataFrame:
    table = pd.DataFrame(list(rows), columns=["funder_type", "funder", "amount_eur"])
    return table.assign(place_id="a", sector="public", funder_name=table["funder"], amount_basis="stated")


@pytest.mark.parametrize(
    ("given", "paid", "remarks"),
    [
        ({}, [("state", "État (DSIL)", 75.0), ("own_funds", "Ville", 25.0)], ""),
        ({}, [("region", "Région", 85.0), ("own_funds", "Ville", 15.0)], Remark.OWN_PART_LOW),
        ({}, [("state", "DETR 2023", 50.0), ("state", "État - DSIL", 35.0), ("own_funds", "Ville", 15.0)],
         f"{Remark.OWN_PART_LOW}; {Remark.STATE_PART_HIGH}"),
        # Money of the carrier that is coded otherwise is its own.
        ({}, [("region", "Région", 75.0), ("public_joint", "Lille", 25.0)], ""),
        # The rule on the State's part is of October 2021; that on the own part of 2012.
        ({"year": 2019}, [("state", "État (DETR)", 85.0), ("own_funds", "Ville", 15.0)], Remark.OWN_PART_LOW),
        # A line of the State and another is not the State's alone; State money that is no investment grant is not looked at.
        ({}, [("public_joint", "Région et État (DSIL)", 75.0), ("own_funds", "Ville", 25.0)], ""),
        ({}, [("state", "État (PIA)", 85.0), ("own_funds", "Ville", 15.0)], Remark.OWN_PART_LOW),
        ({"complete": False}, [("region", "Région", 85.0), ("own_funds", "Ville", 15.0)], ""),
    ],
)  # fmt: skip
def test_the_law_remarks_and_never_errs(given, paid, remarks):
    assert provenance.check_law(plan(**given), lines(*paid))["remarks"].tolist() == [remarks]


@pytest.mark.parametrize(
    "given", [{"carrier_type": "association"}, {"region": "La Réunion"}, {"year": 2011}, {"year": np.nan}], ids=str
)
def test_who_is_not_bound_is_not_looked_at(given):
    paid = lines(("region", "Région", 85.0), ("own_funds", "Ville", 15.0))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert provenance.check_law(plan(**given), paid).empty
        assert provenance.check_law(plan().head(0), paid.head(0)).empty
        assert len(provenance.check_law(plan(), paid.drop(columns=["funder_name", "amount_basis"]))) == 1


def test_the_law_on_the_second_edition_from_the_files(second):
    data, plans = second
    found = provenance.check_law(plans, data.funding)
    table = plans.set_index("place_id").loc[found["place_id"]]
    assert set(table["carrier_type"]) <= {"municipality", "intermunicipality", "department", "region"}
    assert table["year"].min() >= 2012
    funding = pd.read_csv(SECOND / "funding.csv")
    odd = found[found["remarks"] != ""]
    assert odd["place_id"].tolist() == ["shadok-strasbourg"]
    of_plan = funding[funding["place_id"] == "shadok-strasbourg"]
    own = of_plan[(of_plan["funder_type"] == "own_funds") | (of_plan["funder_name"] == "Ville de Strasbourg")]
    assert odd["own_share"].item() == pytest.approx(own["amount_eur"].sum() / of_plan["amount_eur"].sum())
    named = funding["funder"].str.contains(r"\b(?:DETR|DPV|DSIL|DSID)\b") & (funding["funder_type"] == "state")
    grants = funding[named].groupby("place_id")["amount_eur"].sum(min_count=1)
    late = table[table["year"] >= 2022]
    expected = (grants.reindex(late.index) / late["investment_eur"]).dropna()
    assert len(expected) >= 2
    shown = found.set_index("place_id")["state_share"].dropna()
    assert shown.to_dict() == pytest.approx(expected.to_dict())


def test_the_map_counts_what_is_known_by_draw_and_kind(second):
    _data, plans = second
    places = pd.read_csv(SECOND / "places.csv")
    found = provenance.map_missing(plans).set_index(["draw", "place_type", "field"])
    web = places[(places["source_kind"] == "web_page") & (places["place_type"] == "third_place")]
    assert found.loc[("web", "third_place", "surface_m2"), ["n", "known"]].tolist() == [
        len(web),
        web["surface_m2"].count(),
    ]
    assert found.loc[("web", "third_place", "vat"), "known"] == (web["vat"] != "unknown").sum()
    assert found.xs("year", level="field")["n"].sum() == len(places)
    assert found["share"].between(0, 1).all()


def test_a_field_that_a_file_does_not_have_is_not_known():
    found = provenance.map_missing(pd.DataFrame({"place_type": ["fab_lab"], "complete": [True]}))
    assert found.set_index("field")["known"].to_dict() == dict.fromkeys(provenance.FIELDS, 0) | {"complete": 1}
    assert provenance.map_missing(pd.DataFrame({"place_type": [], "source_kind": []})).empty
