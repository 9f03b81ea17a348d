"""Tables of one plan among its peers."""

from __future__ import annotations

import pytest

from analysis import tables
from analysis.comparing import Plan, compare, what_if
from fabrique import FABRIQUE


@pytest.fixture(scope="module")
def found(data):
    return compare(data, FABRIQUE)


def test_the_lines_of_a_plan_add_up_to_its_total():
    frame = tables.plan_lines(FABRIQUE).frame
    assert frame.values.tolist() == [
        ["region", "€120k", "40%"],
        ["carrier's own funds", "€90k", "30%"],
        ["no line explains", "€90k", "30%"],
        ["total", "€300k", "100%"],
    ]


def test_a_complete_plan_has_no_line_for_a_rest_and_a_line_of_nothing_is_left_out():
    frame = tables.plan_lines(Plan(100, {"region": 100, "bank": 0})).frame
    assert frame.iloc[:, 0].tolist() == ["region", "total"]


def test_each_measure_has_a_row_with_bounds_where_the_plan_has_them(found):
    frame = tables.positions(found).frame.set_index("number")
    assert len(frame) == len(found.positions)
    assert frame.loc["investment", "the plan"] == "€300k"
    assert frame.loc["public share", "the plan"] == "40% to 70%"
    assert frame.loc["investment", "peers"] == str(len(found.peers))
    assert frame.loc["investment", "exceeds (95% interval)"].count("%") == 3
    assert "; gives in " in frame.loc["part of: region", "peers"]


def test_the_expected_range_has_a_row_that_says_where_the_plan_lies(found):
    row = tables.positions(found).frame.set_index("number").loc["expected range (four of five plans)"]
    assert row.iloc[2] == "within the expected range"
    assert row["peers"] == str(found.expected.n)
    assert row.iloc[3].count("€") == 3


def test_under_five_peers_a_table_says_too_few(data):
    few = compare(data, FABRIQUE, like=("place_type", "region", "settlement", "carrier_sector", "vat"))
    assert len(few.peers) < 5
    frame = tables.positions(few).frame.set_index("number")
    assert frame.loc["investment"].tolist()[2:] == ["too few", "too few"]
    assert tables.choices(few).frame.iloc[0, 2] == "too few"


def test_the_nearest_places_say_in_what_they_are_near(found):
    frame = tables.nearest(found).frame
    assert frame["place"].tolist() == found.nearest["name"].tolist()
    assert (frame["near in"].str.len() > 0).all()


def test_choices_of_peers_and_scenarios_are_named(data, found):
    choices = tables.choices(found).frame
    assert choices.iloc[0, 0] == "same kind of place"
    assert choices["n"].iloc[0] == str(len(found.peers))
    scenarios = tables.scenarios(what_if(data, FABRIQUE)).frame
    assert scenarios["if"].tolist()[:2] == ["as planned", "without region"]
    assert scenarios.loc[1, ["still to find", "public share"]].tolist() == ["€210k", "0% to 70%"]
