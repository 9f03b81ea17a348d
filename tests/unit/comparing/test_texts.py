"""The sentences of a comparison before anything is filled in."""

from __future__ import annotations

import re

from analysis.comparing._texts import PLURALS, TEXTS
from analysis.words import vocabulary
from analysis.words.i18n import _, speak


def test_each_kind_of_place_has_its_plural():
    assert set(PLURALS) == set(vocabulary.labels("place_type"))


def test_both_languages_fill_in_the_same_fields():
    for text in [*TEXTS.values(), *PLURALS.values()]:
        with speak("fr"):
            french = _(text)
        assert set(re.findall(r"{\w+}", french)) == set(re.findall(r"{\w+}", text)), text
