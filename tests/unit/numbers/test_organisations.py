"""One organisation is counted once, however it is spelled; a line that names nobody is none."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis import load, shares
from analysis.numbers._organisations import count_organisations, plain_name
from editions import FROZEN, SECOND

PLANS = pd.DataFrame({"place_id": ["a", "b", "c"], "partners": ["Région Bretagne; Commune (mairie)", None, "X; x"]})
LINES = pd.DataFrame(
    {
        "place_id": ["a", "a", "a", "b", "elsewhere"],
        "funder": ["Etat (DETR)", "l'État", "subventions", "Région", "Y"],
        "funder_name": ["État", "Etat; Region Bretagne", None, "Région", "Y"],
    }
)


def test_funders_are_counted_by_their_one_name_and_partners_with_them():
    found = count_organisations(PLANS, LINES)
    assert found["funding"].tolist() == [2, 1, 0]
    assert found["taking_part"].tolist() == [3, 1, 1]


def test_a_file_without_one_name_is_counted_as_it_spells():
    found = count_organisations(PLANS.drop(columns="partners"), LINES.drop(columns="funder_name"))
    assert found["funding"].tolist() == found["taking_part"].tolist() == [3, 1, 0]
    loaded = count_organisations(PLANS.drop(columns="partners"), LINES.assign(funder_name=None))
    assert loaded.equals(found)  # an empty column is what `load` makes of a missing one


@pytest.mark.parametrize("names", [None, [None] * 5], ids=["no column", "an empty column"])
def test_where_no_line_has_one_name_what_sources_call_the_funders_counts(names):
    lines = LINES.drop(columns="funder_name") if names is None else LINES.assign(funder_name=names)
    assert count_organisations(PLANS, lines)["funding"].tolist() == [3, 1, 0]
    nobody = lines.assign(named=[True, True, False, True, True])
    assert count_organisations(PLANS, nobody)["funding"].tolist() == [2, 1, 0]


def test_a_line_that_is_said_to_name_somebody_is_one_without_its_one_name():
    lines = LINES.assign(named=pd.array([True, True, True, False, None], dtype="boolean"))
    assert count_organisations(PLANS, lines)["funding"].tolist() == [3, 0, 0]


@pytest.mark.parametrize("edition", [FROZEN, SECOND], ids=["first", "second"])
def test_the_plans_count_the_same_organisations_as_a_loop_over_the_files(edition):
    places, lines = (pd.read_csv(edition / f"{name}.csv", dtype="str").fillna("") for name in ("places", "funding"))
    told = "funder_name" in lines and lines["funder_name"].any()
    expected = {}
    for place, partners in zip(places["place_id"], places["partners"], strict=True):
        names = [name for name in partners.split(";") if name.strip()]
        for line in lines[lines["place_id"] == place].to_dict("records"):
            if not told:
                names.append(line["funder"])
            elif line["named"] == "true":
                names += line["funder_name"].split(";")
        expected[place] = len({plain_name(name) for name in names} - {""})
    plans = shares.plans(load(edition)).set_index("place_id")
    assert plans["stakeholders"].to_dict() == expected


def test_no_line_is_no_organisation():
    found = count_organisations(PLANS, LINES.head(0))
    assert found["funding"].tolist() == [0, 0, 0]
    assert count_organisations(PLANS.head(0), LINES).empty
