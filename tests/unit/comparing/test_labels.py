"""Each code of a comparison has a name for readers, in both languages."""

from __future__ import annotations

import pytest

from analysis.comparing import compare, what_if
from analysis.comparing._labels import choice_label, measure_label, scenario_label
from analysis.words.i18n import LANGUAGES, speaking
from fabrique import FABRIQUE


@pytest.mark.parametrize("lang", LANGUAGES)
def test_measures_choices_and_scenarios_are_named_and_no_two_alike(data, lang):
    found, scenarios = compare(data, FABRIQUE), what_if(data, FABRIQUE)
    with speaking(lang):
        named = [
            {code: measure_label(code) for code in found.positions["measure"]},
            {tuple(like): choice_label(like) for like in found.choices["like"]},
            {code: scenario_label(code) for code in scenarios["scenario"]},
        ]
    for names in named:
        assert len(set(names.values())) == len(names) > 1
        assert not any("_" in name for name in names.values())


def test_a_funder_is_named_in_the_language_that_is_spoken():
    with speaking("fr"):
        assert measure_label("share_of_own_funds") == "part\u00a0: fonds propres du porteur"
        assert choice_label(()) == "tous les lieux"
