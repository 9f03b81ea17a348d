"""Numbers by group against hand-computed cases and plain pandas on the CSV files."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analysis import summaries


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
