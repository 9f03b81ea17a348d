"""Real Spark: a cluster with two workers, one of which is killed; Spark Connect; spark-submit; and what is told without."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any

import pandas as pd
import psutil
import pytest
from pyarrow import parquet

import spark_cluster
from analysis import summaries
from analysis.dataset._reading import find_shipped_data
from analysis.numbers._engines import EngineError, on_spark
from analysis.numbers._engines.source import find_source
from analysis.numbers._engines.summarise import compute
from engine_cases import CSV, FOLDERS, PARQUET, PATHS, Case, Rows
from every_frame import TABLES, agree, arrow, made_up, plans_of

JAVA = shutil.which("java")
required = os.environ.get("CLUSTER_FUNDING_JAVA") == "required"
needs_java = pytest.mark.skipif(
    not JAVA and not required, reason="Spark needs Java: apt-get install default-jre-headless"
)
MAIN = "from analysis.__main__ import main\nmain()\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("spark")


@pytest.fixture(scope="module")
def tables(folder: Path) -> tuple[pd.DataFrame, pd.DataFrame]:
    return made_up()


def written(folder: Path, places: pd.DataFrame, funding: pd.DataFrame) -> Path:
    folder.mkdir()
    parquet.write_table(arrow(places), folder / "places.parquet")
    parquet.write_table(arrow(funding), folder / "funding.parquet")
    return folder


def summarise(folder: Path, *arguments: str, code: str = MAIN, **environment: str) -> subprocess.Popen[str]:
    """The command in its own process."""
    return subprocess.Popen(
        [sys.executable, "-c", code, "summarise", *arguments, "--engine", "spark"],
        env={**spark_cluster.environment(folder), **environment},
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def refused(process: subprocess.Popen[str]) -> str:
    """The one line that is told where nothing can be computed."""
    out, told = process.communicate(timeout=300)
    assert (process.returncode, out) == (2, "")
    assert len(told.splitlines()) == 1, told
    return told.strip()


def shuffled(worker: psutil.Process) -> bool:
    """Whether an executor of a worker keeps parts of an answer for the others."""
    return any(Path(worker.environ()["SPARK_LOCAL_DIRS"]).rglob("shuffle_*.data"))


def end(processes: list[psutil.Process]) -> None:
    """Kill processes, of which some may end by themselves: Java starts small ones now and then."""
    for one in processes:
        with suppress(psutil.NoSuchProcess):
            one.kill()


@needs_java
def test_every_table_is_the_same_on_two_workers(folder, tables, monkeypatch):
    for name, value in spark_cluster.environment(folder).items():
        monkeypatch.setenv(name, value)
    with spark_cluster.two_workers(folder / "two") as (address, _), on_spark.open_frames(master=address) as spark:
        frames: list[Any] = [spark.session.createDataFrame(arrow(table)) for table in tables]
        plans = plans_of(*frames)
        assert type(plans) is type(frames[0])
        for name, table in TABLES.items():
            agree(table(plans, frames[1]), TABLES[name](plans_of(*tables), tables[1]))


@needs_java
def test_files_on_which_engines_once_differed_give_what_the_others_give(folder, tmp_path, monkeypatch):
    for name, value in spark_cluster.environment(folder).items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(on_spark, "SESSION", 300)  # a machine under load starts Java late
    cases = [case for case in (*CSV[:1], *PARQUET, *PATHS[8:11], *FOLDERS) if isinstance(case.expected, list)]
    with on_spark.open_frames(master="local[2]") as spark:
        spark.session.conf.set("spark.sql.shuffle.partitions", "1")
        found = {case.name: outcome(case, spark, tmp_path / str(number)) for number, case in enumerate(cases)}
    assert found == {case.name: case.expected for case in cases}


def outcome(case: Case, spark: Any, folder: Path) -> Rows | str:
    folder.mkdir()
    try:
        source = find_source(str(case.write(folder)), ExitStack())
        table = compute(spark, source, case.by)
    except EngineError as error:
        return str(error)
    return list(zip(*(table[name].to_pylist() for name in (*case.by, "n", "investment_eur")), strict=True))


@needs_java
def test_a_worker_that_is_killed_in_the_middle_makes_no_wrong_table(folder):
    places, funding = made_up(200_000)
    data, out = written(folder / "killed", places, funding), folder / "killed.parquet"
    with spark_cluster.two_workers(folder / "cluster") as (address, workers):
        process = summarise(folder, str(data), "--by", "region", "--master", address, "--out", str(out))
        holding = spark_cluster.until(
            lambda: [worker for worker in workers if shuffled(worker)], process, "a part of the answer on a worker"
        )
        end(holding[0].children())  # an executor, with a part of the answer that it alone had
        assert process.poll() is None
        _, told = process.communicate(timeout=300)
    if process.returncode:
        assert (process.returncode, len(told.splitlines()), out.exists()) == (2, 1, False)
    else:
        agree(parquet.read_table(out), summaries.by_group(plans_of(places, funding), "region"))


@needs_java
def test_spark_that_ends_on_this_machine_names_what_gives_it_more_memory(folder):
    data, out = written(folder / "ended", *made_up(200_000)), folder / "ended.csv"
    process = summarise(folder / "here", str(data), "--by", "region", "--out", str(out))
    local = folder / "here" / "local"
    spark_cluster.until(lambda: any(local.rglob("shuffle_*.data")), process, "a part of the answer")
    end(psutil.Process(process.pid).children(recursive=True))  # as Linux does where memory ends
    told = "Spark ended on this machine, most often for want of memory: SPARK_DRIVER_MEMORY=8g gives it more"
    assert (refused(process), out.exists()) == (told, False)


@needs_java
def test_spark_connect_and_spark_submit_give_what_pandas_gives(folder, plans, tmp_path):
    out = tmp_path / "table.parquet"
    with spark_cluster.connect(folder) as address:
        process = summarise(
            folder, str(find_shipped_data()), "--by", "region", "--master", address, "--out", str(out), JAVA_HOME="none"
        )
        assert process.communicate(timeout=300)[1] == f"Table: {out}\n"
    agree(parquet.read_table(out), summaries.by_group(plans, "region"))
    (tmp_path / "run.py").write_text(MAIN)
    submit = [str(spark_cluster.HOME / "bin" / "spark-submit"), "--master", "local[2]", str(tmp_path / "run.py")]
    out = tmp_path / "by-year.parquet"
    given = ["summarise", str(find_shipped_data()), "--by", "year", "--engine", "spark", "--out", str(out)]
    own = {**spark_cluster.environment(folder), "PYSPARK_PYTHON": sys.executable}
    subprocess.run([*submit, *given], env=own, check=True, capture_output=True, timeout=300)
    agree(parquet.read_table(out), summaries.by_group(plans, "year"))


@needs_java
def test_a_master_without_a_worker_is_told(folder):
    code = f"from analysis.numbers._engines import on_spark\non_spark.WORKER = 3\n{MAIN}"
    with spark_cluster.master(folder / "alone") as address:
        told = refused(summarise(folder, str(find_shipped_data()), "--master", address, code=code))
    assert told == "no worker of Spark took the work in 3 s: is one running?"


def test_without_java_the_package_to_install_is_named(folder):
    told = refused(summarise(folder, str(find_shipped_data()), PATH=str(folder), JAVA_HOME=""))
    assert told == "Spark needs Java: apt-get install default-jre-headless, or set JAVA_HOME"


def test_java_that_does_not_start_is_told_in_its_own_words(folder):
    java = folder / "old" / "bin" / "java"
    java.parent.mkdir(parents=True)
    java.write_text("#!/bin/sh\necho 'Error: this Java is too old' >&2\nexit 1\n")
    java.chmod(0o755)
    told = refused(summarise(folder, str(find_shipped_data()), JAVA_HOME=str(folder / "old")))
    assert told == "Spark cannot be used (--master None): Error: this Java is too old"


@pytest.mark.parametrize("address", ["spark://127.0.0.1:1", "sc://127.0.0.1:1"])
def test_a_master_that_does_not_answer_is_told(folder, address):
    told = refused(
        summarise(folder, str(find_shipped_data()), "--master", address, JAVA_HOME=os.environ.get("JAVA_HOME", ""))
    )
    if not JAVA and address.startswith("spark"):
        assert "Spark needs Java" in told
    else:
        assert told == f"no Spark answers at {address}: is it running, and is the address right?"
