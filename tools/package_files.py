"""Write data/datapackage.json and data/README.md from the vocabulary; with ``--check`` say whether they are in step."""

from __future__ import annotations

import sys
from pathlib import Path

from analysis.dataset._package import make_files
from analysis.dataset._reading import find_shipped_data

__all__ = ["main"]


def main(arguments: list[str], folder: Path | None = None) -> int:
    """Write the files, or with ``--check`` name those that differ; the exit code is 1 then, 2 for other arguments."""
    if arguments not in ([], ["--check"]):
        print("usage: python tools/package_files.py [--check]", file=sys.stderr)
        return 2
    folder = folder or find_shipped_data()
    files = make_files()
    if not arguments:
        for name, content in files.items():
            (folder / name).write_text(content, encoding="utf-8", newline="\n")
        return 0
    differing = [
        name
        for name, content in files.items()
        if not (folder / name).exists() or (folder / name).read_text(encoding="utf-8") != content
    ]
    for name in differing:
        print(f"{folder / name} is not in step with the vocabulary: run make data")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
