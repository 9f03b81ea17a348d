"""The forms in which JSON holds a table: records, lines, columns, rows under their names, and what services wrap around them."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any, TypeGuard

__all__ = ["Record", "count_of_all", "find_records", "read_lines_of_json", "read_whole"]

Record = dict[str, Any]
#: Under these names services list their records, beside lists of other things.
LISTS = ("records", "results", "features", "grants", "data", "rows", "items", "value", "datas", "entries")
#: How services call the number of all records.
COUNTS = (
    "total_count",
    "nhits",
    "total",
    "totalCount",
    "total_results",
    "numberMatched",
    "totalFeatures",
    "recordsTotal",
    "count",
)
#: Within a record, its values: Opendatasoft, Grist, Airtable, GeoJSON.
WITHIN = ("fields", "properties", "attributes")


#: What stands between two documents on one line.
BETWEEN = re.compile(r"[ ,\r\t]*")
#: Digits of a whole number; one of more is no amount and stays the text that it is.
MOST_DIGITS = 25


def read_whole(digits: str) -> int | str:
    """A whole number of JSON, at a bounded cost.

    Examples
    --------
    >>> read_whole("450"), len(read_whole("9" * 5000))
    (450, 5000)
    """
    return int(digits) if len(digits) <= MOST_DIGITS else digits


def read_lines_of_json(text: str) -> tuple[list[Any] | None, int, str]:
    """The documents of a text with one on each line, or several; else the line that is none, and why.

    Examples
    --------
    >>> read_lines_of_json('{"a": 1}\\n\\n{"a": 2}\\n')
    ([{'a': 1}, {'a': 2}], 0, '')
    >>> read_lines_of_json('{"a": 1}\\n{"a": ')[0:2]
    (None, 2)
    """
    found: list[Any] = []
    read = json.JSONDecoder(parse_constant=str, parse_int=read_whole).raw_decode
    for number, line in enumerate(text.split("\n"), start=1):
        rest = line.strip()
        at = 0
        while at < len(rest):
            try:
                value, end = read(rest, at)
            except ValueError as error:
                return None, number, str(error)
            found.append(value)
            between = BETWEEN.match(rest, end)
            at = between.end() if between else end
    return found, 0, ""


def find_records(value: Any) -> list[Record] | None:
    """The records of a document, in whatever form; None where there is no one table.

    Examples
    --------
    >>> find_records({"columns": ["Lieu", "Total"], "data": [["A", 1]]})
    [{'Lieu': 'A', 'Total': 1}]
    >>> find_records({"nhits": 1, "records": [{"recordid": "r", "fields": {"lieu": "A"}}], "facet_groups": [{"name": "lieu"}]})
    [{'lieu': 'A'}]
    """
    found = _by_columns(value) or _records(value)
    return _unwrapped(found) if found else None


def count_of_all(value: Any) -> int | None:
    """How many records a service says that there are in all; None where it does not.

    Examples
    --------
    >>> count_of_all({"total_count": 120, "results": [{}]}), count_of_all({"data": [], "meta": {"total": 7}}), count_of_all([])
    (120, 7, None)
    """
    if not isinstance(value, dict):
        return None
    for part in (value, value.get("meta"), value.get("parameters"), value.get("pagination"), value.get("metadata")):
        for name in COUNTS if isinstance(part, dict) else ():
            number = part.get(name)  # type: ignore[union-attr]
            if isinstance(number, int) and not isinstance(number, bool) and number > 0:
                return number
    return None


def _is_rows(value: Any) -> TypeGuard[list[list[Any]]]:
    return isinstance(value, list) and len(value) > 0 and all(isinstance(row, list) for row in value)


def _is_records(value: Any) -> TypeGuard[list[dict[str, Any]]]:
    return isinstance(value, list) and len(value) > 0 and all(isinstance(record, dict) for record in value)


def _named(columns: Any) -> list[str] | None:
    """Names of columns: texts, or records with a name."""
    if not isinstance(columns, list) or not columns:
        return None
    names = [c.get("name", c.get("id", c.get("title"))) if isinstance(c, dict) else c for c in columns]
    texts = [name for name in names if isinstance(name, str)]
    return texts if len(set(texts)) == len(names) else None


def _zip(names: Sequence[str], rows: Sequence[Sequence[Any]]) -> list[Record] | None:
    if any(len(row) > len(names) for row in rows):
        return None
    return [dict(zip(names, row, strict=False)) for row in rows]


def _by_columns(value: Any) -> list[Record] | None:
    """A table whose names stand apart from its cells, or whose cells stand column by column."""
    if _is_rows(value):
        names = _named(value[0])
        return _zip(names, value[1:]) if names and len(names) > 1 and len(value) > 1 else None
    if not isinstance(value, dict):
        return None
    schema = value.get("schema")
    names = _named(value.get("columns") or value.get("fields") or value.get("headers") or value.get("header")
                   or (schema.get("fields") if isinstance(schema, dict) else schema))  # fmt: skip
    for key in ("data", "rows", "values", "records"):
        rows = value.get(key)
        if names and _is_rows(rows):
            return _zip(names, rows)
        if names and _is_records(rows) and all(isinstance(row.get("f"), list) for row in rows):  # BigQuery
            return _zip(
                names, [[cell.get("v") if isinstance(cell, dict) else cell for cell in row["f"]] for row in rows]
            )
        if _is_rows(rows) and not names:
            return _by_columns(rows)
    return _columns(value)


def _columns(value: dict[str, Any]) -> list[Record] | None:
    """Column to its cells, as a list or under the number of their row; or number of the row to its cells."""
    parts = list(value.values())
    if len(parts) < 2:
        return None
    if all(isinstance(part, list) and not any(isinstance(cell, dict | list) for cell in part) for part in parts):
        longest = max(map(len, parts))
        same = longest > 0 and all(len(part) == longest for part in parts)
        return [{name: value[name][row] for name in value} for row in range(longest)] if same else None
    if not all(isinstance(part, dict) and part for part in parts):
        return None
    if all(str(key).isdigit() for key in value):
        return [*parts]
    rows = list(dict.fromkeys(key for part in parts for key in part))
    if rows and all(str(row).isdigit() for row in rows):
        return [{name: part.get(row) for name, part in value.items()} for row in rows]
    return None


def _records(value: Any) -> list[Record] | None:
    """The one list of records in a document: itself, one that services call so, or the only one that it holds."""
    if isinstance(value, list):
        return value if _is_records(value) else None
    if not isinstance(value, dict):
        return None
    lists = {key: part for key, part in value.items() if _is_records(part)}
    if len(lists) == 1:
        return next(iter(lists.values()))
    if lists:
        return next((lists[name] for name in LISTS if name in lists), None)
    found = [rows for rows in map(find_records, value.values()) if rows] if len(value) < 50 else []
    return found[0] if len(found) == 1 else None


def _unwrapped(records: list[Record]) -> list[Record]:
    """Records without what a service wraps around their values."""
    if all(isinstance(record.get("record"), dict) for record in records):
        records = [record["record"] for record in records]
    for name in WITHIN:
        if all(isinstance(record.get(name), dict) for record in records):
            return [record[name] for record in records]
    return records
