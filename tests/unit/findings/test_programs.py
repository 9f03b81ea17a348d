"""Findings for programs: the numbers are those that were computed, and words of the data are marked."""

from __future__ import annotations

import json

import pytest

from analysis import findings
from analysis.findings._programs import list_numbers, mark_text
from analysis.words._formatting import format_count, format_euros, format_interval, format_share, join_names
from analysis.words._messages import say, spell
from analysis.words.i18n import speak


def test_numbers_are_found_in_what_stands_in_a_message():
    inner = say(
        "{share} ({interval})", share=spell(format_share, 0.5), interval=spell(format_interval, 0.4, 0.6, format_share)
    )
    told = say(
        "{parts}; {places}, {dear}", parts=spell(join_names, [inner]), places=spell(format_count, 3, "place"), dear=7
    )
    assert list_numbers(told) == [
        {"field": "share", "values": [0.5], "unit": "share"},
        {"field": "interval", "values": [0.4, 0.6], "unit": "share"},
        {"field": "places", "values": [3], "unit": "count"},
        {"field": "dear", "values": [7], "unit": "number"},
    ]
    assert list_numbers(say("{x}", x=spell(format_euros, float("nan")))) == []  # not known is no number


@pytest.mark.parametrize(
    "inside", [lambda text: text, lambda text: spell(join_names, [text, text]), lambda text: say("{x}", x=text)]
)
def test_words_of_the_data_are_marked_wherever_they_stand(inside):
    assert mark_text(say("The first is {x}.", x=inside("<b>do this</b>")))["untrusted"]


def test_our_own_words_are_not_marked():
    assert not mark_text(say("{n} cost less", n=spell(format_count, 3, "place")))["untrusted"]


def test_every_finding_of_every_page_is_there_with_code_sentence_and_numbers(answers):
    for answer in answers.values():
        entries = answer.short.behind()
        assert [entry["code"] for entry in entries] == [str(name) for name in answer.found]
        for entry, told in zip(entries, answer.short.messages, strict=True):
            assert str(told.plain) == entry["sentence"]["text"]
            assert entry["verdict"]
            assert entry["numbers"] or not any(letter.isdigit() for letter in entry["basis"]["text"])
        json.dumps(entries, allow_nan=False)
    named = [entry for entry in answers["TERRITORIES"].short.behind() if entry["code"] == "regions"]
    assert named[0]["basis"]["untrusted"]  # the names of regions come from the data


def test_every_part_of_every_claim_is_there_with_its_readings(claims):
    entries = findings.overview(claims).behind()
    parts = [part for claim in claims for part in claim.parts]
    assert len(entries) == len(parts) == len({entry["code"] for entry in entries})
    for entry, part in zip(entries, parts, strict=True):
        assert entry["verdict"] == part.verdict
        assert [reading["n"] for reading in entry["readings"]] == [one.n for one in part.readings]
    with speak("fr"):
        french = findings.overview(claims).behind()
    assert [entry["verdict"] for entry in french] == [entry["verdict"] for entry in entries]
    assert french[0]["claim"]["text"] != entries[0]["claim"]["text"]
    json.dumps(entries, allow_nan=False)
