"""SCDL subventions 2.1.1, the French standard for lists of grants: https://schema.data.gouv.fr/scdl/subventions/."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pandas as pd

from analysis.dataset._checking.problem import Problem
from analysis.dataset._reading.layout import Grid
from analysis.dataset._reading.words import plain
from analysis.words.i18n import _, mark

__all__ = ["RULES", "TITLE", "check", "fields_of"]

TITLE = mark("SCDL subventions (a list of grants)")
NATURES = (
    "aide en numéraire",
    "aide en nature",
    "aide en numéraire;aide en nature",
    "aide en nature;aide en numéraire",
)


@dataclass(frozen=True)
class Rule:
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
RULES = (
    Rule("nomAttribuant", ("nom de l attribuant", "nom de l attributaire"), "funder", required=True),
    Rule("idAttribuant", ("identification de l attributaire siret", "identification de l attribuant"), required=True, pattern=SIRET),
    Rule("dateConvention", ("date de la convention de subvention",), "year", "date", required=True),
    Rule("referenceDecision", ("reference de la decision",)),
    Rule("nomBeneficiaire", ("nom du beneficiaire",), "name", required=True),
    Rule("idBeneficiaire", ("identification siret du beneficiaire", "identification du beneficiaire")),
    Rule("rnaBeneficiaire", ("identification rna du beneficiaire",), pattern=r"W\d{9}"),
    Rule("objet", ("objet de la subvention",), "note", required=True, longest=256),
    Rule("montant", ("montant total de la subvention",), "grant_eur", "number", required=True),
    Rule("nature", ("nature de la subvention",), required=True, allowed=NATURES),
    Rule("conditionsVersement", ("conditions de versement de la subvention", "conditions de versement"), required=True, longest=256),
    Rule(
        "datesPeriodeVersement", ("date ou periode de versement", "date s ou periode s de versement"),
        required=True, pattern=f"{DAY}(/{DAY})?",
    ),
    Rule("idRAE", ("numero unique de referencement au rae",), longest=5),
    Rule(
        "notificationUE", ("aide d etat notifiee a la commission europeenne", "aide d etat notifie a la commission europeenne"),
        type="boolean", required=True, allowed=("oui", "non"),
    ),
    Rule(
        "pourcentageSubvention",
        ("pourcentage du montant total de la subvention attribuee au beneficiaire",
         "pourcentage du montant de la subvention attribuee au beneficiaire"),
        type="number", required=True, low=0.01, high=1,
    ),
    Rule("dispositifAide", ("identifiant referencant le dispositif d aide a l origine de la subvention",)),
)  # fmt: skip
#: In older lists and in the field's practice a column says whether a grant is for investment or for operating.
SCOPE = "type"
NEEDED = ("nomBeneficiaire", "montant")
LEAST = 5


def _columns(columns: list[str]) -> dict[str, Rule]:
    found: dict[str, Rule] = {}
    for column in columns:
        name = plain(column)
        rule = next((rule for rule in RULES if name == plain(rule.name) or name in rule.titles), None)
        if rule is not None and rule not in found.values():
            found[column] = rule
    return found


def fields_of(columns: list[str]) -> dict[str, str] | None:
    """What the columns of a table in this standard are; None if it is not in it."""
    found = _columns(columns)
    if len(found) < LEAST or not set(NEEDED) <= {rule.name for rule in found.values()}:
        return None
    return {
        **{column: rule.field for column, rule in found.items()},
        **({SCOPE: "amount_scope"} if SCOPE in columns else {}),
    }


def _text(cell: object) -> str:
    if cell is None or cell != cell:
        return ""
    if isinstance(cell, date):
        return str(cell)[:10]
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)


def _broken(rule: Rule, text: str) -> str:
    """The rule of the standard that a cell breaks; empty if it breaks none."""
    if not text:
        return _("the standard requires a value") if rule.required else ""
    if rule.type == "date" and not _is_day(text):
        return _("is not a date: the standard writes 2017-06-27")
    if rule.type == "boolean" and text not in rule.allowed:
        return _("is neither oui nor non")
    if rule.type == "number":
        if not re.fullmatch(r"[+-]?\d+(\.\d+)?", text, re.ASCII):
            return _("is not a number: the standard writes 47800.20")
        if (rule.low is not None and float(text) < rule.low) or (rule.high is not None and float(text) > rule.high):
            return _("must lie between {low} and {high}").format(low=rule.low, high=rule.high)
    if rule.pattern and not re.fullmatch(rule.pattern, text, re.ASCII):
        return _("does not match the standard's pattern {pattern}").format(pattern=rule.pattern)
    if rule.allowed and text not in rule.allowed:
        return _("is not one of: {values}").format(values=", ".join(rule.allowed))
    longer = _("is longer than {n} characters").format(n=rule.longest)
    return longer if rule.longest and len(text) > rule.longest else ""


def _is_day(text: str) -> bool:
    try:
        return bool(re.fullmatch(DAY, text, re.ASCII)) and bool(date.fromisoformat(text))
    except ValueError:
        return False


def _cells(grid: Grid, column: str, rule: Rule) -> Iterator[Problem]:
    texts: pd.Series = grid.frame[column].map(_text)
    broken = {text: _broken(rule, text) for text in texts.unique()}
    for row, text in texts[texts.map(broken) != ""].items():
        # an amount is read in any spelling: what the standard says of it is a warning
        yield Problem(
            "warning",
            grid.sheet.file,
            int(str(row)),
            column,
            text,
            _("SCDL: {broken}").format(broken=broken[text]),
            "",
            grid.sheet.name,
        )


def check(grid: Grid) -> list[Problem]:
    """Where a table breaks the standard's own rules; warnings, since its amounts can be read all the same.

    Examples
    --------
    >>> from analysis.dataset._reading.sheet import Sheet
    >>> from analysis.dataset._reading.layout import lay_out
    >>> rows = [["nomBeneficiaire", "montant", "notificationUE"], ["A", "10", "yes"]]
    >>> grid = lay_out(Sheet("a.csv", "", rows, (1, 2)), lambda name: True)
    >>> str(check(grid)[-1])
    "warning: a.csv, row 2, column notificationUE: 'yes': SCDL: is neither oui nor non"
    """
    found = _columns([str(column) for column in grid.frame])
    named = {rule.name for rule in found.values()}
    missing = [
        Problem(
            "warning",
            grid.sheet.file,
            None,
            rule.name,
            "",
            _("SCDL: the standard has this column"),
            "",
            grid.sheet.name,
        )
        for rule in RULES
        if rule.name not in named
    ]
    return [*missing, *(problem for column, rule in found.items() for problem in _cells(grid, column, rule))]
