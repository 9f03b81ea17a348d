"""How a workbook shows its cells: number formats, hidden rows and columns, errors, formulas without a value, merged cells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import ParseError

from analysis.dataset._reading.amounts import CURRENCIES
from analysis.dataset._reading.sheet import MOST_CELLS, Sheet
from analysis.dataset._reading.units import NOTHING, Worth, find_worth

__all__ = [
    "BROKEN_XML",
    "SHEET_COLUMNS",
    "SHEET_ROWS",
    "Manner",
    "as_shown",
    "join_spans",
    "read_digits",
    "read_format",
]

Cell = tuple[int, int]
#: What the parser raises on XML that is damaged, or says an encoding that nobody knows.
BROKEN_XML = (ParseError, LookupError, ValueError)


#: What lies beyond is no place of a sheet.
SHEET_ROWS, SHEET_COLUMNS = 1_048_576, 16_384


def read_digits(text: str, otherwise: int, *, digits: int = 8) -> int:
    """A whole number of few digits, as XML writes it; other signs for digits are none, such as ².

    Examples
    --------
    >>> read_digits("12", 1), read_digits("", 1), read_digits("²", 1), read_digits("9" * 9, 1)
    (12, 1, 1, 1)
    """
    return int(text) if text.isascii() and text.isdigit() and len(text) <= digits else otherwise


def join_spans(spans: Iterable[tuple[int, int]], most: int) -> set[int]:
    """All numbers from each first up to before its last, below a bound; each is put in once, however often it is named.

    Examples
    --------
    >>> join_spans([(2, 4), (0, 10**9), (3, 5)], 4)
    {0, 1, 2, 3}
    """
    found: set[int] = set()
    done = 0
    for first, last in sorted(spans):
        found |= set(range(max(first, done), min(last, most)))
        done = max(done, last)
    return found


@dataclass
class Manner:
    """What a sheet's cells have beside their values; positions of rows and columns are counted from 0.

    Attributes
    ----------
    texts : dict
        Cell to what it holds instead of a value: an error such as "#REF!", or a formula without a stored value.
    worth : dict
        Cell of a number to what its number format shows: "450 k€" for 450.
    hidden_rows, hidden_columns : set of int
        What is not shown.
    merged : list
        First row, first column, last row, last column.
    """

    texts: dict[Cell, str] = field(default_factory=dict)
    worth: dict[Cell, Worth] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)


#: Programs write no longer one; to part a text of marks takes time with its square.
LONGEST_FORMAT = 1_000
LITERALS = re.compile(r'"([^"]*)"|\\(.)|\[\$([^\]-]*)(?:-[^\]]*)?\]|([€£$¥₹])')
OTHER_PARTS = re.compile(r"\[[^\]]*\]|_.|\*.")
SCALE = re.compile(r"[0#?](,+)(?![0#?])")
SIZES = {"k": 1e3, "m": 1e6, "md": 1e9}


def read_format(code: str) -> Worth:
    """What a number format shows beside the number; nothing where that changes neither its size nor its currency.

    A comma behind the digits shows thousands only: with "k€" behind it, the cell still holds euros.

    Examples
    --------
    >>> read_format('0" k€"').sign(), read_format('#,##0," k€"').sign(), read_format('"£"#,##0.00').sign()
    ('k€', '', 'GBP')
    """
    if len(code) > LONGEST_FORMAT:
        return NOTHING
    section = re.split(r';(?=(?:[^"]*"[^"]*")*[^"]*$)', code)[0]
    if "%" in section or not re.search(r"[0#?]", section):
        return NOTHING
    text = "".join(next((part for part in found if part), "") for found in LITERALS.findall(section)).strip()
    digits = OTHER_PARTS.sub("", LITERALS.sub("", section))
    scaled = 1e3 ** sum(len(commas) for commas in SCALE.findall(digits))
    found = find_worth(text)
    factor = found.factor or SIZES.get(text.lower(), 1.0)
    currency = found.currency or CURRENCIES.get("".join(text.lower().split()))
    size = factor / scaled if factor / scaled >= 1e3 else 1.0
    return Worth(size, currency) if size != 1.0 or currency not in (None, "EUR") else NOTHING


def _spell(number: float, worth: Worth) -> str:
    """A number as its format shows it; three decimals would look like thousands."""
    text = f"{number:.6f}".rstrip("0").rstrip(".")
    return f"{text}0 {worth.sign()}" if re.search(r"\.\d{3}$", text) else f"{text} {worth.sign()}"


def _is_number(cell: object) -> bool:
    return isinstance(cell, int | float) and not isinstance(cell, bool)


def as_shown(sheet: Sheet, manner: Manner) -> Sheet:
    """A sheet whose cells hold what a person sees: "450 k€", "#REF!", or the formula that has no value.

    Examples
    --------
    >>> sheet = Sheet("a.xlsx", "", [["Coût"], [450.0], [""]], range(1, 4))
    >>> as_shown(sheet, Manner({(2, 0): "#N/A"}, {(1, 0): Worth(1e3, "EUR")})).rows
    [['Coût'], ['450 k€'], ['#N/A']]
    """
    rows: list[list[object]] = [list(row) for row in sheet.rows] if manner.texts or manner.worth else []
    for (row, column), text in manner.texts.items():
        _put(rows, row, column, text)
    for (row, column), worth in _with_rest(rows, manner.worth).items():
        if row < len(rows) and column < len(rows[row]) and _is_number(rows[row][column]):
            rows[row][column] = _spell(float(str(rows[row][column])), worth)
    shown: Sequence[Sequence[object]] = rows or sheet.rows
    return replace(
        sheet, rows=shown, numbers=range(1, len(shown) + 1) if len(shown) != len(sheet.rows) else sheet.numbers,
        hidden_rows=frozenset(row + 1 for row in manner.hidden_rows), hidden_columns=frozenset(manner.hidden_columns),
        merged=sheet.merged or tuple(manner.merged),
    )  # fmt: skip


def _put(rows: list[list[object]], row: int, column: int, text: str) -> None:
    """Write into a cell that may lie beyond what the reader gave, since it has no value."""
    width = len(rows[0]) if rows else 0
    if (
        row >= len(rows) + 1_000
        or column >= width + 100
        or max(row + 1, len(rows)) * max(width, column + 1) > MOST_CELLS
    ):
        return
    while len(rows) <= row:
        rows.append([""] * (len(rows[0]) if rows else 0))
    for line in rows if column >= len(rows[row]) else ():
        line.extend([""] * (column + 1 - len(line)))
    rows[row][column] = text


def _with_rest(rows: list[list[object]], worth: dict[Cell, Worth]) -> dict[Cell, Worth]:
    """Formats by cell; where few cells of a column show another currency, its other numbers are euros."""
    found = dict(worth)
    by_column: dict[int, list[Cell]] = {}
    for cell, shown in worth.items():
        if shown.currency not in (None, "EUR"):
            by_column.setdefault(cell[1], []).append(cell)
    for column, cells in by_column.items():
        numbers = [at for at, row in enumerate(rows) if column < len(row) and _is_number(row[column])]
        if 2 * len(cells) < len(numbers):
            found |= {(at, column): Worth(None, "EUR") for at in numbers if (at, column) not in worth}
    return found
