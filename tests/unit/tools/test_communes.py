"""The table of municipalities is written from a CSV, each with its name as it is compared."""

from __future__ import annotations

import pandas as pd

import communes
from analysis.dataset._communes import FOLDED, GEOGRAPHY, read_communes


def test_the_table_is_written_again_from_its_own_columns(tmp_path):
    shipped = read_communes()
    shipped[list(GEOGRAPHY)].tail(50).to_csv(tmp_path / "communes.csv", index=False)
    assert communes.main([str(tmp_path / "communes.csv")], tmp_path / "made.parquet") == 0
    made = pd.read_parquet(tmp_path / "made.parquet")
    pd.testing.assert_frame_equal(made, shipped.tail(50).reset_index(drop=True))
    assert made[FOLDED].notna().all()


def test_without_a_file_it_says_what_it_needs(capsys):
    assert communes.main([]) == 2
    assert "FILE" in capsys.readouterr().err
