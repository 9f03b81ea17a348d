"""What reading tells of a file before it is worded: texts that have no language yet, and names in a row."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.words._formatting import show_value
from analysis.words._messages import Message, Spelled, say_plural
from analysis.words.i18n import _

__all__ = ["Told", "each_shown", "either", "list_told", "name_rows"]

#: What `str` words in the language that is spoken then.
Told = str | Message | Spelled


def list_told(*parts: Told) -> str:
    """Parts with commas between them."""
    return ", ".join(map(str, parts))


def each_shown(*names: Told) -> str:
    """Names as messages show them, with commas between them."""
    return ", ".join(map(show_value, names))


def either(*names: Told) -> str:
    """Names of which one is meant."""
    return _(" or ").join(map(str, names))


def name_rows(numbers: Sequence[int]) -> Message:
    """Rows by their number, the first ones where there are many."""
    shown = ", ".join(str(number) for number in numbers[:5]) + (" …" if len(numbers) > 5 else "")
    return say_plural("row {numbers}", "rows {numbers}", len(numbers), numbers=shown)
