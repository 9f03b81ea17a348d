"""Every choice of claims 1 and 8 against one choice at a time: pandas by hand, PERMANOVA, R² and its interval."""

from __future__ import annotations

import warnings
from itertools import combinations

import numpy as np
import pandas as pd
import pytest

from analysis.numbers import inference, specification, substance
from analysis.numbers._organisations import count_organisations
from analysis.numbers.population import Sampling, take_sample
from analysis.numbers.specification import FEATURES, Says

PRICES = pd.DataFrame({"year": range(2005, 2026), "bt01": np.linspace(80, 132, 21)})


@pytest.fixture(scope="module")
def sites(plans: pd.DataFrame) -> pd.DataFrame:
    """Plans of which some share a site and some are not begun."""
    named = pd.Series([None] * len(plans), dtype="object")
    named[5], named[7], named[9] = plans["place_id"][20], plans["place_id"][20], plans["place_id"][1]
    status = np.where(np.arange(len(plans)) % 5 == 0, "planned", "opened")
    return plans.assign(same_site_as=named, status=status)


def test_each_of_144_choices_is_what_its_plans_say(sites: pd.DataFrame):
    curve = specification.curve_cost(sites, PRICES)
    assert len(curve) == len(curve.drop_duplicates(["population", "draw", "status", "site", "prices", "upper"])) == 144
    assert curve["estimate"].is_monotonic_increasing
    index = PRICES.set_index("year")["bt01"]
    constant = sites["investment_eur"] * (index[2024] / sites["year"].astype(float).clip(upper=2025).map(index)).fillna(
        1.0
    )
    for row in curve.sample(40, random_state=1).itertuples():
        part = sites.assign(euros=sites["investment_eur"] if row.prices == "nominal" else constant)
        listed = part["source_kind"].isin(["state_list", "grant_list"])
        part = part[{"both": listed | True, "web": ~listed, "lists": listed}[row.draw]]
        part = part[part["generation"].eq("new") | (row.population == "all")]
        part = part[~part["status"].isin(["planned", "abandoned"]) | (row.status == "all")]
        part = take_sample(part, pd.DataFrame(), Sampling(one_per_site=row.site == "first"))
        found = inference.proportion(int(((part["euros"] >= 50_000) & (part["euros"] < row.upper)).sum()), len(part))
        assert (row.estimate, row.low, row.high, row.n) == pytest.approx((found.value, found.low, found.high, found.n))
        says = Says.YES if found.low > 0.5 else Says.NO if found.high < 0.5 else Says.OPEN
        assert row.says == says


def test_a_site_is_one_though_the_plan_between_is_not_chosen():
    plans = pd.DataFrame({"place_id": list("abcdef"), "same_site_as": [None, "a", "b", None, None, None]})
    plans = plans.assign(investment_eur=200_000.0, year=2024, generation=["new", "older", *["new"] * 4])
    curve = specification.curve_cost(plans.assign(source_kind="web_page"), None)
    assert curve[(curve["site"] == "first") & (curve["draw"] == "web")]["n"].unique().tolist() == [4]


def test_edges_of_the_band():
    euros = [49_999, 50_000, 499_999, 500_000, 999_999, 1_000_000]
    plans = pd.DataFrame({"place_id": list("abcdef"), "investment_eur": euros, "year": 2024, "generation": "new"})
    curve = specification.curve_cost(plans.assign(source_kind="web_page"), None)
    of_edge = curve[curve["draw"] == "web"].groupby("upper")["estimate"].unique()
    assert [float(one[0]) * 6 for one in of_edge] == pytest.approx([2, 3, 4])


@pytest.fixture(scope="module")
def leap(plans: pd.DataFrame, data) -> pd.DataFrame:
    return specification.curve_leap(plans, data.funding)


@pytest.fixture(scope="module")
def pages(plans: pd.DataFrame, data) -> pd.DataFrame:
    part = plans[plans["generation"].notna() & ~plans["source_kind"].isin(["state_list", "grant_list"])]
    counts = count_organisations(part, data.funding)
    return pd.DataFrame(
        {
            "generation": part["generation"],
            "investment": np.log10(part["investment_eur"]),
            "funders": counts["funding"].astype(float),
            "taking_part": counts["taking_part"].astype(float),
            "public_carrier": part["carrier_sector"].eq("public").astype(float),
            "private_carrier": part["carrier_sector"].eq("private").astype(float),
            "citizens": part["citizens_involved"].fillna(False).astype(float),
            "rural": part["settlement"].eq("rural").astype(float).where(part["settlement"].notna()),
        }
    )


def test_all_sets_of_two_or_more_of_seven_features_are_there(leap: pd.DataFrame):
    expected = {"; ".join(names) for size in range(2, 8) for names in combinations(FEATURES, size)}
    assert set(leap["features"]) == expected
    assert len(leap) == 120


@pytest.mark.parametrize("names", [("investment", "citizens"), ("funders", "rural"), FEATURES])
def test_a_set_is_what_permanova_and_its_interval_say(leap: pd.DataFrame, pages: pd.DataFrame, names: tuple[str, ...]):
    row = leap.set_index("features").loc["; ".join(names)]
    known = pages.dropna(subset=list(names))
    by = known["generation"].astype(object)
    alone, interval = substance.permanova(known[list(names)], by), substance.estimate_r2(known[list(names)], by)
    assert row["n"] == alone.n
    assert row["estimate"] == pytest.approx(alone.r2)
    assert row["p"] == pytest.approx(alone.p, abs=0.02)
    # Resamples are drawn anew where the features are in another order of groups: the ends agree but for chance.
    assert row[["low", "high"]].tolist() == pytest.approx([interval.low, interval.high], abs=0.015)


def test_says_follow_the_rule(leap: pd.DataFrame):
    for row in leap.itertuples():
        certain = row.low > 0.14 and row.p < 0.05
        assert row.says == (Says.YES if certain else Says.NO if row.high < 0.14 else Says.OPEN)
    counts = specification.count_says(leap)
    assert sum(counts.values()) == 120


def test_kinds_that_differ_by_construction_are_told_apart(plans: pd.DataFrame, data):
    turned = plans.assign(carrier_sector=np.where(plans["generation"] == "new", "private", "public"))
    leap = specification.curve_leap(turned, data.funding).set_index("features")
    row = leap.loc["public_carrier; private_carrier"]
    assert (row["estimate"], row["says"]) == (pytest.approx(1), Says.YES)
    assert row["auc"] == pytest.approx(1)


SMALL = {"no plan": 0, "one plan": 1, "six plans": 6}


@pytest.mark.parametrize("n", SMALL.values(), ids=SMALL)
def test_little_data_says_nothing_without_a_warning(plans: pd.DataFrame, data, n: int):
    few = plans[~plans["source_kind"].isin(["state_list", "grant_list"])].head(n)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        cost, leap = specification.curve_cost(few, None), specification.curve_leap(few, data.funding)
    assert (len(cost), len(leap)) == (144, 120)
    assert set(leap["says"]) == {"nothing"}
    if n < 5:
        assert set(cost["says"]) == {"nothing"}


def test_choices_are_listed_named_and_counted():
    curve = pd.DataFrame({"population": ["new", "all", "new"], "upper": [9e5, 5e5, 9e5], "says": ["yes", "no", "open"]})
    assert specification.list_choices(curve) == [
        ("population", "new"),
        ("population", "all"),
        ("upper", 5e5),
        ("upper", 9e5),
    ]
    counts = specification.count_by_choice(curve).set_index(["field", "choice"])
    assert counts.loc[("", "")].tolist() == [3, 1, 1, 1, 0]
    assert counts.loc[("population", "new")].tolist() == [2, 1, 0, 1, 0]
    assert counts.loc[("upper", 5e5)].tolist() == [1, 0, 1, 0, 0]
    assert str(specification.name_choice("status", "without_planned_abandoned")) == "none planned or abandoned"


def test_every_choice_of_both_curves_has_a_name(plans, data):
    for curve in (specification.curve_cost(plans, None), specification.curve_leap(plans, data.funding)):
        assert all(str(specification.name_choice(*choice)) for choice in specification.list_choices(curve))
        fields = set(curve) - {"estimate", "low", "high", "p", "auc", "n", "says"}
        assert {field for field, _choice in specification.list_choices(curve)} == fields
