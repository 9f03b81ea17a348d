"""The State's lists of investment grants (DETR, DSIL, DSID): https://github.com/anct-carto/dotations_investissement_2019."""

from __future__ import annotations

from analysis.dataset._reading.words import fold
from analysis.words.i18n import mark

__all__ = ["CONSTANTS", "ONE_PLACE", "TITLE", "find_fields"]

TITLE = mark("State's list of investment grants (DETR, DSIL, DSID)")
FIELDS = {
    "id projet": "place_id", "id dep": "department_code", "nom terr": "carrier_name", "dotation": "funder", "echelon": "carrier_type",
    "description": "name", "cout total": "investment_eur", "montant sub": "grant_eur", "pct sub": "grant_share",
}  # fmt: skip
#: One project may have two grants, each in its row, both with the whole cost.
ONE_PLACE = ("nom_terr", "cout_total")
CONSTANTS = {"source_kind": "state_list"}


def find_fields(columns: list[str]) -> dict[str, str] | None:
    """What the columns of such a list are; None if it is not one."""
    found = {column: FIELDS[fold(column)] for column in columns if fold(column) in FIELDS}
    return found if {"cout_total", "montant_sub", "nom_terr", "dotation"} <= set(columns) else None
