"""Texts in French as a test reads them."""

from __future__ import annotations

import re

import catalogues


def plain(text: str) -> str:
    """With ordinary blanks for the no-break ones, to read a test by eye."""
    return text.replace("\u202f", " ").replace("\u00a0", " ")


def english(text: str) -> list[str]:
    """The messages of the catalogue that stand in a text although it is French."""
    said = {str(part) for m in catalogues.extracted() for part in ([m.id] if isinstance(m.id, str) else m.id)}
    parts = [re.split(r"\{[^}]*\}", message) for message in said if len(message) > 20]
    pieces = {piece.strip(" ,.:;()") for part in parts for piece in part}
    return [piece for piece in pieces if len(piece) > 14 and piece in text]
