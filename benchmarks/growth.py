"""How time and memory grow: the report by the number of places, the summary by the number of places and engine."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from made_up import BY, LINES, write
from measuring import BIN, Found, Line, peak_memory, tell
from reading import write_package

from analysis import load
from analysis.numbers._engines import ENGINES

#: Numbers of places of made-up data, each with the most that its report may take of the time of the shipped data's.
REPORT = {1_000: None, 10_000: 2.0, 100_000: 4.0}
#: Memory that each may take, in MiB.
MOST_MEMORY = 1.5 * 1024
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


def of_report(work: Path) -> tuple[list[list[str]], list[Line]]:
    """A row for each number of places, the shipped data first; how much longer made-up data takes, and its memory."""
    rows, lines = [["places", "seconds", "MiB", "times the shipped data's"]], []
    command = [COMMAND, "report", "--lang", "en", "--no-cache", "--out", str(work / "reports"), "--force"]
    first, peak = measured(command)
    rows.append(told([f"{len(load().places):,} (shipped)", f"{first:.1f}", f"{peak:.0f}", "1.0"]))
    for places, most in REPORT.items():
        write_package(work / f"report-{places}", places)
        seconds, peak = measured([*command, "--data", str(work / f"report-{places}")])
        rows.append(told([f"{places:,}", f"{seconds:.1f}", f"{peak:.0f}", f"{seconds / first:.1f}"]))
        if most:
            lines.append(Line(f"report of {places:,} places / of the shipped data", seconds, first, most))
            lines.append(Line(f"its memory / {MOST_MEMORY:,.0f} MiB", peak, MOST_MEMORY, 1.0, "MiB"))
    return rows, lines


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
        report, lines = of_report(work)
        return Found(lines=lines, tables={"Report, one language, no cache": report, summary: of_summary(work)})


if __name__ == "__main__":
    tell(measure)
