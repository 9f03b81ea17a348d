"""Workbooks for people who work on in a spreadsheet: plain headers, numbers as numbers, and no text that becomes a formula."""

from __future__ import annotations

import io
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import pandas as pd

from analysis.dataset._exporting import FORMULA
from analysis.words._formatting import make_visible
from analysis.words.i18n import _

__all__ = ["BookSheet", "find_number", "make_book", "read_numbers"]

#: When each workbook says that it was made: the same data is the same bytes.
MADE = datetime(2000, 1, 1)
#: Letters of a cell, of a sheet's name; spreadsheets take no more.
LONGEST_CELL, LONGEST_NAME = 32_000, 31
#: Letters of the widest column.
WIDEST = 60
EUROS, SHARES, WHOLE, PLAIN = "#,##0", "0%", "0", "General"
#: A number as `words/_formatting.py` writes it: sign, euros, digits, thousands and the like, euros, percent.
NUMBER = re.compile(r"([-−+]?)(€?)(\d[\d\u202f\u00a0.,]*?)[\u00a0 ]?(k|M|bn|Md)?(€?)[\u00a0 ]?(%?)")
SIZES = {"": 1, "k": 1e3, "M": 1e6, "bn": 1e9, "Md": 1e9}


@dataclass(frozen=True)
class BookSheet:
    """One sheet: its name, a table under plain headers, and how the numbers of some columns are shown."""

    name: str
    table: pd.DataFrame
    forms: dict[str, str] = field(default_factory=dict)


def find_number(text: str, lang: str) -> tuple[float, str] | None:
    """The number that a text is, and how a spreadsheet is to show it; nothing where it is more than a number.

    Examples
    --------
    >>> find_number("€1.23M", "en"), find_number("43\\u00a0%", "fr"), find_number("43% to 56%", "en")
    ((1230000.0, '#,##0'), (0.43, '0%'), None)
    """
    found = NUMBER.fullmatch(text)
    if not found:
        return None
    sign, before, digits, size, after, percent = found.groups()
    digits = re.sub("[\u202f\u00a0]", "", digits)
    digits = digits.replace(".", "").replace(",", ".") if lang == "fr" else digits.replace(",", "")
    try:
        value = float(digits) * SIZES[size or ""]
    except ValueError:
        return None
    value = round(value, 6) * (-1 if sign in ("-", "−") else 1)
    if percent:
        return round(value / 100, 8), SHARES
    return value, EUROS if before or after or size else PLAIN


def read_numbers(table: pd.DataFrame, lang: str) -> BookSheet:
    """A table of texts with its numbers as numbers: those of columns that hold mostly numbers.

    Examples
    --------
    >>> sheet = read_numbers(pd.DataFrame({"group": ["a", "b"], "median": ["€10k", "not known"]}), "en")
    >>> sheet.table["median"].tolist(), sheet.forms
    ([10000.0, 'not known'], {'median': '#,##0'})
    """
    parts: list[list[Any]] = []
    forms = {}
    for at, name in enumerate(table):
        texts = [str(text) for text in table.iloc[:, at]]
        read = [find_number(text, lang) for text in texts]
        kinds = [one[1] for one in read if one]
        if kinds and len(kinds) * 2 >= sum(map(bool, texts)) and len(set(kinds)) == 1:
            forms[str(name)] = kinds[0]
            parts.append([one[0] if one else text for one, text in zip(read, texts, strict=True)])
        else:
            parts.append(texts)
    rows = list(zip(*parts, strict=True))
    return BookSheet("", pd.DataFrame(rows, columns=[str(name) for name in table], dtype="object"), forms)


def _name_sheets(sheets: Sequence[BookSheet]) -> list[str]:
    """Names that spreadsheets take, each its own."""
    found: list[str] = []
    for sheet in sheets:
        name = re.sub(r"[\[\]:*?/\\]", " ", make_visible(sheet.name)).strip("' ")[:LONGEST_NAME] or "-"
        number = 1
        while name.casefold() in (other.casefold() for other in found):
            number += 1
            name = f"{name[: LONGEST_NAME - 4].rstrip()} {number}"
        found.append(name)
    return found


def _written(text: str) -> str:
    """A text as a cell holds it: no letter that turns its neighbours, and an end."""
    return make_visible(text[:LONGEST_CELL]).encode("utf-8", "replace").decode()


def _is_blank(value: object) -> bool:
    return value is None or value is pd.NA or (isinstance(value, float) and not math.isfinite(value))


class _Writer:
    """One workbook that is being written."""

    def __init__(self, title: str) -> None:
        import xlsxwriter

        self.made = io.BytesIO()
        never = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
        self.book = xlsxwriter.Workbook(self.made, {"in_memory": True, **never})
        self.book.set_properties({"title": title, "created": MADE})
        self.head = self.book.add_format(
            {"bold": True, "bg_color": "#DCEAF4", "bottom": 1, "text_wrap": True, "valign": "top"}
        )
        self.text = self.book.add_format({"valign": "top"})
        #: A text that begins like a formula stays one also when a person edits its cell.
        self.quoted = self.book.add_format({"valign": "top", "quote_prefix": True})
        self.forms = {
            form: self.book.add_format({"num_format": form, "valign": "top"}) for form in (EUROS, SHARES, WHOLE, PLAIN)
        }

    def write(self, name: str, sheet: BookSheet) -> None:
        """One sheet: headers, cells, widths, a filter on each column."""
        page = self.book.add_worksheet(name)
        rows, columns = sheet.table.shape
        page.freeze_panes(1, 1)
        for at, (header, column) in enumerate(sheet.table.items()):
            page.write_string(0, at, _written(str(header)), self.head)
            form = self.forms[sheet.forms.get(str(header), PLAIN)]
            longest = [len(str(header)) / 2]
            for row, value in enumerate(column.tolist(), start=1):
                longest.append(self._write_cell(page, row, at, value, form))
            page.set_column(at, at, min(WIDEST, max(longest) + 2))
        if columns:
            page.autofilter(0, 0, max(rows, 1), columns - 1)

    def _write_cell(self, page: Any, row: int, at: int, value: object, form: Any) -> int:
        """A cell, and how wide it is."""
        if _is_blank(value):
            return 0
        if isinstance(value, bool):
            value = _("yes") if value else _("no")
        if isinstance(value, int | float):
            page.write_number(row, at, value, form)
            return len(f"{value:,.0f}")
        text = _written(str(value))
        page.write_string(row, at, text, self.quoted if text.startswith(FORMULA) else self.text)
        return len(text)

    def close(self) -> bytes:
        """The file."""
        self.book.close()
        return self.made.getvalue()


def make_book(sheets: Sequence[BookSheet], *, title: str) -> bytes:
    """A workbook; the same sheets are the same bytes.

    Parameters
    ----------
    sheets : sequence of BookSheet
        In their order; cells are texts, numbers, truth values, or missing.
    title : str
        What the file says that it is.

    Examples
    --------
    >>> make_book([BookSheet("Places", pd.DataFrame({"place": ["=1+1"], "euros": [2.5]}))], title="Places")[:2]
    b'PK'
    """
    writer = _Writer(title)
    for name, sheet in zip(_name_sheets(sheets), sheets, strict=True):
        writer.write(name, sheet)
    return writer.close()
