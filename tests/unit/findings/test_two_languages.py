"""What is found once is told in both languages: nothing is worded before it is shown."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import Any

import pytest

from analysis import Dataset, findings, load, selecting
from analysis.comparing import Plan, compare
from analysis.dataset._reading import find_shipped_data
from analysis.findings import Finding, Verdict
from analysis.findings._codes import MeasureName, Side, Subset
from analysis.words.i18n import speak
from packages import keep
from resamples import few

TOPICS = ["INVESTMENT", "FUNDING_MIX", "TERRITORIES", "STAKEHOLDERS", "CONCEPTS"]
PLAN = Plan(300_000, {"region": 120_000}, place_type="third_place", carrier_type="association", settlement="rural")


@pytest.fixture(scope="module", autouse=True)
def few_resamples() -> Iterator[None]:
    """Languages are compared here, not p-values."""
    with few():
        yield


def find(data: Dataset) -> dict[str, Any]:
    """Everything that is told of a dataset, before it is worded."""
    claims = findings.claims(data)
    return {
        **{topic: findings.answer(getattr(findings, topic), data) for topic in TOPICS},
        "claims": claims,
        "overview": findings.overview(claims),
        "sources": findings.sources(data),
        "what was read": findings.what_was_read(data),
        "comparison": compare(data, PLAN),
    }


def tell(name: str, found: Any) -> str:
    """The same worded."""
    if name in TOPICS:
        return repr(found.short) + found.short._repr_markdown_() + found.sensitivity.to_csv()
    if name == "claims":
        return findings.claims_table(found).to_csv() + "".join(f"{c.where_it_turns}" for c in found)
    return f"{found.sentences!r}{found.warnings!r}" if name == "comparison" else repr(found)


REDUCED = {"all": {}, "three places": {"places": 3}, "no line": {"lines": False}}


@pytest.fixture(scope="module", params=REDUCED)
def found(request, data, tmp_path_factory) -> dict[str, dict[str, Any]]:
    """What each language finds on a dataset."""
    folder = tmp_path_factory.mktemp("data") / "package"
    shutil.copytree(find_shipped_data(), folder)
    some = load(keep(folder, **REDUCED[request.param])) if REDUCED[request.param] else data
    spoken = {}
    for lang in ("en", "fr"):
        with speak(lang):
            spoken[lang] = find(some)
    return spoken


@pytest.mark.parametrize("name", [*TOPICS, "claims", "overview", "sources", "what was read", "comparison"])
def test_found_in_one_language_and_told_in_the_other_is_what_the_other_finds(name, found):
    told = {}
    for lang in ("en", "fr"):
        with speak(lang):
            told[lang] = tell(name, found[lang][name])
            assert tell(name, found["en"][name]) == tell(name, found["fr"][name]) == told[lang]
    assert told["en"] != told["fr"]


def test_what_is_told_of_a_selection_has_no_language_yet(plans):
    for filters in ({}, {"region": "Corse", "place_type": "incubator"}, {"region": "Corse"}):
        told = selecting.tell_selection(selecting.select(plans, **filters), plans, filters)
        assert "places" in str(told)
        with speak("fr"):
            assert "lieux" in str(told)
            assert str(told) == str(selecting.tell_selection(selecting.select(plans, **filters), plans, filters))


def test_logic_sees_codes_whatever_language_is_spoken(found):
    codes = {}
    for lang, one in found.items():
        measured = [finding for topic in TOPICS for parts in one[topic].found.values() for finding in parts.values()]
        codes[lang] = [(finding.code, finding.of) for finding in measured]
        codes[lang] += [
            (part.verdict, part.unit, part.under, claim.turns) for claim in one["claims"] for part in claim.parts
        ]
        assert all(isinstance(finding.code, Side | Verdict) for finding in measured)
    assert codes["en"] == codes["fr"]


def test_every_code_is_a_slug_and_has_a_name_in_french():
    for codes in (Verdict, Subset, MeasureName):
        for code in codes:
            assert code.isidentifier()
            with speak("fr"):
                assert str(code.label)
            assert codes(str(code)) is code


def test_a_finding_turns_by_its_code_and_what_the_data_names():
    one = Finding("a", "b", "c", Side.NAMED, ("region", "state"))
    assert one.turns(Finding("a", "b", "c", Side.NAMED, ("region", "bank")))
    assert one.turns(Finding("a", "b", "c", Side.NO_PAIR))
    assert not one.turns(Finding("other words", "b", "d", Side.NAMED, ("region", "state")))


def test_each_topic_names_measures_by_code():
    names = [name for topic in TOPICS for name in getattr(findings, topic).measures]
    assert sorted(names) == sorted(MeasureName)
