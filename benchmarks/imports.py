"""What is loaded before anything is computed, and what a figure costs: time to draw it and size of its picture."""

from __future__ import annotations

import json
import statistics
import sys

from measuring import ROOT, Found, Line, run, seconds, tell

TIMES = 15
FIGURES = """
import json, os, sys, time
from pathlib import Path
sys.path.insert(0, sys.argv[1])
import plain_script
from analysis.jupyter import _display as notebook
from analysis.dataset.mine import MINE_VARIABLE, example
from analysis.report import find_notebooks
os.environ[MINE_VARIABLE] = str(example())
drawn, png = [], notebook.draw_png
def timed(figure, **how):
    started = time.perf_counter()
    picture = png(figure, **how)
    drawn.append((time.perf_counter() - started, len(picture)))
    return picture
notebook.draw_png = timed
plain_script.main([str(path) for path in sorted(find_notebooks().glob("*.ipynb"))])
print(json.dumps(drawn))
"""


def imports(module: str) -> list[str]:
    return [sys.executable, "-c", f"import {module}"]


def measure() -> Found:
    """Import time of the package beside pandas', and a table of the figures."""
    modules = ("analysis", "pandas", "analysis.report", "analysis.charts")
    taken: dict[str, list[float]] = {name: [] for name in modules}
    for _ in range(TIMES):
        for name in modules:
            taken[name].append(seconds(imports(name)))
    middle = {name: statistics.median(times) for name, times in taken.items()}
    drawn = json.loads(run([sys.executable, "-c", FIGURES, str(ROOT / "benchmarks")]).splitlines()[-1])
    times, sizes = zip(*drawn, strict=True)
    rows = [
        ["what", "median", "largest"],
        ["seconds to draw a figure as PNG", f"{statistics.median(times):.3f}", f"{max(times):.3f}"],
        ["size of the PNG, kB", f"{statistics.median(sizes) / 1000:.0f}", f"{max(sizes) / 1000:.0f}"],
    ]
    others = [["import", "seconds"], *([f"`{name}`", f"{middle[name]:.2f}"] for name in modules)]
    return Found(
        [Line("`import analysis` / `import pandas`", middle["analysis"], middle["pandas"], 1.2)],
        {f"Figures of all notebooks ({len(drawn)})": rows, "Imports, each in a process of its own": others},
    )


if __name__ == "__main__":
    tell(measure)
