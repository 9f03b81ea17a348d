"""Cells as a person corrects them: found in the sheets of her file, and written into a copy; the file stays as it is."""

from __future__ import annotations

import datetime as dt
import io
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from analysis.dataset._reading import Mapping
from analysis.dataset._reading.files import is_archive, read_content, read_sheets
from analysis.dataset._reading.sheet import Sheet

__all__ = ["CORRECTED", "Repair", "make_corrected", "open_sheets"]

#: Every copy is a workbook.
CORRECTED = ".xlsx"
#: What a cell of a workbook and the name of a sheet can hold.
LONGEST_CELL, LONGEST_NAME = 32_767, 31
FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", " "))


@dataclass(frozen=True)
class Repair:
    """A cell as a person would have it.

    Attributes
    ----------
    sheet, row : str and int
        Where it stands, as a spreadsheet shows it.
    at : int
        Which of the cells that were read of the row, from 0.
    cells : tuple
        Those cells as they were read: they tell where in the sheet the row begins.
    text : str
        What is to stand there.
    """

    sheet: str
    row: int
    at: int
    cells: tuple[object, ...]
    text: str


def open_sheets(path: Path, given: Mapping | None = None) -> tuple[Sheet, ...]:
    """The sheets of a file as they are read; none where it is an archive or a folder.

    Raises
    ------
    UnreadableError
        If it cannot be read.
    """
    if path.is_dir():
        return ()
    content = read_content(path)
    if is_archive(content):
        return ()
    return tuple(read_sheets(content, path.name, (given or Mapping()).of_text))


def _is_empty(cell: object) -> bool:
    return cell is None or cell == "" or (isinstance(cell, float) and math.isnan(cell))


def _find_position(sheet: Sheet, row: Sequence[object], cells: Sequence[object], at: int) -> int:
    """Where in a row of the sheet a cell stands: where most of the cells that were read are found again.

    Hidden columns are not read, and of two tables side by side the second begins further to the right.
    """
    every = list(range(max(len(row), len(cells))))
    best, found = -1, at
    for positions in (every, [place for place in every if place not in sheet.hidden_columns]):
        for first in range(max(len(positions) - len(cells), 0) + 1):
            places = positions[first : first + len(cells)]
            same = sum(
                place < len(row) and not _is_empty(cell) and row[place] == cell
                for place, cell in zip(places, cells, strict=False)
            )
            if same > best and at < len(places):
                best, found = same, places[at]
    return found


def _correct(sheet: Sheet, repairs: Sequence[Repair]) -> Sheet:
    rows = [list(row) for row in sheet.rows]
    where = {number: at for at, number in enumerate(sheet.numbers)}
    for repair in repairs:
        if repair.sheet != sheet.name or repair.row not in where:
            continue
        row = rows[where[repair.row]]
        position = _find_position(sheet, sheet.rows[where[repair.row]], repair.cells, repair.at)
        row += [""] * (position + 1 - len(row))
        row[position] = repair.text
    return replace(sheet, rows=rows)


def make_corrected(sheets: Sequence[Sheet], repairs: Sequence[Repair]) -> bytes:
    """A workbook with the cells of some sheets, each in its row and column, and the corrected ones instead of theirs.

    Formats of cells are not kept; what they show, such as "k€", is part of the text. No cell is a formula.

    Examples
    --------
    >>> sheet = Sheet("a.csv", "", [["Lieu", "Total"], ["A", "-5"]], (1, 2))
    >>> content = make_corrected([sheet], [Repair("", 2, 1, ("A", "-5"), "5000")])
    >>> [list(row) for row in read_sheets(content, "a.xlsx")[0].rows]
    [['Lieu', 'Total'], ['A', '5000']]
    """
    import xlsxwriter

    kept = io.BytesIO()
    # the same cells give the same bytes
    with xlsxwriter.Workbook(kept, {"in_memory": True, "strings_to_formulas": False}) as book:
        book.set_properties({"created": dt.datetime(2000, 1, 1)})
        date = book.add_format({"num_format": "yyyy-mm-dd"})
        for number, sheet in enumerate(sheets, start=1):
            page = book.add_worksheet(_name(sheet.name, number))
            if not sheet.visible:
                page.hide()
            for at, row in zip(sheet.numbers, _correct(sheet, repairs).rows, strict=True):
                for column, cell in enumerate(row):
                    _write(page, at - 1, column, cell, date)
            for at in sheet.hidden_rows:
                page.set_row(at - 1, None, None, {"hidden": True})
            for column in sheet.hidden_columns:
                page.set_column(column, column, None, None, {"hidden": True})
    return kept.getvalue()


def _name(name: str, number: int) -> str:
    return name.translate(FORBIDDEN).strip("' ")[:LONGEST_NAME] or f"Sheet{number}"


def _write(page: object, row: int, column: int, cell: object, date: object) -> None:
    """Write a cell as what it is; never as a formula."""
    write = {"number": page.write_number, "text": page.write_string}  # type: ignore[attr-defined]
    if _is_empty(cell):
        return
    if isinstance(cell, bool):
        page.write_boolean(row, column, cell)  # type: ignore[attr-defined]
    elif isinstance(cell, int | float) and math.isfinite(cell) and abs(cell) < 1e15:
        write["number"](row, column, cell)
    elif isinstance(cell, dt.datetime | dt.date) and cell.year >= 1900:
        page.write_datetime(row, column, cell, date)  # type: ignore[attr-defined]
    else:
        write["text"](row, column, str(cell)[:LONGEST_CELL])
