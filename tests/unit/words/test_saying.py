"""What is told keeps no language: it is worded when it is shown."""

from __future__ import annotations

import pytest

from analysis.words._formatting import format_euros, format_share
from analysis.words._messages import Message, say, say_plural, spell
from analysis.words.i18n import speak


def said(told: object) -> list[str]:
    """In English and French, with ordinary blanks for the no-break ones."""
    found = []
    for lang in ("en", "fr"):
        with speak(lang):
            found.append(str(told).replace("\u202f", " ").replace("\u00a0", " "))
    return found


def test_a_message_made_in_one_language_is_said_in_another():
    with speak("fr"):
        told = say("{low} to {high}", low=1, high=2)
    assert said(told) == ["1 to 2", "de 1 à 2"]
    assert said(say("not known")) == ["not known", "non connu"]


def test_the_fields_of_a_message_speak_its_language():
    told = say("{low} to {high}", low=spell(format_euros, 150_000), high=say("not known"))
    assert said(told) == ["€150k to not known", "de 150 k€ à non connu"]


@pytest.mark.parametrize(
    ("n", "english", "french"), [(0, "0 places", "0 lieu"), (1, "1 place", "1 lieu"), (2, "2 places", "2 lieux")]
)
def test_a_message_of_a_number_has_the_form_of_that_number(n, english, french):
    assert said(say_plural("{n} place", "{n} places", n, n=n)) == [english, french]


def test_a_context_tells_two_messages_with_one_english_text_apart():
    assert said(Message("unknown", context="sector")) == ["unknown", "inconnu"]
    assert said(Message("cannot be told", context="field")) == ["cannot be told", "indéterminés"]
    assert said(Message("cannot be told", context="mix")) == ["cannot be told", "indéterminé"]


def test_what_is_spelled_is_written_when_it_is_shown():
    assert said(spell(format_share, 0.65)) == ["65%", "65 %"]
    assert f"{spell(format_share, 0.65):>5}" == "  65%"
    assert f"{say('not known'):>10}" == " not known"


def test_equal_messages_are_one_in_a_set():
    assert len({say("{n} places", n=2), say("{n} places", n=2), say("{n} places", n=3)}) == 2


def test_braces_in_a_message_without_fields_and_in_a_value_stay():
    assert str(say("a {set}")) == "a {set}"
    assert str(say("{name}", name="{n}")) == "{n}"
