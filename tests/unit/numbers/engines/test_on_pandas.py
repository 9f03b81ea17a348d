"""pandas reads the same tables from CSV and from Parquet, texts as texts."""

from __future__ import annotations

import pyarrow as pa
import pytest
from pyarrow import csv, parquet

from analysis.numbers._engines.on_pandas import open_frames

TABLE = pa.table({"place_id": ["01", "NA", "x"], "region": ["Corse", None, ""], "investment_eur": ["100.5", "7", None]})


@pytest.fixture(params=["csv", "parquet"])
def file(tmp_path, request):
    write = parquet.write_table if request.param == "parquet" else csv.write_csv
    write(TABLE, tmp_path / f"places.{request.param}")
    return str(tmp_path / f"places.{request.param}"), request.param


def test_the_names_are_those_of_the_file_in_its_order(file):
    with open_frames() as engine:
        assert engine.names(*file) == ["place_id", "region", "investment_eur"]


def test_only_the_columns_asked_for_are_read_and_a_number_in_a_text_stays_a_text(file):
    with open_frames() as engine:
        found = engine.read(*file, ["place_id", "region"])
        table = engine.table(lambda frame: frame, found)
    assert table.column_names == ["place_id", "region"]
    assert table["place_id"].to_pylist() == ["01", "NA", "x"]
    assert table["region"].to_pylist()[:2] == ["Corse", None]
