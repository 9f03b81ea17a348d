"""What an engine that holds tables in memory reads of one: the columns that are asked for, and texts as texts."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pyarrow as pa
from pyarrow import parquet

TABLE = pa.table({"place_id": ["01", "NA", "x"], "region": ["Corse", None, ""], "investment_eur": [100.5, 7.0, None]})
COLUMNS = ["place_id", "region"]


def read_parquet(engine: Any, folder: Path) -> Any:
    parquet.write_table(TABLE, folder / "places.parquet")
    return engine.read([str(folder / "places.parquet")], COLUMNS)


def take_rows(engine: Any, folder: Path) -> Any:
    return engine.take(TABLE.select(COLUMNS).to_reader())


WAYS = [read_parquet, take_rows]


def check_columns(
    open_frames: Callable[[], AbstractContextManager[Any]], how: Callable[[Any, Path], Any], folder: Path
) -> None:
    """Only the columns asked for are read, and a number in a text stays a text."""
    with open_frames() as engine:
        table = engine.table(lambda frame: frame, how(engine, folder))
    assert table.column_names == COLUMNS
    assert table["place_id"].to_pylist() == ["01", "NA", "x"]
    assert table["region"].to_pylist()[:2] == ["Corse", None]
