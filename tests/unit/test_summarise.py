"""The command ``summarise``: the same table from every engine, and each fault told in one line."""

from __future__ import annotations

import resource
import subprocess
import sys
import zipfile
from pathlib import Path

import duckdb
import pandas as pd
import pytest
from pyarrow import csv, parquet
from typer.testing import CliRunner

from analysis import summaries
from analysis.__main__ import app
from analysis.dataset._reading import shipped_data
from analysis.numbers._engines import summarise
from analysis.numbers._engines.source import Source
from analysis.numbers._engines.summarise import chosen
from every_frame import agree, arrow, made_up, plans_of

run = CliRunner()
ENGINES = ("pandas", "polars", "duckdb")


def written(folder: Path, form: str, places: pd.DataFrame, funding: pd.DataFrame) -> Path:
    """A data package in CSV or Parquet."""
    folder.mkdir(parents=True)
    for name, table in (("places", places), ("funding", funding)):
        write = parquet.write_table if form == "parquet" else csv.write_csv
        write(arrow(table), folder / f"{name}.{form}")
    return folder


def one_line(result) -> str:
    assert result.exit_code == 2, result.output
    lines = [line for line in result.output.splitlines() if not line.startswith("Engine: ")]
    assert len(lines) == 1
    return lines[0]


@pytest.mark.parametrize("by", [[], ["region"], ["settlement", "year"], ["citizens_involved"], ["mix"]])
@pytest.mark.parametrize("engine", ENGINES)
def test_the_shipped_data_gives_what_the_notebooks_compute(plans, engine, by):
    agree(summarise(str(shipped_data()), by=by, engine=engine), summaries.by_group(plans, by))


@pytest.mark.parametrize("form", ["csv", "parquet"])
@pytest.mark.parametrize("engine", ENGINES)
def test_made_up_files_give_the_same(tmp_path, engine, form):
    places, funding = made_up()
    folder = written(tmp_path / "data", form, places, funding)
    expected = summaries.by_group(plans_of(places, funding), ["region", "year"])
    agree(summarise(str(folder), by=["region", "year"], engine=engine), expected)


def test_a_zip_archive_is_read(plans, tmp_path):
    with zipfile.ZipFile(tmp_path / "data.zip", "w") as archive:
        for name in ("places.csv", "funding.csv"):
            archive.write(shipped_data() / name, f"data/{name}")
    agree(summarise(str(tmp_path / "data.zip"), by=["region"]), summaries.by_group(plans, "region"))


def test_duckdb_with_too_little_memory_to_hold_the_values_sorts_on_disk(tmp_path):
    places, funding = made_up(300_000)
    folder = written(tmp_path / "data", "parquet", places, funding.head(150_000))
    with pytest.raises(duckdb.OutOfMemoryException):
        held(folder, "48MiB")
    found = summarise(str(folder), by=["region"], engine="duckdb", memory="48MiB")
    agree(found, summaries.by_group(plans_of(places, funding.head(150_000)), "region"))


def held(folder: Path, memory: str) -> None:
    connection = duckdb.connect(config={"memory_limit": memory})
    tables = (connection.read_parquet(str(folder / f"{name}.parquet")) for name in ("places", "funding"))
    summaries.by_group(plans_of(*tables), "region").fetchall()


def test_files_that_do_not_fit_into_memory_go_to_duckdb(tmp_path):
    for form, times in (("csv", 5), ("parquet", 20)):
        for name in ("places", "funding"):
            (tmp_path / f"{name}.{form}").write_bytes(b"x" * 500)
        source = Source(str(tmp_path / f"places.{form}"), str(tmp_path / f"funding.{form}"), form)
        assert chosen(source, 1000 * times + 1) == "pandas"
        assert chosen(source, 1000 * times) == "duckdb"


def test_the_chosen_engine_is_said_once_and_the_file_written(tmp_path):
    out = tmp_path / "table.csv"
    result = run.invoke(app, ["summarise", str(shipped_data()), "--by", "region", "--out", str(out)])
    assert result.exit_code == 0, result.output
    assert result.stderr.splitlines()[0].startswith("Engine: pandas (files of ")
    assert pd.read_csv(out)["n"].sum() == 238


def test_parquet_comes_out_with_types(tmp_path):
    out = tmp_path / "table.parquet"
    run.invoke(app, ["summarise", str(shipped_data()), "--by", "year", "--engine", "duckdb", "--out", str(out)])
    table = pd.read_parquet(out)
    assert table["n"].dtype == "int64"
    assert table["year"].iloc[[0, -1]].tolist() == ["1999", "unknown"] or table["year"].is_monotonic_increasing


def test_without_a_file_the_table_goes_to_the_screen():
    result = run.invoke(app, ["summarise", str(shipped_data()), "--engine", "polars"])
    assert result.stdout.splitlines()[1].startswith("238,")


def test_a_group_that_looks_like_a_formula_is_a_text(tmp_path):
    places, funding = made_up(20)
    folder = written(tmp_path / "data", "csv", places.assign(region="=cmd()"), funding)
    out = tmp_path / "table.csv"
    run.invoke(app, ["summarise", str(folder), "--by", "region", "--out", str(out)])
    assert pd.read_csv(out)["region"].tolist() == ["'=cmd()"]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"investment_eur": "-1"}, "places: investment_eur must be above 0 (238 times)"),
        ({"place_id": "same"}, "places: place_id stands twice (1 times)"),
        ({"investment_eur": "much"}, "much"),
    ],
)
def test_rows_that_would_make_the_table_wrong_are_refused(package, engine, change, told):
    table = pd.read_csv(package / "places.csv", dtype="str", keep_default_na=False).assign(**change)
    table.to_csv(package / "places.csv", index=False)
    assert told in one_line(run.invoke(app, ["summarise", str(package), "--engine", engine]))


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["none"], "none: no such file or folder"),
        (["--by", "regin"], "--by regin: no such column; did you mean region?"),
        (["--engine", "dask"], "no engine is called 'dask': choose pandas, polars, duckdb, spark"),
        (["--out", "table.xlsx"], "table.xlsx: name a file that ends in .csv or .parquet"),
        (["--out", "none/table.csv"], "cannot write none/table.csv: name a file in a folder that exists and can be written"),
        (["--engine", "duckdb", "--memory", "much"], "--memory much: write it like 4GiB"),
        (["hdfs://host/data", "--engine", "duckdb"], "hdfs://host/data: an address is read by --engine spark only"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_told_in_one_line(arguments, told):
    path = [] if "none" in arguments[:1] or "hdfs" in arguments[0] else [str(shipped_data())]
    assert one_line(run.invoke(app, ["summarise", *path, *arguments])) == told


def test_a_table_without_a_column_is_refused(package):
    table = pd.read_csv(package / "funding.csv", dtype="str").drop(columns="sector")
    table.to_csv(package / "funding.csv", index=False)
    assert one_line(run.invoke(app, ["summarise", str(package)])) == "funding: column sector is missing"


def command(code: str, *arguments: str, **options) -> subprocess.CompletedProcess[str]:
    """The command in its own process, after some code that takes something away from it."""
    script = (
        f"{code}\nimport sys\nfrom analysis.__main__ import main\nsys.argv = ['cluster-funding', *sys.argv[1:]]\nmain()"
    )
    return subprocess.run(
        [sys.executable, "-c", script, "summarise", *arguments], capture_output=True, text=True, timeout=300, **options
    )


@pytest.mark.parametrize(("module", "engine", "name"), [("polars", "polars", "Polars"), ("pyspark", "spark", "Spark")])
def test_an_engine_that_is_not_installed_names_its_extra(module, engine, name):
    done = command(f"import sys; sys.modules[{module!r}] = None", str(shipped_data()), "--engine", engine)
    assert done.returncode == 2
    assert done.stderr == f"{name} is not installed: pip install 'cluster-funding[{engine}]'\n"


def test_a_full_disk_leaves_the_earlier_file(tmp_path):
    out = tmp_path / "table.csv"
    out.write_text("earlier\n")

    def small_files() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))

    done = command("", str(shipped_data()), "--engine", "pandas", "--out", str(out), preexec_fn=small_files)
    assert done.returncode == 2
    assert done.stderr == f"cannot write {out}: File too large; an earlier file is as it was\n"
    assert (out.read_text(), [path.name for path in tmp_path.iterdir()]) == ("earlier\n", ["table.csv"])
