"""The one object that a notebook loads: checked tables of places and funding lines, with their problems."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path

import pandas as pd

from analysis.dataset._checking import DataError, Problem, Rows, Severity, accept, check_tables, sort_problems
from analysis.dataset._doubting import doubt_columns, leave_open
from analysis.dataset._reading import (
    Kind,
    Mapping,
    Parts,
    Reading,
    Told,
    ToldColumn,
    find_shipped_data,
    read,
    read_mapping,
)

__all__ = ["DATA_VARIABLE", "MAP_VARIABLE", "Dataset", "hold", "load", "look_at"]

#: Environment variables that name other data and its mapping file; the command `report` sets them.
DATA_VARIABLE = "CLUSTER_FUNDING_DATA"
MAP_VARIABLE = "CLUSTER_FUNDING_MAP"
#: Bytes up to which the folder of the project's own data is looked at as a whole.
SMALL = 2**22
#: Files up to which those of a folder, or beside a file, are looked at one by one.
MOST_FILES = 1_000
#: Tables that are the same for every file.
NATIONAL = ("context", "concepts", "census", "prices")
#: That data as it was loaded last, and what it came from.
_kept: tuple[object, Dataset] | None = None
#: The data that a command holds for the kernels that it forks, and what it came from.
_held: tuple[object, Dataset] | None = None


@dataclass(frozen=True)
class Dataset:
    """Checked tables, in the columns and types of `analysis.vocabulary`.

    Attributes
    ----------
    places : DataFrame
        One row per place, `vocabulary.PLACES`.
    funding : DataFrame
        One row per funding line, `vocabulary.FUNDING`; may be empty.
    context, concepts : DataFrame
        National figures and the vocabulary of clusters.
    census, prices : DataFrame
        Margins of the census of third places of 2023, and the yearly index of building prices.
    problems : tuple of Problem
        All that the checks found; a row with an error is set aside, it is not in the tables.
    path : Path
        What was read.
    kind : Kind
        What kind of file it is, with the code of its shape.
    columns : tuple of ToldColumn
        What each column of the file was understood to be.
    rows : tuple of Rows
        For each sheet: rows read, accepted and set aside.
    notes : tuple
        Rows and sheets that are no data: titles, subtotals, empty sheets.
    set_aside : DataFrame
        The rows that were set aside, as they came, with the reason.
    mapping : Mapping
        How the file was read; reading it with this mapping gives the same.

    Notes
    -----
    What is told of a file is kept without a language. It is worded in the one that is spoken when it is asked for: by the
    problems, and by ``shape``, ``understood``, ``left_out`` and ``rejected``.
    """

    places: pd.DataFrame
    funding: pd.DataFrame
    context: pd.DataFrame
    concepts: pd.DataFrame
    census: pd.DataFrame
    prices: pd.DataFrame
    problems: tuple[Problem, ...]
    path: Path
    kind: Kind = field(default_factory=Kind)
    columns: tuple[ToldColumn, ...] = ()
    rows: tuple[Rows, ...] = ()
    notes: tuple[Told, ...] = ()
    set_aside: pd.DataFrame = field(default_factory=pd.DataFrame)
    mapping: Mapping = field(default_factory=Mapping)

    @property
    def shape(self) -> str:
        """What kind of file it is, in words."""
        return str(self.kind)

    @property
    def understood(self) -> pd.DataFrame:
        """One row per column of the file: what it is, its unit, how it was read, three examples, and why it is not used."""
        return pd.DataFrame([[str(cell) for cell in column] for column in self.columns], columns=ToldColumn._fields)

    @property
    def left_out(self) -> tuple[str, ...]:
        """Rows and sheets that are no data, each with its reason in words."""
        return tuple(map(str, self.notes))

    @property
    def rejected(self) -> pd.DataFrame:
        """The rows that were set aside, as they came, with the reason in words."""
        if "reason" not in self.set_aside:
            return self.set_aside
        # what a column without a name is called is worded too
        named = self.set_aside.rename(columns={column.column: str(column.column) for column in self.columns})
        return named.assign(reason=[str(reason) for reason in self.set_aside["reason"]])

    def apart(self) -> Dataset:
        """The same with tables of its own: a change of one is not seen in the other."""
        tables = ("places", "funding", "context", "concepts", "census", "prices", "set_aside")
        # pandas copies what is written into
        return replace(self, **{name: getattr(self, name).copy(deep=False) for name in tables})

    def __repr__(self) -> str:
        return f"Dataset({len(self.places)} places, {len(self.funding)} funding lines)"


def _mapping(given: str | Path | Mapping | None) -> Mapping | None:
    return given if isinstance(given, Mapping) or given is None else read_mapping(Path(given))


def _check_reading(reading: Reading, path: Path, strict: bool, like: Dataset | None = None) -> Dataset:
    """A reading with all its problems; the national tables are those of another reading, where that has them already."""
    national = {name: getattr(like, name) for name in NATIONAL} if like is not None else {}
    own = {name: text for name, text in reading.texts.items() if name not in national}
    tables, found = check_tables(own, reading.origins)
    doubts = doubt_columns(reading)
    problems = [*reading.problems, *doubts, *found]
    locate = reading.origins["places"].locate
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    whole = [problem for problem in errors if problem.row is None]
    if whole or (strict and errors):
        raise DataError([locate(problem) for problem in errors])
    accepted = accept(tables, problems, reading.origins, reading.sources, reading.merged)
    if errors and not len(accepted.tables["places"]):
        raise DataError([locate(problem) for problem in problems])
    return Dataset(
        **{**national, **accepted.tables},
        problems=sort_problems([locate(problem) for problem in (*problems, *accepted.problems)]),
        path=path,
        kind=reading.kind,
        columns=reading.columns,
        rows=accepted.rows,
        notes=reading.left_out,
        set_aside=accepted.rejected,
        mapping=leave_open(reading.mapping, doubts),
    )


def _check_parts(parts: Parts, path: Path, strict: bool) -> Dataset:
    """One dataset of all that was read; a part in which nothing can be used is told, and the others stay."""
    if len(parts.readings) == 1 and not parts.problems:
        found = _check_reading(parts.readings[0], path, strict)
        return replace(found, notes=(*found.notes, *parts.left_out))
    if strict and parts.problems:
        raise DataError(parts.problems)
    from analysis.dataset._several import find_again, join_mappings, join_tables, name_kind, name_notes

    problems = list(parts.problems)
    kept: list[tuple[Reading, Dataset]] = []
    for reading in parts.readings:
        try:
            kept.append((reading, _check_reading(reading, path, strict, kept[0][1] if kept else None)))
        except DataError as error:
            if strict:
                raise
            problems += error.problems
    if not kept:
        raise DataError(problems)
    readings, found_ = [reading for reading, _data in kept], [data for _reading, data in kept]
    places, funding = join_tables([(data.places, data.funding) for data in found_])
    where = [(r.origins["places"].file, r.origins["places"].sheet, data.places) for r, data in kept]
    problems += [problem for data in found_ for problem in data.problems] + list(find_again(where))
    aside = [data.set_aside for data in found_ if len(data.set_aside)]
    return replace(
        found_[0],
        places=places,
        funding=funding,
        problems=sort_problems(problems),
        kind=name_kind([reading.kind for reading in readings]),
        columns=tuple(_in_file(column, reading) for reading, data in kept for column in data.columns),
        rows=tuple(rows for data in found_ for rows in data.rows),
        notes=(*(note for reading in readings for note in name_notes(reading)), *parts.left_out),
        set_aside=pd.concat(aside, ignore_index=True) if aside else found_[0].set_aside,
        mapping=join_mappings([data.mapping for data in found_]),
    )


def _in_file(column: ToldColumn, reading: Reading) -> ToldColumn:
    """A column with its file before its sheet."""
    file = reading.origins["places"].file
    return column._replace(sheet=f"{file}, {column.sheet}" if column.sheet else file)


def _look_at_files(folder: Path) -> dict[Path, bytes] | None:
    """What the files of a folder hold; None where that is much or cannot be read."""
    try:
        files = [file for file in folder.rglob("*") if file.is_file()]
        small = sum(file.stat().st_size for file in files) <= SMALL
        return {file: file.read_bytes() for file in files} if small else None
    except OSError:
        return None


def _load_shipped(strict: bool) -> Dataset:
    """The project's own data, with which every notebook begins: not read again while no byte of its folder changed."""
    global _kept
    where = find_shipped_data()
    of = (strict, seen) if (seen := _look_at_files(where)) else None
    if of and _kept and _kept[0] == of:
        return _kept[1].apart()
    found = _check_parts(read(where), where, strict)
    if of and _look_at_files(where) == seen:
        _kept = of, found.apart()
    return found


@contextmanager
def hold(data: Dataset, seen: object) -> Iterator[None]:
    """Hold what was loaded: a fork of this process loads it without reading it again, while all is as it was seen before."""
    global _held
    before, _held = _held, (seen, data) if seen else None
    try:
        yield
    finally:
        _held = before


def look_at(path: Path | None, mapping: str | Path | Mapping | None) -> object:
    """What names the data at a path and changes with it, to be looked at before it is loaded; None where that is not known.

    Of a folder that is all in it, of a file all beside it, since a table may have its lines in another one.
    """
    if path is None or isinstance(mapping, Mapping):
        return None
    whole = path.is_dir()
    try:
        beside = list(islice(path.rglob("*") if whole else path.parent.iterdir(), MOST_FILES + 1))
        if len(beside) > MOST_FILES:
            return None
        files = [path, *([Path(mapping)] if mapping else []), *(file for file in beside if file.is_file())]
        about = [(os.path.abspath(file), os.stat(file)) for file in files]
    except OSError:
        return None
    return sorted((name, one.st_ino, one.st_size, one.st_mtime_ns, one.st_ctime_ns) for name, one in about)


def load(
    path: str | Path | None = None, *, mapping: str | Path | Mapping | None = None, strict: bool = False
) -> Dataset:
    """Read and check a data package, or files of places, grants or financing plans.

    Parameters
    ----------
    path : str or Path, optional
        A data package (folder, ``datapackage.json`` or zip archive); or a table of places or grants, or the financing
        plan of one project: CSV, TSV, XLSX, XLS, ODS, Parquet, JSON, and with the extra ``documents`` DOCX or PDF; or a
        folder or zip archive of such files, which are one dataset. By default what the environment variable
        CLUSTER_FUNDING_DATA names, else the package that comes with the project.
    mapping : str, Path or Mapping, optional
        The mapping file, where the columns of a table are not understood as they should be.
    strict : bool
        Refuse the data if any row has an error; else such a row is set aside.

    Returns
    -------
    Dataset
        Amounts in nominal euros, VAT basis in ``places["vat"]``. ``problems`` tells what was wrong, ``understood`` how
        each column was read, ``rejected`` which rows were set aside.

    Raises
    ------
    DataError
        If nothing can be used: it cannot be read, a column is missing, or no row is without an error; or, with
        ``strict``, if any row has an error. The message lists every problem.

    Examples
    --------
    >>> load().places["place_id"].is_unique
    True
    """
    where = Path(path or os.environ.get(DATA_VARIABLE) or find_shipped_data())
    known = mapping or (os.environ.get(MAP_VARIABLE) if path is None else None) or None
    if known is None and where == find_shipped_data():
        return _load_shipped(strict)
    if _held and not strict and _held[0] == look_at(where, known):
        return replace(_held[1].apart(), path=where)
    return _check_parts(read(where, _mapping(known)), where, strict)
