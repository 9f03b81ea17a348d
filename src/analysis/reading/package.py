"""The folder of a data package, read as tables of text."""

from __future__ import annotations

import csv
import io
import os
from pathlib import Path

import pandas as pd

from analysis.checking.problem import Problem, UnreadableError
from analysis.vocabulary import TABLES

__all__ = ["read_package", "shipped_data"]

REQUIRED = ("places", "funding")
RAGGED = "remove an empty row; quote a cell that holds a comma"


def shipped_data() -> Path:
    """Folder of the data package that comes with the project.

    Examples
    --------
    >>> (shipped_data() / "places.csv").exists()
    True
    """
    beside = Path(__file__).parents[1] / "data"
    return beside if beside.is_dir() else Path(__file__).parents[3] / "data"


def read_package(path: Path) -> tuple[dict[str, pd.DataFrame], list[Problem]]:
    """Read the tables of a data package as text.

    Parameters
    ----------
    path : Path
        The folder, or the ``datapackage.json`` in it. Tables are UTF-8 CSV files with a comma; ``context.csv`` and
        ``concepts.csv`` may be absent, the project's own are taken then.

    Returns
    -------
    dict of DataFrame
        Text, empty cells missing; a file that cannot be read is absent.
    list of Problem
        What could not be read.

    Raises
    ------
    UnreadableError
        If there is no such folder.
    """
    folder = path.parent if path.name == "datapackage.json" else path
    if not os.path.isdir(folder):  # unlike Path.is_dir, never raises, whatever the name
        rule = "is not a folder with a data package" if os.path.exists(folder) else "there is no such folder"
        raise UnreadableError([Problem("error", str(path), None, "", "", rule)])
    tables: dict[str, pd.DataFrame] = {}
    problems: list[Problem] = []
    for name in TABLES:
        file = folder / f"{name}.csv"
        if not file.exists() and name not in REQUIRED:
            file = shipped_data() / f"{name}.csv"
        found = _read(file)
        if isinstance(found, list):
            problems += found
        else:
            tables[name] = found
    return tables, problems


def _read(file: Path) -> pd.DataFrame | list[Problem]:
    """The table of a CSV file, or what keeps it from being read."""

    def unreadable(rule: str, hint: str = "", row: int | None = None) -> list[Problem]:
        return [Problem("error", file.name, row, "", "", rule, hint)]

    if not file.is_file():
        return unreadable("file is missing")
    try:
        content = file.read_bytes()
    except OSError as error:
        return unreadable(f"cannot be opened: {error.strerror}")
    if b"\0" in content:
        row = content[: content.index(b"\0")].count(b"\n") + 1
        return unreadable("holds a NUL byte", "save the file anew as UTF-8 text", row)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = content[: error.start].count(b"\n") + 1
        return unreadable("is not UTF-8 text", "save the file as CSV UTF-8", row)
    if not text.strip():
        return unreadable("file is empty")
    rows: list[list[str]] = []
    try:
        # StringIO ends a line at CR and LF only; str.splitlines would cut cells at U+2028 and the like
        rows.extend(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        return unreadable(f"is not a CSV table: {error}", "check the quotes", len(rows) + 1)
    return _table(rows, file.name)


def _table(rows: list[list[str]], file: str) -> pd.DataFrame | list[Problem]:
    while not rows[-1]:
        rows.pop()
    header, *body = rows
    problems = [
        Problem("error", file, 1, "", "", f"column {at} has no name", "name or remove it")
        for at, name in enumerate(header, start=1)
        if not name
    ]
    problems += [
        Problem("error", file, 1, name, "", "column stands twice", "rename or remove one")
        for at, name in enumerate(header)
        if name and name in header[:at]
    ]
    problems += [
        Problem("error", file, row, "", "", f"has {len(cells)} cells, the header has {len(header)}", RAGGED)
        for row, cells in enumerate(body, start=2)
        if len(cells) != len(header)
    ]
    if problems:
        return problems
    table = pd.DataFrame(body, columns=header, dtype="str")
    return table.mask(table == "")
