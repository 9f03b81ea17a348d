"""Where the table stands in a sheet: its header, its rows, and the rows that are titles, subtotals or notes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.dataset._checking.problem import Problem
from analysis.dataset._checking.rules import Rule
from analysis.dataset._reading.sheet import Sheet
from analysis.dataset._reading.telling import Told
from analysis.dataset._reading.words import fold
from analysis.words._formatting import join_pair
from analysis.words._messages import Message, say, say_plural, spell
from analysis.words.i18n import LANGUAGES, _, mark, speak

__all__ = ["Grid", "Unnamed", "lay_out"]

#: The header is looked for in the first rows.
FIRST = 40
TOTAL = r"\s*(?:sous[- ]?total|sub[- ]?total|grand total|total|totaux|ensemble|somme|moyenne|sum|average)\b"


class Unnamed(str):
    """The name of a column whose header is empty: the same to programs, said by ``str`` in the language that is spoken.

    Examples
    --------
    >>> name = Unnamed("column C")
    >>> with speak("fr"):
    ...     str(name), name == "column C"
    ('colonne C', True)
    """

    __slots__ = ()
    PATTERN = mark("column {name}")

    def __str__(self) -> str:
        return _(self.PATTERN).format(name=self.rpartition(" ")[2])

    def in_each_language(self) -> list[str]:
        """What the column is called in files that were written in any language."""
        found = []
        for lang in LANGUAGES:
            with speak(lang):
                found.append(str(self))
        return found


@dataclass(frozen=True)
class Grid:
    """The table of a sheet.

    Attributes
    ----------
    sheet : Sheet
        Where it stands.
    frame : DataFrame
        Cells as they came, missing where empty; the index is the row that a spreadsheet shows, the columns are the
        names in the header.
    left_out : tuple
        Rows that are no data, with their reason; worded when they are shown.
    problems : tuple of Problem
        Rows that cannot be read; they are not in the frame.
    broken : dict
        Those rows as they came, by their number.
    """

    sheet: Sheet
    frame: pd.DataFrame
    left_out: tuple[Told, ...]
    problems: tuple[Problem, ...]
    broken: dict[int, list[object]]


def _count_filled(row: Sequence[object]) -> list[int]:
    return [at for at, cell in enumerate(row) if cell is not None and str(cell).strip()]


def _is_text(cell: object) -> bool:
    """Whether a cell holds words, or a sign that names a unit, rather than a number or a dash."""
    return isinstance(cell, str) and not re.fullmatch(r"[\s\d.,%€$£+-]*\d[\s\d.,%€$£+-]*|[\s–—-]*", cell)


def _header_row(sheet: Sheet, known: Callable[[str], bool]) -> int | None:
    """The row that names most columns: first by names that are known, then by texts that differ."""
    best, found = (0, 0.0), None
    widths = Counter(len(_count_filled(row)) for row in sheet.rows[:FIRST])
    usual = max((width for width, n in widths.items() if n > 1), default=0)
    for at, row in enumerate(sheet.rows[:FIRST]):
        filled = _count_filled(row)
        texts = [str(row[i]) for i in filled if _is_text(row[i])]
        if not texts or (len(texts) < 2 and usual > 1):
            continue
        recognised = len({fold(text) for text in texts if known(text)})
        shape = len(set(texts)) / max(usual, len(filled)) if len(texts) > 0.6 * len(filled) else 0.0
        if (recognised, shape) > best:
            best, found = (recognised, shape), at
        if sheet.labelled:
            return at
    return found


def _spread(sheet: Sheet, at: int, width: int) -> list[str]:
    """A row of group names, each spread over the cells that it was merged with."""
    row = [str(cell).strip() for cell in sheet.rows[at]] + [""] * width
    for top, left, bottom, right in sheet.merged:
        if top <= at <= bottom and left < width:
            row[left : right + 1] = [str(sheet.rows[top][left]).strip()] * (min(right, width - 1) - left + 1)
    return row[:width]


def _groups(sheet: Sheet, at: int) -> bool:
    """Whether a row holds names of groups of columns: two texts or more, no number, and cells left blank."""
    if at < 0 or at >= len(sheet.rows):
        return False
    filled = _count_filled(sheet.rows[at])
    wide = any(top == at and right > left for top, left, _bottom, right in sheet.merged)
    return (len(filled) > 1 or wide) and all(_is_text(sheet.rows[at][i]) for i in filled)


def _names(sheet: Sheet, at: int, width: int) -> tuple[list[str], int, int]:
    """Names of the columns, with the first and the last row of the header."""
    first, last = at, at
    below = _spread(sheet, at, width)
    own = set(_count_filled(sheet.rows[at]))
    if (_groups(sheet, at + 1) and not (set(_count_filled(sheet.rows[at + 1])) & own) and len(own) < width) or (
        _groups(sheet, at + 1)
        and any(top == at and right > left for top, left, _bottom, right in sheet.merged)
        and len(_count_filled(sheet.rows[at + 1])) >= 2
    ):
        last = at + 1
    elif _groups(sheet, at - 1) and len(_count_filled(sheet.rows[at - 1])) < width:
        first = at - 1
    if first == last:
        return below, first, last
    above, under = _spread(sheet, first, width), _spread(sheet, last, width)
    twice = {name for name, n in Counter(under).items() if n > 1}
    names = [
        f"{group} {name}".strip() if name in twice and group != name else name or group
        for group, name in zip(above, under, strict=True)
    ]
    return names, first, last


def _unique(names: list[str]) -> list[str]:
    """Names that differ: an empty one is called by its column's letter, a second one gets its number."""
    seen: Counter[str] = Counter()
    found = []
    for at, name in enumerate(names):
        name = " ".join(name.split())[:200] or Unnamed(Unnamed.PATTERN.format(name=_letter(at)))
        seen[name] += 1
        found.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return found


def _letter(at: int) -> str:
    return (_letter(at // 26 - 1) if at >= 26 else "") + chr(65 + at % 26)


def _ragged(sheet: Sheet, start: int, width: int) -> tuple[list[Sequence[object]], list[int], dict[int, list[object]]]:
    """Rows brought to one width; a row with more cells than the header, filled ones, is broken."""
    body, numbers, broken = [], [], {}
    for number, row in zip(sheet.numbers[start:], sheet.rows[start:], strict=True):
        if len(row) > width and any(str(cell).strip() for cell in row[width:]):
            broken[number] = list(row)
            continue
        numbers.append(number)
        body.append(row if len(row) == width else [*row[:width], *[""] * (width - len(row))])
    return body, numbers, broken


def _rows(numbers: Sequence[int]) -> Message:
    shown = ", ".join(str(number) for number in numbers[:5]) + (" …" if len(numbers) > 5 else "")
    return say_plural("row {numbers}", "rows {numbers}", len(numbers), numbers=shown)


def _sort_out(frame: pd.DataFrame, names: list[str]) -> tuple[pd.DataFrame, list[Told]]:
    """The rows that are data; why each of the others is not."""
    filled = frame.notna().to_numpy()
    count = filled.sum(axis=1)
    cells = frame.to_numpy()
    opening = (
        cells[np.arange(len(frame)), np.where(count > 0, filled.argmax(axis=1), 0)] if frame.size else cells[:, 0:0]
    )
    first = pd.Series(opening.ravel(), index=frame.index, dtype="object")
    total = first.astype("str").str.match(TOTAL, case=False).fillna(False).to_numpy(dtype=bool, copy=True)
    total[total] = frame[total].map(_is_text).sum(axis=1) <= 1
    again = first.isin(names).to_numpy(copy=True)
    again[again] = (cells[again] == np.array(names, dtype="object")).sum(axis=1) >= max(2, len(names) / 2)
    lonely = (count == 1) & (frame.shape[1] > 2) & ~total
    lonely[lonely] = first[lonely].map(_is_text)
    reasons = (
        (None, count == 0),
        (say("a subtotal"), total),
        (say("the header again"), again),
        (say("a title or a note"), lonely),
    )
    notes: list[Told] = []
    gone = np.zeros(len(frame), dtype=bool)
    for reason, bad in reasons:
        bad = bad & ~gone
        if bad.any() and reason:
            notes.append(spell(join_pair, _rows(frame.index[bad].tolist()), reason))
        gone |= bad
    return frame[~gone], notes


def lay_out(sheet: Sheet, known: Callable[[str], bool], header: int | None = None) -> Grid | None:
    """The table of a sheet; None if there is none.

    Parameters
    ----------
    sheet : Sheet
        As it was found.
    known : callable
        Whether a text is a name of a column that the project knows.
    header : int, optional
        Row of the header, where it is known.

    Examples
    --------
    >>> sheet = Sheet("a.csv", "", [["Plans 2019", ""], ["Lieu", "Coût total"], ["A", "1"], ["Total", "1"]], range(1, 5))
    >>> grid = lay_out(sheet, lambda name: name == "Lieu")
    >>> grid.frame.to_dict("index"), [str(note) for note in grid.left_out]
    ({3: {'Lieu': 'A', 'Coût total': '1'}}, ['row 1: above the header', 'row 4: a subtotal'])
    """
    known_row = header is not None and header in sheet.numbers
    at = sheet.numbers.index(header) if known_row and header is not None else _header_row(sheet, known)
    if at is None:
        return None
    width = max((i + 1 for row in sheet.rows[max(at - 1, 0) : at + 2] for i in _count_filled(row)), default=0)
    names, first, last = _names(sheet, at, width) if not sheet.labelled else ([*map(str, sheet.rows[at])], at, at)
    names = _unique(names)
    body, numbers, broken = _ragged(sheet, last + 1, len(names))
    frame = pd.DataFrame(body, columns=pd.Index(names, dtype="object"), index=numbers, dtype="object")
    frame = frame.mask(frame.isin(["", " "]) | frame.isna(), None)
    frame, notes = _sort_out(frame, names)
    above = [sheet.numbers[i] for i in range(first) if _count_filled(sheet.rows[i])]
    notes = ([spell(join_pair, _rows(above), say("above the header"))] if above else []) + notes
    problems = [
        Problem(Rule.ROW_TOO_LONG, sheet.file, row, sheet=sheet.name, fields={"cells": len(cells), "names": len(names)})
        for row, cells in broken.items()
    ]
    return Grid(sheet, frame, tuple(notes), tuple(problems), broken)
