"""Rules of one column: present, filled, of its type, an allowed value, within its range, unique."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd

from analysis.dataset._checking.columnar import has_twice, is_among, match_pattern, parse_numbers, translate_codes
from analysis.dataset._checking.problem import Origin, Problem
from analysis.dataset._checking.rules import Rule
from analysis.words._messages import Message, say
from analysis.words.vocabulary import Field, Schema

__all__ = ["check_columns"]

NUMBER = r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?"
WHOLE = r"[+-]?\d+"
BOOLEANS = {"true": "true", "false": "false"}
LARGE = 100_000
EXACT = 2**53  # above it float64 no longer holds every whole number
#: What a cell breaks that is not of the type of its column; any text is a string.
TYPES = {"number": Rule.NOT_A_NUMBER, "integer": Rule.NOT_AN_INTEGER, "boolean": Rule.NOT_A_BOOLEAN}


def check_columns(text: pd.DataFrame, table: Schema, origin: Origin) -> tuple[pd.DataFrame, list[Problem]]:
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
        Problem(Rule.COLUMN_MISSING, file, None, field.name, sheet=sheet, fields={"near": _near(field.name, unknown)})
        for field in table.fields
        if field.name not in text and field.since == 1  # data of before lacks what came later: it is not known
    ]
    problems += [Problem(Rule.COLUMN_NOT_KNOWN, file, None, name, sheet=sheet) for name in unknown]
    there = [field for field in table.fields if field.name in text]

    def typed(one: Field) -> tuple[pd.Series, list[Found]]:
        return _type_column(text[one.name], one)

    if len(text) > LARGE:
        with ThreadPoolExecutor(max_workers=2) as pool:  # Arrow works outside Python's lock
            found = dict(zip(there, pool.map(typed, there), strict=True))
    else:
        found = {one: typed(one) for one in there}
    columns = {}
    for field in table.fields:
        if field not in found:
            # told once above where it is one of the first; its empty rows are no problems of their own
            columns[field.name] = _empty_column(text.index, field)
            continue
        columns[field.name], wrong = found[field]
        column = origin.columns.get(field.name, field.name)
        problems += [Problem(code, file, row, column, value, sheet, fields) for row, value, code, fields in wrong]
    return pd.DataFrame(columns, index=text.index), problems


@lru_cache(maxsize=1000)
def _near(name: str, names: tuple[str, ...]) -> Message | str:
    close = difflib.get_close_matches(name, names, n=1, cutoff=0.7)
    return say("did you mean {name!r}?", name=close[0]) if close else ""


Fields = dict[str, Any]
Found = tuple[int, str, Rule, Fields]


def _type_column(cells: pd.Series, field: Field) -> tuple[pd.Series, list[Found]]:
    if not field.required and cells.isna().all():  # what is empty breaks no other rule
        return _empty_column(cells.index, field), []
    values, wrong = _parse_column(cells, field)
    found = list(_rows(cells, wrong, TYPES[field.type], {})) if field.type in TYPES else []
    for bad, rule, fields in _rules(cells, values, field):
        bad = bad.fillna(False).astype(bool) & ~wrong
        if not bad.any():
            continue
        told = _rows(cells, bad, rule, fields)
        if rule is Rule.NOT_A_CODE:
            told = ((row, value, rule, {**fields, "near": _near(value, field.codes)}) for row, value, *_rest in told)
        found += told
        if rule is not Rule.VALUE_TWICE:
            values = values.mask(bad)
    return values, found


def _empty_column(index: pd.Index, field: Field) -> pd.Series:
    """A column of which no cell is filled, in its type; whole numbers of no row at all are whole."""
    kind = {"boolean": "boolean", "number": "float64", "integer": "float64" if len(index) else "int64"}
    return pd.Series(None, index=index, dtype=kind.get(field.type, "str"))


def _rows(cells: pd.Series, bad: pd.Series, rule: Rule, fields: Fields) -> Iterator[Found]:
    positions, rows = np.flatnonzero(bad.to_numpy()), cells.index
    for position, value in zip(positions.tolist(), cells.iloc[positions].fillna("").tolist(), strict=True):
        yield rows[position], value, rule, fields


def _parse_column(cells: pd.Series, field: Field) -> tuple[pd.Series, pd.Series]:
    """The typed column and which cells are not of the type."""
    if field.type == "boolean":
        values = translate_codes(cells.str.lower(), BOOLEANS).map({"true": True, "false": False}).astype("boolean")
        return values, cells.notna() & values.isna()
    if field.type == "string":
        return cells.astype("str"), pd.Series(False, index=cells.index)
    whole = field.type == "integer"
    found = parse_numbers(cells, whole=whole)
    if found is None:  # some cell is spelled otherwise: which ones is told by the pattern
        spelled = match_pattern(cells, WHOLE if whole else NUMBER)
        found = pd.to_numeric(cells.where(spelled), errors="coerce").astype("float64")
    wrong = cells.notna() & ~np.isfinite(found)
    if whole:
        wrong |= found.abs() >= EXACT
    found = found.where(~wrong)
    return found.astype("int64") if whole and found.notna().all() else found, wrong


def _rules(cells: pd.Series, values: pd.Series, field: Field) -> Iterator[tuple[pd.Series, Rule, Fields]]:
    filled = cells.notna()
    if field.required:
        blank = ~filled
        if not field.values and not field.pattern and field.type == "string":
            blank |= cells.str.isspace().fillna(False).astype(bool)
        yield blank, Rule.VALUE_REQUIRED, {}
    if field.values:
        yield filled & ~is_among(cells, field.codes), Rule.NOT_A_CODE, {"values": ", ".join(field.codes)}
    if field.pattern:
        yield filled & ~match_pattern(cells, field.pattern), Rule.NOT_THE_PATTERN, {"pattern": field.pattern}
    if field.above is not None:
        yield values <= field.above, Rule.NOT_ABOVE, {"limit": f"{field.above:g}"}
    if field.minimum is not None:
        yield values < field.minimum, Rule.TOO_LOW, {"limit": f"{field.minimum:g}"}
    if field.maximum is not None:
        yield values > field.maximum, Rule.TOO_HIGH, {"limit": f"{field.maximum:g}"}
    if field.unique and has_twice(cells):
        yield filled & cells.duplicated(), Rule.VALUE_TWICE, {}
