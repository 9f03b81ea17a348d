"""A data package: a folder, its datapackage.json or a zip archive, read as tables of text."""

from __future__ import annotations

import csv
import io
import json
import mmap
import os
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, Protocol

import pandas as pd

from analysis.dataset._checking.problem import Origin, Problem, UnreadableError
from analysis.dataset._checking.rules import Rule
from analysis.dataset._reading.archives import BROKEN_ARCHIVE, is_table_name
from analysis.dataset._reading.reading import Reading, ToldColumn
from analysis.dataset._reading.sheet import MOST_CELLS, MOST_TEXT
from analysis.dataset._reading.spreadsheet import TooLargeError, unpack
from analysis.dataset._reading.text import refuse
from analysis.words._formatting import format_whole, show_value
from analysis.words._messages import Message, say, spell
from analysis.words.vocabulary import TABLES, Schema

__all__ = ["PACKAGE_VARIABLE", "find_shipped_data", "is_package", "read_package", "read_shipped_tables"]

#: Environment variable that names another folder in the place of the shipped one: tests run on a frozen edition.
PACKAGE_VARIABLE = "CLUSTER_FUNDING_PACKAGE"
DESCRIPTOR = "datapackage.json"
REQUIRED = ("places", "funding")
#: From this size on, a file is read by Arrow, as long as nothing in it is wrong.
LARGE = 2 * 2**20
#: A row takes the room of so many cells more than it has; of a table in an archive less is read than of a file.
ROW = 8
LONGEST_PATH = 1_000
MOST_ON_DISK = 60_000_000


def find_shipped_data() -> Path:
    """Folder of the data package that comes with the project.

    Examples
    --------
    >>> (find_shipped_data() / "places.csv").exists()
    True
    """
    if named := os.environ.get(PACKAGE_VARIABLE):
        return Path(named)
    return _find_own_data()


def _find_own_data() -> Path:
    beside = Path(__file__).parents[2] / "data"
    return beside if beside.is_dir() else Path(__file__).parents[4] / "data"


def _find_shipped_table(name: str) -> Path:
    """The shipped file of a table; that of the project where a folder that stands in its place is of an edition without it."""
    file = find_shipped_data() / f"{name}.csv"
    return file if file.exists() else _find_own_data() / file.name


def is_package(path: Path, content: bytes | None = None) -> bool:
    """Whether a path is a folder, a descriptor or an archive with a data package; a folder without any table would be one."""
    if path.name == DESCRIPTOR:
        return True
    if path.is_dir():
        own = (DESCRIPTOR, *(f"{name}.csv" for name in REQUIRED))
        return any((path / name).exists() for name in own) or not any(
            is_table_name(name) for _folder, folders, names in os.walk(path) for name in (*folders, *names)
        )
    if content is None or not content.startswith(b"PK"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return any(PurePosixPath(name).name in (DESCRIPTOR, "places.csv") for name in archive.namelist())
    except BROKEN_ARCHIVE:
        return False


class _Files(Protocol):
    """Where the files of a package are: a folder or an archive."""

    def get(self, name: str) -> Path | bytes | None: ...


@dataclass(frozen=True)
class _Folder:
    path: Path

    def get(self, name: str) -> Path | None:
        file = self.path / name
        try:
            if not file.is_file():
                return None
        except OSError as error:  # a name that is too long
            raise refuse(show_value(name), Rule.CANNOT_OPEN_FILE, strerror=error.strerror) from None
        if not file.resolve().is_relative_to(self.path.resolve()):
            raise refuse(name, Rule.LINK_LEADS_OUT)
        if file.stat().st_size > 64 * MOST_TEXT:
            raise refuse(name, Rule.TABLE_TOO_LARGE)
        return file


@dataclass(frozen=True)
class _Archive:
    content: bytes
    file: str

    def get(self, name: str) -> bytes | None:
        try:
            with zipfile.ZipFile(io.BytesIO(self.content)) as archive:
                names = [n for n in archive.namelist() if n == name or n.endswith(f"/{name}")]
                if any(PurePosixPath(n).is_absolute() or ".." in PurePosixPath(n).parts for n in names):
                    raise refuse(self.file, Rule.ARCHIVE_LEADS_OUT, names=show_value(names[0]))
                return b"".join(unpack(archive, min(names, key=len), MOST_TEXT)) if names else None
        except TooLargeError:
            raise refuse(self.file, Rule.UNPACKS_TOO_LARGE, value=MOST_TEXT // 2**20) from None
        except UnreadableError:
            raise
        except BROKEN_ARCHIVE:
            raise refuse(self.file, Rule.ARCHIVE_DAMAGED) from None


def _paths(files: _Files) -> dict[str, str]:
    """The file of each table: what the descriptor says, else its name.

    Raises
    ------
    UnreadableError
        If the descriptor cannot be read, or names a path that is not inside the package.
    """
    paths = {name: f"{name}.csv" for name in TABLES}
    found = files.get(DESCRIPTOR)
    if found is None:
        return paths
    try:
        value: Any = json.loads(found if isinstance(found, bytes) else found.read_bytes())
        resources = [resource for resource in value["resources"] if isinstance(resource, dict)]
    except (ValueError, KeyError, TypeError, OSError, RecursionError):
        raise refuse(DESCRIPTOR, Rule.NO_DESCRIPTOR) from None
    for resource in resources:
        name, path = str(resource.get("name")), resource.get("path", "")
        if not isinstance(path, str) or len(path) > LONGEST_PATH:
            raise refuse(DESCRIPTOR, Rule.RESOURCE_PATH, name=show_value(name))
        parts = PurePosixPath(path.replace("\\", "/")).parts
        if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", path) or path.startswith(("/", "\\")) or ".." in parts:
            raise refuse(DESCRIPTOR, Rule.PATH_LEADS_OUT, path=show_value(path))
        if name in paths and path:
            paths[name] = path
    return paths


def read_package(path: Path, content: bytes | None = None) -> Reading:
    """Read the tables of a data package as text.

    Parameters
    ----------
    path : Path
        A folder, the ``datapackage.json`` in it, or a zip archive. Tables are UTF-8 CSV files with a comma;
        all but ``places.csv`` and ``funding.csv`` may be absent, the project's own are taken then.
    content : bytes, optional
        What the archive holds.

    Raises
    ------
    UnreadableError
        If a file cannot be read; the message lists all of them.
    """
    files: _Files = (
        _Archive(content, path.name)
        if content is not None
        else _Folder(path.parent if path.name == DESCRIPTOR else path)
    )
    texts, sources, origins = {}, {}, {}
    problems: list[Problem] = []
    unreadable: list[Problem] = []
    for name, file in _paths(files).items():
        try:
            found = files.get(file)
            if found is None and name in REQUIRED:
                raise refuse(file, Rule.FILE_MISSING)
            if found is None:
                found = _find_shipped_table(name)
            texts[name], sources[name], told = _read(found, file)
            origins[name] = Origin(file)
            problems += told
        except UnreadableError as error:
            unreadable += error.problems
    if unreadable:
        raise UnreadableError(unreadable)
    columns = [told for name in REQUIRED for told in _understood(TABLES[name], texts[name], origins[name].file)]
    return Reading(texts, origins, sources, tuple(problems), columns=tuple(columns))


def read_shipped_tables() -> dict[str, pd.DataFrame]:
    """The national figures, the concepts, the census and the prices that come with the project, as text."""
    return {name: _read(_find_shipped_table(name), f"{name}.csv")[0] for name in TABLES if name not in REQUIRED}


Tables = tuple[pd.DataFrame, pd.DataFrame, list[Problem]]


def _read(found: Path | bytes, file: str) -> Tables:
    """The table of a CSV file, its rows as they came, and the rows that are none."""
    if isinstance(found, Path) and found.stat().st_size >= LARGE:
        large = _by_arrow(found)
        if large is not None:
            return large, large, []
    try:
        content = found if isinstance(found, bytes) else found.read_bytes()
    except OSError as error:
        raise refuse(file, Rule.CANNOT_OPEN_FILE, strerror=error.strerror) from None
    if b"\0" in content:
        row = content[: content.index(b"\0")].count(b"\n") + 1
        raise refuse(file, Rule.NUL_BYTE_IN_PACKAGE, row=row)
    if content.count(b",") + ROW * content.count(b"\n") > (MOST_CELLS if isinstance(found, bytes) else MOST_ON_DISK):
        raise refuse(file, Rule.TABLE_TOO_LARGE)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = content[: error.start].count(b"\n") + 1
        raise refuse(file, Rule.NOT_UTF_8, row=row) from None
    if not text.strip():
        raise refuse(file, Rule.FILE_EMPTY)
    rows: list[list[str]] = []
    try:
        # StringIO ends a line at CR and LF only; str.splitlines would cut cells at U+2028 and the like
        rows.extend(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        raise refuse(file, Rule.NOT_A_CSV_TABLE, row=len(rows) + 1, error=str(error)) from None
    return _table(rows, file)


def _by_arrow(path: Path) -> pd.DataFrame | None:
    """The table of a large file; None if anything in it is unusual, so that the careful way names it."""
    import pyarrow as pa
    from pyarrow import csv as arrow

    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        if content.find(b"\0") >= 0:
            return None
    try:
        with path.open(encoding="utf-8-sig", newline="") as file_text:
            header = next(csv.reader(file_text, strict=True))
        if _bad_header(header, ""):
            return None
        table = arrow.read_csv(
            path,
            read_options=arrow.ReadOptions(block_size=8 * 2**20),
            parse_options=arrow.ParseOptions(newlines_in_values=True, ignore_empty_lines=False),
            convert_options=arrow.ConvertOptions(
                column_types=dict.fromkeys(header, pa.large_string()), null_values=[""], strings_can_be_null=True
            ),
        )
    except (pa.ArrowException, UnicodeDecodeError, csv.Error, StopIteration):
        return None
    if table.column_names != header:
        return None
    frame: pd.DataFrame = table.to_pandas(split_blocks=True, self_destruct=True)
    unfilled = frame.iloc[:, 0].isna()
    if unfilled.any() and frame[unfilled].isna().all(axis=1).any():  # an empty line
        return None
    frame.index = pd.RangeIndex(2, len(frame) + 2)
    return frame


def _bad_header(header: list[str], file: str) -> list[Problem]:
    return [
        Problem(Rule.COLUMN_UNNAMED, file, 1, fields={"at": at}) for at, name in enumerate(header, start=1) if not name
    ] + [Problem(Rule.COLUMN_TWICE, file, 1, name) for at, name in enumerate(header) if name and name in header[:at]]


def _table(rows: list[list[str]], file: str) -> Tables:
    while not rows[-1]:
        rows.pop()
    header, *body = rows
    if bad := _bad_header(header, file):
        raise UnreadableError(bad)
    width = len(header)
    ragged = {row: cells for row, cells in enumerate(body, start=2) if len(cells) != width}
    problems = [
        Problem(Rule.ROW_RAGGED, file, row, fields={"cells": len(cells), "width": width})
        for row, cells in ragged.items()
    ]
    table = _frame([cells for cells in body if len(cells) == width], header, range(2, len(rows) + 1), set(ragged))
    if not ragged:
        return table, table, []
    widest = max(width, *(len(cells) for cells in ragged.values()))
    names = [*header, *(f"cell {at + 1}" for at in range(width, widest))]
    padded = [[*cells, *[""] * (widest - len(cells))] for cells in ragged.values()]
    more = pd.DataFrame(padded, columns=names, index=list(ragged), dtype="str")
    return table, pd.concat([table, more.mask(more == "")]).sort_index(), problems


def _frame(body: list[list[str]], header: list[str], numbers: range, without: set[int]) -> pd.DataFrame:
    index = numbers if not without else [row for row in numbers if row not in without]
    table = pd.DataFrame(body, columns=header, index=index, dtype="str")
    return table.mask(table == "")


def _understood(table: Schema, text: pd.DataFrame, file: str) -> Iterator[ToldColumn]:
    for column in text:
        known = column in table.names
        yield ToldColumn(
            sheet=file,
            column=column,
            field=column if known else say("not used"),
            unit=Message(table[column].unit) if known else "",
            read_as=say("as written"),
            examples=" | ".join(show_value(value) for value in text[column].head(2000).dropna().unique()[:3]),
            filled=say(
                "{n} of {total}", n=spell(format_whole, text[column].count()), total=spell(format_whole, len(text))
            ),
            remark="" if known else say("not in the vocabulary"),
        )
