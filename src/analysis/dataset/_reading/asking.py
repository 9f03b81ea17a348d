"""What a person is asked of the columns that are not settled: what each could be, by its name and by its values."""

from __future__ import annotations

import pandas as pd

from analysis.dataset._reading.amounts import read_amounts
from analysis.dataset._reading.mapping import Open
from analysis.dataset._reading.source_table import SourceTable
from analysis.dataset._reading.words import is_missing
from analysis.words._formatting import show_value
from analysis.words._messages import say

__all__ = ["list_open"]

#: What a column of numbers and one of texts could be, the likeliest first; a person knows which.
OF_NUMBERS = (
    "investment_eur",
    "grant_eur",
    "public_eur",
    "private_eur",
    "funder:region",
    "funder:state",
    "year",
    "surface_m2",
)
OF_TEXTS = ("name", "municipality", "carrier_name", "funder", "place_type", "department_code", "note")
SAMPLE = 200


def _holds_numbers(cells: pd.Series) -> bool:
    known = cells.dropna().astype("object")
    known = known[~known.map(lambda cell: isinstance(cell, str) and is_missing(cell))].head(SAMPLE)
    return len(known) > 0 and float(read_amounts(known).wrong.mean()) < 0.5


def _examples(cells: pd.Series) -> str:
    return ", ".join(show_value(cell)[:30] for cell in cells.dropna().unique()[:3])


def list_open(table: SourceTable, *, unknown: bool = False) -> dict[str, Open]:
    """The columns that are not settled: those that could be two things; with ``unknown`` those without a known name too.

    Examples
    --------
    >>> from analysis.dataset._reading.columns import match_columns
    >>> from analysis.dataset._reading.layout import Grid
    >>> from analysis.dataset._reading.mapping import Mapping
    >>> from analysis.dataset._reading.sheet import Sheet
    >>> frame = pd.DataFrame({"Assiette retenue": [90000], "Endroit": ["A"]})
    >>> table = SourceTable(Grid(Sheet("a.csv", "", [], ()), frame, (), (), {}), match_columns(frame, {}), None, Mapping())
    >>> found = list_open(table, unknown=True)["Assiette retenue"]
    >>> found.fields[0], str(found.why)
    ('investment_eur', 'holds numbers: 90000')
    """
    found = {column: Open(fields, say("ambiguous")) for column, fields in table.match.candidates.items()}
    if not unknown:
        return found
    for column in table.frame:
        if column in found or column in table.match.fields:
            continue
        cells = table.frame[column]
        if not cells.notna().any():
            continue
        numbers = _holds_numbers(cells)
        why = (
            say("holds numbers: {examples}", examples=_examples(cells))
            if numbers
            else say("holds: {examples}", examples=_examples(cells))
        )
        found[column] = Open(OF_NUMBERS if numbers else OF_TEXTS, why)
    return found
