"""Texts for streams that cannot write every letter: a terminal or file in cp1252 or ASCII gets the nearest one."""

from __future__ import annotations

import codecs
import sys
import unicodedata

__all__ = ["NEAREST", "open_streams"]

#: Name of the error handler: `codecs` keeps them for the whole process.
NEAREST = "cluster-funding-nearest"
SIGNS = {
    "→": "->", "…": "...", "’": "'", "‘": "'", "“": '"', "”": '"', "«": '"', "»": '"', "€": "EUR", "£": "GBP", "–": "-", "—": "-",
    "−": "-", "œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "·": "-", "•": "-", "×": "x", "≥": ">=", "≤": "<=",
}  # fmt: skip


def _nearest(sign: str, encoding: str) -> str:
    """What a sign becomes in an encoding that has not got it."""
    for spelled in (SIGNS.get(sign, ""), unicodedata.normalize("NFKD", sign)):
        kept = spelled.encode(encoding, "ignore").decode(encoding)
        if kept:
            return kept
    return "?"


def _handle(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    signs = error.object[error.start : error.end]
    return "".join(_nearest(sign, error.encoding) for sign in signs), error.end


codecs.register_error(NEAREST, _handle)


def open_streams() -> None:
    """Let standard output and error write what their encoding has not got as the nearest letters.

    Examples
    --------
    >>> "Coût → 5 €".encode("ascii", NEAREST)
    b'Cout -> 5 EUR'
    """
    for stream in (sys.stdout, sys.stderr):
        change = getattr(stream, "reconfigure", None)
        if change is not None:
            change(errors=NEAREST)
