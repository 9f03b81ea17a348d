"""SplitRows of separated text: quotes that are never closed, decimal commas without quotes, and tables drawn with bars."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from analysis.dataset._checking.problem import Problem
from analysis.dataset._checking.rules import Rule
from analysis.words._formatting import show_value

__all__ = ["SplitRows", "find_separator", "join_decimals", "split_rows", "undraw"]

#: A comma last: it is a decimal mark as well.
SEPARATORS = ("\t", ";", "|", ",")
SAMPLE = 256 * 2**10
#: A cell with more line breaks than this is a quote that was not closed.
MOST_LINES = 60
RULE = re.compile(r"[\s|:+=-]*-{2,}[\s|:+=-]*|[\s|:+-]*:?-+:?\s*\|[\s|:+-]*")


@dataclass
class SplitRows:
    """SplitRows of cells, the row of the file at which each begins, and what had to be told of them.

    Attributes
    ----------
    cells : list of list of str
        One list a row.
    problems : list of Problem
        Of quotes and cells that were put together.
    broken : dict
        SplitRows that nobody can read, as they came; they are not in ``cells``.
    numbers : list of int
        Row of each as a spreadsheet shows it.
    """

    cells: list[list[str]]
    numbers: Sequence[int]
    problems: list[Problem] = field(default_factory=list)
    broken: dict[int, list[object]] = field(default_factory=dict)


def find_separator(text: str) -> str:
    """The separator that gives most rows the same number of cells, more than one.

    Examples
    --------
    >>> find_separator("Lieu;Coût\\nA;1,5\\nB;2,5\\n"), find_separator("sep=|\\nLieu|Coût")
    (';', '|')
    """
    if said := re.match(r'"?sep=([,;|\t])"?\s*$', text[:12].splitlines()[0] if text[:12].strip() else ""):
        return said[1]
    lines = io.StringIO(text[:SAMPLE], newline=None).read().split("\n")[:300]
    best, found = 0.0, ","
    for separator in SEPARATORS:
        try:
            widths = Counter(len(row) for row in csv.reader(lines, delimiter=separator) if any(row))
        except csv.Error:
            continue
        total = sum(widths.values())
        score = max(((n / total) * min(width, 50) ** 0.5 for width, n in widths.items() if width > 1), default=0.0)
        if score > best:
            best, found = score, separator
    return found


def _swallows(cell: str, separator: str, width: int) -> bool:
    """Whether a cell holds whole rows: a quote was opened and closed by that of another row."""
    if "\n" not in cell and "\r" not in cell:
        return False
    inner = re.split(r"\r\n|\r|\n", cell)
    whole = [line for line in inner[1:-1] if line.count(separator) == width - 1]
    return (
        width > 1
        and (len(whole) > 0 or len(inner) > MOST_LINES)
        and all(line.count(separator) >= width - 1 for line in inner[1:-1] if line.strip())
    )


def split_rows(text: str, separator: str, file: str) -> SplitRows:
    """The rows of a text; where its quotes do not fit, line by line.

    Raises
    ------
    csv.Error
        If a cell is longer than a cell may be.

    Examples
    --------
    >>> found = split_rows('Lieu;Objet;Coût\\nA;"Espace;100\\nB;Bureau;200\\n', ";", "a.csv")
    >>> found.cells[1:], found.problems[0].code
    ([['A', 'Espace', '100'], ['B', 'Bureau', '200']], <Rule.QUOTE_OPEN: 'quote_open'>)
    """
    if '"' not in text:
        cells = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
        return SplitRows(cells, range(1, len(cells) + 1))
    try:
        cells = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    except csv.Error as error:
        if "limit" in str(error):
            raise
        cells = []
    width = Counter(len(row) for row in cells).most_common(1)[0][0] if cells else 0
    if cells and '"' not in text:  # no quote holds a line break
        return SplitRows(cells, range(1, len(cells) + 1))
    if cells and not any(_swallows(cell, separator, width) for row in cells for cell in row):
        return SplitRows(cells, range(1, len(cells) + 1))
    return _line_by_line(text, separator, file)


def _strict(text: str, separator: str) -> list[list[str]] | None:
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    except csv.Error:
        return None


def _plain(line: str, separator: str) -> list[str]:
    """The cells of a line whose quotes are signs like any other; those around a whole cell, or open, are taken off."""
    return [_unquoted(cell) for cell in line.split(separator)]


def _unquoted(cell: str) -> str:
    if len(cell) > 1 and cell[0] == cell[-1] == '"':
        return cell[1:-1].replace('""', '"')
    return cell.replace('"', "") if cell.count('"') == 1 and (cell[0] == '"' or cell[-1] == '"') else cell


def _line_by_line(text: str, separator: str, file: str) -> SplitRows:
    lines = re.split(r"\r\n|\r|\n", text.removesuffix("\n").removesuffix("\r"))
    width = Counter(line.count(separator) + 1 for line in lines if line.strip()).most_common(1)[0][0]
    found = SplitRows([], numbers := [])
    at = row = 0
    while at < len(lines):
        row += 1
        numbers.append(row)
        line = lines[at]
        taken = 1
        cells = _strict(line, separator) if '"' in line else [line.split(separator)]
        if cells is None and line.count('"') % 2:
            # a cell with a line break: it ends where the row has as many cells as the others
            joined = line
            for more in range(1, min(12, len(lines) - at)):
                if lines[at + more].count(separator) >= width - 1 > 0:
                    break
                joined += "\n" + lines[at + more]
                whole = _strict(joined, separator) if '"' in lines[at + more] else None
                if whole and len(whole[0]) == width:
                    cells, taken = whole, more + 1
                    break
        if cells is None:
            cells = [_plain(line, separator)]
            near = line[max(line.find('"') - 10, 0) :][:40]
            if len(cells[0]) != width:
                found.broken[row] = [*cells[0]]
                found.problems.append(Problem(Rule.QUOTE_BROKEN, file, row, value=show_value(near)))
                numbers.pop()
                at += taken
                continue
            if line.count('"') % 2:
                found.problems.append(Problem(Rule.QUOTE_OPEN, file, row, value=show_value(near)))
        found.cells += cells[:1] if cells else [[]]
        at += taken
    return found


WHOLE = re.compile(r"\s*[-+]?(?:[€$£]\s*)?\d{1,3}(?:[ \u00a0\u202f']?\d{3})*\s*|\s*[-+]?\d+\s*")
PART = re.compile(r"\s*\d{1,2}\s*(?:€|%|[kKM]€|EUR|euros?)?\s*", re.IGNORECASE)


def join_decimals(found: SplitRows, separator: str, file: str) -> SplitRows:
    """SplitRows of a comma file whose amounts have a decimal comma without quotes, put together again where there is one way.

    Examples
    --------
    >>> rows = SplitRows([["Lieu", "Coût", "Région"], ["A", "450000", "50", "120000", "25"]], [1, 2])
    >>> join_decimals(rows, ",", "a.csv").cells[1]
    ['A', '450000,50', '120000,25']
    """
    if separator != ",":
        return found
    at = next((i for i, row in enumerate(found.cells[:40]) if _names(row) >= 2), None)
    if at is None:
        return found
    width = len(found.cells[at])
    while width and not found.cells[at][width - 1].strip():
        width -= 1
    if all(len(row) <= width for row in found.cells):
        return found
    kept: list[list[str]] = []
    numbers: list[int] = []
    joined: list[tuple[int, str, int]] = []
    for number, (position, cells) in zip(found.numbers, enumerate(found.cells), strict=True):
        last = len(cells)
        while last > width and not cells[last - 1].strip():
            last -= 1
        if position > at and last > width:
            one = _join(cells[:last], last - width)
            if one is None:
                found.broken[number] = list(cells)
                found.problems.append(Problem(Rule.ROW_TOO_LONG, file, number, fields={"cells": last, "names": width}))
                continue
            example = next(cell for cell in one if cell not in cells)
            joined.append((number, example, last))
            cells = one
        kept.append(cells)
        numbers.append(number)
    if joined:
        row, example, cells_ = joined[0]
        fields = {"number": len(joined), "n": len(joined), "cells": cells_, "names": width, "example": example}
        found.problems.append(Problem(Rule.DECIMALS_JOINED, file, row, fields=fields))
    return SplitRows(kept, numbers, found.problems, found.broken)


def _names(row: list[str]) -> int:
    """How many names a row holds; none where one of its cells is a number."""
    filled = [cell for cell in row if cell.strip()]
    return 0 if any(WHOLE.fullmatch(cell) for cell in filled) else len(filled)


def _join(cells: list[str], times: int) -> list[str] | None:
    """The row with so many neighbours put together; None unless there is one way to do it."""
    pairs = [i for i in range(len(cells) - 1) if WHOLE.fullmatch(cells[i]) and PART.fullmatch(cells[i + 1])]
    ways = _ways(pairs, times)
    if len(ways) != 1:
        return None
    made, at = [], 0
    while at < len(cells):
        pair = at in ways[0]
        made.append(f"{cells[at].strip()},{cells[at + 1].strip()}" if pair else cells[at])
        at += 2 if pair else 1
    return made


def _ways(pairs: list[int], times: int) -> list[tuple[int, ...]]:
    """The choices of so many pairs that do not overlap; two at most, since more are not asked for."""
    if times == 0:
        return [()]
    apart, last = 0, -2
    for pair in pairs:
        if pair > last + 1:
            apart, last = apart + 1, pair
    if apart < times:
        return []
    found: list[tuple[int, ...]] = []
    for i, pair in enumerate(pairs[:40]):
        found += [(pair, *rest) for rest in _ways([p for p in pairs[i + 1 :] if p > pair + 1], times - 1)]
        if len(found) > 1:
            break
    return found[:2]


def undraw(cells: list[list[str]], numbers: Sequence[int]) -> tuple[list[list[str]], list[int]]:
    """A table drawn with bars, as in Markdown: without its rules and the bars at both ends.

    Examples
    --------
    >>> undraw([["", " Lieu ", " Coût ", ""], ["", "---", "---:", ""], ["", " A ", " 1 ", ""]], (1, 2, 3))
    ([['Lieu', 'Coût'], ['A', '1']], [1, 3])
    """
    rows = [(number, row) for number, row in zip(numbers, cells, strict=True)]
    if not any(RULE.fullmatch("|".join(row)) for _number, row in rows[:10]):
        return cells, list(numbers)
    rows = [(number, row) for number, row in rows if not RULE.fullmatch("|".join(row))]
    drawn = all(not row[0].strip() for _number, row in rows if len(row) > 1)
    stripped = [[cell.strip() for cell in (row[1:] if drawn else row)] for _number, row in rows]
    ended = all(not row[-1] for row in stripped if len(row) > 1)
    return [row[:-1] if ended and len(row) > 1 else row for row in stripped], [number for number, _row in rows]
