"""All benchmarks, one after the other: `make bench`. What was measured on this state of the code is not measured again.

``run.py NAME...`` measures those (report, nbval, ...) anew; ``--repeats N`` changes how often.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

from measuring import REPEATS, ROOT, kept, markdown

HERE = Path(__file__).parent
KEPT = HERE / "measured"
NAMES = ("report", "nbval", "imports", "summaries", "larger", "growth", "reading")


def state() -> str:
    """The commit that is checked out; with changes beside it, nothing is taken for measured."""
    git = ["git", "-C", str(ROOT)]
    changed = subprocess.run(
        [*git, "status", "--porcelain", "--", "src", "notebooks", "data", "benchmarks"], capture_output=True
    )
    commit = subprocess.run([*git, "rev-parse", "--short", "HEAD"], capture_output=True, text=True)
    return "changed" if changed.stdout or commit.returncode else commit.stdout.strip()


def main() -> None:
    """Measure what is not measured yet, and print everything."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("names", nargs="*", metavar="NAME", help=", ".join(NAMES))
    asked.add_argument("--repeats", type=int, default=REPEATS)
    given = asked.parse_args()
    if unknown := set(given.names) - set(NAMES):
        asked.error(f"no benchmark is called {', '.join(sorted(unknown))}: choose {', '.join(NAMES)}")
    files = {name: KEPT / f"{state()}-{name}.json" for name in NAMES}
    for name, file in files.items():
        if name in given.names or (not given.names and (not file.exists() or state() == "changed")):
            print(f"{name} ...", file=sys.stderr)
            command = [sys.executable, str(HERE / f"{name}.py"), "--repeats", str(given.repeats), "--keep", str(file)]
            subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    found = [kept(file) for file in files.values() if file.exists()]
    print(f"{found[0][0]}\n\n{markdown([one for _, one in found])}")


if __name__ == "__main__":
    main()
