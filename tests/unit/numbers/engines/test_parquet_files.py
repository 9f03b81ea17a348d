"""The types of Parquet files, of which no engine makes something of its own."""

from __future__ import annotations

import pyarrow as pa
import pytest
from pyarrow import parquet

from analysis.numbers._engines.parquet_files import read_types
from analysis.numbers._engines.problem import EngineError


def write(folder, **tables):
    files = [str(folder / f"{name}.parquet") for name in tables]
    for file, table in zip(files, tables.values(), strict=True):
        parquet.write_table(pa.table(table), file)
    return files


def test_the_types_are_those_of_all_files(tmp_path):
    files = write(tmp_path, a={"year": [2019]}, b={"year": [2020]})
    assert {name: str(kind) for name, kind in read_types("places", files).items()} == {"year": "Int64"}


def test_files_that_differ_are_refused(tmp_path):
    files = write(tmp_path, a={"year": [2019]}, b={"year": ["2020"]})
    with pytest.raises(EngineError, match=r"places: b.parquet has other columns than a.parquet"):
        read_types("places", files)


def test_what_is_no_parquet_is_told_in_one_line(tmp_path):
    (tmp_path / "a.parquet").write_bytes(b"PAR1 but not really PAR1")
    with pytest.raises(EngineError, match="is no Parquet that can be read") as told:
        read_types("places", [str(tmp_path / "a.parquet")])
    assert "\n" not in str(told.value)


def test_a_column_twice_is_refused(tmp_path):
    table = pa.table([pa.array([1]), pa.array([2])], names=["year", "year"])
    parquet.write_table(table, tmp_path / "a.parquet")
    with pytest.raises(EngineError, match="places: column year stands twice"):
        read_types("places", [str(tmp_path / "a.parquet")])
