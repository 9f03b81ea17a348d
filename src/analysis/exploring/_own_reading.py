"""A file read with what a person corrected: what came out, or why nothing did; never a traceback."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from collections.abc import Mapping as Given
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path

import pandas as pd

from analysis.dataset import DataError, Dataset
from analysis.dataset._checking import Problem, Severity
from analysis.dataset._loading import _check_parts
from analysis.dataset._reading import Mapping, Reading, Shape, ToldColumn, read
from analysis.dataset._reading.roles import IGNORE
from analysis.exploring._own_repairs import CORRECTED, Repair, make_corrected, open_sheets
from analysis.words._formatting import show_value

__all__ = ["Own", "OwnColumn", "OwnRow", "read_own"]

#: So many examples of a column, and letters of each.
EXAMPLES, LONGEST = 3, 40


@dataclass(frozen=True)
class OwnColumn:
    """What is told of a column, and what a person may choose for it.

    Attributes
    ----------
    name : str
        Its name in the file.
    lines : bool
        Whether it stands in the sheet of funding lines.
    code : str
        The field that it was taken for; empty where it is not used.
    unit, remark, filled : str
        In words.
    examples : tuple of str
        Cells of it.
    """

    name: str
    lines: bool = False
    code: str = ""
    unit: str = ""
    remark: str = ""
    filled: str = ""
    examples: tuple[str, ...] = ()


@dataclass(frozen=True)
class OwnRow:
    """A row that was set aside: where it stands, why, its cells, and what is wrong in which column."""

    sheet: str
    row: int
    reason: str
    cells: Given[str, object]
    wrong: Given[str, str] = field(default_factory=dict)

    def correct(self, column: str, text: str) -> Repair:
        """A cell of the row as a person would have it."""
        return Repair(self.sheet, self.row, list(self.cells).index(column), tuple(self.cells.values()), text)


@dataclass(frozen=True)
class Own:
    """A file as it was read.

    Attributes
    ----------
    path : Path
        The file.
    given : Mapping
        What a person said of it.
    data : Dataset or None
        None where nothing can be used; ``problems`` says why.
    mapping : Mapping
        How it was read: reading it with this mapping gives the same.
    columns, rows : tuple
        Its columns, and the rows that were set aside.
    """

    path: Path
    given: Mapping
    data: Dataset | None
    mapping: Mapping
    problems: tuple[Problem, ...] = ()
    columns: tuple[OwnColumn, ...] = ()
    rows: tuple[OwnRow, ...] = ()


def _show(cells: pd.Series) -> tuple[str, ...]:
    known = dict.fromkeys(
        show_value(f"{cell:.15g}" if isinstance(cell, float) else cell, longest=LONGEST)
        for cell in cells.dropna().head(200)
    )
    return tuple(islice(known, EXAMPLES))


def _columns(reading: Reading) -> Iterator[OwnColumn]:
    """The columns of a table, those of its lines after those of its places, as a reading tells them."""
    names = list(reading.sources["funding"].columns) if "funding" in reading.sources else []
    first_line = len(reading.columns) - sum(told.column in names for told in _last(reading.columns, len(names)))
    for at, told in enumerate(reading.columns):
        lines = at >= first_line
        source = reading.sources["funding" if lines else "places"]
        yield OwnColumn(
            told.column,
            lines,
            told.field if isinstance(told.field, str) else "",
            str(told.unit),
            str(told.remark),
            str(told.filled),
            _show(source[told.column]) if told.column in source else (),
        )


def _last(columns: tuple[ToldColumn, ...], n: int) -> tuple[ToldColumn, ...]:
    return columns[len(columns) - min(n, len(columns)) :]


def _rows(data: Dataset, readings: tuple[Reading, ...]) -> Iterator[OwnRow]:
    """The rows that were set aside, as they stand in the file."""
    if not len(data.set_aside):
        return
    aside = {(row.file, row.sheet, row.row): str(row.reason) for row in data.set_aside.itertuples(index=False)}
    wrong: dict[tuple[str, int | None], dict[str, str]] = {}
    for problem in data.problems:
        if problem.severity is Severity.ERROR:
            told = f"{problem.rule} ({problem.hint})" if problem.hint else problem.rule
            wrong.setdefault((problem.sheet, problem.row), {})[problem.column] = told
    for reading in readings:
        for name, source in reading.sources.items():
            for at in source.index:
                where = reading.origins[name].find(int(str(at)))
                if where in aside:
                    cells = dict(zip(source.columns, source.loc[at], strict=True))
                    yield OwnRow(where[1], where[2], aside.pop(where), cells, wrong.get(where[1:], {}))


def _open_columns(mapping: object) -> tuple[OwnColumn, ...]:
    """The columns of a file in which no amount was understood: those that are known, and what the others could be."""
    if not isinstance(mapping, Mapping):
        return ()
    known = [OwnColumn(name, code="" if code == IGNORE else code) for name, code in mapping.columns.items()]
    return (*known, *(OwnColumn(name, remark=str(asked.why)) for name, asked in mapping.open.items()))


def read_own(path: Path, given: Mapping | None = None, repairs: tuple[Repair, ...] = ()) -> Own:
    """Read a file as `analysis.load` does, with what a person said of it.

    Parameters
    ----------
    path : Path
        Her file, which is only read.
    given : Mapping, optional
        What she said of it.
    repairs : tuple of Repair, optional
        Cells as she would have them: tried on a copy that is thrown away.

    Examples
    --------
    >>> from analysis.dataset.mine import example
    >>> found = read_own(example(), Mapping(columns={"Année": "ignore"}))
    >>> [(column.name, column.code) for column in found.columns][:2], [row.row for row in found.rows]
    ([('Nom du lieu', 'name'), ('Type de lieu', 'place_type')], [13])
    """
    given = given or Mapping()
    try:
        if repairs:
            return _read_corrected(path, given, repairs)
        parts = read(path, None if given == Mapping() else given)
    except DataError as error:
        mapping = error.understood if isinstance(error.understood, Mapping) else given
        return Own(path, given, None, mapping, error.problems, _open_columns(error.understood))
    own = [
        reading for reading in parts.readings if reading.kind.shape is not Shape.PACKAGE
    ]  # a package says what it is
    columns = tuple(dict.fromkeys(column for reading in own for column in _columns(reading)))
    try:
        data = _check_parts(parts, path, False)
    except DataError as error:
        return Own(path, given, None, parts.readings[0].mapping, error.problems, columns)
    return Own(path, given, data, data.mapping, data.problems, columns, tuple(_rows(data, parts.readings)))


def _read_corrected(path: Path, given: Mapping, repairs: tuple[Repair, ...]) -> Own:
    """What a corrected copy would give."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, path.with_suffix(CORRECTED).name)
        copy.write_bytes(make_corrected(open_sheets(path, given), repairs))
        found = read_own(copy, given.without_text())
    return replace(found, path=path, given=given)
