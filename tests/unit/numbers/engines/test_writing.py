"""The table as a file: with its types, no formula, whole or not at all."""

from __future__ import annotations

import resource

import pandas as pd

from analysis.__main__ import app
from analysis.dataset._reading import find_shipped_data
from every_frame import made_up
from summarising import command, run, written


def test_parquet_comes_out_with_types(tmp_path):
    out = tmp_path / "table.parquet"
    run.invoke(app, ["summarise", str(find_shipped_data()), "--by", "year", "--engine", "duckdb", "--out", str(out)])
    table = pd.read_parquet(out)
    assert table["n"].dtype == "int64"
    assert table["year"].iloc[[0, -1]].tolist() == ["1999", "unknown"] or table["year"].is_monotonic_increasing


def test_a_group_that_looks_like_a_formula_is_a_text(tmp_path):
    places, funding = made_up(20)
    folder = written(tmp_path / "data", "csv", places.assign(region="=cmd()"), funding)
    out = tmp_path / "table.csv"
    run.invoke(app, ["summarise", str(folder), "--by", "region", "--out", str(out)])
    assert pd.read_csv(out)["region"].tolist() == ["'=cmd()"]


def test_a_full_disk_leaves_the_earlier_file(tmp_path):
    out, earlier = tmp_path / "new.csv", tmp_path / "table.csv"
    earlier.write_text("earlier\n")

    def small_files() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))

    done = command("", str(find_shipped_data()), "--engine", "pandas", "--out", str(out), preexec_fn=small_files)
    assert done.returncode == 2
    assert done.stderr == f"cannot write {out}: File too large; an earlier file is as it was\n"
    assert (earlier.read_text(), [path.name for path in tmp_path.iterdir()]) == ("earlier\n", ["table.csv"])


def test_no_file_that_is_there_is_written_over_be_it_the_one_that_was_read(package):
    before = (package / "places.csv").read_bytes()
    options = ["--by", "region", "--engine", "pandas", "--out", str(package / "places.csv")]
    result = run.invoke(app, ["summarise", str(package), *options])
    assert (
        result.stderr
        == f"{package / 'places.csv'} was there already and stays as it is.\nTable: {package / 'places-2.csv'}\n"
    )
    assert (package / "places.csv").read_bytes() == before
    assert pd.read_csv(package / "places-2.csv")["n"].sum() == 238
