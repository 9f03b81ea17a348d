"""A sheet as it was found: rows of cells with their numbers, before anything is understood."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from analysis.dataset._checking.problem import Problem

__all__ = ["MOST_CELLS", "MOST_COLUMNS", "MOST_LETTERS", "MOST_SHEETS", "MOST_TEXT", "ROW", "Sheet", "spell_whole"]

#: Bounds that keep a hostile file from filling the memory.
MOST_TEXT = 192 * 2**20
MOST_COLUMNS = 2_000
MOST_CELLS = 5_000_000
MOST_LETTERS = 100_000_000
MOST_SHEETS = 50
#: A row counts as so many cells more than it has.
ROW = 8


@dataclass(frozen=True)
class Sheet:
    """One sheet of a file, or the whole of a file that has none.

    Attributes
    ----------
    file, name : str
        Name of the file; name of the sheet, empty where there is one only.
    rows : sequence of sequence
        Text, numbers, dates, booleans; empty text where a cell is empty.
    numbers : sequence of int
        Row of each as a spreadsheet shows it.
    merged : tuple
        First row, first column, last row, last column of merged cells, from 0.
    labelled : bool
        Whether the first row holds the names of the columns for certain (JSON, Parquet).
    visible : bool
        Whether the sheet is shown.
    hidden_rows, hidden_columns : frozenset of int
        Rows by their number and columns by their position, from 0, that are not shown.
    turned : bool
        Whether rows and columns were exchanged: its numbers are those of columns.
    settings : dict
        How the file was read, in the keys of a mapping's ``file``.
    problems : tuple of Problem
        What was wrong before a table was looked for.
    broken : dict
        Rows that nobody can read, as they came; they are not in ``rows``.
    """

    file: str
    name: str
    rows: Sequence[Sequence[object]]
    numbers: Sequence[int]
    merged: tuple[tuple[int, int, int, int], ...] = ()
    labelled: bool = False
    visible: bool = True
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    turned: bool = False
    settings: dict[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    broken: dict[int, list[object]] = field(default_factory=dict)


def spell_whole(text: str) -> str:
    """A text without lone surrogates, which no file can hold; each becomes the replacement sign."""
    return text if text.isascii() else re.sub("[\ud800-\udfff]", "\ufffd", text)
