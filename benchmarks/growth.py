"""How time and memory grow: the report by the number of places, the summary by the number of places and engine."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from made_up import BY, LINES, write
from measuring import BIN, Found, peak_memory, tell
from reading import write_package

from analysis.numbers._engines import ENGINES

REPORT = (100, 1_000, 10_000, 100_000)
SUMMARY = (10**5, 10**6, 10**7)
COMMAND = str(BIN / "cluster-funding")


def measured(command: list[str], **environment: str) -> tuple[float, float]:
    """Seconds, and MiB of all processes at most."""
    taken: list[float] = []
    peak = peak_memory(command, seconds=taken, **environment)
    return taken[0], peak


def told(row: list[str]) -> list[str]:
    """The row, shown as it comes: the larger sizes take minutes."""
    print(*row, sep="\t", file=sys.stderr, flush=True)
    return row


def of_report(work: Path) -> list[list[str]]:
    """A row for each number of places."""
    rows = [["places", "seconds", "MiB"]]
    for places in REPORT:
        write_package(work / f"report-{places}", places)
        command = [COMMAND, "report", "--data", str(work / f"report-{places}"), "--lang", "en", "--no-cache"]
        seconds, peak = measured([*command, "--out", str(work / "reports"), "--force"])
        rows.append(told([f"{places:,}", f"{seconds:.1f}", f"{peak:.0f}"]))
    return rows


def of_summary(work: Path) -> list[list[str]]:
    """A row for each number of places, two columns for each engine."""
    rows = [["places", "lines", *(f"{engine}, {unit}" for engine in ENGINES for unit in ("s", "MiB"))]]
    for places in SUMMARY:
        folder = write(work / f"summary-{places}", places)
        row = [f"{places:,}", f"{LINES * places:,}"]
        for engine in ENGINES:
            command = [COMMAND, "summarise", str(folder), "--by", BY, "--engine", engine]
            seconds, peak = measured([*command, "--out", str(work / "table.csv")])
            row += [f"{seconds:.1f}", f"{peak:.0f}"]
        rows.append(told(row))
    return rows


def measure() -> Found:
    """Two tables."""
    with tempfile.TemporaryDirectory(prefix="benchmark-") as made:
        work = Path(made)
        summary = (
            "`summarise --by region` of Parquet files, checks and start included (Spark: on this machine, all cores)"
        )
        return Found(tables={"Report, one language, no cache": of_report(work), summary: of_summary(work)})


if __name__ == "__main__":
    tell(measure)
