"""Letters as an alphabet and a search take them: accents and capitals make no difference."""

from __future__ import annotations

import unicodedata

__all__ = ["fold_letters"]

#: Letters that are two.
TWO = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss"})


def fold_letters(text: str) -> str:
    """A text in small letters without accents.

    Examples
    --------
    >>> fold_letters("Île, Œuvre, médiane")
    'ile, oeuvre, mediane'
    """
    parts = unicodedata.normalize("NFKD", text.lower().translate(TWO))
    return "".join(sign for sign in parts if not unicodedata.combining(sign))
