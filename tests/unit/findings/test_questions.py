"""The eight questions: each has words, a rule and what would settle it, in both languages, before it meets data."""

from __future__ import annotations

import pytest

from analysis.findings._questions import QUESTIONS
from analysis.words.i18n import speak


def test_there_are_eight_in_the_order_of_the_conference():
    assert list(QUESTIONS) == list(range(1, 9))


@pytest.mark.parametrize("number", QUESTIONS)
def test_each_is_worded_in_both_languages_and_ends(number):
    question = QUESTIONS[number]
    for told in (question.claim, question.rule, question.settles):
        with speak("fr"):
            french = str(told)
        assert french != str(told)
        assert all(text.endswith((".", "?")) for text in (french, str(told)))


def test_claims_with_every_defensible_choice_are_not_taken_again_on_other_samples():
    assert [number for number, question in QUESTIONS.items() if not question.again] == [1, 8]
