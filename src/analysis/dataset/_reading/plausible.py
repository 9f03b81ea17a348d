"""Whether the amounts of a table can be: parts above their total, or a thousand times too small, show a unit that is wrong."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.dataset._checking.rules import Rule
from analysis.dataset._reading.source_table import SourceTable
from analysis.dataset._reading.units import find_worth
from analysis.words._formatting import format_whole
from analysis.words._messages import spell

__all__ = ["doubt_amounts"]

#: Parts above the total by more than this are no rounding.
ABOVE = 1.02
#: A part below this share of its total in every row is in thousands, perhaps.
TINY = 0.002
#: Totals that are all below this are in thousands, perhaps; so are parts.
SMALL = 10_000.0


def doubt_amounts(table: SourceTable, total: pd.Series, lines: pd.DataFrame, merged: dict[int, int]) -> None:
    """Tell where the amounts of a table speak against their units, by what they add up to."""
    column = table.column_of("investment_eur")
    if column is None or not total.notna().any():
        return
    _doubt_parts(table, column, total, lines, merged)
    for part, name in table.match.fields.items():
        if name.startswith("funder:") or name in ("grant_eur", "public_eur", "private_eur"):
            _doubt_size(table, part, total)
    known = total[total > 0]
    if len(known) >= 2 and known.max() < SMALL and not _says_unit(table, column):
        table.tell_once(column, Rule.TOTALS_SMALL, most=spell(format_whole, int(known.max())))


def _doubt_parts(
    table: SourceTable, column: str, total: pd.Series, lines: pd.DataFrame, merged: dict[int, int]
) -> None:
    """Lines above their total in half of the rows: one row may be wrong, many show a unit, a currency or a merge."""
    first = [merged.get(row, row) for row in lines.index.tolist()] if merged else lines.index.tolist()
    known = lines["amount"].groupby(np.asarray(first)).sum().reindex(total.index)
    both = total.notna() & (known > 0)
    above = both & (known > total * ABOVE)
    if above.sum() >= 2 and 2 * above.sum() >= both.sum():
        n, of = spell(format_whole, int(above.sum())), spell(format_whole, int(both.sum()))
        table.tell_once(column, Rule.PARTS_ABOVE_TOTAL, n=n, of=of)


def _doubt_size(table: SourceTable, part: str, total: pd.Series) -> None:
    values = table.euros.get(part)
    if values is None:
        return
    known = values.notna() & (values > 0) & (total > 0)
    if known.sum() < 2:
        return
    share = values[known] / total[known]
    factor = find_worth(table.column_of("investment_eur") or "").factor or 1.0
    if factor > 1 and not _says_unit(table, part) and bool((values[known] * factor <= total[known] * ABOVE).all()):
        table.tell_once(part, Rule.PART_IN_UNIT, other=table.column_of("investment_eur"))
    elif share.max() < TINY and values[known].max() < SMALL:
        table.tell_once(part, Rule.PART_IN_THOUSANDS, most=spell(format_whole, int(values[known].max())))


def _says_unit(table: SourceTable, column: str) -> bool:
    """Whether the unit of a column is said, by its header, a cell, the mapping or the table."""
    cells = table.frame[column].dropna().head(50)
    named = cells.map(lambda cell: isinstance(cell, str) and bool(find_worth(cell))).any()
    return bool(find_worth(column)) or bool(table.grid.worth) or column in table.mapping.unit or bool(named)
