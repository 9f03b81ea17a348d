"""What the law asks, as remarks: by hand."""

from __future__ import annotations

import pytest

from analysis.comparing import Plan, compare
from analysis.comparing._law import find_own_part, is_concerned, tell_law


def told(funding, carrier_type="municipality", total=100, **more) -> str:
    return " ".join(map(str, tell_law(Plan(total, funding, carrier_type=carrier_type, **more))))


@pytest.mark.parametrize(
    ("funding", "carrier", "part"),
    [
        ({"state": 60, "own_funds": 40}, "municipality", 0.4),
        ({"state": 85, "region": 5, "bank": 10}, "municipality", 0.1),  # a loan is the carrier's to pay
        ({"state": 90, "municipality": 10}, "municipality", 0.1),  # its own level
        ({"state": 90, "municipality": 10}, "intermunicipality", 0.1),  # a member
        ({"state": 90, "municipality": 10}, "department", 0.0),  # another authority
        ({"state": 80}, "municipality", 0.2),  # the rest may be its own
        ({"state": 40, "company": 60}, "municipality", 0.0),  # of 40 public euros none is its own
    ],
)
def test_the_own_part_of_the_public_money_at_most(funding, carrier, part):
    assert find_own_part(Plan(100, funding, carrier_type=carrier)) == pytest.approx(part)


def test_a_fifth_is_asked_and_a_remark_says_its_source():
    assert told({"state": 80, "own_funds": 20}) == ""
    remark = told({"state": 75, "region": 10, "own_funds": 15})
    assert "at most 15% of the public money" in remark
    assert "CGCT, article L1111-10 III" in remark
    assert "R2334-27" not in remark


def test_the_state_may_pay_four_fifths():
    remark = told({"state": 81, "own_funds": 19})
    assert "the State pays 81% of the cost" in remark
    assert "R2334-27" in remark
    assert "R2334-27" not in told({"state": 80, "own_funds": 20})


@pytest.mark.parametrize(
    "carrier", ["association", "company", "university", "public_joint_carrier", "semi_public_company", None]
)
def test_who_is_not_bound_is_not_remarked(carrier):
    assert told({"state": 100}, carrier) == ""


def test_overseas_and_older_plans_are_not_bound():
    assert told({"state": 100}, region="La Réunion") == ""
    assert told({"state": 100}, year=2005) == ""
    assert "L1111-10" in told({"state": 100}, year=2015, region="Bretagne")
    assert "R2334-27" not in told({"state": 100}, year=2015)
    assert is_concerned(Plan(1, carrier_type="region"), 2012)


def test_without_public_money_there_is_nothing_to_remark():
    assert told({"company": 100}) == ""
    assert told({}) == ""


def test_a_remark_is_one_of_the_sentences_and_no_error(data):
    plan = Plan(100_000, {"state": 95_000, "own_funds": 5_000}, place_type="third_place", carrier_type="municipality")
    assert [text.startswith("Remark: ") for text in compare(data, plan).sentences] == [False] * 5 + [True] * 2
