"""What chance may find and a test that ends soon cannot: signals at any moment, changes behind the cache, damaged files.

    python tests/soak/run.py --signals 150 --scenarios 40 --files 10000 [--seed N] [--minutes 60] [--folder FOLDER]

Each part tells how much of it was done and what failed; the exit code is 1 if anything did, with the command that does it
again. The seed is a new one each time, and told. What does not fit into the minutes is left out, and said.
"""

from __future__ import annotations

import argparse
import random
import re
import secrets
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

HERE = Path(__file__).resolve()
sys.path.insert(0, str(HERE.parents[1]))

import changing  # noqa: E402
import killing  # noqa: E402

#: Files that the fuzzer takes at once: between two portions one looks at the clock.
PORTION = 500

#: What became of one attempt: its kind, and what is wrong with it, if anything.
Outcome = tuple[str, str]


def fuzzed(files: int, seed: int, folder: str) -> Iterator[tuple[int, Outcome]]:
    """How many files of a portion were read, how many refused, and which failed."""
    for done in range(0, files, PORTION):
        command = [sys.executable, str(HERE.parents[1] / "fuzz" / "run.py"), "--seed", str(seed + done)]
        command += ["--files", str(min(PORTION, files - done)), *(["--folder", folder] if folder else [])]
        ran = subprocess.run(command, capture_output=True, text=True)
        counts = dict(re.findall(r"'(\w+)': (\d+)", ran.stdout))
        yield int(counts.get("read", 0)), ("read", "")
        yield int(counts.get("refused", 0)), ("refused", "")
        if ran.returncode or not counts:
            told = f"{' '.join(command)}\n{(ran.stderr or ran.stdout).strip()}"
            yield int(counts.get("failed", 1)) or 1, ("failed", told)


def count(part: str, attempts: Iterator[tuple[int, Outcome]], asked: int, ends: float) -> int:
    """Go through the attempts of a part until the time is up; tell them by kind, and give how many failed."""
    kinds: dict[str, int] = {}
    failed = done = 0
    with closing(attempts):  # type: ignore[type-var]
        while done < asked and time.monotonic() < ends:
            times, (kind, wrong) = next(attempts, (0, ("", "")))
            if not kind:
                break
            done += times
            if done * 10 // asked > (done - times) * 10 // asked:
                print(f"  {part}: {done} of {asked}", file=sys.stderr, flush=True)
            kinds[kind] = kinds.get(kind, 0) + times
            if wrong:
                failed += times
                print(f"{part}, {kind}: {wrong}", file=sys.stderr, flush=True)
    told = ", ".join(f"{kind} {number}" for kind, number in sorted(kinds.items()) if number)
    short = "" if done >= asked else f" of {asked} (the time was up, or there was nothing to do)"
    print(f"{part}: {done}{short}, {failed} failed; {told}", flush=True)
    return failed


def once(outcomes: Iterator[Outcome]) -> Iterator[tuple[int, Outcome]]:
    """Each outcome as one attempt."""
    for outcome in outcomes:
        yield 1, outcome


def main() -> int:
    """Run the parts; 1 if anything failed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--signals", type=int, default=150)
    parser.add_argument("--scenarios", type=int, default=40)
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=secrets.randbelow(10**6))
    parser.add_argument("--minutes", type=float, default=60, help="no attempt begins later")
    parser.add_argument("--folder", default="", help="the real files that are damaged, as for tests/fuzz/run.py")
    given = parser.parse_args()
    signal.signal(signal.SIGINT, signal.default_int_handler)  # also behind another command, where Ctrl-C is ignored
    ends = time.monotonic() + 60 * given.minutes
    print(f"seed {given.seed}", flush=True)
    with tempfile.TemporaryDirectory(prefix="soak-") as made:
        parts: dict[str, Callable[[], Iterator[tuple[int, Outcome]]]] = {
            "signals": lambda: once(killing.attempts(Path(made, "killed"), random.Random(f"{given.seed}-signals"))),
            "scenarios": lambda: once(changing.attempts(Path(made, "changed"), random.Random(f"{given.seed}-cache"))),
            "files": lambda: fuzzed(given.files, given.seed, given.folder),
        }
        wrong = [name for name, begin in parts.items() if (n := getattr(given, name)) and count(name, begin(), n, ends)]
    for name in wrong:
        others = " ".join(f"--{other} 0" for other in parts if other != name)
        print(f"again: python tests/soak/run.py --seed {given.seed} --{name} {getattr(given, name)} {others}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
