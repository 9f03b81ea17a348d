"""Words that files use: how a spelling is compared, and what stands for "not known"."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

__all__ = ["fold", "is_missing"]

MISSING = {
    "", "-", "--", "–", "—", "?", "/", "n a", "na", "n c", "nc", "n d", "nd", "n r", "nr", "none", "null", "nil", "vide",
    "inconnu", "inconnue", "non connu", "non connue", "non communique", "non renseigne", "non disponible", "sans objet",
    "ne rien indiquer", "unknown", "not known", "not available", "not available yet", "tbc", "tbd", "a confirmer", "a preciser",
    "a definir", "en cours",
}  # fmt: skip


LONGEST = 22
WORD = re.compile(r"\w", re.ASCII)
WORDS = re.compile("[a-z0-9]+")
HUMP = re.compile("[a-z][A-Z][a-z]")
BEFORE_HUMP = re.compile("(?<=[a-z])(?=[A-Z][a-z])")
SIGNS = {
    ord(sign): word
    for sign, word in (("€", " eur "), ("£", " gbp "), ("%", " pct "), ("’", " "), ("œ", "oe"), ("Œ", "oe"))
}


@lru_cache(maxsize=50_000)
def fold(text: str) -> str:
    """A text in small letters without accents and punctuation, to compare two spellings.

    Examples
    --------
    >>> fold("  Coût total (HT) ")
    'cout total ht'
    """
    text = text[:300]
    if HUMP.search(text):
        text = BEFORE_HUMP.sub(" ", text)  # montantSub and montant_sub are one spelling
    if not text.isascii() or "%" in text:
        text = unicodedata.normalize("NFKD", text.translate(SIGNS)).encode("ascii", "ignore").decode()
    return " ".join(WORDS.findall(text.lower()))


def is_missing(text: str) -> bool:
    """Whether a cell says that the value is not known.

    Examples
    --------
    >>> [is_missing(text) for text in ("Ne rien indiquer", "n/a", "0")]
    [True, True, False]
    """
    if len(text) > LONGEST or text[:1].isdigit():
        return False
    return fold(text) in MISSING if WORD.search(text) else text.strip() in MISSING
