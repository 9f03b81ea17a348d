"""Names in a row, in the language that is spoken then."""

from __future__ import annotations

from analysis.dataset._reading.telling import each_shown, either, list_told
from analysis.words._messages import say
from analysis.words.i18n import speak


def test_messages_in_a_row_are_worded_when_they_are_told():
    assert list_told("a", say("not known")) == "a, not known"
    with speak("fr"):
        assert list_told("a", say("not known")) == "a, non connu"
        assert either("a", "b") == "a ou b"
    assert either("a", "b", "c") == "a or b or c"


def test_names_from_files_are_shown_safely():
    assert each_shown("a\x00", "b" * 100) == "a\\x00, " + "b" * 59 + "…"
