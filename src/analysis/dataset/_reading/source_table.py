"""A table of a file with what its columns are, and what is told about them while they are read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from analysis.dataset._checking.problem import Problem
from analysis.dataset._checking.rules import Rule
from analysis.dataset._reading.amounts import prove_decimal
from analysis.dataset._reading.columns import Match
from analysis.dataset._reading.layout import Grid
from analysis.dataset._reading.mapping import Mapping
from analysis.dataset._reading.reading import ToldColumn
from analysis.dataset._reading.roles import IGNORE, is_amount
from analysis.dataset._reading.standards import Standard
from analysis.dataset._reading.telling import Told
from analysis.words._formatting import format_whole, show_value
from analysis.words._messages import say, spell

__all__ = ["SourceTable", "list_names", "list_understood"]

LONGEST_EXAMPLE = 40


def _example(cell: object, value: object) -> str:
    """A cell and what it was read as."""
    if not isinstance(value, float):
        return _short(value)
    return f"{f'{cell:.10g}' if isinstance(cell, float) else _short(cell)} → {value:.10g}"


def _short(value: object) -> str:
    text = show_value(value)
    return text if len(text) <= LONGEST_EXAMPLE else f"{text[: LONGEST_EXAMPLE - 1]}…"


@dataclass
class SourceTable:
    """A grid with what its columns are, and what is told about them while they are read."""

    grid: Grid
    match: Match
    standard: Standard | None
    mapping: Mapping
    problems: list[Problem] = field(default_factory=list)
    read_as: dict[str, Told] = field(default_factory=dict)
    units: dict[str, Told] = field(default_factory=dict)
    remarks: dict[str, Told] = field(default_factory=dict)
    examples: dict[str, str] = field(default_factory=dict)
    given: dict[str, pd.Series] = field(default_factory=dict)
    euros: dict[str, pd.Series] = field(default_factory=dict)
    currency: str = ""  # that of the totals, where it is another than the euro

    @property
    def frame(self) -> pd.DataFrame:
        return self.grid.frame

    def likely_decimal(self, column: str) -> str | None:
        """The decimal mark that the other columns of amounts prove; None where they prove none."""
        others = [c for c, name in self.match.fields.items() if c != column and is_amount(name)]
        return prove_decimal(self.frame[other] for other in others)

    def columns_of(self, name: str) -> list[str]:
        return [column for column, found in self.match.fields.items() if found == name]

    def column_of(self, name: str) -> str | None:
        return next(iter(self.columns_of(name)), None)

    def remark(self, name: str, said: Told, *, first: bool = True) -> None:
        """What is said of the column of a field, if there is one; where it does not go first, what was said stays."""
        if (column := self.column_of(name)) and (first or column not in self.remarks):
            self.remarks[column] = said

    def tell(self, column: str, bad: pd.Series, rule: Rule, /, **fields: Any) -> None:
        """A problem for each row where ``bad`` is true."""
        sheet = self.grid.sheet
        for row, cell in self.frame.loc[bad.to_numpy(), column].items() if column in self.frame else ():
            value = "" if cell is None else str(cell)
            self.problems.append(Problem(rule, sheet.file, int(str(row)), column, value, sheet.name, fields))

    def tell_once(self, column: str, rule: Rule, /, **fields: Any) -> None:
        """A problem of a whole column."""
        sheet = self.grid.sheet
        self.problems.append(Problem(rule, sheet.file, None, column, sheet=sheet.name, fields=fields))

    def show(self, column: str, values: pd.Series) -> None:
        """Three examples of how the cells of a column were read."""
        known = values.notna() & self.frame[column].notna()
        cells, found = self.frame.loc[known, column], values[known]
        pairs = dict.fromkeys(_example(*pair) for pair in zip(cells.head(200), found.head(200), strict=True))
        self.examples[column] = " | ".join(list(pairs)[:3])


def list_understood(table: SourceTable) -> tuple[ToldColumn, ...]:
    """For each column: what it is, how it was read, and why it is not used."""
    return tuple(_told(table, column) for column in table.frame)


def _told(table: SourceTable, column: str) -> ToldColumn:
    name = table.match.fields.get(column, "")
    if column in table.match.candidates:
        could_be = " or ".join(table.match.candidates[column])
        remark: Told = say("ambiguous: {candidates}; settle it in the mapping file", candidates=could_be)
    else:
        remark = table.remarks.get(column, table.match.reasons.get(column, ""))
    filled = int(table.frame[column].notna().sum())
    return ToldColumn(
        sheet=table.grid.sheet.name,
        column=column,
        field=name if name and name != IGNORE else say("not used"),
        unit=table.units.get(column, ""),
        read_as=table.read_as.get(column, ""),
        examples=table.examples.get(column, ""),
        filled=say("{n} of {total}", n=spell(format_whole, filled), total=spell(format_whole, len(table.frame))),
        remark=remark,
    )


def list_names(table: SourceTable) -> dict[str, str]:
    return {name: column for column, name in table.match.fields.items()}
