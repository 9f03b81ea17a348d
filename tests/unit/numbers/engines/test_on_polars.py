"""Polars reads the same tables from CSV and from Parquet, texts as texts."""

from __future__ import annotations

import pytest
from pyarrow import parquet

from analysis.numbers._engines.on_polars import open_frames
from reading_columns import TABLE, WAYS, check_columns


@pytest.mark.parametrize("how", WAYS)
def test_only_the_columns_asked_for_are_read_and_a_number_in_a_text_stays_a_text(tmp_path, how):
    check_columns(open_frames, how, tmp_path)


def test_a_folder_of_parquet_files_is_one_table(tmp_path):
    for name in ("a", "b"):
        parquet.write_table(TABLE, tmp_path / f"{name}.parquet")
    with open_frames() as engine:
        assert (
            engine.table(
                lambda frame: frame, engine.read([str(tmp_path / f"{name}.parquet") for name in "ab"], ["place_id"])
            ).num_rows
            == 6
        )
