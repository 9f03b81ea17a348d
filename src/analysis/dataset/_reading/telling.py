"""What reading tells of a file before it is worded: texts that have no language yet, and names in a row."""

from __future__ import annotations

from analysis.words._formatting import show_value
from analysis.words._messages import Message, Spelled
from analysis.words.i18n import _

__all__ = ["Told", "each_shown", "either", "list_told"]

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
