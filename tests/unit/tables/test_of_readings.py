"""Tables of one share, against the rows that they show."""

from __future__ import annotations

import pandas as pd

from analysis import ladder, population, specification, tables
from analysis.words.i18n import speak


def test_each_assumption_has_its_bounds_its_basis_and_its_plans(plans, data):
    frame = ladder.climb_mixed(plans, data.funding)
    table = tables.ladder(frame, caption="Who pays?").frame
    assert list(table) == ["what is assumed", "it rests on", "n", "plans that it speaks of", "share", "95% interval"]
    first, last = table.iloc[0], table.iloc[-1]
    low, high = ((plans["mix"] == "mixed").mean(), (plans["mix"] != "one_sector").mean())
    assert first["share"] == f"{low:.0%} to {high:.0%}"
    assert first["it rests on"] == "none"
    assert last["share"] == f"{frame['low'].iloc[-1]:.0%}"
    assert last["plans that it speaks of"] == str((plans["mix"] == "unknown").sum())


def test_euros_and_groups_are_named(plans, data):
    money = tables.ladder(ladder.climb_euros(plans, data.funding), caption="Who pays?").frame
    assert money["what is assumed"].iloc[3].endswith("is public, but for 15%")
    assert money["euros that it speaks of"].iloc[0] == "€0"
    with speak("fr"):
        groups = tables.ladder(
            ladder.climb_mixed(plans, data.funding, by="carrier_sector"), by="carrier_sector", caption="Who pays?"
        )
        assert groups.frame["groupe"].iloc[5] == "privé"


def test_a_number_that_is_missing_is_empty_and_its_lack_in_words(plans, data):
    few = ladder.climb_mixed(plans.head(2), data.funding)
    table = tables.ladder(few, caption="Who pays?").frame
    assert table["what it lacks"].str.contains("too few plans").all()
    assert set(table["95% interval"]) == {""}
    read = tables.readings(population.list_readings(plans, "citizens_involved", None), caption="Who?").frame
    assert read.iloc[-1].tolist() == ["weighted to the census", "238", "", "", "", "no census to weight to"]
    assert not read.isin(["nan", "not known"]).any(axis=None)


def test_choices_are_counted_in_all_and_one_by_one(plans):
    curve = specification.curve_cost(plans, None)
    table = tables.specification(curve, caption="What does it cost?").frame.set_index("what is chosen")
    assert table.loc["all choices"].astype(int).sum() == 2 * 144
    web = curve[curve["draw"] == "web"]
    assert table.loc["web pages", ["choices", "no"]].astype(int).tolist() == [48, (web["says"] == "no").sum()]
    assert table.loc["under €500k", "choices"] == "48"
    assert isinstance(table, pd.DataFrame)
