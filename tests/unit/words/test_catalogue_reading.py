"""The few lines that read a catalogue find in it what Babel finds."""

from __future__ import annotations

import pytest
from babel.messages.pofile import read_po

from analysis.words import i18n
from analysis.words.i18n import LANGUAGES, LOCALE

ODD = r"""# a translator's word
msgid ""
msgstr ""
"Language: fr\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\n"

#: a.py b.py
#, python-brace-format
msgid "one"
msgstr "un"

msgctxt "place"
msgid "one"
msgstr "un lieu"

msgid ""
"two lines, "
"\"quoted\"\n"
"and a \\ \t"
msgstr ""
"deux lignes, "
"« citées »\n"
"et un \\ \t"

msgid "{n} place"
msgid_plural "{n} places"
msgstr[0] "{n} lieu"
msgstr[1] ""
"{n} "
"lieux"

#, fuzzy, python-brace-format
msgid "unsure"
msgstr "incertain"

msgid "empty"
msgstr ""

#~ msgid "gone"
#~ msgstr "parti"
"""


def of_babel(path) -> dict[tuple[str, str], list[str]]:
    with path.open("rb") as file:
        messages = [message for message in read_po(file, locale="fr") if message.id and not message.fuzzy]
    pairs = [
        (m, [m.id, m.string]) if isinstance(m.id, str) else (m, [m.id[0], *m.string]) for m in messages if m.string
    ]
    return {(m.context or "", english): said for m, (english, *said) in pairs}


@pytest.mark.parametrize("lang", list(LANGUAGES)[1:])
def test_a_catalogue_is_read_as_babel_reads_it(lang):
    found = i18n._catalogue(lang)
    assert len(found) > 1000
    assert found == of_babel(LOCALE / lang / "LC_MESSAGES" / "messages.po")


def test_what_editors_of_catalogues_write_is_read_as_babel_reads_it(tmp_path, monkeypatch):
    path = tmp_path / "fr" / "LC_MESSAGES" / "messages.po"
    path.parent.mkdir(parents=True)
    path.write_text(ODD, encoding="utf-8", newline="\r\n")
    monkeypatch.setattr(i18n, "LOCALE", tmp_path)
    found = i18n._catalogue.__wrapped__("fr")
    assert found == {
        ("", "one"): ["un"],
        ("place", "one"): ["un lieu"],
        ("", 'two lines, "quoted"\nand a \\ \t'): ["deux lignes, « citées »\net un \\ \t"],
        ("", "{n} place"): ["{n} lieu", "{n} lieux"],
    }
    assert found == of_babel(path)


def test_a_message_that_no_catalogue_has_is_said_in_english():
    with i18n.speak("fr"):
        assert i18n._("no such message") == "no such message"
        assert i18n._("") == ""
        assert i18n.pgettext("nowhere", "not known") == "not known"
        assert [i18n.ngettext("{n} oak", "{n} oaks", n) for n in (1, 2)] == ["{n} oak", "{n} oaks"]
