"""Values in the sentences of findings, written when they are shown."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from analysis.words import vocabulary
from analysis.words._formatting import format_decimal, format_interval, format_share, shorten_name
from analysis.words._messages import Message, Spelled, say, spell

__all__ = [
    "Told", "name_group", "name_value", "spell_compared", "spell_interval", "spell_list", "spell_sentence", "spell_signed",
]  # fmt: skip

#: What is worded by ``str``.
Told = Message | Spelled


def _name(field: str, code: str) -> str:
    return vocabulary.labels(field).get(code, code)


def _group(field: str, code: str) -> str:
    return shorten_name(_name(field, code))


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def name_value(field: str, code: object) -> Spelled:
    """A value of the vocabulary by its name; one that the vocabulary does not know as it is."""
    return spell(_name, field, str(code))


def name_group(field: str, code: object) -> Spelled:
    """The same without what stands in brackets."""
    return spell(_group, field, str(code))


def spell_compared(ratio: float) -> Message:
    """How much less or more one thing costs than another, by the ratio of both."""
    if ratio < 1:
        return say("{share} less", share=spell(format_share, 1 - ratio))
    return say("{share} more", share=spell(format_share, ratio - 1))


def spell_interval(low: float, high: float) -> Spelled:
    """Both ends of an interval of shares."""
    return spell(format_interval, low, high, format_share)


def spell_signed(value: float) -> Spelled:
    """A number with two decimals and its sign."""
    return spell(partial(format_decimal, sign=True), value)


def spell_list(parts: Sequence[Told]) -> Spelled:
    """Parts in a row, with commas."""
    return spell(", ".join, parts)


def spell_sentence(text: Told) -> Spelled:
    """A sentence that begins with a capital letter, whatever name it begins with."""
    return spell(_sentence, text)
