"""DuckDB in less memory than the values need."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import duckdb
import pytest

from analysis import summaries
from analysis.numbers._engines import summarise_groups
from every_frame import agree, made_up, plans_of
from summarising import written


@pytest.mark.parametrize("threads", [1, 2, 16])
def test_duckdb_with_too_little_memory_to_hold_the_values_sorts_on_disk(tmp_path, monkeypatch, threads):
    places, funding = made_up(300_000)
    folder = written(tmp_path / "data", "parquet", places, funding.head(150_000))
    with pytest.raises(duckdb.OutOfMemoryException):
        held(folder, "48MiB")
    with_cores = partial(duckdb.connect, config={"threads": threads})
    monkeypatch.setattr(duckdb, "connect", with_cores)
    found = summarise_groups(str(folder), by=["region"], engine="duckdb", memory="48MiB")
    agree(found, summaries.by_group(plans_of(places, funding.head(150_000)), "region"))


def held(folder: Path, memory: str) -> None:
    connection = duckdb.connect(config={"memory_limit": memory})
    tables = (connection.read_parquet(str(folder / f"{name}.parquet")) for name in ("places", "funding"))
    summaries.by_group(plans_of(*tables), "region").fetchall()
