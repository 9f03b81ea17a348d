"""SCDL subventions 2.1.1, the French standard for lists of grants: https://schema.data.gouv.fr/scdl/subventions/."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from analysis.dataset._checking.problem import Problem
from analysis.dataset._checking.rules import Rule
from analysis.dataset._reading.layout import Grid
from analysis.dataset._reading.words import fold
from analysis.words.i18n import mark

__all__ = ["COLUMNS", "TITLE", "check_scdl", "find_fields"]

TITLE = mark("SCDL subventions (a list of grants)")
NATURES = (
    "aide en numéraire",
    "aide en nature",
    "aide en numéraire;aide en nature",
    "aide en nature;aide en numéraire",
)


@dataclass(frozen=True)
class ScdlColumn:
    """One field of the standard: its names in files, what we read it as, and what it must hold."""

    name: str
    titles: tuple[str, ...] = ()
    field: str = "ignore"
    type: str = "string"
    required: bool = False
    pattern: str = ""
    allowed: tuple[str, ...] = ()
    longest: int = 0
    low: float | None = None
    high: float | None = None


SIRET = r"\d{14}"
DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
COLUMNS = (
    ScdlColumn("nomAttribuant", ("nom de l attribuant", "nom de l attributaire"), "funder", required=True),
    ScdlColumn(
        "idAttribuant", ("identification de l attributaire siret", "identification de l attribuant"),
        required=True, pattern=SIRET,
    ),
    ScdlColumn("dateConvention", ("date de la convention de subvention",), "year", "date", required=True),
    ScdlColumn("referenceDecision", ("reference de la decision",)),
    ScdlColumn("nomBeneficiaire", ("nom du beneficiaire",), "name", required=True),
    ScdlColumn("idBeneficiaire", ("identification siret du beneficiaire", "identification du beneficiaire")),
    ScdlColumn("rnaBeneficiaire", ("identification rna du beneficiaire",), pattern=r"W\d{9}"),
    ScdlColumn("objet", ("objet de la subvention",), "note", required=True, longest=256),
    ScdlColumn("montant", ("montant total de la subvention",), "grant_eur", "number", required=True),
    ScdlColumn("nature", ("nature de la subvention",), required=True, allowed=NATURES),
    ScdlColumn(
        "conditionsVersement", ("conditions de versement de la subvention", "conditions de versement"),
        required=True, longest=256,
    ),
    ScdlColumn(
        "datesPeriodeVersement", ("date ou periode de versement", "date s ou periode s de versement"),
        required=True, pattern=f"{DAY}(/{DAY})?",
    ),
    ScdlColumn("idRAE", ("numero unique de referencement au rae",), longest=5),
    ScdlColumn(
        "notificationUE", ("aide d etat notifiee a la commission europeenne", "aide d etat notifie a la commission europeenne"),
        type="boolean", required=True, allowed=("oui", "non"),
    ),
    ScdlColumn(
        "pourcentageSubvention",
        ("pourcentage du montant total de la subvention attribuee au beneficiaire",
         "pourcentage du montant de la subvention attribuee au beneficiaire"),
        type="number", required=True, low=0.01, high=1,
    ),
    ScdlColumn("dispositifAide", ("identifiant referencant le dispositif d aide a l origine de la subvention",)),
)  # fmt: skip
#: In older lists and in the field's practice a column says whether a grant is for investment or for operating.
SCOPE = "type"
NEEDED = ("nomBeneficiaire", "montant")
LEAST = 5


def _columns(columns: list[str]) -> dict[str, ScdlColumn]:
    found: dict[str, ScdlColumn] = {}
    for name in columns:
        spelled = fold(name)
        column = next((own for own in COLUMNS if spelled == fold(own.name) or spelled in own.titles), None)
        if column is not None and column not in found.values():
            found[name] = column
    return found


def find_fields(columns: list[str]) -> dict[str, str] | None:
    """What the columns of a table in this standard are; None if it is not in it."""
    found = _columns(columns)
    if len(found) < LEAST or not set(NEEDED) <= {column.name for column in found.values()}:
        return None
    return {
        **{name: column.field for name, column in found.items()},
        **({SCOPE: "amount_scope"} if SCOPE in columns else {}),
    }


def _text(cell: object) -> str:
    if cell is None or cell != cell:
        return ""
    if isinstance(cell, date):
        return str(cell)[:10]
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)


def _broken(column: ScdlColumn, text: str) -> tuple[Rule, dict[str, Any]] | None:
    """The rule of the standard that a cell breaks, with what its words need to know; None if it breaks none."""
    if not text:
        return (Rule.SCDL_VALUE_REQUIRED, {}) if column.required else None
    if column.type == "date" and not _is_day(text):
        return Rule.SCDL_NOT_A_DATE, {}
    if column.type == "boolean" and text not in column.allowed:
        return Rule.SCDL_NOT_A_BOOLEAN, {}
    if column.type == "number":
        if not re.fullmatch(r"[+-]?\d+(\.\d+)?", text, re.ASCII):
            return Rule.SCDL_NOT_A_NUMBER, {}
        low, high = column.low, column.high
        if (low is not None and float(text) < low) or (high is not None and float(text) > high):
            return Rule.SCDL_NOT_BETWEEN, {"low": low, "high": high}
    if column.pattern and not re.fullmatch(column.pattern, text, re.ASCII):
        return Rule.SCDL_NOT_THE_PATTERN, {"pattern": column.pattern}
    if column.allowed and text not in column.allowed:
        return Rule.SCDL_NOT_A_VALUE, {"values": ", ".join(column.allowed)}
    if column.longest and len(text) > column.longest:
        return Rule.SCDL_TOO_LONG, {"n": column.longest}
    return None


def _is_day(text: str) -> bool:
    try:
        return bool(re.fullmatch(DAY, text, re.ASCII)) and bool(date.fromisoformat(text))
    except ValueError:
        return False


def _cells(grid: Grid, name: str, column: ScdlColumn) -> Iterator[Problem]:
    texts: pd.Series = grid.frame[name].map(_text)
    broken = {text: found for text in texts.unique() if (found := _broken(column, text))}
    for row, text in texts[texts.isin(list(broken))].items():
        rule, fields = broken[text]
        yield Problem(rule, grid.sheet.file, int(str(row)), name, text, grid.sheet.name, fields)


def check_scdl(grid: Grid) -> list[Problem]:
    """Where a table breaks the standard's own rules; warnings, since its amounts can be read all the same.

    Examples
    --------
    >>> from analysis.dataset._reading.sheet import Sheet
    >>> from analysis.dataset._reading.layout import lay_out
    >>> rows = [["nomBeneficiaire", "montant", "notificationUE"], ["A", "10", "yes"]]
    >>> grid = lay_out(Sheet("a.csv", "", rows, (1, 2)), lambda name: True)
    >>> str(check_scdl(grid)[-1])
    "warning: a.csv, row 2, column notificationUE: 'yes': SCDL: is neither oui nor non"
    """
    found = _columns([str(column) for column in grid.frame])
    named = {column.name for column in found.values()}
    missing = [
        Problem(Rule.SCDL_COLUMN_MISSING, grid.sheet.file, None, column.name, sheet=grid.sheet.name)
        for column in COLUMNS
        if column.name not in named
    ]
    return [*missing, *(problem for name, column in found.items() for problem in _cells(grid, name, column))]
