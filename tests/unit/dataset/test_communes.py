"""Geography follows from a municipality where only one can be meant: the shipped places are found again, all of them."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.dataset._communes import GEOGRAPHY, find_geography, read_communes
from analysis.dataset._reading.package import _find_own_data


def test_every_shipped_place_gets_its_own_geography_from_municipality_and_department():
    places = pd.read_csv(_find_own_data() / "places.csv", dtype="str")
    found = find_geography(places[["municipality", "department_code"]])
    assert found["insee_code"].notna().sum() == places["insee_code"].notna().sum() > 200
    pd.testing.assert_frame_equal(found, places[list(GEOGRAPHY)])


def test_a_name_alone_is_never_found_wrong():
    communes = read_communes()
    found = find_geography(communes[["municipality"]].sample(400, random_state=1))
    known = found["insee_code"].dropna()
    assert len(known) > 300
    assert known.tolist() == communes.loc[known.index, "insee_code"].tolist()


@pytest.mark.parametrize(
    ("place", "code"),
    [
        ({"municipality": "PARIS 11E"}, "75056"),
        ({"municipality": "Marseille 3e arrondissement"}, "13055"),
        ({"municipality": "Saint Étienne"}, "42218"),
        ({"municipality": "st etienne", "region": "auvergne rhone alpes"}, "42218"),
        ({"municipality": "Figeac", "department_code": "12"}, None),
        ({"insee_code": "46102", "municipality": "anything"}, "46102"),
        ({"insee_code": "46102", "department_code": "75"}, None),
        ({"municipality": "Communauté de communes Grand-Figeac"}, None),
        ({"municipality": ""}, None),
    ],
)
def test_one_municipality_or_none(place, code):
    found = find_geography(pd.DataFrame([place]))["insee_code"].iloc[0]
    assert (None if pd.isna(found) else found) == code


def test_a_department_alone_gives_its_name_and_region_only():
    found = find_geography(pd.DataFrame({"department_code": ["46", "99"]}))
    assert found["region"].fillna("").tolist() == ["Occitanie", ""]
    assert found["insee_code"].isna().all()


def test_no_place_is_no_row():
    assert find_geography(pd.DataFrame({"municipality": pd.Series(dtype="str")})).shape == (0, len(GEOGRAPHY))
