"""Each code of a comparison has a name for readers, in both languages."""

from __future__ import annotations

import pytest

from analysis.comparing import compare, what_if
from analysis.comparing._labels import label_choice, label_measure, label_scenario
from analysis.words.i18n import LANGUAGES, speak
from fabrique import FABRIQUE


@pytest.mark.parametrize("lang", LANGUAGES)
def test_measures_choices_and_scenarios_are_named_and_no_two_alike(data, lang):
    found, scenarios = compare(data, FABRIQUE), what_if(data, FABRIQUE)
    with speak(lang):
        named = [
            {code: label_measure(code) for code in found.positions["measure"]},
            {tuple(like): label_choice(like) for like in found.choices["like"]},
            {code: label_scenario(code) for code in scenarios["scenario"]},
        ]
    for names in named:
        assert len(set(names.values())) == len(names) > 1
        assert not any("_" in name for name in names.values())


def test_a_funder_is_named_in_the_language_that_is_spoken():
    with speak("fr"):
        assert label_measure("share_of_own_funds") == "part\u00a0: autofinancement du porteur"
        assert label_choice(()) == "tous les lieux"
