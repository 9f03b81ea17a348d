"""The folder of a data package, read as tables of text."""

from __future__ import annotations

import csv
from pathlib import Path

import pandas as pd

from analysis.checking.problem import Problem, UnreadableError
from analysis.vocabulary import TABLES

__all__ = ["read_package", "shipped_data"]

REQUIRED = ("places", "funding")


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
    if not folder.is_dir():
        rule = "there is no such folder" if not folder.exists() else "is not a folder with a data package"
        raise UnreadableError([Problem("error", str(path), None, "", "", rule)])
    tables, problems = {}, []
    for name in TABLES:
        file = folder / f"{name}.csv"
        if not file.exists() and name not in REQUIRED:
            file = shipped_data() / f"{name}.csv"
        found = _read(file)
        if isinstance(found, Problem):
            problems.append(found)
        else:
            tables[name] = found
    return tables, problems


def _read(file: Path) -> pd.DataFrame | Problem:
    """The table of a CSV file, or the first thing that keeps it from being read."""
    if not file.is_file():
        return Problem("error", file.name, None, "", "", "file is missing")
    content = file.read_bytes()
    if b"\0" in content:
        row = content[: content.index(b"\0")].count(b"\n") + 1
        return Problem("error", file.name, row, "", "", "holds a NUL byte", "save the file anew as UTF-8 text")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = content[: error.start].count(b"\n") + 1
        return Problem("error", file.name, row, "", "", "is not UTF-8 text", "save the file as CSV UTF-8")
    if not text.strip():
        return Problem("error", file.name, None, "", "", "file is empty")
    try:
        rows = list(csv.reader(text.splitlines(keepends=True), strict=True))
    except csv.Error as error:
        return Problem("error", file.name, None, "", "", f"is not a CSV table: {error}", "check the quotes")
    return _table(rows, file.name)


def _table(rows: list[list[str]], file: str) -> pd.DataFrame | Problem:
    while not rows[-1]:
        rows.pop()
    header, *body = rows
    twice = [name for at, name in enumerate(header) if name in header[:at]]
    if twice:
        return Problem("error", file, 1, twice[0], "", "column stands twice", "rename or remove one")
    for row, cells in enumerate(body, start=2):
        if len(cells) != len(header):
            rule = f"has {len(cells)} cells, the header has {len(header)}"
            return Problem("error", file, row, "", "", rule, "quote the cells that hold a comma")
    table = pd.DataFrame(body, columns=header, dtype="str")
    return table.mask(table == "")
