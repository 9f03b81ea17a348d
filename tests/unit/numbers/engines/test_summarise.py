"""The command ``summarise``: the same table from every engine, and each fault told in one line."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis import summaries
from analysis.__main__ import app
from analysis.dataset._reading import find_shipped_data
from analysis.numbers._engines import EngineError, summarise_groups
from analysis.numbers._engines.source import Source
from analysis.numbers._engines.summarise import choose_engine
from engine_cases import CASES, Case, Rows
from every_frame import agree, made_up, plans_of
from summarising import ENGINES, one_line, run, written


@pytest.mark.parametrize("by", [[], ["region"], ["settlement", "year"], ["citizens_involved"], ["mix"]])
@pytest.mark.parametrize("engine", ENGINES)
def test_the_shipped_data_gives_what_the_notebooks_compute(plans, engine, by):
    agree(summarise_groups(str(find_shipped_data()), by=by, engine=engine), summaries.by_group(plans, by))


@pytest.mark.parametrize("form", ["csv", "parquet"])
@pytest.mark.parametrize("engine", ENGINES)
def test_made_up_files_give_the_same(tmp_path, engine, form):
    places, funding = made_up()
    folder = written(tmp_path / "data", form, places, funding)
    expected = summaries.by_group(plans_of(places, funding), ["region", "year"])
    agree(summarise_groups(str(folder), by=["region", "year"], engine=engine), expected)


def test_files_that_do_not_fit_into_memory_go_to_duckdb(tmp_path):
    for form, times in (("csv", 5), ("parquet", 20)):
        for name in ("places", "funding"):
            (tmp_path / f"{name}.{form}").write_bytes(b"x" * 500)
        source = Source((str(tmp_path / f"places.{form}"),), (str(tmp_path / f"funding.{form}"),), form)
        assert choose_engine(source, 1000 * times + 1) == "pandas"
        assert choose_engine(source, 1000 * times) == "duckdb"


def test_the_chosen_engine_is_said_once_and_the_file_written(tmp_path):
    out = tmp_path / "table.csv"
    result = run.invoke(app, ["summarise", str(find_shipped_data()), "--by", "region", "--out", str(out)])
    assert result.exit_code == 0, result.output
    assert result.stderr.splitlines()[0].startswith("Engine: pandas (files of ")
    assert pd.read_csv(out)["n"].sum() == 238


def test_without_a_file_the_table_goes_to_the_screen():
    result = run.invoke(app, ["summarise", str(find_shipped_data()), "--engine", "polars"])
    assert result.stdout.splitlines()[1].startswith("238,")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["none"], "none: no such file or folder"),
        (["none" * 1_000], f"{'none' * 1_000}: no such file or folder"),
        (["--by", "regin"], "--by regin: no such column; did you mean region?"),
        (["--engine", "dask"], "no engine is called 'dask': choose pandas, polars, duckdb, spark"),
        (["--out", "table.xlsx"], "table.xlsx: name a file that ends in .csv or .parquet"),
        (["--out", "none/table.csv"], "cannot write none/table.csv: name a file in a folder that exists and can be written"),
        (["--engine", "duckdb", "--memory", "much"], "--memory much: write it like 4GiB"),
        (["--engine", "spark", "--timeout", "inf"], "--timeout inf: write it in seconds, like 600"),
        (["--engine", "spark", "--timeout", "nan"], "--timeout nan: write it in seconds, like 600"),
        (["--engine", "spark", "--master", "sc://["], "--master sc://[ is no address: Invalid IPv6 URL"),
        (["--engine", "spark", "--master", "sc://h:99999"], "--master sc://h:99999 is no address: Port out of range 0-65535"),
        (["hdfs://host/data", "--engine", "duckdb"], "hdfs://host/data: an address is read by --engine spark only"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_told_in_one_line(arguments, told):
    path = [] if arguments[0].startswith("none") or "hdfs" in arguments[0] else [str(find_shipped_data())]
    assert one_line(run.invoke(app, ["summarise", *path, *arguments])) == told


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_all_engines_give_the_same_numbers_or_the_same_line(tmp_path, case):
    path = case.write(tmp_path)
    assert {engine: outcome(str(path), case, engine) for engine in ENGINES} == dict.fromkeys(ENGINES, case.expected)


def outcome(path: str, case: Case, engine: str) -> Rows | str:
    """The groups that an engine finds, each with its places and euros, or the one line that it tells."""
    try:
        table = summarise_groups(path, by=case.by, engine=engine)
    except EngineError as error:
        return str(error).removeprefix(f"{path}/")
    return list(zip(*(table[name].to_pylist() for name in (*case.by, "n", "investment_eur")), strict=True))


def test_a_memory_that_no_machine_has_is_refused_in_one_line():
    found = one_line(
        run.invoke(app, ["summarise", str(find_shipped_data()), "--engine", "duckdb", "--memory", "99999999TiB"])
    )
    assert found.startswith("--memory 99999999TiB: ")
