"""Spreadsheets: XLSX, XLS and ODS, with bounds on what they may unpack to."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from analysis.dataset._checking.problem import UnreadableError
from analysis.dataset._checking.rules import Rule
from analysis.dataset._reading.sheet import MOST_CELLS, MOST_COLUMNS, Sheet, spell_whole
from analysis.dataset._reading.text import refuse
from analysis.words._formatting import format_whole
from analysis.words._messages import spell

__all__ = ["BROKEN_ARCHIVE", "TooLargeError", "read_spreadsheet", "unpack"]

#: A file that unpacks to more is not opened.
MOST_UNPACKED = 256 * 2**20
CHUNK = 1 << 20
#: A sheet is kept as a block up to its last cell, empty cells too, so that one far cell would fill the memory.
#: Only what lies beyond column Z or row 99,999 needs to be found.
FAR = re.compile(rb'\sr="([A-Z]{2,3}\d{1,9}|[A-Z]?\d{6,9})"')
REPEATED = re.compile(rb'number-columns-repeated="(\d{1,9})')
REPEATED_ROW = re.compile(rb'number-rows-repeated="(\d{1,9})')
MOST_SHEETS = 50
#: What zipfile raises on archives that are damaged, protected or made to harm.
BROKEN_ARCHIVE = (
    zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, EOFError, KeyError, ValueError,
)  # fmt: skip
LONGEST_ROW = 16 * CHUNK


class TooLargeError(Exception):
    """A member of an archive unpacks to more than it may."""


def unpack(archive: zipfile.ZipFile, name: str, most: int = MOST_UNPACKED) -> Iterator[bytes]:
    """The content of a member, in chunks, as long as it stays within the bound.

    Raises
    ------
    TooLargeError
        If it unpacks to more.
    """
    done = 0
    with archive.open(name) as member:
        while chunk := member.read(CHUNK):
            done += len(chunk)
            if done > most:
                raise TooLargeError
            yield chunk


def _refuse_bombs(content: bytes, file: str) -> None:
    """Refuse an archive that unpacks to too much, or a sheet whose last cell lies too far out."""
    left = MOST_UNPACKED
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for name in archive.namelist():
                extent = _OpenDocument() if name == "content.xml" else _OfficeXml()
                for chunk in unpack(archive, name, left):
                    left -= len(chunk)
                    if name.endswith(".xml"):
                        extent.see(chunk)
                if extent.width * extent.height > MOST_CELLS:
                    height, width = spell(format_whole, extent.height), spell(format_whole, extent.width)
                    raise refuse(file, Rule.SHEET_TOO_FAR, height=height, width=width)
    except TooLargeError:
        raise refuse(file, Rule.WORKBOOK_TOO_LARGE, value=MOST_UNPACKED // 2**20) from None
    except UnreadableError:
        raise
    except BROKEN_ARCHIVE:
        raise refuse(file, Rule.SPREADSHEET_DAMAGED) from None


@dataclass
class _OfficeXml:
    """How far a sheet of an XLSX file reaches."""

    width: int = 26
    height: int = 99_999
    rest: bytes = b""

    def see(self, chunk: bytes) -> None:
        text = self.rest + chunk
        for reference in set(FAR.findall(text)):
            letters = reference.rstrip(b"0123456789")
            self.height = max(self.height, int(reference[len(letters) :]))
            self.width = max(self.width, sum((c - 64) * 26**at for at, c in enumerate(reversed(letters))))
        self.rest = text[-100:]


@dataclass
class _OpenDocument:
    """How far the sheets of an ODS file reach, together: repeats stand for rows and cells that are not written."""

    width: int = 0
    height: int = 0
    empty: int = 0
    rest: bytes = b""

    def see(self, chunk: bytes) -> None:
        *rows, self.rest = (self.rest + chunk).split(b"</table:table-row>")
        if len(self.rest) > LONGEST_ROW:
            self.width, self.height = MOST_CELLS, 2
            self.rest = b""
        for row in rows:
            head = row.rfind(b"<table:table-row")
            start = row.find(b">", head)
            repeat = REPEATED_ROW.search(row, head, start)
            times = int(repeat[1]) if repeat else 1
            last = max(row.rfind(b"value-type"), row.rfind(b"<text:p"))
            if last < start:
                self.empty += times
                continue
            self.height, self.empty = self.height + self.empty + times, 0
            cells = row.count(b"table-cell", start, last)
            if b"columns-repeated" in row:
                cells += sum(int(n) for n in REPEATED.findall(row, start, last + 200))
            self.width = max(self.width, cells)


def _cell(value: Any) -> object:
    if isinstance(value, str):
        return spell_whole(value) if not value.isascii() else value
    if isinstance(value, datetime):
        return value.date() if value.time() == time() else value
    if isinstance(value, date | bool | int | float):
        return value
    return str(value) if isinstance(value, time | timedelta) else ""


def read_spreadsheet(content: bytes, file: str) -> list[Sheet]:
    """The sheets of a workbook, empty ones too.

    Raises
    ------
    UnreadableError
        If the file is damaged, protected, or unpacks to more than it may.
    """
    import python_calamine

    if content.startswith(b"PK"):
        _refuse_bombs(content, file)
    sheets = []
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        if len(book.sheet_names) > MOST_SHEETS:
            raise refuse(file, Rule.TOO_MANY_SHEETS, most_sheets=MOST_SHEETS)
        for name in book.sheet_names:
            sheet = book.get_sheet_by_name(name)
            rows = sheet.to_python(skip_empty_area=False)
            if rows and len(rows[0]) > MOST_COLUMNS:
                raise refuse(file, Rule.TOO_MANY_COLUMNS, sheet=name, most_columns=spell(format_whole, MOST_COLUMNS))
            merged = tuple((*first, *last) for first, last in sheet.merged_cell_ranges or ())
            sheets.append(Sheet(file, spell_whole(name), rows, range(1, len(rows) + 1), merged=merged))
    except python_calamine.PasswordError:
        raise refuse(file, Rule.PASSWORD) from None
    except UnreadableError:
        raise
    except BaseException as error:
        # the reader's own errors, and its panics, which are no Exception
        if isinstance(error, KeyboardInterrupt | SystemExit | GeneratorExit):
            raise
        raise refuse(file, Rule.SPREADSHEET_DAMAGED) from None
    return sheets
