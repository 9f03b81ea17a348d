"""Text files: their encoding, their separator, and their rows."""

from __future__ import annotations

import csv
import re
from typing import Any

from analysis.dataset._checking.problem import Problem, UnreadableError
from analysis.dataset._checking.rules import Rule
from analysis.dataset._reading.delimited import find_separator, join_decimals, split_rows, undraw
from analysis.dataset._reading.encodings import decode, repair_letters
from analysis.dataset._reading.sheet import MOST_CELLS, MOST_COLUMNS, MOST_TEXT, Sheet
from analysis.words._formatting import format_whole, show_value
from analysis.words._messages import spell

__all__ = ["read_text_file", "refuse"]

#: A line longer than this is no row of a table.
LONGEST_LINE = 4 * 2**20

csv.field_size_limit(LONGEST_LINE)


def refuse(file: str, rule: Rule, /, *, row: int | None = None, sheet: str = "", **fields: Any) -> UnreadableError:
    """The error for a file that cannot be read at all; the rule's words hold the fields."""
    return UnreadableError([Problem(rule, file, row, sheet=sheet, fields=fields)])


def _bounded(text: str, separator: str, file: str) -> str:
    """A text with as many cells as a table may have; empty rows at its end are none.

    Raises
    ------
    UnreadableError
        If it has more.
    """
    if _cells(text, separator) > MOST_CELLS:
        text = text.rstrip(f" \r\n\t{separator}")
    if _cells(text, separator) > MOST_CELLS:
        raise refuse(file, Rule.TOO_MANY_CELLS, most_cells=spell(format_whole, MOST_CELLS))
    return text


def _cells(text: str, separator: str) -> int:
    return text.count(separator) + max(text.count("\n"), text.count("\r"))


def read_text_file(content: bytes, file: str, settings: dict[str, str]) -> Sheet:
    """The rows of a text file.

    Parameters
    ----------
    content : bytes
        At most `MOST_TEXT`.
    file : str
        Name that problems carry.
    settings : dict
        ``encoding`` and ``separator`` where they are known.

    Raises
    ------
    UnreadableError
        If the file is empty, too large, or not a table.
    """
    if len(content) > MOST_TEXT:
        raise refuse(file, Rule.TOO_LARGE, value=MOST_TEXT // 2**20)
    _refuse_long_lines(content, file)
    text, encoding = decode(content, file, settings.get("encoding"))
    text, before, after = repair_letters(text)
    separator = settings.get("separator") or find_separator(text)
    text = _bounded(text, separator, file)
    try:
        found = split_rows(text, separator, file)
    except csv.Error as error:
        raise refuse(file, Rule.NOT_A_TABLE, error=str(error)) from None
    for number, row in zip(found.numbers, found.cells, strict=True):
        if len(row) > MOST_COLUMNS:
            raise refuse(file, Rule.TOO_MANY_COLUMNS, row=number, most_columns=spell(format_whole, MOST_COLUMNS))
    found = join_decimals(found, separator, file)
    cells, numbers = undraw(found.cells, found.numbers) if separator == "|" else (found.cells, found.numbers)
    if cells and re.fullmatch(r"sep=.?", separator.join(cells[0]).strip('"')):
        cells[0] = []
    problems = found.problems
    if before:
        problems = [Problem(Rule.LETTERS_REPAIRED, file, fields={"before": before, "after": after}), *problems]
    if "\ufffd" in text:
        lost = next(word for word in re.split(r"[\s;,|\t\"]+", text) if "\ufffd" in word)
        problems = [Problem(Rule.LETTERS_LOST, file, value=show_value(lost)), *problems]
    return Sheet(
        file, "", cells, numbers, settings={"encoding": encoding, "separator": separator},
        problems=tuple(problems), broken=found.broken,
    )  # fmt: skip


def _refuse_long_lines(content: bytes, file: str) -> None:
    start = 0
    while len(content) - start > LONGEST_LINE:
        window = content[start : start + LONGEST_LINE]
        end = max(window.rfind(b"\n"), window.rfind(b"\r"))
        if end < 0:
            row = content[:start].count(b"\n") + 1
            raise refuse(file, Rule.LINE_TOO_LONG, row=row, value=LONGEST_LINE // 2**20)
        start += end + 1
