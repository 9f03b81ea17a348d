"""How an XML workbook of Excel 2003 shows its cells, read again where a first look gives reason."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from xml.etree import ElementTree

from analysis.dataset._reading.manner import (
    BROKEN_XML,
    SHEET_COLUMNS,
    SHEET_ROWS,
    Manner,
    join_spans,
    read_digits,
    read_format,
)
from analysis.dataset._reading.units import Worth

__all__ = ["SIGNS", "read_2003_manners"]

SPREADSHEET = "{urn:schemas-microsoft-com:office:spreadsheet}"
#: What the content holds where there is more to see than values.
SIGNS = re.compile(rb'Hidden="1"|Type="Error"|NumberFormat\b|Formula="|MergeDown="')


def _number(element: ElementTree.Element, name: str, otherwise: int = 0) -> int:
    return min(read_digits(element.get(f"{SPREADSHEET}{name}", ""), otherwise), SHEET_ROWS)


def _add_columns(sheet: ElementTree.Element, found: Manner) -> None:
    at, hidden = 0, []
    for column in sheet.iter(f"{SPREADSHEET}Column"):
        at = max(_number(column, "Index", at + 1) - 1, at)
        last = at + _number(column, "Span") + 1
        if _number(column, "Hidden"):
            hidden.append((at, last))
        at = last
    found.hidden_columns = join_spans(hidden, SHEET_COLUMNS)


def _add_cell(cell: ElementTree.Element, where: tuple[int, int], found: Manner, styles: dict[str, Worth]) -> None:
    data = cell.find(f"{SPREADSHEET}Data")
    text = "" if data is None else "".join(data.itertext()).strip()
    if data is not None and data.get(f"{SPREADSHEET}Type") == "Error":
        found.texts[where] = text or "#N/A"
    elif (formula := cell.get(f"{SPREADSHEET}Formula")) and not text:
        found.texts[where] = formula
    if worth := styles.get(cell.get(f"{SPREADSHEET}StyleID", "")):
        found.worth[where] = worth
    down, across = _number(cell, "MergeDown"), _number(cell, "MergeAcross")
    if down or across:
        found.merged.append((*where, where[0] + down, where[1] + across))


def _read_sheet(sheet: ElementTree.Element, styles: dict[str, Worth]) -> Manner:
    found = Manner()
    _add_columns(sheet, found)
    row, hidden = 0, []
    for element in sheet.iter(f"{SPREADSHEET}Row"):
        row = max(_number(element, "Index", row + 1) - 1, row)
        if _number(element, "Hidden"):
            hidden.append((row, row + min(_number(element, "Span"), 65_536) + 1))
        column = 0
        for cell in element.iter(f"{SPREADSHEET}Cell"):
            column = max(_number(cell, "Index", column + 1) - 1, column)
            _add_cell(cell, (row, column), found, styles)
            column += 1 + _number(cell, "MergeAcross")
        row += 1
    found.hidden_rows = join_spans(hidden, SHEET_ROWS)
    return found


def read_2003_manners(content: bytes) -> Iterator[Manner]:
    """What the cells of each sheet have beside their values, sheet by sheet.

    Examples
    --------
    >>> sheet = '<Worksheet><Table><Row s:Hidden="1"/></Table></Worksheet>'
    >>> name = SPREADSHEET.strip("{}")
    >>> xml = f'<Workbook xmlns="{name}" xmlns:s="{name}">{sheet}</Workbook>'
    >>> [found.hidden_rows for found in read_2003_manners(xml.encode())]
    [{0}]
    """
    styles: dict[str, Worth] = {}
    try:
        for _event, element in ElementTree.iterparse(io.BytesIO(content)):
            if element.tag == f"{SPREADSHEET}Style":
                shown = element.find(f"{SPREADSHEET}NumberFormat")
                code = "" if shown is None else shown.get(f"{SPREADSHEET}Format", "")
                if worth := read_format(code):
                    styles[element.get(f"{SPREADSHEET}ID", "")] = worth
            elif element.tag == f"{SPREADSHEET}Worksheet":
                yield _read_sheet(element, styles)
                element.clear()
    except BROKEN_XML:
        return
