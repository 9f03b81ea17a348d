"""Write data/datapackage.json and data/README.md from the vocabulary, and into the README how many plans there are.

With ``--check`` say whether they are in step.
"""

from __future__ import annotations

import csv
import re
import sys
from pathlib import Path

from analysis.dataset._package import make_files
from analysis.dataset._reading import find_shipped_data

__all__ = ["main"]

#: Where the README of the project says how many plans there are.
COUNTED = re.compile(r"\d+(?= real financing plans)")


def _make_all(folder: Path) -> dict[Path, str]:
    files = {folder / name: content for name, content in make_files().items()}
    readme, places = folder.parent / "README.md", folder / "places.csv"
    if readme.exists() and places.exists():
        with places.open(encoding="utf-8", newline="") as lines:
            n = sum(1 for _row in csv.DictReader(lines))
        files[readme] = COUNTED.sub(str(n), readme.read_text(encoding="utf-8"))
    return files


def main(arguments: list[str], folder: Path | None = None) -> int:
    """Write the files, or with ``--check`` name those that differ; the exit code is 1 then, 2 for other arguments."""
    if arguments not in ([], ["--check"]):
        print("usage: python tools/package_files.py [--check]", file=sys.stderr)
        return 2
    folder = folder or find_shipped_data()
    files = _make_all(folder)
    if not arguments:
        for path, content in files.items():
            path.write_text(content, encoding="utf-8", newline="\n")
        return 0
    differing = [
        path for path, content in files.items() if not path.exists() or path.read_text(encoding="utf-8") != content
    ]
    for path in differing:
        print(f"{path} is not in step: run make data")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
