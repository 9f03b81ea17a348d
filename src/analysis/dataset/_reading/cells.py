"""Cells without what programs put around a value: invisible signs, an apostrophe, an equals sign and quotes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from analysis.dataset._reading.sheet import Sheet

__all__ = ["clean_cell", "clean_sheet"]

#: Signs of no width that are no part of a word, and blanks of every width.
UNSEEN = {
    **dict.fromkeys((0xAD, 0x200B, 0x200E, 0x200F, 0xFEFF, 0x180E), None),
    **dict.fromkeys((*range(0x202A, 0x202F), *range(0x2060, 0x2070)), None),
    **dict.fromkeys((0x1680, *range(0x2000, 0x2007), 0x2008, 0x200A, 0x205F, 0x3000), " "),
}
#: In a number also what joins letters, and the digits of other widths.
IN_NUMBERS = {
    0x200C: None,
    0x200D: None,
    0xFF0C: ",",
    0xFF0E: ".",
    **{0xFF10 + digit: str(digit) for digit in range(10)},
}
ODD = re.compile(
    "[\u00ad\u180e\u1680\u2000-\u2006\u2008\u200a-\u200f\u202a-\u202e\u205f-\u206f\u3000\ufeff\uff0c\uff0e\uff10-\uff19]"
)
WORDS = re.compile(r"[^\W\d_]{4,}")
FORMULA = re.compile(r'=\s*"([^"]*)"\s*')
#: What goes before a text that a spreadsheet would change or run.
GUARDED = re.compile(r"'\s*(?=[=+@-])|'(?=[\s\d.,'€$£%()/:-]*\d[\s\d.,'€$£%kKM()/:-]*(?:EUR|euros?)?\s*$)")


def clean_cell(text: str) -> str:
    """A text without what was put around its value.

    Examples
    --------
    >>> [clean_cell(text) for text in ("'450 000", '="01000"', "120\\u200b000", "'t Lab", "Fab\\u3000lab")]
    ['450 000', '01000', '120000', "'t Lab", 'Fab lab']
    """
    if not text.isascii() and ODD.search(text):
        text = text.translate(UNSEEN)
        if not WORDS.search(text):
            text = text.translate(IN_NUMBERS)
    start = text[:1]
    if start == "=":
        found = FORMULA.fullmatch(text)
        return found[1] if found else text
    if start == "'":
        return GUARDED.sub("", text, count=1) if GUARDED.match(text) else text
    return text


def _odd(row: Sequence[object]) -> bool:
    """Whether a row has something to clean: one look at all its texts together."""
    text = "\x1f" + "\x1f".join([cell for cell in row if isinstance(cell, str)])
    return "\x1f'" in text or "\x1f=" in text or (not text.isascii() and ODD.search(text) is not None)


def clean_sheet(sheet: Sheet) -> Sheet:
    """A sheet with clean cells; the same one where there was nothing to do."""
    rows: list[Sequence[object]] = list(sheet.rows)
    changed = False
    for at, row in enumerate(rows):
        if _odd(row):
            rows[at] = [clean_cell(cell) if isinstance(cell, str) else cell for cell in row]
            changed = True
    return replace(sheet, rows=rows) if changed else sheet
