"""A piece of code in a process of its own: the seconds that it takes, and the memory that the process took at most."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from measuring import ROOT, run

__all__ = ["timed"]

FRAME = """
import resource, sys, time
from pathlib import Path
sys.path.insert(0, {benchmarks!r})
folder = Path(sys.argv[1])
{before}
started = time.perf_counter()
{code}
print(time.perf_counter() - started, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**10)
"""


def timed(code: str, folder: Path, *, before: str = "", memory: list[float] | None = None) -> Callable[[], float]:
    """Seconds of a piece of code that finds files in ``folder``; ``before`` is not timed; peak MiB go to ``memory``."""
    text = FRAME.format(benchmarks=str(ROOT / "benchmarks"), before=before, code=code)

    def measured() -> float:
        taken, peak = run([sys.executable, "-c", text, str(folder)]).split()[-2:]
        if memory is not None:
            memory.append(float(peak))
        return float(taken)

    return measured
