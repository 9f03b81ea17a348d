"""One plan among its peers, with little data, much data, and a bad choice of peers."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from analysis import load, shares
from analysis.comparing import Plan, compare
from fabrique import FABRIQUE


def test_plans_that_are_there_already_give_the_same(data, plans):
    one, other = compare(data, FABRIQUE), compare(data, FABRIQUE, plans=plans)
    pd.testing.assert_frame_equal(one.positions, other.positions)


def test_data_without_lines_regions_or_peers_still_compares(data):
    bare = replace(data, places=data.places.assign(region=None, density=None), funding=data.funding.head(0))
    found = compare(bare, FABRIQUE, like=("region",))
    assert len(found.peers) == 0
    assert found.positions["below"].isna().all()
    assert found.sentences[0] == "Too few comparable places to say where my project stands among them (n = 0 peers)."
    assert "n = 0 peers" in found.sentences[2]
    assert len(found.nearest) == 5


def test_a_bad_choice_of_peers_is_told(data):
    with pytest.raises(ValueError, match="like: 'kind' is not known"):
        compare(data, FABRIQUE, like=("kind",))
    with pytest.raises(ValueError, match="like: the plan does not say its region"):
        compare(data, replace(FABRIQUE, region=None), like=("region",))
    with pytest.raises(ValueError, match="region: 'Bretange' is not known; did you mean 'Bretagne'"):
        compare(data, replace(FABRIQUE, region="Bretange"))


def test_a_hundred_thousand_places_compare(data):
    places = pd.concat([data.places] * 420, ignore_index=True)
    places["place_id"] = [f"p-{number}" for number in range(len(places))]
    found = compare(replace(data, places=places, funding=data.funding.head(0)), FABRIQUE)
    assert found.positions["n"].iloc[0] > 30_000


def test_it_reads_a_file_of_ones_own(tmp_path):
    (tmp_path / "a.csv").write_text(
        "Lieu;Type;Coût total\n" + "".join(f"L{i};tiers-lieu;{i}00000\n" for i in range(1, 8)), encoding="utf-8"
    )
    found = compare(load(tmp_path / "a.csv"), Plan(350_000, place_type="third_place"))
    assert found.positions["below"].iloc[0] == pytest.approx(3 / 7)
    assert isinstance(shares.plans(load(tmp_path / "a.csv")), pd.DataFrame)
