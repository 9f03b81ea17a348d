"""A part of a claim: its verdict follows from its readings, its plain sentence from its verdict."""

from __future__ import annotations

import math

from analysis.findings._codes import Verdict
from analysis.findings._judging import CountedAs
from analysis.findings._part import judge_share, make_too_few
from analysis.numbers.population import Counted
from analysis.numbers.specification import Says
from analysis.words._messages import say

PLAIN = {Verdict.SUPPORTED: "Most: {range} of {what}.", Verdict.CANNOT_TELL: "Open: {range} of {what}."}


def test_the_plain_sentence_is_that_of_the_verdict():
    readings = tuple(
        CountedAs(counted, value, value - 0.1, value + 0.1, 90, Says.YES)
        for counted, value in ((Counted.WEB, 0.7), (Counted.PUBLIC, 0.8))
    )
    part = judge_share(say("About"), readings, PLAIN, what="plans")
    assert (part.verdict, str(part.plain)) == (Verdict.SUPPORTED, "Most: 70% to 80% of plans.")
    assert str(part.numbers).startswith("Share of the plans: web pages 70% (60% to 80%, n = 90); public carriers")
    assert part.frame["n"].tolist() == [90, 90]


def test_readings_of_too_few_plans_tell_nothing():
    few = (CountedAs(Counted.WEB, math.nan, math.nan, math.nan, 3, Says.NOTHING),)
    part = judge_share(say("About"), few, PLAIN, what="plans")
    assert (part.verdict, str(part.plain)) == (
        Verdict.CANNOT_TELL,
        "The data holds too few plans of new places to tell.",
    )
    assert str(make_too_few(say("About"), 3).numbers) == "Plans that could be counted: 3."
