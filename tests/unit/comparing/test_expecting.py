"""What a plan should cost, against a fit of statsmodels that is written out here."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
import statsmodels.formula.api as smf

from analysis.comparing import Plan, compare
from analysis.comparing._expecting import find_standing
from fabrique import FABRIQUE


def fitted(data, plans):
    """Log euros of 2024 on log surface, kind, settlement and sector of the carrier, as a reader of the method writes it."""
    index = dict(zip(data.prices["year"].astype(int), data.prices["bt01"].astype(float), strict=True))
    table = plans[(plans["surface_m2"] > 0) & (plans["investment_eur"] > 0) & (plans["amount_scope"] != "operating")]
    table = table[["investment_eur", "year", "surface_m2", "place_type", "settlement", "carrier_sector", "source_kind"]]
    rate = [index[2024] / index.get(min(int(y), max(index)), index[2024]) if pd.notna(y) else 1 for y in table["year"]]
    table = table.assign(
        log_euros=np.log(table["investment_eur"].astype(float) * rate),
        log_surface=np.log(table["surface_m2"].astype(float)),
    )
    for name in ("place_type", "settlement", "carrier_sector"):
        level = table[name].astype("object").fillna("unknown")
        table[name] = level.where(level.map(level.value_counts()) >= 5, "other")
    assert (table["source_kind"] == "web_page").all()  # so that the draw has one level
    return smf.ols("log_euros ~ log_surface + C(place_type) + C(settlement) + C(carrier_sector)", table).fit()


def test_the_range_is_that_of_statsmodels_with_the_errors_of_leaving_one_out(data, plans):
    fit = fitted(data, plans)
    found = compare(data, FABRIQUE)
    plan = pd.DataFrame(
        {"log_surface": [np.log(400)], "place_type": "third_place", "settlement": "rural", "carrier_sector": "private"}
    )
    middle = float(fit.predict(plan).iloc[0])
    off = np.quantile(fit.get_influence().resid_press, [0.1, 0.9])
    expected = found.expected
    assert [expected.low, expected.middle, expected.high] == pytest.approx(
        np.exp([middle + off[0], middle, middle + off[1]])
    )
    assert expected.n == int(fit.nobs)
    row = found.positions.set_index("measure").loc["expected_eur"]
    assert row[["low", "median", "high"]].tolist() == [expected.low, expected.middle, expected.high]


def test_whoever_the_peers_are_the_range_is_the_same(data):
    assert compare(data, FABRIQUE).expected == compare(data, FABRIQUE, like=("region",)).expected


def test_without_a_surface_it_is_that_of_the_kind_and_says_so(data):
    found = compare(data, replace(FABRIQUE, surface_m2=None))
    assert found.expected.basis == "kind"
    assert "told by kind of place; n = " in found.sentences[1]


def test_a_kind_that_is_not_said_or_that_no_plan_has_is_no_basis(data, plans):
    for plan in (Plan(300_000), Plan(300_000, place_type="other")):
        others = replace(data, places=data.places[data.places["place_type"] != "other"])
        found = compare(others, plan, like=())
        assert found.expected.n == int((others.places["investment_eur"] > 0).sum())
        assert "innovation places" in found.sentences[0]
        assert "told by all places" in found.sentences[1]
    rare = compare(
        data, replace(FABRIQUE, place_type="living_lab")
    )  # two know their surface: they have no level of their own
    assert rare.expected.known == ("surface_m2", "settlement", "carrier_sector")
    assert "told by surface, settlement and sector of the carrier; n = " in rare.sentences[1]


def test_the_ends_of_a_range_belong_to_it():
    assert [find_standing(euros, 2, 4).value for euros in (1, 2, 3, 4, 5)] == [
        "below",
        "within",
        "within",
        "within",
        "above",
    ]
    assert find_standing(1, np.nan, np.nan) == "not_known"
