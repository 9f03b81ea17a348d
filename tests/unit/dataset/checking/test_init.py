"""Bad input: every problem is found in one pass."""

from __future__ import annotations

from analysis.words.vocabulary import TABLES
from packages import edit, problems_of


def test_the_shipped_data_is_clean_and_whole(data):
    assert data.problems == ()
    assert (len(data.places), len(data.funding)) == (238, 415)
    assert list(data.places) == list(TABLES["places"].names)
    assert data.places["investment_eur"].dtype == "int64" or data.places["investment_eur"].dtype == "float64"
    assert str(data.places["citizens_involved"].dtype) == "boolean"


def test_all_problems_of_all_files_are_found_at_once(package):
    edit(package, "places.csv", 2, "place_type", "thrid_place")
    edit(package, "places.csv", 3, "name", "")
    edit(package, "places.csv", 4, "place_id", "a-vela-bastia")
    edit(package, "places.csv", 8, "carrier_sector", "private")
    edit(package, "funding.csv", 2, "amount_eur", "99000000")
    found = {(file, row, column) for file, row, column, _, _ in problems_of(package)}
    assert {
        ("places.csv", 2, "place_type"),
        ("places.csv", 3, "name"),
        ("places.csv", 4, "place_id"),
        ("places.csv", 8, "carrier_sector"),
        ("places.csv", 2, "investment_eur"),
    } <= found
