"""What the tests of ``summarise`` share: data packages to compute on, and the command run on them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pandas as pd
from pyarrow import csv, parquet
from typer.testing import CliRunner

from every_frame import arrow

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


def command(code: str, *arguments: str, **options) -> subprocess.CompletedProcess[str]:
    """The command in its own process, after some code that takes something away from it."""
    script = (
        f"{code}\nimport sys\nfrom analysis.__main__ import main\nsys.argv = ['cluster-funding', *sys.argv[1:]]\nmain()"
    )
    return subprocess.run(
        [sys.executable, "-c", script, "summarise", *arguments], capture_output=True, text=True, timeout=300, **options
    )
