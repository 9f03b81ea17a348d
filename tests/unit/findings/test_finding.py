"""Sentences: what they hold, and that small or one-sided data gives a sentence too."""

from __future__ import annotations

import re

import pandas as pd
import pytest
from statsmodels.stats.multitest import multipletests

from analysis import findings, load
from analysis.findings._codes import MeasureName, Side
from analysis.findings._finding import Finding, Tested, find_all
from analysis.words._messages import say
from packages import keep

TOPICS = ["INVESTMENT", "FUNDING_MIX", "TERRITORIES", "STAKEHOLDERS", "CONCEPTS"]


@pytest.mark.parametrize("topic", TOPICS)
def test_every_sentence_ends_and_holds_a_number(topic, answers):
    answer = answers[topic]
    assert len(answer.short) == len(answer.sensitivity) == len(getattr(findings, topic).measures)
    for text in answer.short:
        assert text.endswith(".")
        assert re.search(r"\d", text)
        assert "nan" not in text.lower()


def test_no_causal_words(answers, claims):
    told = " ".join(text for answer in answers.values() for text in answer.short)
    told += " ".join(findings.overview(claims))
    for word in ("because", "leads to", "causes", "thanks to", "drives", "impact"):
        assert word not in told


@pytest.mark.usefixtures("few_resamples")
@pytest.mark.parametrize(
    "reduced",
    [
        {"places": 1},
        {"places": 3},
        {"lines": False},
        {"only": "carrier_sector == 'private'"},
        {"only": "region == 'Bretagne'"},
        {"only": "source_kind == 'state_list'"},
        {"only": "density == ''"},
    ],
    ids=["one place", "three places", "no funding line", "private carriers", "one region", "lists only", "no density"],
)
def test_reduced_data_gets_sentences_and_verdicts(package, reduced):
    data = load(keep(package, **reduced))
    for topic in TOPICS:
        for text in findings.answer(getattr(findings, topic), data).short:
            assert text.endswith(".")
            assert not re.search(r"\bnan\b|\binf\b|None", text)
    claims = findings.claims(data)
    assert {part.verdict for claim in claims for part in claim.parts} <= set(findings.Verdict)
    assert findings.overview(claims)


@pytest.mark.usefixtures("few_resamples")
@pytest.mark.parametrize("n", [0, 2])
def test_a_list_that_does_not_say_what_its_rows_are_is_counted_whole_and_said(package, n):
    table = pd.read_csv(package / "places.csv", dtype="str", keep_default_na=False)
    table["place_type"] = ["coworking"] * n + ["other"] * (len(table) - n)
    table.to_csv(package / "places.csv", index=False)
    data = load(package)
    for topic in ("INVESTMENT", "FUNDING_MIX", "TERRITORIES"):
        told = findings.answer(getattr(findings, topic), data).short
        assert told[0] == f"Rows that say that they are a new place: {n} of {len(table)}. So all rows are counted here."
        assert len(told) > 2
    claims = findings.claims(data, [1, 2])
    assert {part.verdict.value for claim in claims for part in claim.parts} == {"cannot_tell"}
    assert len(findings.overview(claims)) < sum(len(claim.parts) for claim in claims) == 5


def test_markdown_and_html_in_the_data_are_shown_as_they_are():
    text = "<script>alert(1)</script> [a](javascript:b) *c*"
    shown = findings.Findings((text,))._repr_markdown_()
    for sign in "<>[]()*":
        assert re.search(rf"(?<!\\)\{sign}", shown) is None
    assert repr(findings.Findings((text,))) == f"- {text}"


def test_the_p_values_of_a_page_are_adjusted_as_one_family():
    raw, told = {MeasureName.MEDIAN: 0.01, MeasureName.BY_KIND: 0.04, MeasureName.OVER_YEARS: 0.03}, {}

    def tested(name, p):
        def find(adjusted):
            told[name] = adjusted
            return Finding(say("yes"), say("yes"), say("yes"), Side.STATED)

        return lambda _sample: Tested(p, find)

    found = find_all({name: tested(name, p) for name, p in raw.items()}, None)
    assert list(found) == list(raw)
    assert list(told.values()) == pytest.approx(multipletests(list(raw.values()), method="holm")[1])
