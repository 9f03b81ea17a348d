"""The language that is spoken."""

from __future__ import annotations

import pytest

from analysis import i18n, vocabulary
from analysis.words.i18n import VARIABLE, _, get_language, ngettext, speak


@pytest.fixture
def french():
    with speak("fr"):
        yield


def test_the_language_is_that_of_use_then_of_the_environment_then_english(monkeypatch):
    monkeypatch.delenv(VARIABLE, raising=False)
    assert get_language() == "en"
    monkeypatch.setenv(VARIABLE, "fr")
    assert (get_language(), _("not known"), vocabulary.label("carrier_type")) == (
        "fr",
        "non connu",
        "porteur de projet",
    )
    with speak("en"):
        assert (get_language(), vocabulary.label("carrier_type")) == ("en", "carrier")
    assert get_language() == "fr"
    monkeypatch.setenv(VARIABLE, "de")
    assert get_language() == "en"  # the command refuses it; an import does not fail


def test_an_unknown_language_names_those_that_there_are():
    with pytest.raises(ValueError, match="unknown language 'de': choose en or fr"):
        i18n.use("de")


@pytest.mark.usefixtures("french")
def test_plural_forms_follow_the_number():
    assert [ngettext("{n} place", "{n} places", n).format(n=n) for n in (0, 1, 2)] == ["0 lieu", "1 lieu", "2 lieux"]
