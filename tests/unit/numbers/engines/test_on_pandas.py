"""pandas reads the same tables from CSV and from Parquet, texts as texts."""

from __future__ import annotations

import pyarrow as pa
import pytest
from pyarrow import parquet

from analysis.numbers._engines.on_pandas import open_frames

TABLE = pa.table({"place_id": ["01", "NA", "x"], "region": ["Corse", None, ""], "investment_eur": [100.5, 7.0, None]})
COLUMNS = ["place_id", "region"]


def read_parquet(engine, folder):
    parquet.write_table(TABLE, folder / "places.parquet")
    return engine.read([str(folder / "places.parquet")], COLUMNS)


def take_rows(engine, folder):
    return engine.take(TABLE.select(COLUMNS).to_reader())


@pytest.mark.parametrize("how", [read_parquet, take_rows])
def test_only_the_columns_asked_for_are_read_and_a_number_in_a_text_stays_a_text(tmp_path, how):
    with open_frames() as engine:
        table = engine.table(lambda frame: frame, how(engine, tmp_path))
    assert table.column_names == COLUMNS
    assert table["place_id"].to_pylist() == ["01", "NA", "x"]
    assert table["region"].to_pylist()[:2] == ["Corse", None]
