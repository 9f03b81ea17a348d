"""What is told has no language until it is shown."""

from __future__ import annotations

from analysis.words._formatting import format_euros
from analysis.words._messages import Message, say, say_plural, spell
from analysis.words.i18n import speak


def in_both(told: object) -> tuple[str, str]:
    """In English and in French, with ordinary blanks."""
    with speak("fr"):
        french = str(told).replace("\u00a0", " ").replace("\u202f", " ")
    with speak("en"):
        return str(told), french


def test_one_message_is_said_in_the_language_of_the_moment():
    assert in_both(say("not known")) == ("not known", "non connu")


def test_the_fields_of_a_message_are_said_in_it_too():
    inner = say("not known")
    assert in_both(say("{low} to {high}", low=inner, high=spell(format_euros, 150_000))) == (
        "not known to €150k",
        "de non connu à 150 k€",
    )


def test_the_form_follows_the_number_as_each_language_counts():
    none = say_plural("{n} place", "{n} places", 0, n=0)
    assert in_both(none) == ("0 places", "0 lieu")


def test_messages_of_one_text_and_fields_are_equal_and_can_be_kept_apart_in_a_set():
    assert say("{n} place", n=1) == Message("{n} place", {"n": 1})
    assert len({say("{n} place", n=1), say("{n} place", n=1), say("not known")}) == 2


def test_a_brace_in_what_a_message_holds_is_a_brace():
    assert str(say("{low} to {high}", low="{x}", high="}")) == "{x} to }"
