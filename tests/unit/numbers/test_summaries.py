"""Numbers by group against hand-computed cases and plain pandas on the CSV files."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analysis import shares, summaries, vocabulary


def test_funder_mix_covers_every_euro_once(plans, data):
    table = summaries.funder_mix(plans, data.funding)
    assert table["eur"].sum() == pytest.approx(plans["investment_eur"].sum())
    assert table["share"].sum() == pytest.approx(1)
    for sector in ("public", "private"):
        assert table.loc[table["sector"] == sector, "eur"].sum() == pytest.approx(plans[f"{sector}_eur"].sum())
    assert table["funder_type"].iloc[-1] == "unexplained"
    assert table["lines"].sum() == len(data.funding)


def test_median_share_is_over_all_complete_plans(plans, data):
    table = summaries.funder_mix(plans, data.funding)
    own = table.query("funder_type == 'own_funds' and sector == 'public'")["median_share"].item()
    whole = plans[plans["complete"]].set_index("place_id")
    lines = (
        data.funding.query("funder_type == 'own_funds' and sector == 'public'").groupby("place_id")["amount_eur"].sum()
    )
    known = data.funding.groupby("place_id")["amount_eur"].sum()
    by_hand = (lines / known).reindex(whole.index).fillna(0).median()
    assert own == pytest.approx(by_hand)


def test_funder_mix_of_plans_without_any_line(plans, data):
    table = summaries.funder_mix(plans.head(3).assign(complete=False), data.funding.head(0))
    assert table["funder_type"].tolist() == ["unexplained"]
    assert table["eur"].item() == plans.head(3)["investment_eur"].sum()


def test_gini_of_equal_and_of_one_sided_euros():
    assert summaries.gini(pd.DataFrame({"investment_eur": [5, 5, 5, 5]})) == pytest.approx(0)
    many = pd.DataFrame({"investment_eur": [1] * 999 + [10**12]})
    assert summaries.gini(many) == pytest.approx(1, abs=0.002)
    assert np.isnan(summaries.gini(pd.DataFrame({"investment_eur": []})))


def test_top_share_by_plain_pandas(plans):
    euros = plans["investment_eur"].sort_values(ascending=False)
    assert summaries.top_share(plans) == pytest.approx(euros.head(24).sum() / euros.sum())


def test_cofunding_counts_plans_not_lines():
    lines = pd.DataFrame(
        {"place_id": ["a", "a", "a", "b", "b"], "funder_type": ["state", "state", "region", "region", "unknown"]}
    )
    table = summaries.cofunding(lines).set_index(["funder_type", "with_type"])["plans"]
    assert table["state", "region"] == table["region", "state"] == 1
    assert (table["state", "state"], table["region", "region"]) == (1, 2)


def test_regions_show_all_eighteen_and_keep_strangers():
    table = summaries.regions(pd.DataFrame({"region": ["Corse", "Wallonie"], "investment_eur": [1.0, 2.0]}))
    assert len(table) == 19
    assert table.set_index("region")["n"][["Corse", "Mayotte", "Wallonie"]].tolist() == [1, 0, 1]


def test_public_share_by_group_is_pooled(plans):
    table = summaries.public_share(plans, by="settlement").set_index("group")
    rural = plans[plans["settlement"] == "rural"]
    assert table.loc["rural", "low"] == pytest.approx(rural["public_eur"].sum() / rural["investment_eur"].sum())
    assert table.loc["rural", "complete"] == rural["complete"].sum()


def test_carriers_know_their_sector(plans):
    table = summaries.carriers(plans).set_index("carrier_type")
    assert table["n"].sum() == len(plans)
    assert table.loc[["municipality", "company", "mixed"], "sector"].tolist() == ["public", "private", "unknown"]


def test_a_group_by_hand():
    euros = [100.0, 200.0, 400.0, 1000.0]
    places = pd.DataFrame({"place_id": list("abcd"), "region": ["Corse"] * 4, "investment_eur": euros})
    funding = pd.DataFrame(
        {"place_id": ["a", "b", "b"], "line": [1, 1, 2], "sector": ["public", "public", "private"], "amount_eur": [100.0, 50.0, 50.0]}
    )  # fmt: skip
    row = summaries.by_group(shares.financing(places, funding), "region").iloc[0]
    assert (row["n"], row["complete_plans"], row["investment_eur"]) == (4, 1, 1700)
    assert (row["investment_q1"], row["investment_median"], row["investment_q3"]) == (175, 300, 550)
    assert (row["public_share_low"], row["public_share_high"]) == pytest.approx((150 / 1700, 1650 / 1700))
    assert (row["low_median"], row["high_median"]) == (0.125, 1.0)  # lows 1, 1/4, 0, 0; highs 1, 3/4, 1, 1
    assert (row["mixed"], row["one_sector"], row["unknown"]) == (1, 1, 2)


def test_the_columns_are_those_of_the_vocabulary(plans):
    assert list(summaries.by_group(plans, "region")) == ["region", *vocabulary.GROUPS.names]


def test_no_place_is_left_out_and_what_is_not_known_comes_last(plans):
    table = summaries.by_group(plans, ["settlement", "generation"])
    assert table["n"].sum() == len(plans)
    assert table["settlement"].iloc[[0, -1]].tolist() == ["rural", "unknown"]


def test_a_carrier_that_is_not_named_counts_as_not_known(plans):
    empty = plans.assign(carrier_type=plans["carrier_type"].mask(plans["carrier_type"] == "region"))
    table = summaries.by_group(empty, "carrier_type").set_index("carrier_type")["n"]
    assert table.index.is_unique
    assert table["unknown"] == plans["carrier_type"].isin(["region", "unknown"]).sum()


def test_public_euros_of_a_place_without_an_investment_are_in_no_share():
    places = pd.DataFrame({"place_id": ["a", "b"], "investment_eur": [100.0, np.nan]})
    funding = pd.DataFrame(
        {"place_id": ["a", "b"], "line": [1, 1], "sector": ["public"] * 2, "amount_eur": [50.0, 80.0]}
    )
    row = summaries.public_share(shares.financing(places, funding)).iloc[0]
    assert (row["n"], row["low"], row["high"]) == (2, 0.5, 1.0)


def test_lines_above_the_investment_are_not_used():
    places = pd.DataFrame({"place_id": ["a"], "investment_eur": [100.0]})
    funding = pd.DataFrame(
        {"place_id": ["a"], "line": [1], "funder_type": ["state"], "sector": ["public"], "amount_eur": [150.0]}
    )
    plans = shares.financing(places, funding)
    assert (plans["public_share_low"].item(), plans["public_share_high"].item(), plans["complete"].item()) == (
        0,
        1,
        False,
    )
    assert summaries.funder_mix(plans, funding)["eur"].tolist() == [0.0, 100.0]
