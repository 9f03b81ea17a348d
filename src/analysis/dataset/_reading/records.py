"""JSON, GeoJSON and Parquet: records whose fields have names of their own."""

from __future__ import annotations

import io
import json
import math
from datetime import date, datetime
from typing import Any

from analysis.dataset._checking.rules import Rule
from analysis.dataset._reading.sheet import MOST_CELLS, MOST_COLUMNS, MOST_TEXT, Sheet, spell_whole
from analysis.dataset._reading.text import decode, refuse
from analysis.words._formatting import format_whole
from analysis.words._messages import spell

__all__ = ["read_json", "read_parquet"]

DEEPEST = 6


def _flat(record: dict[str, Any], before: str = "", depth: int = 0) -> dict[str, object]:
    """Nested fields as ``outer:inner``; the first of a list stands for it, and plain lists are joined."""
    flat: dict[str, object] = {}
    for key, value in record.items():
        name = f"{before}{key}"
        if isinstance(value, list) and value and isinstance(value[0], dict):
            value = value[0]
        if isinstance(value, dict) and depth < DEEPEST:
            flat |= _flat(value, f"{name}:", depth + 1)
        elif isinstance(value, list):
            flat[name] = "; ".join(spell_whole(str(part)) for part in value[:100])
        else:
            flat[name] = _cell(value)
    return flat


def _cell(value: Any) -> object:
    if value is None or (isinstance(value, float) and not math.isfinite(value)):
        return "" if value is None else str(value)
    if isinstance(value, str):
        return spell_whole(value)
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, bool | int | float | date) else spell_whole(str(value)[:1000])


def _records(value: Any) -> list[dict[str, Any]] | None:
    """The records of a document: itself, the features of a map, or the one list of records that it holds."""
    if isinstance(value, list):
        return value if value and all(isinstance(record, dict) for record in value) else None
    if isinstance(value, dict):
        found = [rows for rows in map(_records, value.values()) if rows] if len(value) < 50 else []
        lists = [rows for part, rows in ((p, _records(p)) for p in value.values() if isinstance(p, list)) if rows]
        return lists[0] if len(lists) == 1 else found[0] if len(found) == 1 else None
    return None


def _sheet(records: list[dict[str, object]], file: str) -> Sheet:
    columns = list(dict.fromkeys(name for record in records for name in record))
    if len(columns) > MOST_COLUMNS:
        raise refuse(file, Rule.TOO_MANY_FIELDS, most_columns=spell(format_whole, MOST_COLUMNS))
    if len(columns) * len(records) > MOST_CELLS:
        raise refuse(file, Rule.TOO_MANY_CELLS, most_cells=spell(format_whole, MOST_CELLS))
    rows: list[list[object]] = [[spell_whole(name) for name in columns]]
    rows += [[record.get(name, "") for name in columns] for record in records]
    # numbered as the same table would be in a spreadsheet
    return Sheet(file, "", rows, range(1, len(rows) + 1), labelled=True)


def read_json(content: bytes, file: str) -> Sheet:
    """The records of a JSON file: a list of them, ``{"grants": [...]}``, or GeoJSON.

    Raises
    ------
    UnreadableError
        If the file is not JSON or holds no list of records.
    """
    text, _encoding = decode(content, file, "utf-8")
    try:
        value = json.loads(text, parse_constant=str)
    except RecursionError:
        raise refuse(file, Rule.NESTED_TOO_DEEPLY) from None
    except ValueError as error:
        raise refuse(file, Rule.NOT_JSON, value=str(error)[:80]) from None
    records = _records(value)
    if not records:
        raise refuse(file, Rule.NO_RECORDS)
    if all(isinstance(record.get("properties"), dict) for record in records):
        records = [record["properties"] for record in records]
    try:
        return _sheet([_flat(record) for record in records], file)
    except RecursionError:
        raise refuse(file, Rule.NESTED_TOO_DEEPLY) from None


def read_parquet(content: bytes, file: str) -> Sheet:
    """The table of a Parquet file.

    Raises
    ------
    UnreadableError
        If the file is damaged or too large.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        source = pq.ParquetFile(io.BytesIO(content))
        size = sum(source.metadata.row_group(i).total_byte_size for i in range(source.metadata.num_row_groups))
        columns, rows = source.metadata.num_columns, source.metadata.num_rows
        if size > MOST_TEXT or columns * max(rows, 0) > MOST_CELLS or columns > MOST_COLUMNS:
            raise refuse(
                file, Rule.RECORDS_TOO_LARGE, rows=spell(format_whole, rows), columns=spell(format_whole, columns)
            )
        records = source.read().to_pylist()
    except (pa.ArrowException, OSError, ValueError, OverflowError, MemoryError) as error:
        if hasattr(error, "problems"):
            raise
        raise refuse(file, Rule.PARQUET_DAMAGED) from None
    if not records:
        raise refuse(file, Rule.NO_ROW)
    return _sheet([_flat(record) for record in records], file)
