"""What the rows of a table are: places, or works and grants of any kind, as the name of their column tells."""

from __future__ import annotations

import re

from analysis.dataset._reading.words import fold

__all__ = ["calls_rows_places"]

#: Words of a header that call its rows places; a project, an operation or a beneficiary may be anything.
PLACE = re.compile(r"\b(?:lieux?|tiers|places?|espaces?|sites?|fab|fablabs?|labs?|coworking|maisons?|name|nom)\b")
WORK = re.compile(
    r"\b(?:projets?|projects?|operations?|beneficiaires?|beneficiary|travaux|works|chantiers?|dossiers?|grants?|subventions?)\b"
)


def calls_rows_places(header: str | None) -> bool:
    """Whether a table calls its rows places; a bare "name" leaves it open, and counts.

    Examples
    --------
    >>> calls_rows_places("Lieu"), calls_rows_places("Nom du projet"), calls_rows_places("Nom")
    (True, False, True)
    """
    word = fold(header or "")
    return bool(PLACE.search(word)) and not WORK.search(word)
