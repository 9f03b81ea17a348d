"""Every rule has its words in both languages, and they name what they need to know."""

from __future__ import annotations

import string

import pytest

from analysis.dataset._checking.rules import Rule, Severity
from analysis.words.i18n import LANGUAGES, speak


def fields_of(rule: Rule) -> dict[str, int]:
    """A value for each field that the words of a rule hold."""
    texts = [rule.hint, rule.frame, *([rule.text] if isinstance(rule.text, str) else rule.text)]
    names = {name for text in texts for _before, name, _form, _convert in string.Formatter().parse(text) if name}
    told = {name: 7 for name in names - {"rule", "broken"} if name.isidentifier()}
    return told if isinstance(rule.text, str) else told | {"number": 7}


@pytest.mark.parametrize("rule", Rule)
def test_a_rule_is_worded_in_each_language_with_its_fields(rule):
    said = {}
    for lang in LANGUAGES:
        with speak(lang):
            said[lang] = (rule.word(fields_of(rule)), rule.word_hint(fields_of(rule)))
    assert said["en"][0] != said["fr"][0]
    for rule_said, hint in said.values():
        assert rule_said
        assert bool(hint) == bool(rule.hint)


def test_a_rule_about_a_number_of_things_counts_them():
    one, several = (Rule.AMOUNT_DOUBTFUL.word({"n": n, "number": n, "example": "1.500"}) for n in (1, 3))
    assert one.startswith("1 amount such as '1.500' is read")
    assert several.startswith("3 amounts such as '1.500' are read")


def test_a_code_is_a_text_of_its_own_and_says_how_grave_it_is():
    assert Rule("total_zero") is Rule.TOTAL_ZERO
    assert (Rule.TOTAL_ZERO.severity, Rule.NO_TABLE.severity) == (Severity.WARNING, Severity.ERROR)
    assert f"{Rule.TOTAL_ZERO}" == "total_zero"
