"""The rules of the verdicts on readings made by hand."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from analysis.findings import _judging as judging
from analysis.findings._codes import Unit
from analysis.findings._judging import CountedAs, Rung, judge, judge_rungs
from analysis.numbers.ladder import Assumption
from analysis.numbers.population import Counted
from analysis.numbers.specification import Says

YES, NO, OPEN, NOTHING = Says.YES, Says.NO, Says.OPEN, Says.NOTHING


def reading(says: Says, counted: Counted = Counted.WEB) -> CountedAs:
    return CountedAs(counted, 0.5, 0.4, 0.6, 90, says)


@pytest.mark.parametrize(
    ("says", "verdict"),
    [
        ([YES, YES], "supported"),
        ([NO, NO], "not_supported"),
        ([YES, NO], "depends"),
        ([YES, OPEN], "depends"),
        ([NO, OPEN], "depends"),
        ([OPEN, OPEN], "cannot_tell"),
        ([YES, NOTHING], "supported"),  # a group under five places says nothing
        ([NOTHING], "cannot_tell"),
        ([], "cannot_tell"),
    ],
)
def test_all_readings_say_the_same_or_it_depends(says, verdict):
    assert judge(map(reading, says)) == verdict


@pytest.mark.parametrize(
    ("rungs", "verdict", "at"),
    [
        ([[YES, YES], [YES, YES]], "supported", 0),
        ([[OPEN, OPEN], [NO, NO], [NO, NO]], "not_supported_if", 1),
        ([[OPEN, OPEN], [NO, OPEN], [YES, YES]], "supported_if", 2),
        ([[OPEN, OPEN], [OPEN, OPEN], [NO, YES]], "depends", 2),
        ([[OPEN], [OPEN]], "cannot_tell", 1),
    ],
)
def test_the_first_rung_on_which_all_say_the_same_decides(rungs, verdict, at):
    names = (Assumption.A0, Assumption.A1, Assumption.A2)
    made = [Rung(name, tuple(map(reading, says))) for name, says in zip(names, rungs, strict=False)]
    assert judge_rungs(made) == (verdict, made[at])


def test_a_low_bound_can_say_yes_and_never_no():
    plans = pd.DataFrame({"source_kind": ["web_page"] * 40, "carrier_sector": "public"})
    for part, least, says in ((0.9, True, "yes"), (0.1, True, "open"), (0.1, False, "no")):
        flag = pd.Series([at < 40 * part for at in range(40)])
        found = judging.read_ways(plans, flag, None, fixed_by_lists=least, at_least=least)
        assert {str(one.says) for one in found} - {"nothing"} == {says}


def test_lists_are_left_out_where_they_fix_the_measure():
    plans = pd.DataFrame({"source_kind": ["web_page"] * 6 + ["state_list"] * 6, "carrier_sector": "public"})
    flag = pd.Series([True] * 12)
    names = [one.counted for one in judging.read_ways(plans, flag, None, fixed_by_lists=True)]
    assert names == [Counted.WEB, Counted.PUBLIC, Counted.PRIVATE, Counted.CENSUS]


def test_readings_are_spelled_with_value_interval_and_n():
    few = CountedAs(Counted.LISTS, math.nan, math.nan, math.nan, 3, NOTHING)
    weighted = CountedAs(Counted.CENSUS, 0.3, 0.2, 0.4, 90, NO, effective_n=41.6)
    told = str(judging.spell_readings([reading(OPEN), few, weighted]))
    assert told == (
        "web pages 50% (40% to 60%, n = 90); lists of grants too few (n = 3); "
        "weighted to the census 30% (20% to 40%, effective n = 42)"
    )
    assert str(judging.spell_range([reading(OPEN), few, weighted])) == "30% to 50%"
    slope = CountedAs(Counted.WEB, 0.12, -0.01, 0.24, 90, OPEN)
    assert str(judging.spell_readings([slope], Unit.PER_YEAR)) == "web pages +0.12 (−0.01 to +0.24, n = 90)"


def test_readings_become_a_table_of_codes():
    table = judging.frame_readings([reading(YES), reading(NO, Counted.CENSUS)])
    assert table[["reading", "says"]].values.tolist() == [["web", "yes"], ["census", "no"]]
