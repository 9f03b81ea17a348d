"""The rules of SCDL subventions 2.1.1, the French standard for lists of grants: https://schema.data.gouv.fr/scdl/subventions/."""

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

__all__ = ["COLUMNS", "check_scdl"]

NATURES = (
    "aide en numéraire",
    "aide en nature",
    "aide en numéraire;aide en nature",
    "aide en nature;aide en numéraire",
)


@dataclass(frozen=True)
class ScdlColumn:
    """What one field of the standard must hold; `scdl.toml` says what it is to us, and its other names."""

    name: str
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
    ScdlColumn("nomAttribuant", required=True),
    ScdlColumn("idAttribuant", required=True, pattern=SIRET),
    ScdlColumn("dateConvention", "date", required=True),
    ScdlColumn("referenceDecision"),
    ScdlColumn("nomBeneficiaire", required=True),
    ScdlColumn("idBeneficiaire"),
    ScdlColumn("rnaBeneficiaire", pattern=r"W\d{9}"),
    ScdlColumn("objet", required=True, longest=256),
    ScdlColumn("montant", "number", required=True),
    ScdlColumn("nature", required=True, allowed=NATURES),
    ScdlColumn("conditionsVersement", required=True, longest=256),
    ScdlColumn("datesPeriodeVersement", required=True, pattern=f"{DAY}(/{DAY})?"),
    ScdlColumn("idRAE", longest=5),
    ScdlColumn("notificationUE", "boolean", required=True, allowed=("oui", "non")),
    ScdlColumn("pourcentageSubvention", "number", required=True, low=0.01, high=1),
    ScdlColumn("dispositifAide"),
)


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


def check_scdl(grid: Grid, found: dict[str, str]) -> list[Problem]:
    """Where a table breaks the standard's own rules; warnings, since its amounts can be read all the same.

    Parameters
    ----------
    grid : Grid
        The table.
    found : dict
        Column to the official column that it is.

    Examples
    --------
    >>> from analysis.dataset._reading.sheet import Sheet
    >>> from analysis.dataset._reading.layout import lay_out
    >>> rows = [["nomBeneficiaire", "montant", "notificationUE"], ["A", "10", "yes"]]
    >>> grid = lay_out(Sheet("a.csv", "", rows, (1, 2)), lambda name: True)
    >>> str(check_scdl(grid, {"notificationUE": "notificationUE"})[-1])
    "warning: a.csv, row 2, column notificationUE: 'yes': SCDL: is neither oui nor non"
    """
    named = {column.name: column for column in COLUMNS}
    missing = [
        Problem(Rule.SCDL_COLUMN_MISSING, grid.sheet.file, None, name, sheet=grid.sheet.name)
        for name in named
        if name not in found.values()
    ]
    return [*missing, *(problem for name, official in found.items() for problem in _cells(grid, name, named[official]))]
