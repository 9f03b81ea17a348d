"""360Giving, the British standard for lists of grants: https://standard.threesixtygiving.org/."""

from __future__ import annotations

from analysis.dataset._reading.words import fold
from analysis.words.i18n import mark

__all__ = ["TITLE", "find_fields"]

TITLE = mark("360Giving (a list of grants)")
#: Names of the spreadsheet and of the JSON form, in the form of `words.fold`.
FIELDS = {
    "identifier": "place_id", "id": "place_id",
    "title": "note", "currency": "currency",
    "amount awarded": "grant_eur", "award date": "year",
    "recipient org name": "name", "recipient organization name": "name",
    "recipient org city": "municipality", "recipient organization address locality": "municipality",
    "funding org name": "funder", "funding organization name": "funder",
    "data source": "source_url",
}  # fmt: skip
NEEDED = {"grant_eur", "name", "funder"}


def find_fields(columns: list[str]) -> dict[str, str] | None:
    """What the columns of a table in this standard are; None if it is not in it."""
    found: dict[str, str] = {}
    for column in columns:
        field = FIELDS.get(fold(column))
        if field and field not in found.values():
            found[column] = field
    return found if set(found.values()) >= NEEDED else None
