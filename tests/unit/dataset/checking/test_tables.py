"""Rules across tables: sums and keys."""

from __future__ import annotations

from analysis import load
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
