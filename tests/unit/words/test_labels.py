"""Names of fields and values: English in the vocabulary, other languages in the catalogues, looked up when shown."""

from __future__ import annotations

import subprocess
import sys

import pytest

from analysis.dataset._reading import roles
from analysis.words import i18n
from analysis.words.i18n import LANGUAGES, pgettext, speak
from analysis.words.vocabulary import DERIVED, FIELD, GROUPS, TABLES, label, labels

FIELDS = [(table.name, field) for table in (*TABLES.values(), DERIVED, GROUPS) for field in table.fields]


@pytest.mark.parametrize(("table", "field"), FIELDS, ids=lambda part: getattr(part, "name", part))
@pytest.mark.parametrize("lang", list(LANGUAGES)[1:])
def test_every_field_and_value_has_a_name_in_the_catalogue(lang, table, field):
    catalogue = i18n._catalogue(lang)
    assert (FIELD, field.label) in catalogue, table
    assert [value.label for value in field.values if (field.name, value.label) not in catalogue] == []


@pytest.mark.parametrize("spoken", LANGUAGES)
def test_a_name_in_a_given_language_does_not_depend_on_the_one_that_is_spoken(spoken):
    with speak(spoken):
        assert [label("funder_type", lang) for lang in LANGUAGES] == ["funder type", "type de financeur"]
        assert [labels("vat", lang)["excl"] for lang in LANGUAGES] == ["excluding VAT", "hors taxes"]


def test_a_name_is_looked_up_when_it_is_shown():
    with speak("fr"):
        assert (label("year"), labels("status")["opened"]) == ("année", "ouvert")
    with speak("en"):
        assert (label("year"), labels("status")["opened"]) == ("year", "opened")


def test_one_english_text_has_different_french_in_different_places():
    assert (pgettext(FIELD, "mixed", "fr"), pgettext("carrier_sector", "public and private", "fr")) == (
        "mixtes",
        "public et privé",
    )
    assert pgettext(FIELD, "cannot be told", "fr") == "indéterminés"  # places
    assert labels("mix", "fr")["unknown"] == "indéterminé"  # the funding of a place
    assert (labels("sector", "fr")["unknown"], labels("carrier_sector", "fr")["unknown"]) == ("inconnu", "non connu")


def test_values_keep_the_order_of_the_vocabulary_in_every_language():
    for _table, field in FIELDS[: -len(GROUPS.fields)]:
        assert [tuple(labels(field.name, lang)) for lang in LANGUAGES] == [field.codes] * len(LANGUAGES)


def test_headers_are_understood_in_every_language_whichever_is_spoken_first():
    found = {}
    for lang in LANGUAGES:
        roles.find_roles.cache_clear()
        roles.list_roles.cache_clear()
        with speak(lang):
            found[lang] = roles.list_roles()
    assert found["en"] == found["fr"]
    assert {role.field for role in found["en"]["type de financeur"]} == {"funder_type"}
    assert {role.field for role in found["en"]["fonds propres du porteur"]} == {"funder:own_funds"}


def test_importing_and_loading_in_english_read_no_catalogue():
    code = (
        "import analysis; from pathlib import Path; from analysis.words import i18n; i18n.LOCALE = Path('nowhere'); "
        "analysis.load(); print(i18n._catalogue.cache_info().currsize <= 1)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("True\n", "")
