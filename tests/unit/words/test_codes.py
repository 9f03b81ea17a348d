"""Codes have one slug and a name in each language."""

from __future__ import annotations

import pytest

from analysis import substance
from analysis.words._codes import Code, Feature, label_codes, label_feature
from analysis.words._messages import say
from analysis.words.i18n import LANGUAGES, speak


class Answer(Code):
    YES = "yes", say("yes")
    NAMELESS = "nameless"


def test_a_code_is_its_slug_and_its_name_is_worded_when_it_is_shown():
    assert Answer("yes") is Answer.YES
    assert Answer.YES == "yes"
    with speak("fr"):
        assert str(Answer.YES.label) == "oui"
    assert (str(Answer.YES.label), str(Answer.NAMELESS.label)) == ("yes", "")


def test_the_features_of_substance_are_codes_with_names(plans):
    columns = set(substance.features(substance.comparable(plans), surface=True))
    assert columns == {feature.value for feature in Feature}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_two_features_have_one_name(lang):
    with speak(lang):
        names = label_codes("feature")
        assert len(set(names.values())) == len(names) == len(Feature)
        assert [label_feature(feature) for feature in Feature] == list(names.values())


def test_what_is_no_code_is_shown_as_it_is():
    assert (label_codes("share"), label_feature("height")) == ({}, "height")
