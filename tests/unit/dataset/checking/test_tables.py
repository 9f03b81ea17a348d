"""Rules across tables: sums and keys."""

from __future__ import annotations

import pandas as pd

from analysis import load
from analysis.dataset._checking.problem import Origin
from analysis.dataset._checking.tables import check_places
from analysis.words import vocabulary
from packages import edit, problems_of


def test_lines_above_the_total_by_more_than_rounding_name_sum_and_place(package):
    edit(package, "funding.csv", 2, "amount_eur", "4800000")  # 102.1% of 4,700,000
    rules = [rule for file, row, column, _, rule in problems_of(package) if (file, row) == ("places.csv", 2)]
    assert rules == ["funding lines add up to €4,800,000, above 102% of the investment; their amounts are not used"]
    dataset = load(package)
    assert dataset.places["place_id"].iloc[0] == "a-vela-bastia"  # a warning sets nothing aside
    assert dataset.funding.query("place_id == 'a-vela-bastia'")["amount_eur"].isna().all()
    edit(package, "funding.csv", 2, "amount_eur", "4790000")  # 101.9%
    assert [p.column for p in load(package).problems] == ["plan_quality"]


def test_a_line_number_that_stands_twice_is_an_error(package):
    edit(package, "funding.csv", 3, "line", "1")
    assert ("funding.csv", 3, "line", "a-vela-bastia, line 1", "line stands twice in its plan") in problems_of(package)


def test_an_earlier_plan_of_the_site_is_another_place():
    places = pd.DataFrame(
        {
            "place_id": ["a", "b", "c", "d"],
            "carrier_type": ["company"] * 4,
            "carrier_sector": ["private"] * 4,
            "same_site_as": [None, "a", "c", "nowhere"],
        },
        dtype="str",
    )
    found = check_places(places, Origin("places.csv"))
    assert [(p.row, p.value, p.rule, p.severity) for p in found] == [
        (2, "c", "names no other place", "warning"),
        (3, "nowhere", "names no other place", "warning"),
    ]


def test_the_money_of_semi_public_companies_is_of_no_known_sector():
    assert vocabulary.FUNDER_SECTORS["semi_public_company"] == "unknown"
    carriers = {
        name: vocabulary.CARRIER_SECTOR_OF[name]
        for name in ("public_joint_carrier", "public_company", "semi_public_company")
    }
    assert list(carriers.values()) == ["public", "public", "mixed"]
