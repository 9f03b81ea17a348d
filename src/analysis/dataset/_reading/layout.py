"""Where the table stands in a sheet: its header, its rows, and the rows that are titles, subtotals or notes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

import numpy as np
import pandas as pd

from analysis.dataset._checking.problem import Problem
from analysis.dataset._checking.rules import Rule
from analysis.dataset._reading.sheet import Sheet
from analysis.dataset._reading.telling import Told
from analysis.dataset._reading.testimony import RowIs, hear_rows
from analysis.dataset._reading.units import NOTHING, Worth, find_worth, find_worth_around, is_unit
from analysis.dataset._reading.words import fold
from analysis.words._formatting import format_whole, join_pair
from analysis.words._messages import Message, say, say_plural, spell
from analysis.words.i18n import LANGUAGES, _, mark, speak

__all__ = ["Grid", "Unnamed", "find_header", "is_text", "lay_out", "make_unique", "spell_rows"]

#: The header is looked for in the first rows, and what answers it in some rows below.
FIRST = 200
USUALLY = 40
BELOW = 12
#: So many columns tell the header.
WIDE = 60
#: What spreadsheet programs write where a formula fails, in English and French; Err:502 is LibreOffice's.
ERROR = re.compile(
    r"#(?:REF|N/?A|N/D|DIV/0|VALUE|VALEUR|NAME|NOM|NUM|NOMBRE|NULL|NUL|CALC|SPILL)[!?]?|Err:\d{3}", re.ASCII
)
FORMULA = re.compile(r"=\s*[A-Z(+\-$'\[].*[(+\-*/!:\d].*", re.DOTALL)
AS_TEXT = re.compile(r'=\s*"([^"]*)"')
UNIT_WORD = re.compile(r"\W*(?:unit[ée]s?|units?)\W*", re.IGNORECASE)
#: What numbers are written with, and what stands for none: asked one after the other, in one pass each.
NUMERIC = re.compile(r"[\s\d.,%€$£+-]*")
DASHES = re.compile(r"[\s–—-]*")
YEARS = re.compile(r"(?:19[5-9]\d|20[0-4]\d)(?:\.0)?", re.ASCII)


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


Filled = np.ndarray[Any, np.dtype[np.bool_]]
#: So many rows are tested for being a header again.
MOST_HEADS = 50


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
    worth : Worth
        What its amounts are worth where neither cell nor header says, by a title, a note or the sheet's name.
    worth_by : str or Message
        Where that is said.
    worths : Series of Worth, optional
        The same by row, where tables that were joined differ.
    parts : tuple
        File and sheet of each table that was joined; their rows are coded by `Origin.code`.
    title : str
        The last text above the header.
    """

    sheet: Sheet
    frame: pd.DataFrame
    left_out: tuple[Told, ...]
    problems: tuple[Problem, ...]
    broken: dict[int, list[object]]
    worth: Worth = NOTHING
    worth_by: Told = ""
    worths: pd.Series | None = None
    parts: tuple[tuple[str, str], ...] = ()
    title: str = ""


def _count_filled(row: Sequence[object]) -> list[int]:
    return [at for at, cell in enumerate(row) if cell is not None and str(cell).strip()]


def is_text(cell: object) -> bool:
    """Whether a cell holds words, or a sign that names a unit, rather than a number or a dash."""
    if not isinstance(cell, str):
        return False
    return not (DASHES.fullmatch(cell) or (NUMERIC.fullmatch(cell) and any(sign.isdecimal() for sign in cell)))


def _is_year(cell: object) -> bool:
    return bool(YEARS.fullmatch(str(cell).strip()))


class _Kind(IntEnum):
    """What a cell of the first rows holds."""

    EMPTY = 0
    WORDS = 1
    NUMBER = 2


def _kind(cell: object) -> _Kind:
    if cell is None or (isinstance(cell, str) and not cell.strip()):
        return _Kind.EMPTY
    return _Kind.WORDS if is_text(cell) else _Kind.NUMBER


def find_header(sheet: Sheet, known: Callable[[str], bool]) -> int | None:
    """The row that names the columns: its cells are names, known ones best, and the rows below answer them."""
    if sheet.labelled:
        return 0 if len(sheet.rows) else None
    rows = [row[:WIDE] for row in sheet.rows[: FIRST + BELOW]]
    kinds = [[_kind(cell) for cell in row] for row in rows]
    filled = [[at for at, kind in enumerate(row) if kind] for row in kinds]
    widths = Counter(len(cells) for cells in filled)
    usual = max((width for width, n in widths.items() if n > 1), default=0)
    best, found = 0.0, None
    named_above = 0
    for at, row in enumerate(rows[:FIRST]):
        if at > USUALLY and best > usual:
            break  # a header that is known and answered has been found
        texts = [str(row[i]) for i in filled[at] if kinds[at][i] is _Kind.WORDS]
        if not texts or (len(texts) < 2 and usual > 1):
            continue
        numbers = [i for i in filled[at] if kinds[at][i] is _Kind.NUMBER and not _is_year(row[i])]
        recognised = len({fold(text) for text in texts if known(text)})
        if numbers and not recognised:
            continue
        shape = len(set(texts)) / max(usual, len(filled[at])) if len(texts) > 0.6 * len(filled[at]) else 0.0
        # a row of data holds numbers, and texts that stand in the rows below as well; names are answered by numbers
        score = recognised + shape + _answers(rows, kinds, filled, at) - 2.0 * len(numbers) - named_above
        if score > best or (found is None and recognised):
            best, found = score, at
        named_above += len(texts) >= 2 and not numbers and len(filled[at]) >= usual
    return found


def _answers(rows: Sequence[Sequence[object]], kinds: list[list[_Kind]], filled: list[list[int]], at: int) -> float:
    """How the rows below answer a row: a name has numbers below it, and does not stand there again."""
    row, score = rows[at], 0.0
    below = [j for j in range(at + 1, min(at + 1 + BELOW, len(rows))) if len(filled[j]) >= 2]
    below = [
        j for j in below if sum(i < len(rows[j]) and rows[j][i] == row[i] for i in filled[at]) * 2 < len(filled[at])
    ]
    for i in filled[at]:
        here = [j for j in below if i < len(rows[j]) and kinds[j][i]]
        if not here or kinds[at][i] is not _Kind.WORDS:
            continue
        score += sum(kinds[j][i] is _Kind.NUMBER for j in here) * 2 > len(here)
        score -= any(rows[j][i] == row[i] for j in here)
    return score


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
    return (len(filled) > 1 or wide) and all(is_text(sheet.rows[at][i]) for i in filled)


def _heads_more(sheet: Sheet, at: int, known: Callable[[str], bool]) -> bool:
    """Whether the row below a header names columns too, and leaves out some that the header names."""
    if not _groups(sheet, at + 1):
        return False
    row, below = sheet.rows[at], sheet.rows[at + 1]
    names = [str(below[i]) for i in _count_filled(below)]
    return sum(map(known, names)) >= 2 and bool(set(_count_filled(row)) - set(_count_filled(below)))


def _names(sheet: Sheet, at: int, width: int, known: Callable[[str], bool]) -> tuple[list[str], int, int]:
    """Names of the columns, with the first and the last row of the header."""
    first, last = at, at
    below = _spread(sheet, at, width)
    own = set(_count_filled(sheet.rows[at]))
    if (
        (_groups(sheet, at + 1) and not (set(_count_filled(sheet.rows[at + 1])) & own) and len(own) < width)
        or (
            _groups(sheet, at + 1)
            and any(top == at and right > left for top, left, _bottom, right in sheet.merged)
            and len(_count_filled(sheet.rows[at + 1])) >= 2
        )
        or _heads_more(sheet, at, known)
    ):
        last = at + 1
    elif _groups(sheet, at - 1) and len(_count_filled(sheet.rows[at - 1])) < width:
        first = at - 1
    if first == last:
        return below, first, last
    above, under = _spread(sheet, first, width), _spread(sheet, last, width)
    twice = {name for name, n in Counter(under).items() if n > 1}
    names = [
        f"{group} {name}".strip() if name in twice and group != name else _with_unit(name, unit) or group
        for group, unit, name in zip(above, _spread_on(above), under, strict=True)
    ]
    return names, first, last


def _spread_on(groups: list[str]) -> list[str]:
    """Names of groups, each spread to the next one: without merged cells that is how far they reach."""
    found, last = [], ""
    for group in groups:
        last = group or last
        found.append(last)
    return found


def _with_unit(name: str, of: str) -> str:
    """A name with the unit that a group, or a row of units, gives to it."""
    worth = find_worth(of)
    return f"{name} ({worth.sign()})" if name and name != of and worth.sign() and not find_worth(name) else name


def make_unique(names: Sequence[str]) -> list[str]:
    """Names that differ: an empty one is called by its column's letter, a second one gets its number.

    Examples
    --------
    >>> make_unique(["Montant", "Montant", ""])
    ['Montant', 'Montant (2)', 'column C']
    """
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


def spell_rows(numbers: Sequence[int]) -> Message:
    shown = ", ".join(str(number) for number in numbers[:5]) + (" …" if len(numbers) > 5 else "")
    return say_plural("row {numbers}", "rows {numbers}", len(numbers), numbers=shown)


def _openings(frame: pd.DataFrame, filled: Filled) -> pd.Series:
    """The first filled cell of each row."""
    cells, count = frame.to_numpy(), filled.any(axis=1)
    opening = cells[np.arange(len(frame)), np.where(count, filled.argmax(axis=1), 0)] if frame.size else cells[:, 0:0]
    return pd.Series(opening.ravel(), index=frame.index, dtype="object")


#: What is said of a row that its numbers or its name set apart.
SAID = {
    RowIs.SUBTOTAL: say("a subtotal"),
    RowIs.PART: say("a part of the row above it"),
    RowIs.SUM_IN_PART: say("a subtotal"),
    RowIs.SUM_WITHOUT_WORD: say("equal to the sum of rows"),
    RowIs.TAX: say("a tax on the rows above"),
    RowIs.CALLED_TOTAL: say("called a total, but no sum of rows"),
}
WARNED = {
    RowIs.SUM_WITHOUT_WORD: Rule.ROW_IS_SUM,
    RowIs.SUM_IN_PART: Rule.ROW_SUM_IN_PART,
    RowIs.CALLED_TOTAL: Rule.ROW_CALLED_TOTAL,
    RowIs.LIKE_TOTAL: Rule.ROW_LIKE_TOTAL,
    RowIs.LIKE_SUM: Rule.ROW_LIKE_SUM,
}


@dataclass
class _Sorted:
    """The rows that are data, why each of the others is not, what is warned of, and the texts of titles and notes."""

    frame: pd.DataFrame
    notes: list[Told]
    problems: list[Problem]
    texts: list[tuple[int, str]]


def _sort_out(sheet: Sheet, frame: pd.DataFrame, names: list[str], told: set[int | None]) -> _Sorted:
    """The rows sorted; one in which a cell was told to be an error or a formula holds more than a title."""
    filled = frame.notna().to_numpy()
    count = filled.sum(axis=1)
    first = _openings(frame, filled)
    cells = frame.to_numpy()
    again = first.isin(names).to_numpy(copy=True)
    again[again] = (cells[again] == np.array(names, dtype="object")).sum(axis=1) >= max(2, len(names) / 2)
    lonely = (count == 1) & (frame.shape[1] > 2)
    lonely[lonely] = first[lonely].map(is_text)
    lonely &= ~frame.index.isin(list(told)) if told else True
    set_apart = again | lonely | (count == 0)
    positions = np.flatnonzero(~set_apart)
    heard = {int(positions[at]): what for at, what in hear_rows(frame[~set_apart]).items()}
    reasons: list[tuple[Told, np.ndarray[Any, np.dtype[np.bool_]]]] = []
    for what, said in SAID.items():
        bad = np.zeros(len(frame), dtype=bool)
        bad[[at for at, found in heard.items() if found is what]] = True
        reasons.append((said, bad))
    reasons += [(say("the header again"), again), (say("a title or a note"), lonely)]
    notes: list[Told] = [
        spell(join_pair, spell_rows(frame.index[bad].tolist()), said) for said, bad in reasons if bad.any()
    ]
    gone = set_apart | np.logical_or.reduce([bad for _said, bad in reasons])
    problems = [
        Problem(WARNED[what], sheet.file, int(frame.index[at]), value=str(first.iloc[at])[:100], sheet=sheet.name)
        for at, what in heard.items() if what in WARNED
    ]  # fmt: skip
    texts = [(int(frame.index[at]), str(first.iloc[at])) for at in np.flatnonzero(lonely)[:50]]
    return _Sorted(frame[~gone], notes, problems, texts)


def _odd_cells(cells: pd.Series, book: bool) -> dict[str, Rule | str]:
    """The cells that a program marked: each with the rule that tells it, or the text that it stands for."""
    found: dict[str, Rule | str] = {}
    for cell in cells.unique():
        if not isinstance(cell, str) or not cell.startswith(("#", "=", "E")):
            continue
        if cell[0] == "=" and (text := AS_TEXT.fullmatch(cell)):
            found[cell] = text[1]
        elif ERROR.fullmatch(cell):
            found[cell] = Rule.CELL_ERROR
        elif book and FORMULA.fullmatch(cell):
            found[cell] = Rule.CELL_FORMULA
    return found


def _tidy(sheet: Sheet, frame: pd.DataFrame) -> tuple[pd.DataFrame, list[Problem]]:
    """A table without the marks that programs leave in cells; errors and formulas without a value are told."""
    problems: list[Problem] = []
    for column in frame:
        # in a text file what begins with "=" is a text
        for cell, what in _odd_cells(frame[column], book=bool(sheet.name)).items():
            here = frame[column] == cell
            if isinstance(what, Rule):
                problems += [
                    Problem(what, sheet.file, int(row), str(column), cell[:100], sheet.name)
                    for row in frame.index[here]
                ]
            frame[column] = frame[column].mask(here, None if isinstance(what, Rule) else what or None)
    return frame, problems


def _fill_merged(sheet: Sheet, frame: pd.DataFrame, last: int) -> pd.DataFrame:
    """A table in which each cell of a merged block down its rows holds what the block holds."""
    tall = [(max(top, last + 1), left, bottom) for top, left, bottom, right in sheet.merged
            if bottom > top and right == left and bottom > last + 1 and left < frame.shape[1]]  # fmt: skip
    at = {number: position for position, number in enumerate(frame.index)}
    for top, left, bottom in tall:
        rows = [at[number] for number in sheet.numbers[top : bottom + 1] if number in at]
        if rows and frame.iat[rows[0], left] is not None:
            for row in rows[1:]:
                if frame.iat[row, left] is None:
                    frame.iat[row, left] = frame.iat[rows[0], left]
    return frame


def _find_heads(frame: pd.DataFrame, names: list[str], known: Callable[[str], bool]) -> list[int]:
    """Rows that name columns again: words where the column holds numbers, or the names of the table."""
    words = np.zeros(len(frame), dtype=int)
    again = np.zeros(len(frame), dtype=int)
    own = set(map(str, names))
    numeric = 0
    for at in range(min(frame.shape[1], WIDE)):
        cells = frame.iloc[:, at]
        sample = cells.dropna().head(50)
        texts = [cell for cell in cells.unique() if isinstance(cell, str)]
        if any(cell in own for cell in texts):
            again += cells.isin(own).to_numpy()
        if len(sample) and 2 * sum(not is_text(cell) for cell in sample) > len(sample):
            numeric += 1
            odd = [cell for cell in texts if is_text(cell)]
            words += cells.isin(odd).to_numpy() if odd else 0
    suspects = np.flatnonzero((words >= max(1, min(2, numeric))) | (again >= 2) if numeric else again >= 2)
    body = frame.iloc[suspects[:MOST_HEADS]].to_numpy()
    found = []
    for at, row in zip(suspects.tolist(), body, strict=False):
        n = sum(isinstance(cell, str) and (cell in own or known(cell)) for cell in row)
        if n >= 2 and _is_header(row, n):
            found.append(at)
    return found


def _reorder(
    sheet: Sheet, frame: pd.DataFrame, names: list[str], known: Callable[[str], bool]
) -> tuple[pd.DataFrame, list[Told], list[Problem]]:
    """Rows below a second header brought to the order of the first; those below one with other names are left out."""
    heads = _find_heads(frame, names, known)
    if not heads:
        return frame, [], []
    notes: list[Told] = []
    problems: list[Problem] = []
    parts, order, start, kept = [], list(range(len(names))), 0, True
    body = frame.to_numpy(copy=True)
    for at in [*heads, len(frame)]:
        if kept:
            parts.append((start, at, order))
        if at == len(frame):
            break
        cells = [cell for cell in body[at]]
        here = [fold(str(cell)) for cell in cells]
        wanted = [fold(name) for name in names]
        start = at + 1
        row = int(frame.index[at])
        bare = [fold(re.sub(r" \(\d+\)$", "", str(name))) for name in names]
        kept = {name for name in here if name and name != "none"} == set(wanted)
        if here == bare:
            kept, order = True, list(range(len(names)))
            notes.append(spell(join_pair, spell_rows([row]), say("the header again")))
        elif kept:
            order = [here.index(name) for name in wanted]
            notes.append(spell(join_pair, spell_rows([row]), say("the header again")))
        else:
            problems.append(Problem(Rule.SECOND_TABLE, sheet.file, row, sheet=sheet.name))
            notes.append(spell(join_pair, spell_rows(frame.index[at:].tolist()), say("another table")))
    chosen = [body[first:last][:, order] for first, last, order in parts]
    index = [number for first, last, _order in parts for number in frame.index[first:last]]
    return pd.DataFrame(np.concatenate(chosen), columns=frame.columns, index=index, dtype="object"), notes, problems


def _is_header(row: np.ndarray[Any, np.dtype[np.object_]], known: int) -> bool:
    """Whether a row of a table holds names only, most of them known."""
    cells = [cell for cell in row if cell is not None and cell == cell]
    return all(is_text(cell) or _is_year(cell) for cell in cells) and known * 2 > len(cells)


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
    at = sheet.numbers.index(header) if known_row and header is not None else find_header(sheet, known)
    if at is None:
        return None
    width = max((i + 1 for row in sheet.rows[max(at - 1, 0) : at + 2] for i in _count_filled(row)), default=0)
    names, first, last = (
        _names(sheet, at, width, known) if not sheet.labelled else ([*map(str, sheet.rows[at])], at, at)
    )
    names = make_unique(names)
    body, numbers, broken = _ragged(sheet, last + 1, len(names))
    frame = pd.DataFrame(body, columns=pd.Index(names, dtype="object"), index=numbers, dtype="object")
    frame = frame.mask(frame.isin(["", " "]) | frame.isna(), None)
    frame, hidden = _leave_hidden(sheet, frame, last)
    frame, told = _tidy(sheet, frame)
    names = [*frame.columns]
    frame, units = _take_units(frame)
    frame, reordered, second = _reorder(sheet, frame, names, known)
    frame = _fill_merged(sheet, frame, last)
    found = _sort_out(sheet, frame, [*names], {problem.row for problem in told})
    above = [i for i in range(first) if _count_filled(sheet.rows[i])]
    notes = [spell(join_pair, spell_rows([sheet.numbers[i] for i in above]), say("above the header"))] if above else []
    titles = [
        (sheet.numbers[i], str(cell)) for i in above for cell in sheet.rows[i] if isinstance(cell, str) and cell.strip()
    ]
    worth, by = _worth_around(sheet, [*titles, *found.texts])
    problems = [
        Problem(Rule.ROW_TOO_LONG, sheet.file, row, sheet=sheet.name, fields={"cells": len(cells), "names": len(names)})
        for row, cells in broken.items()
    ]
    turned = (
        [say("projects stand in columns: row 2 of what is told is column B of the sheet, and so on")]
        if sheet.turned
        else []
    )
    left_out = [*turned, *notes, *units, *reordered, *found.notes]
    problems = [*problems, *hidden, *told, *second, *found.problems]
    return Grid(
        sheet, found.frame, tuple(left_out), tuple(problems), broken, worth, by, title=titles[-1][1] if titles else ""
    )


def _leave_hidden(sheet: Sheet, frame: pd.DataFrame, last: int) -> tuple[pd.DataFrame, list[Problem]]:
    """A table without its hidden rows and columns, if some are shown; both are told."""
    problems = []
    rows = [number for number in frame.index if number in sheet.hidden_rows and frame.loc[number].notna().any()]
    if rows and len(rows) < len(frame):
        shown = ", ".join(map(str, rows[:5])) + (" …" if len(rows) > 5 else "")
        fields = {"number": len(rows), "n": spell(format_whole, len(rows)), "rows": shown}
        problems.append(Problem(Rule.ROWS_HIDDEN, sheet.file, None, sheet=sheet.name, fields=fields))
        frame = frame.drop(index=rows)
    columns = [
        name for at, name in enumerate(frame.columns) if at in sheet.hidden_columns and frame[name].notna().any()
    ]
    if columns and len(columns) < frame.shape[1]:
        problems += [Problem(Rule.COLUMN_HIDDEN, sheet.file, None, str(name), sheet=sheet.name) for name in columns]
        frame = frame.drop(columns=columns)
    return frame, problems


def _take_units(frame: pd.DataFrame) -> tuple[pd.DataFrame, list[Told]]:
    """A table without the row of units below its header: its columns bear them."""
    if not len(frame):
        return frame, []
    top = frame.iloc[0]
    cells = [cell for cell in top if cell is not None]
    units = [cell for cell in cells if is_unit(cell)]
    label = [cell for cell in cells if not is_unit(cell)]
    if not any(find_worth(str(cell)) for cell in units) or len(label) > 1 or (label and top.iloc[0] != label[0]):
        return frame, []
    if label and not UNIT_WORD.fullmatch(str(label[0])):
        return frame, []
    names = [_with_unit(str(name), str(cell)) if cell in units else name for name, cell in zip(frame, top, strict=True)]
    row = int(frame.index[0])
    frame = frame.iloc[1:].set_axis(
        pd.Index(make_unique(names) if len(set(names)) < len(names) else names, dtype="object"), axis=1
    )
    return frame, [spell(join_pair, spell_rows([row]), say("units"))]


def _worth_around(sheet: Sheet, texts: list[tuple[int, str]]) -> tuple[Worth, Told]:
    """The unit of a whole table, by its titles, the notes below it and the name of its sheet."""
    worth, by = find_worth_around([(str(row), text) for row, text in texts] + [("", sheet.name)])
    if not worth:
        return NOTHING, ""
    return worth, say("row {number}", number=by) if by else say("the name of the sheet")
