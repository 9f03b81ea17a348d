"""Tables of one form, a sheet for each year or region, read as one table that says where each row stands."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from analysis.dataset._checking.problem import Origin
from analysis.dataset._reading.layout import Grid
from analysis.dataset._reading.regions import REGIONS
from analysis.dataset._reading.sheet import Sheet
from analysis.dataset._reading.units import Worth
from analysis.dataset._reading.values import read_years
from analysis.dataset._reading.words import fold
from analysis.words._formatting import join_pair
from analysis.words._messages import say, spell

__all__ = ["SHEET", "find_field_of_sheets", "is_copy", "join"]

#: The column that says in which sheet, or under which title, a row stands.
SHEET = "name of the sheet"
#: A sheet nearly all of whose rows stand in another one repeats it.
REPEATED = 0.8


def find_field_of_sheets(labels: list[str]) -> str | None:
    """The field that the names of sheets fill: their year or region; None where they name something else.

    Examples
    --------
    >>> find_field_of_sheets(["Plans 2020", "Plans 2021"]), find_field_of_sheets(["Bretagne", "Occitanie"])
    ('year', 'region')
    """
    names = pd.Series(labels, dtype="object")
    years = read_years(names)
    if years.values.notna().all() and years.values.nunique() == len(labels):
        return "year"
    known = {fold(region) for region in REGIONS.values()}
    return "region" if all(fold(label) in known for label in labels) else None


def _keys(frame: pd.DataFrame) -> set[tuple[str, ...]]:
    return set(frame.astype("str").itertuples(index=False, name=None))


def is_copy(one: pd.DataFrame, other: pd.DataFrame) -> bool:
    """Whether nearly all rows of a table stand in another one with the same columns."""
    rows = list(one.astype("str").itertuples(index=False, name=None))
    known = _keys(other)
    return bool(rows) and sum(row in known for row in rows) >= REPEATED * len(rows)


def join(grids: list[Grid], labels: list[str]) -> Grid:
    """One table of several that have the same columns, with a column that says where each row stands.

    Parameters
    ----------
    grids : list of Grid
        Their columns are those of the first, in any order.
    labels : list of str
        Name of the sheet of each, or the title above it.
    """
    first = grids[0]
    frames, problems, notes, worths = [], [], [], []
    broken: dict[int, list[object]] = {}
    distinct = len(set(labels)) > 1
    name = SHEET if SHEET not in first.frame else f"{SHEET} (2)"
    for part, (grid, label) in enumerate(zip(grids, labels, strict=True)):
        names = {fold(str(column)): column for column in first.frame}
        frame = grid.frame.rename(columns={column: names.get(fold(str(column)), column) for column in grid.frame})
        frame = frame.reindex(columns=first.frame.columns)
        frame = frame.set_axis([Origin.code(part, int(row)) for row in frame.index], axis=0)
        frames.append(frame.assign(**{name: label}) if distinct else frame)
        broken |= {Origin.code(part, row): cells for row, cells in grid.broken.items()}
        problems += [
            problem if problem.row is None else replace(problem, row=Origin.code(part, problem.row), sheet="")
            for problem in grid.problems
        ]
        notes += [spell(join_pair, label, note) for note in grid.left_out]
        worths.append(pd.Series([grid.worth] * len(frame), index=frame.index, dtype="object"))
    frame = pd.concat(frames)
    sheet = Sheet(first.sheet.file, "", (), (), settings=first.sheet.settings)
    alike = len({grid.worth for grid in grids}) == 1
    return Grid(
        sheet, frame, tuple(notes), tuple(problems), broken,
        worth=first.worth if alike else Worth(), worth_by=first.worth_by if alike else say("titles and names of sheets"),
        worths=None if alike else pd.concat(worths), parts=tuple((grid.sheet.file, grid.sheet.name) for grid in grids),
    )  # fmt: skip
