"""Headers and codes of the tables that people take along, in the language that is spoken."""

from __future__ import annotations

import pytest

from analysis.dataset._headers import NAMES, OTHERS, label_values, name_column
from analysis.words.i18n import speak


@pytest.mark.parametrize("name", [*NAMES, "place_type", "funder_type", "investment_eur"])
def test_every_header_has_its_french_and_no_underscore(name):
    english = name_column(name)
    with speak("fr"):
        french = name_column(name)
    assert "_" not in english + french
    assert english
    if english not in ("plans", "euros", "sector"):  # the same word in both languages
        assert french != english or french in ("estimation", "plans")


def test_codes_are_named_by_the_field_that_has_them_all():
    assert label_values("group", ["third_place", "all"])["all"] == "all"
    with speak("fr"):
        assert label_values("kind", ["fab_lab", "third_place"])["third_place"] == "tiers-lieu"
        assert label_values("with_type", ["eu", "state"])["state"] == "État"
        assert label_values("reading", ["published", "web"])["published"] != "published"
        assert label_values("says", ["yes", "open"])["yes"] == "oui"


def test_what_is_no_code_stays_as_it_is():
    assert label_values("category", ["association", "not a code of ours"]) == {}
    assert label_values("region", ["Bretagne"]) == {}
    assert set(OTHERS) >= {"yes", "no", "published"}
