"""Tables written in tags: a web page called .xls, an XML workbook of Excel 2003, a flat OpenDocument sheet."""

from __future__ import annotations

import html
import io
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

from analysis.dataset._checking.problem import UnreadableError
from analysis.dataset._checking.rules import Rule
from analysis.dataset._reading import manner_2003, manner_ods
from analysis.dataset._reading.encodings import decode
from analysis.dataset._reading.manner import BROKEN_XML, SHEET_ROWS, as_shown, read_digits
from analysis.dataset._reading.sheet import MOST_CELLS, MOST_COLUMNS, Sheet, spell_whole
from analysis.dataset._reading.text import refuse
from analysis.words._formatting import format_whole
from analysis.words._messages import Message, spell
from analysis.words.i18n import mark

__all__ = ["is_markup", "read_markup"]

MOST = 64 * 2**20
#: Tags that are opened: a table of 5 million cells has no more, and each takes room and time, cell or not.
MOST_TAGS = 2_000_000
WEB = re.compile(
    rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body|meta|table|tr|thead|tbody|style|title|div|center|font|link|p|h[1-6])\b",
    re.IGNORECASE | re.DOTALL,
)
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)", re.IGNORECASE)
SPREADSHEET = "{urn:schemas-microsoft-com:office:spreadsheet}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
WEB_PAGE = mark("a web page")
XML = mark("an XML document")
FLAT = mark("a flat OpenDocument file without a table")


def _head(content: bytes) -> bytes:
    head = content[:4096].removeprefix(b"\xef\xbb\xbf")
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in head[:64]:
        head = head.decode("utf-16", "ignore").encode()
    return head.lstrip()


def is_markup(content: bytes) -> bool:
    """Whether a file is written in tags: HTML, or XML of whatever kind.

    Examples
    --------
    >>> is_markup(b'<meta charset="utf-8"><table><tr><td>A'), is_markup(b"Lieu;Total")
    (True, False)
    """
    head = _head(content)
    return head.startswith(b"<?xml") or bool(WEB.match(head)) or bool(re.match(rb"<[\w:]+ xmlns", head))


def read_markup(content: bytes, file: str) -> list[Sheet]:
    """The tables of a web page, or the sheets of an XML workbook.

    Parameters
    ----------
    content : bytes
        What the file holds.
    file : str
        Name that problems carry.

    Raises
    ------
    UnreadableError
        If there is no table in it, or it is damaged or too large.

    Examples
    --------
    >>> read_markup(b"<table><tr><th>Lieu<th>Total<tr><td>A<td>1</table>", "a.xls")[0].rows
    [['Lieu', 'Total'], ['A', '1']]
    """
    if len(content) > MOST:
        raise refuse(file, Rule.TOO_LARGE, value=MOST // 2**20)
    plain = content.replace(b"\0", b"")
    if plain.count(b"<") - plain.count(b"</") > MOST_TAGS:
        raise refuse(file, Rule.READING_TOO_LARGE)
    if WEB.match(_head(content)) or b"<html" in _head(content).lower():
        return _read_web_page(content, file)
    if b"<!ENTITY" in content[: 64 * 1024]:
        raise refuse(file, Rule.OTHER_KIND, kind=Message(XML))
    try:
        return _read_xml(content, file)
    except UnreadableError:
        raise
    except BROKEN_XML:
        raise refuse(file, Rule.XML_DAMAGED) from None
    except RecursionError:
        raise refuse(file, Rule.NESTED_TOO_DEEPLY) from None


class _Room:
    """How many cells may still be built; a row counts as one more.

    Raises
    ------
    UnreadableError
        As soon as a row or all rows are more than a table may have: what is built cannot be taken back.
    """

    def __init__(self, file: str) -> None:
        self._file = file
        self._left = MOST_CELLS

    def take(self, more: int, row: Sequence[object] = ()) -> None:
        """Make room for so many cells more, at the end of a row where it is given."""
        self._left -= more
        if row and len(row) + more > MOST_COLUMNS:
            raise refuse(self._file, Rule.TOO_MANY_COLUMNS, most_columns=spell(format_whole, MOST_COLUMNS))
        if self._left < 0:
            raise refuse(self._file, Rule.TOO_MANY_CELLS, most_cells=spell(format_whole, MOST_CELLS))


class _Tables(HTMLParser):
    """Tables of a page: rows of texts, each cell as wide as it says."""

    def __init__(self, file: str) -> None:
        super().__init__(convert_charrefs=True)
        self._room = _Room(file)
        self.tables: list[list[list[str]]] = []
        self._open: list[list[list[str]]] = []
        self._cell: list[str] | None = None
        self._span = 1
        self._down: list[dict[int, int]] = []
        self._below = 1
        self._skip = 0
        self.hidden: list[set[int]] = []
        self._hidden: list[set[int]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("script", "style"):
            self._skip += 1
        elif tag == "table":
            self._close()
            self._open.append([])
            self._hidden.append(set())
            self._down.append({})
        elif tag == "tr" or (tag in ("td", "th") and self._open and not self._open[-1]):
            self._close()
            if self._open:
                self._room.take(1)
                self._open[-1].append([])
                if tag == "tr" and _is_hidden(attrs):
                    self._hidden[-1].add(len(self._open[-1]))
        if tag in ("td", "th") and self._open:
            self._close()
            known = dict(attrs)
            self._cell = []
            self._span, self._below = (_number(known.get(name)) for name in ("colspan", "rowspan"))
        elif tag in ("br", "p", "div") and self._cell is not None:
            self._cell.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "style"):
            self._skip = max(self._skip - 1, 0)
        elif tag in ("td", "th", "tr"):
            self._close()
        elif tag == "table" and self._open:
            self._close()
            self.tables.append(self._open.pop())
            self.hidden.append(self._hidden.pop())
            self._down.pop()

    def handle_data(self, data: str) -> None:
        if self._cell is not None and not self._skip:
            self._cell.append(data)

    def finish(self) -> None:
        """Take what is still open. `close` of the parser would try each tag that never ends anew, to the end of the page."""
        if "<" not in self.rawdata:
            self.handle_data(html.unescape(self.rawdata))
        self._close()
        self.tables += self._open
        self.hidden += self._hidden
        self._open, self._hidden = [], []

    def _close(self) -> None:
        """Put the cell that is open where it belongs: right of those that reach down from rows above."""
        if self._cell is None or not self._open or not self._open[-1]:
            self._cell = None
            return
        row, down = self._open[-1][-1], self._down[-1]
        height = len(self._open[-1])
        while down.get(len(row), 0) >= height and len(row) <= MOST_COLUMNS:
            row.append("")
        self._room.take(self._span, row)
        text = spell_whole(" ".join("".join(self._cell).split()))
        for at in range(self._span):
            if self._below > 1:
                down[len(row)] = height + self._below - 1
            row.append(text if at == 0 else "")
        self._cell = None


def _is_hidden(attrs: list[tuple[str, str | None]]) -> bool:
    """Whether a tag says that it is not shown."""
    return any(name == "hidden" or (name == "style" and HIDDEN.search(value or "")) for name, value in attrs)


def _number(text: str | None) -> int:
    return min(max(read_digits(text or "", 1), 1), 100)


def _read_web_page(content: bytes, file: str) -> list[Sheet]:
    text, _encoding = decode(content, file, "utf-16" if b"\0" in content[:64] else None)
    page = _Tables(file)
    page.feed(text)
    page.finish()
    tables = [
        (rows, frozenset(hidden))
        for rows, hidden in zip(page.tables, page.hidden, strict=True)
        if len(rows) > 1 and max(map(len, rows)) > 1
    ]
    if not tables:
        raise refuse(file, Rule.OTHER_KIND, kind=Message(WEB_PAGE))
    names = [f"table {at}" if len(tables) > 1 else "" for at in range(1, len(tables) + 1)]
    return [
        replace(_sheet(file, name, rows), hidden_rows=hidden)
        for name, (rows, hidden) in zip(names, tables, strict=True)
    ]


def _sheet(file: str, name: str, rows: list[list[object]] | list[list[str]]) -> Sheet:
    width = max((len(row) for row in rows), default=0)
    if width > MOST_COLUMNS:
        raise refuse(file, Rule.TOO_MANY_COLUMNS, sheet=name, most_columns=spell(format_whole, MOST_COLUMNS))
    if width * len(rows) > MOST_CELLS:
        raise refuse(file, Rule.TOO_MANY_CELLS, most_cells=spell(format_whole, MOST_CELLS))
    return Sheet(file, spell_whole(name), rows, range(1, len(rows) + 1))


def _read_xml(content: bytes, file: str) -> list[Sheet]:
    sheets: list[Sheet] = []
    room = _Room(file)
    root = None
    for event, element in ElementTree.iterparse(io.BytesIO(content), ("start", "end")):
        if root is None:
            root = element.tag
            if root not in (f"{SPREADSHEET}Workbook", f"{OFFICE}document"):
                raise refuse(file, Rule.OTHER_KIND, kind=Message(XML))
        if event == "end" and element.tag == f"{SPREADSHEET}Worksheet":
            name = element.get(f"{SPREADSHEET}Name") or ""
            sheets.append(_sheet(file, name, list(_rows_2003(element, file, room))))
            element.clear()
        elif event == "end" and element.tag == f"{TABLE}table":
            sheets.append(_sheet(file, element.get(f"{TABLE}name") or "", list(_rows_flat(element, file, room))))
            element.clear()
    sheets = _as_shown(content, sheets)
    if not sheets:
        raise refuse(file, Rule.OTHER_KIND, kind=Message(FLAT if root == f"{OFFICE}document" else XML))
    return sheets


def _as_shown(content: bytes, sheets: list[Sheet]) -> list[Sheet]:
    """The sheets as a person sees them, where the content tells of more than values."""
    of_2003 = manner_2003.SIGNS.search(content) if b"schemas-microsoft-com:office:spreadsheet" in content else None
    if not of_2003 and not manner_ods.SIGNS.search(content):
        return sheets
    read = manner_2003.read_2003_manners if of_2003 else manner_ods.read_ods_manners
    manners = list(read(content))
    if len(manners) != len(sheets):
        return sheets
    return [as_shown(sheet, manner) for sheet, manner in zip(sheets, manners, strict=True)]


def _at(element: ElementTree.Element, now: int, most: int, file: str) -> int:
    """How far an index skips ahead: as far as a sheet may reach."""
    index = element.get(f"{SPREADSHEET}Index", "")
    found = read_digits(index, now + 1) - 1
    if found > most:
        raise refuse(file, Rule.TOO_MANY_CELLS, most_cells=spell(format_whole, MOST_CELLS))
    return max(found, now)


def _rows_2003(sheet: ElementTree.Element, file: str, room: _Room) -> Iterator[list[object]]:
    rows = 0
    for row in sheet.iter(f"{SPREADSHEET}Row"):
        for _empty in range(_at(row, rows, SHEET_ROWS, file) - rows):
            rows += 1
            room.take(1)
            yield []
        cells: list[object] = []
        for cell in row.iter(f"{SPREADSHEET}Cell"):
            gap = _at(cell, len(cells), MOST_COLUMNS, file) - len(cells)
            room.take(gap + 1, cells)
            cells += [""] * gap
            data = cell.find(f"{SPREADSHEET}Data")
            cells.append("" if data is None else _value(data.get(f"{SPREADSHEET}Type") or "", "".join(data.itertext())))
            across = cell.get(f"{SPREADSHEET}MergeAcross", "")
            more = read_digits(across, 0)
            room.take(more, cells)
            cells += [""] * more
        rows += 1
        room.take(1)
        yield cells


def _value(kind: str, text: str) -> object:
    """A cell of a type: a number, a date, yes or no, or text."""
    try:
        if kind in ("Number", "float", "currency", "percentage"):
            return float(text)
        if kind in ("DateTime", "date"):
            return date.fromisoformat(text[:10])
    except ValueError:
        return spell_whole(text)
    return text in ("1", "true") if kind in ("Boolean", "boolean") else spell_whole(text)


def _rows_flat(table: ElementTree.Element, file: str, room: _Room) -> Iterator[list[object]]:
    waiting = 0
    for row in table.iter(f"{TABLE}table-row"):
        cells: list[object] = []
        gap = 0
        for cell in row:
            if cell.tag not in (f"{TABLE}table-cell", f"{TABLE}covered-table-cell"):
                continue
            times = _times(cell, "columns")
            value = _flat_value(cell)
            if value == "":
                gap += times
                continue
            if len(cells) + gap + times > MOST_COLUMNS:
                raise refuse(file, Rule.TOO_MANY_COLUMNS, most_columns=spell(format_whole, MOST_COLUMNS))
            cells += [""] * gap + [value] * times
            gap = 0
        times = _times(row, "rows")
        if not cells:
            waiting += times
            continue
        if waiting + times > SHEET_ROWS:
            raise refuse(file, Rule.TOO_MANY_CELLS, most_cells=spell(format_whole, MOST_CELLS))
        for _empty in range(waiting):
            room.take(1)
            yield []
        waiting = 0
        for _again in range(times):
            room.take(1 + len(cells))
            yield list(cells)


def _times(element: ElementTree.Element, what: str) -> int:
    return read_digits(element.get(f"{TABLE}number-{what}-repeated", ""), 1)


def _flat_value(cell: ElementTree.Element) -> object:
    kind = cell.get(f"{OFFICE}value-type") or ""
    text = "\n".join("".join(part.itertext()) for part in cell.findall(f"{TEXT}p"))
    given = {"date": "date-value", "boolean": "boolean-value"}.get(kind, "value")
    return _value(kind, cell.get(f"{OFFICE}{given}") or text)
