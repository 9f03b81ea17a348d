"""Sheets cut to tables: two tables side by side are two, and a table whose projects stand in columns is turned."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise, zip_longest

from analysis.dataset._reading.layout import find_header, is_text
from analysis.dataset._reading.roles import list_roles
from analysis.dataset._reading.sheet import MOST_COLUMNS, Sheet
from analysis.dataset._reading.words import fold

__all__ = ["cut"]

#: A header that names fewer columns than this says nothing of two tables, or of a turned one.
LEAST = 2
#: A turned table has a row for each field, and some notes.
LONGEST_TURNED = 400


def _filled(row: Sequence[object]) -> list[int]:
    return [at for at, cell in enumerate(row) if cell is not None and str(cell).strip()]


def cut(sheet: Sheet, known: Callable[[str], bool]) -> list[Sheet]:
    """The tables of a sheet, each as a sheet of its own; most sheets hold one.

    Parameters
    ----------
    sheet : Sheet
        As it was found.
    known : callable
        Whether a text is a name of a column that the project knows.

    Examples
    --------
    >>> rows = [["Lieu", "Coût", "", "Lieu", "Coût"], ["A", 1, "", "B", 2]]
    >>> [part.rows for part in cut(Sheet("a.xlsx", "", rows, range(1, 3)), lambda name: name in ("Lieu", "Coût"))]
    [[['Lieu', 'Coût'], ['A', 1]], [['Lieu', 'Coût'], ['B', 2]]]
    """
    if sheet.labelled or not len(sheet.rows):
        return [sheet]
    at = find_header(sheet, known)
    if at is None:
        return [sheet]
    if turned := _turned(sheet, at, known):
        return [turned]
    blocks = _blocks(sheet, at)
    return [_slice(sheet, first, last) for first, last in blocks] if len(blocks) > 1 else [sheet]


def _blocks(sheet: Sheet, at: int) -> list[tuple[int, int]]:
    """The columns of tables side by side, first and one past the last: an empty column parts equal headers."""
    row = sheet.rows[at]
    filled = set(_filled(row))
    width = max(filled) + 1
    if len(filled) == width or width > MOST_COLUMNS:
        return [(0, width)]
    below = set().union(*(_filled(other) for other in sheet.rows[at:]))
    edges = [-1, *(c for c in range(width) if c not in filled and c not in below), width]
    blocks = [(a + 1, b) for a, b in pairwise(edges) if b > a + 1]
    names = [{fold(str(row[c])) for c in range(a, b)} for a, b in blocks]
    same = len(blocks) > 1 and all(len(own) >= LEAST and own == names[0] for own in names)
    return blocks if same else [(0, width)]


def _slice(sheet: Sheet, first: int, last: int) -> Sheet:
    rows = [list(row[first:last]) for row in sheet.rows]
    merged = tuple((top, left - first, bottom, right - first) for top, left, bottom, right in sheet.merged
                   if first <= left and right < last)  # fmt: skip
    hidden = frozenset(c - first for c in sheet.hidden_columns if first <= c < last)
    return replace(sheet, rows=rows, merged=merged, hidden_columns=hidden)


def _names_place(text: str) -> bool:
    """Whether a text names what a table of places has, and a table of funders has not."""
    roles = list_roles().get(fold(text), ())
    return any(not role.field.startswith("funder") and role.field not in ("amount_eur", "sector") for role in roles)


def _turned(sheet: Sheet, at: int, known: Callable[[str], bool]) -> Sheet | None:
    """The sheet with rows and columns exchanged, where its first column names what the columns of a table do."""
    if len(sheet.rows) > LONGEST_TURNED:
        return None
    rows = [row for row in sheet.rows if len(_filled(row)) >= LEAST]
    if len(rows) < 3:
        return None
    left = min(_filled(row)[0] for row in rows)
    labels = [str(row[left]) for row in rows if left < len(row) and is_text(row[left]) and str(row[left]).strip()]
    down = {fold(label) for label in labels if known(label)}
    across = {fold(str(cell)) for cell in sheet.rows[at] if is_text(cell) and str(cell).strip() and known(str(cell))}
    own = [label for label in labels if known(label) and _names_place(_plain(label))]
    numbers = sum(any(not is_text(row[c]) for c in _filled(row) if c > left) for row in rows)
    if len(down) < 3 or len(across) > 1 or len(down) * 2 < len(labels) or not own or not numbers:
        return None
    first = next(i for i, row in enumerate(sheet.rows) if len(_filled(row)) >= LEAST)
    body = [list(row[left:]) for row in sheet.rows[first:] if _filled(row)]
    columns = [list(column) for column in zip_longest(*body, fillvalue="")]
    return replace(
        sheet, rows=columns, numbers=range(left + 1, left + 1 + len(columns)), merged=(), turned=True,
        hidden_rows=frozenset(c + 1 for c in sheet.hidden_columns), hidden_columns=frozenset(),
    )  # fmt: skip


def _plain(label: str) -> str:
    """A label without what stands in brackets and without its unit."""
    words = [word for word in fold(label.partition("(")[0]).split() if word not in ("ht", "ttc", "eur", "k")]
    return " ".join(words)
