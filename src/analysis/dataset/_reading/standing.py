"""What the rows of a table are: places, or works and grants of any kind, as the name of their column tells."""

from __future__ import annotations

import re

from analysis.dataset._reading.words import fold

__all__ = ["calls_rows_places"]

#: Words of a header that call its rows works or grants: a project, an operation or a beneficiary may be anything.
WORK = re.compile(
    r"\b(?:projets?|projects?|operations?|beneficiaires?|beneficiary|recipients?|grantees?|awardees?|attributaires?|laureats?"
    r"|demandeurs?|applicants?|travaux|works|chantiers?|dossiers?|grants?|subventions?)\b"
)


def calls_rows_places(header: str | None) -> bool:
    """Whether a table may be one of places: its rows are called neither works nor grants, and they have a name.

    Examples
    --------
    >>> calls_rows_places("Lieu"), calls_rows_places("Nom du projet"), calls_rows_places("Recipient Org:Name")
    (True, False, False)
    """
    return bool(header) and not WORK.search(fold(header or ""))
