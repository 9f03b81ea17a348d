"""Ratios of time and memory, measured side by side in one run: `make bench`."""

from __future__ import annotations

import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from importlib.metadata import version
from pathlib import Path

import psutil

from analysis.report import notebooks_folder

BIN = Path(sys.executable).parent
REPEATS = 3
IMPORTS = 15


def seconds(command: list[str]) -> float:
    """How long a command takes; it must succeed."""
    started = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - started


def peak_memory(command: list[str]) -> float:
    """Largest sum of the proportional memory (PSS) of a command and its children, in GiB."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    peak, done = 0.0, threading.Event()

    def watch() -> None:
        nonlocal peak
        while not done.wait(0.1):
            peak = max(peak, _tree(process.pid))

    watcher = threading.Thread(target=watch)
    watcher.start()
    code = process.wait()
    done.set()
    watcher.join()
    assert code == 0, command
    return peak / 2**30


def _tree(pid: int) -> float:
    total = 0.0
    try:
        parent = psutil.Process(pid)
        for process in [parent, *parent.children(recursive=True)]:
            memory = process.memory_full_info()
            total += getattr(memory, "pss", memory.rss)
    except psutil.NoSuchProcess:
        pass
    return total


def compare(ours: list[str], theirs: list[str], repeats: int) -> tuple[float, float, float]:
    """Median seconds of two commands, run by turns, and their ratio."""
    pairs = [(seconds(ours), seconds(theirs)) for _ in range(repeats)]
    one, two = (statistics.median(times) for times in zip(*pairs, strict=True))
    return one, two, one / two


def main() -> None:
    """Measure, print one line per ratio, and say on what."""
    work = Path(tempfile.mkdtemp())
    notebooks = [str(path) for path in sorted(notebooks_folder().glob("*.ipynb"))]
    report = [str(BIN / "cluster-funding"), "report", "--out", str(work / "reports")]
    nbconvert = [str(BIN / "jupyter"), "nbconvert", "--execute", "--to", "html", "--output-dir", str(work / "html")]
    try:
        lines = [
            ("make report / jupyter nbconvert --execute", *compare(report, [*nbconvert, *notebooks], REPEATS), 0.6),
            (
                "import analysis / import pandas",
                *compare([sys.executable, "-c", "import analysis"], [sys.executable, "-c", "import pandas"], IMPORTS),
                1.2,
            ),
        ]
        memory = peak_memory(report)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    packages = ", ".join(f"{name} {version(name)}" for name in ("pandas", "matplotlib", "nbclient", "nbconvert"))
    print(f"{platform.platform()}, {psutil.cpu_count()} cores, Python {platform.python_version()}, {packages}\n")
    print("| what | ours, s | theirs, s | ratio | at most |\n|---|---|---|---|---|")
    for name, one, two, ratio, most in lines:
        print(f"| {name} | {one:.2f} | {two:.2f} | {ratio:.2f} | {most} |")
    print(f"\nPeak memory of the report run, all processes: {memory:.2f} GiB (at most 1.5)")


if __name__ == "__main__":
    main()
