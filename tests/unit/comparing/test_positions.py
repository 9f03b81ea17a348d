"""Positions among peers against hand-computed ones."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from analysis.comparing import compare
from analysis.comparing._labels import label_choice
from analysis.comparing._positions import CHOICES
from fabrique import FABRIQUE


def test_a_position_is_the_percentile_of_scipy(data, plans):
    found = compare(data, FABRIQUE).positions.set_index("measure")
    peers = plans[plans["place_type"] == "third_place"]
    assert found.loc["investment_eur", "n"] == len(peers)
    assert np.isclose(
        found.loc["investment_eur", "below"] * 100,
        stats.percentileofscore(peers["investment_eur"], 300_000, kind="mean"),
    )
    assert found.loc["investment_eur", "median"] == peers["investment_eur"].median()
    sizes = peers["eur_per_m2"].dropna()
    assert np.isclose(found.loc["eur_per_m2", "below"] * 100, stats.percentileofscore(sizes, 750, kind="mean"))
    assert found.loc["eur_per_m2", "value"] == 750


def test_public_money_has_bounds_and_stands_beside_complete_plans(data, plans):
    found = compare(data, FABRIQUE).positions.set_index("measure").loc["public_share"]
    # own funds follow the carrier, an association: private; 90,000 of 300,000 are of unknown nature
    assert (found["value"], found["value_high"]) == pytest.approx((0.4, 0.7))
    peers = plans[(plans["place_type"] == "third_place") & plans["complete"]]
    assert found["n"] == (peers["public_share_high"] - peers["public_share_low"] < 1e-9).sum()


def test_a_funders_share_counts_those_who_give_nothing(data, plans):
    found = compare(data, FABRIQUE, like=()).positions.set_index("measure").loc["share_of_region"]
    complete = plans[plans["complete"]].set_index("place_id")
    lines = data.funding[data.funding["funder_type"] == "region"].groupby("place_id")["amount_eur"].sum()
    total = data.funding.groupby("place_id")["amount_eur"].sum()  # lines of a complete plan are scaled to its total
    expected = lines.reindex(complete.index).fillna(0) / total.reindex(complete.index)
    assert found["n"] == len(complete)
    assert np.isclose(found["median"], expected.median())


def test_the_choice_of_peers_is_shown(data):
    found = compare(data, FABRIQUE, like=("place_type", "region"))
    assert [label_choice(like) for like in found.choices["like"][:2]] == ["same kind of place and region", "all places"]
    assert len(found.choices) == len(CHOICES) + 1
    assert found.choices["n"].iloc[0] == len(found.peers)
    assert found.warnings[0].startswith(f"Only {len(found.peers)} peer")
