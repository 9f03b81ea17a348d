"""Rules of one column: present, filled, of its type, an allowed value, within its range, unique."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache

import numpy as np
import pandas as pd

from analysis.dataset._checking.columnar import among, has_twice, matches, numbers, translated
from analysis.dataset._checking.problem import Origin, Problem
from analysis.words.i18n import _, mark
from analysis.words.vocabulary import Field, Table

__all__ = ["check_columns"]

NUMBER = r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?"
WHOLE = r"[+-]?\d+"
BOOLEANS = {"true": "true", "false": "false"}
LARGE = 100_000
EXACT = 2**53  # above it float64 no longer holds every whole number
#: What a cell of each type breaks when it is not of it, and what to write.
TYPES = {
    "number": (mark("is not a number"), mark("digits with a point as decimal mark, no unit, no thousands mark")),
    "integer": (mark("is not an integer"), mark("a whole number without unit")),
    "boolean": (mark("is not a boolean"), mark("true, false or empty")),
    "string": ("", ""),
}
TWICE = mark("value stands twice")


def check_columns(text: pd.DataFrame, table: Table, origin: Origin) -> tuple[pd.DataFrame, list[Problem]]:
    """Turn the text of a table into its types; every value that breaks a rule of its column is a problem.

    Parameters
    ----------
    text : DataFrame
        All columns as text, empty cells missing; the index is the row of the file.
    table : Table
        The fields that the table must have.
    origin : Origin
        Where the table stands, with the names of its columns there.

    Returns
    -------
    DataFrame
        The columns of the vocabulary in its order, typed; a value that breaks a rule is missing.
    list of Problem
        In the order of the columns.
    """
    file, sheet = origin.file, origin.sheet
    unknown = tuple(name for name in text.columns if name not in table.names)
    problems = [
        Problem("error", file, None, field.name, "", _("column is missing"), _near(field.name, unknown), sheet)
        for field in table.fields
        if field.name not in text
    ]
    problems += [
        Problem("warning", file, None, name, "", _("column is not in the vocabulary; it is not used"), "", sheet)
        for name in unknown
    ]
    there = [field for field in table.fields if field.name in text]
    with ThreadPoolExecutor(max_workers=2 if len(text) > LARGE else 1) as pool:  # Arrow works outside Python's lock
        found = dict(zip(there, pool.map(lambda field: _typed(text[field.name], field), there), strict=True))
    columns = {}
    for field in table.fields:
        if field not in found:
            # told once above; its empty rows are no problems of their own
            columns[field.name] = _parsed(pd.Series(pd.NA, index=text.index, dtype="str"), field)[0]
            continue
        columns[field.name], wrong = found[field]
        column = origin.columns.get(field.name, field.name)
        problems += [Problem("error", file, row, column, value, rule, hint, sheet) for row, value, rule, hint in wrong]
    return pd.DataFrame(columns, index=text.index), problems


@lru_cache(maxsize=1000)
def _near(name: str, names: tuple[str, ...]) -> str:
    close = difflib.get_close_matches(name, names, n=1, cutoff=0.7)
    return _("did you mean {name!r}?").format(name=close[0]) if close else ""


Found = tuple[int, str, str, str]


def _typed(cells: pd.Series, field: Field) -> tuple[pd.Series, list[Found]]:
    values, wrong = _parsed(cells, field)
    rule, hint = TYPES[field.type]
    found = list(_rows(cells, wrong, _(rule), _(hint)))
    for bad, rule, hint in _rules(cells, values, field):
        bad = bad.fillna(False).astype(bool) & ~wrong
        if not bad.any():
            continue
        found += [
            (row, value, rule, hint or _near(value, field.codes)) for row, value, *_rest in _rows(cells, bad, rule)
        ]
        if rule != _(TWICE):
            values = values.mask(bad)
    return values, found


def _rows(cells: pd.Series, bad: pd.Series, rule: str, hint: str = "") -> Iterator[Found]:
    positions, rows = np.flatnonzero(bad.to_numpy()), cells.index
    for position, value in zip(positions.tolist(), cells.iloc[positions].fillna("").tolist(), strict=True):
        yield rows[position], value, rule, hint


def _parsed(cells: pd.Series, field: Field) -> tuple[pd.Series, pd.Series]:
    """The typed column and which cells are not of the type."""
    if field.type == "boolean":
        values = translated(cells.str.lower(), BOOLEANS).map({"true": True, "false": False}).astype("boolean")
        return values, cells.notna() & values.isna()
    if field.type == "string":
        return cells.astype("str"), pd.Series(False, index=cells.index)
    whole = field.type == "integer"
    found = numbers(cells, whole=whole)
    if found is None:  # some cell is spelled otherwise: which ones is told by the pattern
        spelled = matches(cells, WHOLE if whole else NUMBER)
        found = pd.to_numeric(cells.where(spelled), errors="coerce").astype("float64")
    wrong = cells.notna() & ~np.isfinite(found)
    if whole:
        wrong |= found.abs() >= EXACT
    found = found.where(~wrong)
    return found.astype("int64") if whole and found.notna().all() else found, wrong


def _rules(cells: pd.Series, values: pd.Series, field: Field) -> Iterator[tuple[pd.Series, str, str]]:
    filled = cells.notna()
    if field.required:
        blank = ~filled
        if not field.values and not field.pattern and field.type == "string":
            blank |= cells.str.isspace().fillna(False).astype(bool)
        yield blank, _("value is required"), _("fill the cell")
    if field.values:
        yield (
            filled & ~among(cells, field.codes),
            _("is not one of: {values}").format(values=", ".join(field.codes)),
            "",
        )
    if field.pattern:
        yield (
            filled & ~matches(cells, field.pattern),
            _("does not match the pattern {pattern}").format(pattern=field.pattern),
            "",
        )
    if field.above is not None:
        yield values <= field.above, _("must be above {limit}").format(limit=f"{field.above:g}"), ""
    if field.minimum is not None:
        yield values < field.minimum, _("must be at least {limit}").format(limit=f"{field.minimum:g}"), ""
    if field.maximum is not None:
        yield values > field.maximum, _("must be at most {limit}").format(limit=f"{field.maximum:g}"), ""
    if field.unique and has_twice(cells):
        yield filled & cells.duplicated(), _(TWICE), _("give each row its own")
