"""How everything here is measured: commands by turns in one run, medians, peak memory; and how it is told and kept."""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from importlib.metadata import version
from pathlib import Path

import psutil

__all__ = ["BIN", "REPEATS", "ROOT", "Found", "Line", "by_turns", "peak_memory", "repeats", "run", "seconds", "tell"]

ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent
REPEATS = 5
PACKAGES = (
    "pandas",
    "polars",
    "duckdb",
    "pyspark",
    "narwhals",
    "pyarrow",
    "matplotlib",
    "nbclient",
    "nbconvert",
    "nbval",
)


@dataclass(frozen=True)
class Line:
    """One ratio: ours by theirs, measured side by side, and the most that it should be."""

    what: str
    ours: float
    theirs: float
    at_most: float | None = None
    unit: str = "s"

    def __str__(self) -> str:
        ratio = self.ours / self.theirs
        most = "" if self.at_most is None else f"{self.at_most}" + (" **missed**" if ratio > self.at_most else "")
        return f"| {self.what} | {self.ours:.2f} {self.unit} | {self.theirs:.2f} {self.unit} | {ratio:.2f} | {most} |"


@dataclass(frozen=True)
class Found:
    """What a benchmark found: ratios, tables of other numbers (title to rows, the first the heads), and remarks."""

    lines: Sequence[Line] = ()
    tables: Mapping[str, Sequence[Sequence[str]]] = field(default_factory=dict)
    remarks: Sequence[str] = ()


def run(command: Sequence[str], **environment: str) -> str:
    """What a command prints; it must succeed."""
    done = subprocess.run(command, env={**os.environ, **environment}, capture_output=True, text=True)
    assert done.returncode == 0, f"{command}\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}"
    return done.stdout


def seconds(command: Sequence[str], **environment: str) -> float:
    """How long a command takes."""
    started = time.perf_counter()
    run(command, **environment)
    return time.perf_counter() - started


def by_turns(**work: Callable[[], float]) -> dict[str, float]:
    """The median of what each gives; they take turns, so that a busy moment of the machine meets all of them."""
    found: dict[str, list[float]] = {name: [] for name in work}
    for _ in range(repeats()):
        for name, one in work.items():
            found[name].append(one())
            print(f"  {name}: {found[name][-1]:.2f}", file=sys.stderr)  # a run that is cut off has told something
    return {name: statistics.median(values) for name, values in found.items()}


def peak_memory(command: Sequence[str], seconds: list[float] | None = None, **environment: str) -> float:
    """Largest sum of the proportional memory (PSS) of a command and all that it started, in MiB; ``seconds`` gets its time."""
    begun = time.perf_counter()
    process = subprocess.Popen(
        command, env={**os.environ, **environment}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    peak, done = 0.0, threading.Event()

    def watch() -> None:
        nonlocal peak
        while not done.wait(0.05):
            peak = max(peak, _of_all(process.pid))

    watcher = threading.Thread(target=watch)
    watcher.start()
    code = process.wait()
    if seconds is not None:
        seconds.append(time.perf_counter() - begun)
    done.set()
    watcher.join()
    assert code == 0, command
    return peak / 2**20


def _of_all(pid: int) -> float:
    total = 0.0
    try:
        parent = psutil.Process(pid)
        processes = [parent, *parent.children(recursive=True)]
    except psutil.NoSuchProcess:
        return 0.0
    for process in processes:
        try:
            memory = process.memory_full_info()
        except (psutil.NoSuchProcess, psutil.ZombieProcess):
            continue
        total += getattr(memory, "pss", memory.rss)
    return total


def machine() -> str:
    """What it was measured on."""
    memory = psutil.virtual_memory().total / 2**30
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    load = os.getloadavg()[0]
    return (
        f"Measured on {date.today()} on {platform.system()} {platform.machine()}, {psutil.cpu_count()} cores, {memory:.0f} GiB "
        f"(load before: {load:.1f}), Python {platform.python_version()}, {packages}."
    )


def markdown(found: Sequence[Found]) -> str:
    """All ratios in one table, then the other tables and the remarks."""
    lines = [str(line) for one in found for line in one.lines]
    text = ["| ours / theirs | ours | theirs | ratio | at most |\n|---|---|---|---|---|", *lines] if lines else []
    for one in found:
        for title, (heads, *rows) in one.tables.items():
            text += [f"\n{title}\n", f"| {' | '.join(heads)} |", "|---" * len(heads) + "|"]
            text += [f"| {' | '.join(row)} |" for row in rows]
    remarks = [remark for one in found for remark in one.remarks]
    return "\n".join([*text, "", *remarks])


def options() -> argparse.Namespace:
    """How often, and where what is found is kept."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--repeats", type=int, default=REPEATS, help="how often each is measured")
    asked.add_argument("--keep", type=Path, help="file for what is found, as JSON")
    return asked.parse_args()


def repeats() -> int:
    """How often each is measured."""
    return int(options().repeats)


def tell(measure: Callable[[], Found]) -> None:
    """Measure, print what was found and, where --keep names a file, keep it there."""
    keep, about = options().keep, machine()
    found = measure()
    print(f"{about}\n\n{markdown([found])}")
    if keep:
        keep.parent.mkdir(exist_ok=True)
        keep.write_text(json.dumps({"about": about, **asdict(found)}, indent=1))


def kept(file: Path) -> tuple[str, Found]:
    """What was measured on, and what was found."""
    read = json.loads(file.read_text())
    return read["about"], Found([Line(**line) for line in read["lines"]], read["tables"], read["remarks"])
