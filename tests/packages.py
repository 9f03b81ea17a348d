"""Data packages that a test breaks, and what is told of them."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from analysis import load
from analysis.dataset._checking import DataError


def edit(folder: Path, file: str, row: int, column: str, value: str) -> None:
    """Write a value into the row that a spreadsheet shows under that number."""
    table = pd.read_csv(folder / file, dtype="str", keep_default_na=False)
    table.loc[row - 2, column] = value
    table.to_csv(folder / file, index=False)


def problems_of(folder: Path) -> list[tuple[str, int | None, str, str, str]]:
    try:
        found = load(folder).problems
    except DataError as error:
        found = error.problems
    return [(p.file, p.row, p.column, p.value, p.rule) for p in found]


def keep(folder: Path, *, places: int | None = None, lines: bool = True, only: str = "") -> Path:
    """Reduce a package to its first places, to those that a query keeps, or to places without funding lines."""
    table = pd.read_csv(folder / "places.csv", dtype="str", keep_default_na=False)
    table = table.query(only) if only else table
    table = table.head(places) if places is not None else table
    funding = pd.read_csv(folder / "funding.csv", dtype="str", keep_default_na=False)
    funding = funding[funding["place_id"].isin(table["place_id"])] if lines else funding.head(0)
    table.to_csv(folder / "places.csv", index=False)
    funding.to_csv(folder / "funding.csv", index=False)
    return folder
