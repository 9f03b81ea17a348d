"""How an ODS workbook shows its cells, read from its XML where a first look gave reason."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from xml.etree import ElementTree

from analysis.dataset._reading.amounts import CURRENCIES
from analysis.dataset._reading.manner import BROKEN_XML, SHEET_COLUMNS, SHEET_ROWS, Manner, read_digits
from analysis.dataset._reading.units import Worth, find_worth

__all__ = ["SIGNS", "read_ods_manners"]

#: What the content holds where there is more to see than values.
SIGNS = re.compile(
    rb'table:visibility="(?:collapse|filter)|number-rows-spanned="(?:[2-9]|1\d)|calcext:value-type="error|table:formula='
    rb'|office:currency="(?!EUR)|<number:text>[^<]*(?:[kKM]\s?(?:\xe2\x82\xac|E|F)|\xc2\xa3|\$|CHF)|display-factor='
)
#: Repeats beyond this stand for the empty rest of a sheet.
MOST_REPEATED = 2_000
#: Cells of a sheet that repeats may add to those that are written.
MOST_ADDED = 500_000


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _attribute(element: ElementTree.Element, name: str) -> str:
    return next((value for key, value in element.attrib.items() if _local(key) == name), "")


def _attributes(element: ElementTree.Element) -> dict[str, str]:
    return {_local(key): value for key, value in element.attrib.items()}


def _number(text: str) -> int:
    return read_digits(text, 1, digits=9)


def _shown_by(style: ElementTree.Element) -> Worth:
    """What a number format shows beside the number."""
    text = "".join(part.text or "" for part in style if _local(part.tag) in ("text", "currency-symbol")).strip()
    scaled = 1.0
    for part in style:
        factor = _attribute(part, "display-factor") if _local(part.tag) == "number" else ""
        scaled = float(factor) if re.fullmatch(r"\d{1,12}(?:\.\d+)?", factor) else scaled
    found = find_worth(text)
    size = (found.factor or 1.0) / (scaled or 1.0)
    currency = found.currency or CURRENCIES.get("".join(text.lower().split()))
    return Worth(size if size >= 1e3 else 1.0, currency)


class _Styles:
    """Number formats by the name of the cell style that uses them."""

    def __init__(self) -> None:
        self.formats: dict[str, Worth] = {}
        self.of_cells: dict[str, str] = {}

    def add(self, element: ElementTree.Element) -> None:
        if _local(element.tag) in ("number-style", "currency-style"):
            self.formats[_attribute(element, "name")] = _shown_by(element)
        elif _local(element.tag) == "style" and _attribute(element, "family") == "table-cell":
            self.of_cells[_attribute(element, "name")] = _attribute(element, "data-style-name")

    def worth(self, name: str) -> Worth:
        return self.formats.get(self.of_cells.get(name, ""), Worth())


class _Table:
    """One sheet while it is read."""

    def __init__(self) -> None:
        self.manner = Manner()
        self.row = 0
        self.styles: list[str] = []
        self.columns = 0
        self.spare = MOST_ADDED

    def add_column(self, element: ElementTree.Element) -> None:
        found = _attributes(element)
        n = min(_number(found.get("number-columns-repeated", "1")), MOST_REPEATED, SHEET_COLUMNS - self.columns)
        if found.get("visibility") in ("collapse", "filter"):
            self.manner.hidden_columns |= set(range(self.columns, self.columns + n))
        self.styles += [found.get("default-cell-style-name", "")] * n
        self.columns += n

    def add_row(self, element: ElementTree.Element, styles: _Styles) -> None:
        found = _attributes(element)
        times = _number(found.get("number-rows-repeated", "1"))
        if found.get("visibility") in ("collapse", "filter"):
            last = min(self.row + min(times, MOST_REPEATED), SHEET_ROWS)
            self.manner.hidden_rows |= set(range(self.row, last))
        at = 0
        for cell in element:
            if _local(cell.tag) not in ("table-cell", "covered-table-cell"):
                continue
            has = _attributes(cell)
            n = _number(has.get("number-columns-repeated", "1"))
            if has.keys() & TELLING:
                added = min(n, MOST_REPEATED, self.spare)
                self.spare -= max(added - 1, 0)
                for column in range(at, at + max(added, 1)):
                    self._add_cell(cell, has, column, styles)
            at += n
        self.row += times

    def _add_cell(self, cell: ElementTree.Element, has: dict[str, str], column: int, styles: _Styles) -> None:
        where = (self.row, column)
        text = "".join(cell.itertext()).strip()
        if has.get("value-type") == "error" or re.fullmatch(r"Err:\d{3}|#[A-Z/0]+[!?]", text):
            self.manner.texts[where] = text or "#N/A"
        elif "formula" in has and "value" not in has and not text and has.get("value-type", "float") == "float":
            self.manner.texts[where] = "=" + has["formula"].partition(":=")[2].replace("[.", "").replace("]", "")
        elif has.get("value-type") in ("float", "currency"):
            name = has.get("style-name") or (self.styles[column] if column < len(self.styles) else "")
            worth = styles.worth(name)
            currency = has.get("currency") or worth.currency
            if (worth.factor or 1.0) != 1.0 or currency not in (None, "EUR"):
                self.manner.worth[where] = Worth(worth.factor, currency)
        tall, wide = _number(has.get("number-rows-spanned", "1")), _number(has.get("number-columns-spanned", "1"))
        if 1 < tall <= MOST_REPEATED or 1 < wide <= MOST_REPEATED:
            self.manner.merged.append((self.row, column, self.row + tall - 1, column + wide - 1))


TELLING = {"value-type", "formula", "number-rows-spanned", "number-columns-spanned"}


def read_ods_manners(content: bytes) -> Iterator[Manner]:
    """What the cells of each sheet have beside their values, sheet by sheet.

    Examples
    --------
    >>> row = '<table:table-row table:visibility="filter"/>'
    >>> xml = f'<a xmlns:table="t"><table:table>{row}</table:table></a>'
    >>> [found.hidden_rows for found in read_ods_manners(xml.encode())]
    [{0}]
    """
    if b"<!DOCTYPE" in content[:4096] or b"<!ENTITY" in content[:4096]:
        return
    styles, table = _Styles(), None
    try:
        for event, element in ElementTree.iterparse(io.BytesIO(content), ("start", "end")):
            name = _local(element.tag)
            if event == "start":
                table = _Table() if name == "table" else table
                continue
            if name in ("number-style", "currency-style", "style"):
                styles.add(element)
            elif table is not None and name == "table-column":
                table.add_column(element)
            elif table is not None and name == "table-row":
                table.add_row(element, styles)
                element.clear()
            elif table is not None and name == "table":
                yield table.manner
                table = None
    except BROKEN_XML:
        return
