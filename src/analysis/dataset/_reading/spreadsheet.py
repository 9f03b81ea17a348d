"""Spreadsheets: XLSX, XLS and ODS, with bounds on what they may unpack to."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

from analysis.dataset._checking.problem import UnreadableError
from analysis.dataset._checking.rules import Rule
from analysis.dataset._reading import manner_ods, manner_xls, manner_xlsx
from analysis.dataset._reading.apart import BOUNDS, Found, read_apart, refused
from analysis.dataset._reading.archives import BROKEN_ARCHIVE
from analysis.dataset._reading.manner import Manner, as_shown
from analysis.dataset._reading.reader_process import RefusedError, read_book
from analysis.dataset._reading.sheet import MOST_CELLS, MOST_LETTERS, Sheet, spell_whole
from analysis.dataset._reading.text import refuse
from analysis.words._formatting import format_whole
from analysis.words._messages import spell

__all__ = ["TooLargeError", "read_spreadsheet", "unpack"]

#: A file that unpacks to more is not opened.
MOST_UNPACKED = 256 * 2**20
#: A workbook that unpacks to more is read in a process of its own.
PLAINLY = 64 * 2**20
CHUNK = 1 << 20
#: A sheet is kept as a block up to its last cell, empty cells too, so that one far cell would fill the memory.
#: A tag of a cell, in any name space; programs write its place first, in capitals and quotes.
TAG = rb"<(?:[^\s<>/!?='\"]+:)?c(?=[\s/>])"
PLACED = rb'\s+r="([A-Z]{1,3}\d{1,7})"(?=[\s/>])'
#: A cell that is written in another way: how far its sheet reaches is known to the library alone.
ODD = re.compile(TAG + rb"(?!" + PLACED.replace(b"(", b"(?:", 1) + rb")")
#: Ways to say that a cell holds a kept text which no program has, and bytes of other encodings.
UNUSUAL = (b"t='", b"t =", b't="&', b"t= ", b"t\n", b"t\t", b"t\r", b"\0")
#: A number of more than seven digits, or of signs that stand for digits: the library makes room for so many before it looks.
COUNT = re.compile(rb"ount\s*=\s*(?:\"[^\"<>]{8}|'[^'<>]{8})")
#: Only what lies beyond column Z or row 99,999 needs to be found.
FAR = re.compile(TAG + rb'\s+r="([A-Z]{2,3}\d{1,7}|[A-Z]\d{6,7})"')
ALL = re.compile(TAG + PLACED)
#: A cell without content fills nothing.
HOLDS = re.compile(TAG + PLACED + rb"[^<>]*(?<!/)>(?!\s*</)")
REPEATED = re.compile(rb'number-columns-repeated="(\d{1,9})')
REPEATED_ROW = re.compile(rb'number-rows-repeated="(\d{1,9})')
ODS_CELL = re.compile(rb"<table:(?:covered-)?table-cell\b([^>]*)")
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


@dataclass
class _Seen:
    """What a first look at an archive found.

    Attributes
    ----------
    telling : set of str
        Parts with more to see than values.
    plain : bool
        Whether it is certain how much its cells fill, so that it needs no process of its own.
    """

    telling: set[str] = field(default_factory=set)
    plain: bool = True


def _look(content: bytes, file: str) -> _Seen:
    """Refuse an archive that unpacks to too much, or a sheet whose last cell lies too far out; else what else there is to see."""
    left = MOST_UNPACKED
    seen = _Seen()
    cells = longest = 0
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
            seen.plain = len(set(names)) == len(names) and not any(
                name.lower().endswith(".bin") and "sheet" in name for name in names
            )
            for name in names:
                extent = _OpenDocument() if name == "content.xml" else _OfficeXml()
                for chunk in unpack(archive, name, left):
                    left -= len(chunk)
                    extent.see(chunk)
                if isinstance(extent, _OfficeXml):
                    seen.plain = seen.plain and not extent.odd and extent.cells <= MOST_CELLS
                    cells, longest = cells + extent.tags, max(longest, extent.longest)
                    if extent.cells > MOST_CELLS:
                        extent = _measure(archive, name)
                else:
                    seen.plain = False
                if extent.cells > MOST_CELLS:
                    height, width = spell(format_whole, extent.height), spell(format_whole, extent.width)
                    raise refuse(file, Rule.SHEET_TOO_FAR, height=height, width=width)
                if extent.telling:
                    seen.telling.add(name)
    except TooLargeError:
        raise refuse(file, Rule.WORKBOOK_TOO_LARGE, value=MOST_UNPACKED // 2**20) from None
    except UnreadableError:
        raise
    except BROKEN_ARCHIVE:
        raise refuse(file, Rule.SPREADSHEET_DAMAGED) from None
    # a text that is kept once may stand in every cell
    seen.plain = seen.plain and MOST_UNPACKED - left <= PLAINLY and cells * longest <= MOST_LETTERS
    return seen


def _measure(archive: zipfile.ZipFile, name: str) -> _OfficeXml:
    """How far the filled cells of a sheet really reach, where the first look found one far out."""
    found = _OfficeXml(width=1, height=1, sought=HOLDS)
    for chunk in unpack(archive, name):
        found.see(chunk)
    return found


def _column_of(letters: bytes) -> int:
    return sum((c - 64) * 26**at for at, c in enumerate(reversed(letters)))


@dataclass
class _OfficeXml:
    """How far a sheet of an XLSX file reaches, and whether it has more to see than values."""

    width: int = 26
    height: int = 99_999
    rest: bytes = b""
    telling: bool = False
    odd: bool = False
    tags: int = 0
    longest: int = 0
    sought: re.Pattern[bytes] = FAR

    @property
    def cells(self) -> int:
        return self.width * self.height

    def see(self, chunk: bytes) -> None:
        """Look at the whole tags of a part of the XML; what is cut is looked at with the next one."""
        text = self.rest + chunk
        end = text.rfind(b">") + 1
        text, self.rest = text[:end], text[end:]
        if len(self.rest) > LONGEST_ROW:  # no tag is as long; to keep it would be to copy it with each chunk
            self.rest, self.odd = b"", True
        unusual = any(sign in text for sign in UNUSUAL) or COUNT.search(text)
        self.odd = self.odd or bool(unusual) or ODD.search(text) is not None
        for reference in set(self.sought.findall(text)):
            letters = reference.rstrip(b"0123456789")
            self.height = max(self.height, int(reference[len(letters) :]))
            self.width = max(self.width, _column_of(letters))
        self.tags += text.count(b' t="s"')
        if b"si>" in text:
            self.longest = max(self.longest, *map(len, text.split(b"si>")))
        self.telling = self.telling or any(sign in text for sign in manner_xlsx.SIGNS)


@dataclass
class _OpenDocument:
    """How many cells the sheets of an ODS file fill: repeats stand for rows and cells that are not written."""

    width: int = 0
    height: int = 0
    done: int = 0
    empty: int = 0
    rest: bytes = b""
    telling: bool = False

    @property
    def cells(self) -> int:
        return self.done + self.width * self.height

    def see(self, chunk: bytes) -> None:
        self.telling = self.telling or bool(manner_ods.SIGNS.search(self.rest[-300:] + chunk))
        *rows, self.rest = (self.rest + chunk).split(b"</table:table-row>")
        if len(self.rest) > LONGEST_ROW:
            self.width, self.height = MOST_CELLS, 2
            self.rest = b""
        for row in rows:
            head = row.rfind(b"<table:table-row")
            if b"<table:table " in row[:head]:  # another sheet begins
                self.done, self.width, self.height, self.empty = self.cells, 0, 0, 0
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
                # the cell that holds the last value counts with its repeats, those behind it do not
                end = row.find(b">", row.rfind(b"table-cell", start, last)) + 1
                repeats = (REPEATED.search(cell) for cell in ODS_CELL.findall(row, start, end))
                cells = sum(int(repeat[1]) if repeat else 1 for repeat in repeats)
            self.width = max(self.width, cells)


def read_spreadsheet(content: bytes, file: str) -> list[Sheet]:
    """The sheets of a workbook, empty ones too.

    Raises
    ------
    UnreadableError
        If the file is damaged, protected, or unpacks to more than it may.
    """
    seen = _look(content, file) if content.startswith(b"PK") else _Seen(plain=False)
    found = _read_here(content, file) if seen.plain else read_apart("book", content, file, Rule.SPREADSHEET_DAMAGED)
    sheets = [
        Sheet(file, spell_whole(one.name), one.rows, range(1, len(one.rows) + 1), merged=one.merged, visible=one.shown)
        for one in found
    ]
    return _as_shown(content, sheets, seen.telling) if content.startswith(b"PK") else _as_old_shown(content, sheets)


def _read_here(content: bytes, file: str) -> list[Found]:
    """The sheets of a workbook of which is known how much it fills."""
    try:
        return [Found(*sheet) for sheet in read_book(content, BOUNDS)]
    except RefusedError as error:
        raise refused(error.args, file, Rule.SPREADSHEET_DAMAGED) from None
    except BaseException as error:
        # the reader's own errors, and its panics, which are no Exception
        if isinstance(error, KeyboardInterrupt | SystemExit | GeneratorExit):
            raise
        raise refuse(file, Rule.SPREADSHEET_DAMAGED) from None


def _as_old_shown(content: bytes, sheets: list[Sheet]) -> list[Sheet]:
    """The sheets of an XLS file as a person sees them, where its records tell of as many."""
    manners = list(manner_xls.read_xls_manners(content))
    if len(manners) != len(sheets):
        return sheets
    return [as_shown(sheet, manner) for sheet, manner in zip(sheets, manners, strict=True)]


def _as_shown(content: bytes, sheets: list[Sheet], telling: set[str]) -> list[Sheet]:
    """The sheets as a person sees them, where the first look found more than values."""
    manners: dict[int, Manner] = {}
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if "content.xml" in archive.namelist():
                if "content.xml" in telling:
                    manners = dict(enumerate(manner_ods.read_ods_manners(b"".join(unpack(archive, "content.xml")))))
            else:
                styles = manner_xlsx.find_telling_styles(archive)
                parts = manner_xlsx.find_sheets(archive) if styles or telling else {}
                for at, sheet in enumerate(sheets):
                    part = parts.get(sheet.name, "")
                    if part in telling or (styles and part in archive.namelist()):
                        manners[at] = manner_xlsx.read_manner(b"".join(unpack(archive, part)), styles)
    except (*BROKEN_ARCHIVE, TooLargeError):
        return sheets
    return [as_shown(sheet, manners[at]) if at in manners else sheet for at, sheet in enumerate(sheets)]
