"""JSON, GeoJSON and Parquet: records whose fields have names of their own."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from analysis.dataset._checking.problem import Problem
from analysis.dataset._checking.rules import Rule
from analysis.dataset._reading.apart import read_apart
from analysis.dataset._reading.encodings import decode
from analysis.dataset._reading.json_forms import Record, count_of_all, find_records, read_lines_of_json, read_whole
from analysis.dataset._reading.roles import list_roles
from analysis.dataset._reading.sheet import MOST_CELLS, MOST_COLUMNS, ROW, Sheet, spell_whole
from analysis.dataset._reading.text import refuse
from analysis.dataset._reading.words import fold
from analysis.words._formatting import format_whole
from analysis.words._messages import spell

__all__ = ["is_json", "read_json", "read_parquet"]

DEEPEST = 6
#: How a list of parts of a record calls the record that they belong to, where nothing in it tells one from another.
NUMBER = "id"


def is_json(content: bytes) -> bool:
    """Whether a text begins as JSON does."""
    head = content[:4096].removeprefix(b"\xef\xbb\xbf")
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in head[:2]:
        head = head.replace(b"\0", b"").lstrip(b"\xff\xfe")
    return head.lstrip()[:1] in (b"{", b"[")


def _flat(record: Record, before: str = "", depth: int = 0) -> dict[str, object]:
    """Nested fields as ``outer:inner``; what the parts of a list say is joined."""
    flat: dict[str, object] = {}
    for key, value in record.items():
        name = f"{before}{key}"
        if isinstance(value, list) and value and all(isinstance(part, dict) for part in value) and depth < DEEPEST:
            value = value[0] if len(value) == 1 else _joined(value)
        if isinstance(value, dict) and depth < DEEPEST:
            # a structure of amounts is a column for each: what is around them says no more
            bare = (
                depth == 0 and len(value) > 0 and all(map(_is_number, value.values())) and not set(value) & set(record)
            )
            flat |= _flat(value, "" if bare else f"{name}:", depth + 1)
        elif isinstance(value, list):
            flat[name] = "; ".join(spell_whole(str(part)) for part in value[:100])
        else:
            flat[name] = _cell(value)
    return flat


def _joined(parts: Sequence[Record]) -> dict[str, object]:
    names = dict.fromkeys(name for part in parts for name in part)
    told = {name: [part[name] for part in parts if part.get(name) is not None] for name in names}
    return {name: cells[0] if len(cells) == 1 else cells for name, cells in told.items()}


def _cell(value: Any) -> object:
    if value is None or (isinstance(value, float) and not math.isfinite(value)):
        return "" if value is None else str(value)
    if isinstance(value, str):
        return spell_whole(value)
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, bool | int | float | date) else spell_whole(str(value)[:1000])


def _is_number(value: Any) -> bool:
    return not isinstance(value, bool | str | list | dict | None | datetime | date) and hasattr(value, "__float__")


def _lists(records: Sequence[Record]) -> list[str]:
    """Fields that hold lists of parts with numbers of their own, such as the funders of a place with what each gives."""
    found: dict[str, bool] = {}
    for record in records:
        for name, value in record.items():
            if isinstance(value, list) and value and all(isinstance(part, dict) for part in value):
                found[name] = found.get(name, False) or any(
                    _is_number(cell) for part in value for cell in part.values()
                )
    return [name for name, numbers in found.items() if numbers]


def _stands_for(name: str, *fields: str) -> bool:
    return any(role.field in fields for role in list_roles().get(fold(name), ()))


def _key(records: Sequence[Record]) -> str:
    """The field that tells one record from another: its identifier or its name; empty where none does."""
    for wanted in ("place_id", "name"):
        for name in records[0]:
            cells = [record.get(name) for record in records]
            known = all(isinstance(cell, str | int) and not isinstance(cell, bool) and cell != "" for cell in cells)
            if known and len(set(map(str, cells))) == len(cells) and _stands_for(name, wanted):
                return name
    return ""


def _sheets(records: Sequence[Record], file: str) -> list[Sheet]:
    """The records, and a sheet of its own for each list of parts in them, by which they name their record."""
    lists = _lists(records)
    if not lists:
        return [_sheet([_flat(record) for record in records], file, "")]
    key = _key(records)
    numbered = [record if key else {NUMBER: at, **record} for at, record in enumerate(records, start=1)]
    key = key or NUMBER
    places = [{name: value for name, value in record.items() if name not in lists} for record in numbered]
    sheets = [_sheet([_flat(record) for record in places], file, "records")]
    for name in lists:
        parts = [(record[key], part) for record in numbered for part in record.get(name) or ()]
        names = dict.fromkeys(own for _of, part in parts for own in part)
        # what a part calls its name is who gives, not the place
        funder = next((own for own in names if own == key or _stands_for(own, "name")), "")
        called = {own: "funder" if own == funder and not any(_stands_for(o, "funder") for o in names) else
                  f"{name}:{own}" if own == key else own for own in names}  # fmt: skip
        rows = [{key: of, **{called[own]: cell for own, cell in part.items()}} for of, part in parts]
        sheets.append(_sheet([_flat(row) for row in rows], file, spell_whole(name)))
    return sheets


def _sheet(records: list[dict[str, object]], file: str, name: str) -> Sheet:
    columns = list(dict.fromkeys(name for record in records for name in record))
    if len(columns) > MOST_COLUMNS:
        raise refuse(file, Rule.TOO_MANY_FIELDS, most_columns=spell(format_whole, MOST_COLUMNS))
    if len(columns) * len(records) > MOST_CELLS:
        raise refuse(file, Rule.TOO_MANY_CELLS, most_cells=spell(format_whole, MOST_CELLS))
    rows: list[list[object]] = [[spell_whole(column) for column in columns]]
    rows += [[record.get(column, "") for column in columns] for record in records]
    # numbered as the same table would be in a spreadsheet
    return Sheet(file, name, rows, range(1, len(rows) + 1), labelled=True)


def read_json(content: bytes, file: str) -> list[Sheet]:
    """The records of a JSON file, in the forms of `json_forms`; lists of parts in them are sheets of their own.

    Raises
    ------
    UnreadableError
        If the file is not JSON or holds no list of records.

    Examples
    --------
    >>> read_json(b'{"results": [{"lieu": "A", "total": 1}]}', "a.json")[0].rows
    [['lieu', 'total'], ['A', 1]]
    """
    text, _encoding = decode(content, file, "utf-8")
    text = text.removeprefix("\ufeff")
    if sum(map(text.count, "[{,")) > MOST_CELLS:
        raise refuse(file, Rule.TOO_MANY_CELLS, most_cells=spell(format_whole, MOST_CELLS))
    value: Any
    try:
        value = json.loads(text, parse_constant=str, parse_int=read_whole)
    except RecursionError:
        raise refuse(file, Rule.NESTED_TOO_DEEPLY) from None
    except ValueError as error:
        try:
            lines, number, why = read_lines_of_json(text)
        except RecursionError:
            raise refuse(file, Rule.NESTED_TOO_DEEPLY) from None
        if lines is None:
            # where the first line is whole, each line is a record of its own
            by_line = number > 1 and text.split("\n")[0].rstrip().endswith(("}", "]"))
            raise refuse(
                file, Rule.NOT_JSON, row=number if by_line else None, value=(why if by_line else str(error))[:80]
            ) from None
        value = lines
    try:
        records = find_records(value)
        if not records:
            raise refuse(file, Rule.NO_RECORDS)
        if len(records) > MOST_CELLS // ROW:
            raise refuse(file, Rule.TOO_MANY_ROWS, most_rows=spell(format_whole, MOST_CELLS // ROW))
        first, *others = _sheets([_with_names(record) for record in records], file)
        of = count_of_all(value)
        if of is not None and of > len(records):
            said = {"n": spell(format_whole, len(records)), "total": spell(format_whole, of)}
            first = replace(first, problems=(Problem(Rule.PART_OF_RECORDS, file, fields=said),))
        return [first, *others]
    except RecursionError:
        raise refuse(file, Rule.NESTED_TOO_DEEPLY) from None


def _with_names(record: dict[Any, Any]) -> Record:
    return record if all(isinstance(name, str) for name in record) else {str(n): v for n, v in record.items()}


def read_parquet(content: bytes, file: str) -> list[Sheet]:
    """The table of a Parquet file; lists of parts in its records are sheets of their own.

    Raises
    ------
    UnreadableError
        If the file is damaged or too large.
    """
    (found,) = read_apart("records", content, file, Rule.PARQUET_DAMAGED)
    records = found.rows
    if not records:
        raise refuse(file, Rule.NO_ROW)
    return _sheets(records, file)
