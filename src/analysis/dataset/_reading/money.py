"""Columns of amounts, counts and shares of a file, in euros and numbers; what cannot be read is told."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.dataset._checking.rules import Rule
from analysis.dataset._reading.amounts import Amounts, read_amounts
from analysis.dataset._reading.source_table import SourceTable
from analysis.dataset._reading.telling import Told, list_told
from analysis.dataset._reading.units import find_worth
from analysis.dataset._reading.values import read_shares, read_words
from analysis.words import _formatting as formatting
from analysis.words._formatting import show_value
from analysis.words._messages import say, spell

__all__ = ["read_counts", "read_money", "read_share_values", "read_total", "spell_digits"]


#: 2 ** 31 cents: where a program kept the total in too small a number.
CLIPPED = (21_474_836.0, 21_474_837.0)


def spell_digits(values: pd.Series) -> pd.Series:
    """Numbers as text in the spelling of the data package."""
    return values.map(lambda value: f"{value:.10g}", na_action="ignore").astype("str")


@dataclass(frozen=True)
class _Outside:
    """What is said of the numbers of a column outside of it: factors and currencies by row, and where that is said."""

    factor: float | pd.Series = 1.0
    currency: str | pd.Series | None = None
    by: Told = ""


def _outside(table: SourceTable, column: str) -> _Outside:
    """What a column of units says, else a title or a note; a header with a unit of its own needs neither."""
    header, around = find_worth(column), table.grid.worth
    if column in table.mapping.unit or header.factor is not None:
        return _Outside()
    beside = table.column_of("unit")
    if beside or table.grid.worths is not None:
        worth = table.grid.worths
        if beside:
            worth = table.frame[beside].map(lambda cell: find_worth(str(cell)), na_action="ignore")
        assert worth is not None
        factor = worth.map(lambda found: found.factor or 1.0, na_action="ignore").astype("float64").fillna(1.0)
        currency = worth.map(lambda found: found.currency, na_action="ignore").astype("object")
        return _Outside(factor, currency, spell(show_value, beside) if beside else table.grid.worth_by)
    if not around or (header.currency is not None and around.factor is None):
        return _Outside()
    if header.currency is not None and "€" in column and around.factor is not None and "k" not in column.lower():
        return _Outside()  # "(€)" in a header outdoes "k€" in a title
    return _Outside(around.factor or 1.0, around.currency, table.grid.worth_by)


def read_money(table: SourceTable, column: str, *, error: bool = False, cells: pd.Series | None = None) -> pd.Series:
    """A column of amounts in euros; what is no amount is told.

    Parameters
    ----------
    table : SourceTable
        Where the column stands.
    column : str
        Its name.
    error : bool
        Whether a cell that is no amount sets its row aside.
    cells : Series, optional
        Amounts that stand in cells with other words, by row; a row may have several.
    """
    unit = table.mapping.unit.get(column) or find_worth(column).factor or 1.0
    decimal, outside = table.mapping.decimal.get(column), _outside(table, column)
    if cells is not None:
        return _read_words_of_money(table, column, cells, unit, outside)
    cells = table.frame[column]
    found = read_amounts(cells, unit=unit, outside=outside.factor, decimal=decimal)
    if found.doubtful and (likely := table.likely_decimal(column)):
        found = read_amounts(cells, unit=unit, outside=outside.factor, likely=likely)
    if outside.by and not isinstance(outside.factor, pd.Series) and outside.factor > 1 and _is_too_much(found, outside):
        table.tell_once(column, Rule.UNIT_DOUBTFUL, where=outside.by)
        outside = _Outside()
        found = read_amounts(cells, unit=unit, decimal=decimal)
    table.tell(column, found.wrong, Rule.NOT_AN_AMOUNT if error else Rule.AMOUNT_NOT_READ)
    if n := len(found.doubtful):
        example = show_value(found.doubtful[0])
        table.tell_once(column, Rule.AMOUNT_DOUBTFUL, number=n, n=spell(formatting.format_whole, n), example=example)
    negative = found.values < 0
    table.tell(column, negative, Rule.AMOUNT_NEGATIVE)
    clipped = found.values.between(*CLIPPED, inclusive="left")
    table.tell(column, clipped, Rule.TOTAL_CUT_OFF)
    euros = _in_euros(table, column, found, outside).mask(negative | clipped)
    table.euros[column] = euros
    table.read_as[column] = found.how
    table.show(column, euros if euros.notna().any() else found.values)
    # something is given there, even where it is not known how many euros
    table.given[column] = found.values > 0 if error else (found.values > 0) | found.wrong
    return euros


def _read_words_of_money(
    table: SourceTable, column: str, cells: pd.Series, unit: float, outside: _Outside
) -> pd.Series:
    """Amounts of funders that stand in one cell; a column of units speaks of other columns."""
    by_row = isinstance(outside.factor, pd.Series) or isinstance(outside.currency, pd.Series)
    outside = _Outside() if by_row else outside
    found = read_amounts(cells, unit=unit, outside=outside.factor, decimal=table.mapping.decimal.get(column))
    euros = _in_euros(table, column, found, outside)
    table.read_as[column] = found.how
    return euros.mask(found.values <= 0)


#: A plan above this is none of a place; one that is not above it before it is multiplied was in euros.
TOO_MUCH = 1e8


def _is_too_much(found: Amounts, outside: _Outside) -> bool:
    """Whether a unit from outside makes amounts of a size that no place has, of numbers that could be euros."""
    middle = float(found.values[found.values > 0].median())
    return middle > TOO_MUCH and middle / float(np.max(outside.factor)) >= 50_000


def _currencies(table: SourceTable, column: str, found: Amounts, outside: _Outside) -> pd.Series:
    """The currency of each amount: what its cell says, else a column of currencies or units, the header, a title, the mapping."""
    named = found.currencies.astype("object")
    header = find_worth(column).currency
    rest: str | None = header or (outside.currency if isinstance(outside.currency, str) else None)
    if rest is None or (rest == "EUR" and found.currency not in ("EUR", "mixed")):
        rest = found.currency
    if header is None and outside.currency is None and not (named != "").any():  # nothing says a currency
        stated = table.mapping.constants.get("currency", "").upper()
        rest = stated or (table.currency if rest == "EUR" else None) or rest  # else it is that of the totals
    filled = named.where(named != "", None)
    if (beside := table.column_of("currency")) and filled.index.is_unique:
        filled = filled.fillna(read_words(table.frame[beside]).values.str.upper().astype("object"))
    if isinstance(outside.currency, pd.Series):
        filled = filled.fillna(outside.currency)
    return filled.fillna(rest)


def _in_euros(table: SourceTable, column: str, found: Amounts, outside: _Outside) -> pd.Series:
    """Amounts in euros, by the rates of the mapping; without a rate they are not known."""
    currencies = _currencies(table, column, found, outside)
    rates = {
        "EUR": 1.0,
        "EUROS": 1.0,
        "EURO": 1.0,
        "€": 1.0,
        **{name.upper(): float(rate) for name, rate in table.mapping.rates.items()},
    }
    names = {str(name) for name in currencies[found.values.notna()].unique()}
    if (
        column in (table.column_of("investment_eur"), table.column_of("operating_eur"))
        and len(names - {"EUR"}) == len(names) == 1
    ):
        table.currency = next(iter(names))
    others = sorted(names - set(rates))
    for name in others:
        rule = Rule.CURRENCIES_MIXED if name == "mixed" else Rule.CURRENCY_WITHOUT_RATE
        table.tell_once(column, rule, name=show_value(name))
    named = sorted(names)
    unit: Told = say("{currency}, nominal", currency=", ".join(named) or "EUR")
    if len(named) == 1 and named[0] not in ("EUR", "mixed") and not others:
        unit = say("EUR, from {currency}", currency=named[0])
    table.units[column] = spell(list_told, unit, say("unit by {where}", where=outside.by)) if outside.by else unit
    return found.values * currencies.map(rates).astype("float64")


def read_counts(table: SourceTable, column: str, *, whole: bool) -> pd.Series:
    found = read_amounts(table.frame[column], decimal=table.mapping.decimal.get(column))
    bad = found.wrong | (found.values <= 0) | (whole & (found.values % 1 != 0))
    table.tell(column, found.wrong | (found.values < 0), Rule.COUNT_NOT_READ)
    table.read_as[column] = found.how
    values = found.values.mask(bad)
    table.show(column, values)
    return values


def read_share_values(table: SourceTable, column: str) -> pd.Series:
    found = read_shares(table.frame[column])
    table.tell(column, found.wrong, Rule.SHARE_NOT_READ)
    table.tell(column, found.doubtful, Rule.SHARE_DOUBTFUL)
    table.read_as[column] = found.how
    table.units[column] = say("share")
    table.show(column, found.values)
    return found.values


def read_total(table: SourceTable) -> tuple[pd.Series, str]:
    """Investment of each place, EUR, and the scope of the amount; nothing where no column has it."""
    column = table.column_of("investment_eur")
    scope = "investment"
    if column is None:
        column, scope = table.column_of("operating_eur"), "operating"
    if column is None:
        return pd.Series(np.nan, index=table.frame.index), "unknown"
    values = read_money(table, column, error=True)
    table.tell(column, values == 0, Rule.TOTAL_ZERO)
    if scope == "operating":
        table.tell_once(column, Rule.OPERATING_MONEY)
    elif table.column_of("amount_scope") is None:
        table.remarks.setdefault(column, say("taken as investment: no column says otherwise"))
    return values.mask(values == 0), scope
