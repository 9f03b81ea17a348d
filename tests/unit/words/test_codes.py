"""Codes have one slug and a name in each language."""

from __future__ import annotations

import pytest

from analysis import substance
from analysis.words._codes import Code, Feature, code_labels, feature_label
from analysis.words._messages import say
from analysis.words.i18n import LANGUAGES, speaking


class Answer(Code):
    YES = "yes", say("yes")
    NAMELESS = "nameless"


def test_a_code_is_its_slug_and_its_name_is_worded_when_it_is_shown():
    assert Answer("yes") is Answer.YES
    assert Answer.YES == "yes"
    with speaking("fr"):
        assert str(Answer.YES.label) == "oui"
    assert (str(Answer.YES.label), str(Answer.NAMELESS.label)) == ("yes", "")


def test_the_features_of_substance_are_codes_with_names(plans):
    columns = set(substance.features(substance.comparable(plans), surface=True))
    assert columns == {feature.value for feature in Feature}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_two_features_have_one_name(lang):
    with speaking(lang):
        names = code_labels("feature")
        assert len(set(names.values())) == len(names) == len(Feature)
        assert [feature_label(feature) for feature in Feature] == list(names.values())


def test_what_is_no_code_is_shown_as_it_is():
    assert (code_labels("share"), feature_label("height")) == ({}, "height")
