"""What a person should look at twice: columns of money that nobody uses, and cells on another VAT basis than their column."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

import pandas as pd

from analysis.dataset._checking import Origin, Problem, Rule
from analysis.dataset._reading import Mapping, Open, Reading, Shape, ToldColumn
from analysis.dataset._reading.amounts import read_amounts
from analysis.dataset._reading.columns import find_vat
from analysis.dataset._reading.evidence import OTHER_NUMBERS
from analysis.dataset._reading.roles import is_amount
from analysis.dataset._reading.testimony import are_round
from analysis.dataset._reading.words import fold
from analysis.words._formatting import format_whole
from analysis.words._messages import Message, say, spell

__all__ = ["doubt_columns", "leave_open"]

#: Amounts of plans are larger, numbers of files and years are not money; ids of companies and telephones are longer.
LEAST, MOST = 3_000.0, 5e9
#: Words of a header that say money, by their beginnings.
MONEY = (
    "subv", "budget", "cout", "montant", "aide", "financ", "feder", "leader", "fse", "detr", "dsil", "depense", "recette",
    "apport", "pret", "emprunt", "total", "eur", "fonds", "invest", "assiette", "cofinanc", "grant", "cost", "loan", "fund",
    "amount", "spend", "contribution", "participation", "dotation",
)  # fmt: skip
#: Why a column is not used, where its name alone is the reason.
BY_NAME = ("its name is not known", "named like {field}, but its values are not")
#: What a cell that says a basis holds besides its amount.
WORD = re.compile(r"[^\W\d_]{2}")
VAT = {"excl": say("without VAT"), "incl": say("with VAT")}


def _holds_money(column: str, cells: pd.Series, *, beside: bool) -> float:
    """The largest amount of a column that holds money by its numbers and its name or place; 0 where it holds none."""
    name = fold(column)
    if OTHER_NUMBERS.search(name):
        return 0.0
    known = cells.dropna().head(500)
    read = read_amounts(known) if len(known) else None
    if read is None or float(read.wrong.mean()) > 0.5:
        return 0.0
    numbers = read.values.dropna()
    largest = float(numbers.max()) if len(numbers) else 0.0
    named = (
        any(word.startswith(MONEY) for word in name.split()) or read.currencies.astype("str").str.strip().ne("").any()
    )
    named = named or (beside and are_round(numbers))
    return largest if named and LEAST <= largest <= MOST else 0.0


def _unused(told: ToldColumn, cells: pd.Series, origin: Origin, *, beside: bool) -> Iterator[Problem]:
    why = told.remark
    if not (isinstance(why, Message) and why.text in BY_NAME):
        return
    if largest := _holds_money(told.column, cells, beside=beside):
        most = spell(format_whole, largest)
        yield Problem(Rule.MONEY_NOT_USED, origin.file, None, told.column, sheet=origin.sheet, fields={"most": most})


def _contradicted(told: ToldColumn, cells: pd.Series, origin: Origin) -> Iterator[Problem]:
    """A warning for each cell that names the other VAT basis than the header of its column."""
    basis = find_vat(told.column)
    if basis == "unknown" or not (isinstance(told.field, str) and is_amount(told.field)):
        return
    worded = {
        cell for cell in cells.dropna().unique() if isinstance(cell, str) and len(cell) < 200 and WORD.search(cell)
    }
    others = {cell: find_vat(cell) for cell in worded}
    for row, cell in cells[
        cells.isin([cell for cell, other in others.items() if other not in ("unknown", basis)])
    ].items():
        fields = {"said": VAT[others[cell]], "of": VAT[basis]}
        yield Problem(Rule.VAT_CONTRADICTED, origin.file, int(str(row)), told.column, str(cell), origin.sheet, fields)


def doubt_columns(reading: Reading) -> list[Problem]:
    """Warnings of a file that was read: columns of money that are not used, and cells that contradict the VAT of their column.

    Examples
    --------
    >>> from analysis.dataset._reading.own_file import read_own_file
    >>> found = doubt_columns(read_own_file("Lieu;Coût total HT;Budget voté\\nA;54 200 TTC;50 000\\n".encode(), "plans.csv"))
    >>> [(problem.code.value, problem.column) for problem in found]
    [('money_not_used', 'Budget voté'), ('vat_contradicted', 'Coût total HT')]
    """
    problems: list[Problem] = []
    if reading.kind.shape is Shape.PACKAGE:  # it says what each column is
        return problems
    for name, source in reading.sources.items():
        origin = reading.origins.get(name)
        if origin is None:
            continue
        columns = [told for told in reading.columns if told.column in source]
        money = [isinstance(told.field, str) and is_amount(told.field) for told in columns]
        beside = [any(money[max(0, at - 1) : at + 2]) for at in range(len(columns))]
        for told, near in zip(columns, beside, strict=True):
            problems += _unused(told, source[told.column], origin, beside=near)
        for told in columns:
            problems += _contradicted(told, source[told.column], origin)
    return problems


def leave_open(mapping: Mapping, doubts: Iterable[Problem]) -> Mapping:
    """The mapping of a file in which money that is not used is not settled: only a person says that it is ignored.

    Examples
    --------
    >>> from analysis.dataset._reading.own_file import read_own_file
    >>> reading = read_own_file("Lieu;Coût total HT;Budget voté\\nA;54 200;50 000\\n".encode(), "plans.csv")
    >>> mapping = leave_open(reading.mapping, doubt_columns(reading))
    >>> list(mapping.columns), list(mapping.open)
    (['Lieu', 'Coût total HT'], ['Budget voté'])
    """
    asked = {doubt.column: Open((), doubt.rule) for doubt in doubts if doubt.code is Rule.MONEY_NOT_USED}
    named = {
        part: {column: field for column, field in getattr(mapping, part).items() if column not in asked}
        for part in ("columns", "lines")
    }
    return replace(mapping, **named, open={**mapping.open, **asked})
