"""One organisation is counted once, however it is spelled; a line that names nobody is none."""

from __future__ import annotations

import pandas as pd

from analysis.numbers._organisations import count_organisations

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


def test_no_line_is_no_organisation():
    found = count_organisations(PLANS, LINES.head(0))
    assert found["funding"].tolist() == [0, 0, 0]
    assert count_organisations(PLANS.head(0), LINES).empty
