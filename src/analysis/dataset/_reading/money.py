"""Columns of amounts, counts and shares of a file, in euros and numbers; what cannot be read is told."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.dataset._checking.rules import Rule
from analysis.dataset._reading.amounts import Amounts, read_amounts
from analysis.dataset._reading.columns import find_unit
from analysis.dataset._reading.source_table import SourceTable
from analysis.dataset._reading.values import read_shares, read_words
from analysis.dataset._reading.words import fold
from analysis.words import _formatting as formatting
from analysis.words._formatting import show_value
from analysis.words._messages import say, spell

__all__ = ["read_counts", "read_money", "read_share_values", "read_total", "spell_digits"]


#: 2 ** 31 cents: where a program kept the total in too small a number.
CLIPPED = (21_474_836.0, 21_474_837.0)


def spell_digits(values: pd.Series) -> pd.Series:
    """Numbers as text in the spelling of the data package."""
    return values.map(lambda value: f"{value:.10g}", na_action="ignore").astype("str")


def read_money(table: SourceTable, column: str, *, error: bool = False) -> pd.Series:
    """A column of amounts in euros; what is no amount is told."""
    unit = table.mapping.unit.get(column, find_unit(column))
    found = read_amounts(table.frame[column], unit=unit, decimal=table.mapping.decimal.get(column))
    table.tell(column, found.wrong, Rule.NOT_AN_AMOUNT if error else Rule.AMOUNT_NOT_READ)
    if n := len(found.doubtful):
        example = show_value(found.doubtful[0])
        table.tell_once(column, Rule.AMOUNT_DOUBTFUL, number=n, n=spell(formatting.format_whole, n), example=example)
    negative = found.values < 0
    table.tell(column, negative, Rule.AMOUNT_NEGATIVE)
    euros = _in_euros(table, column, found).mask(negative)
    table.read_as[column] = found.how
    table.show(column, euros if euros.notna().any() else found.values)
    # something is given there, even where it is not known how many euros
    table.given[column] = (found.values > 0) | (found.wrong & ~error)
    return euros


def _in_euros(table: SourceTable, column: str, found: Amounts) -> pd.Series:
    """Amounts in euros, by the rates of the mapping; without a rate they are not known."""
    words = fold(column).split()
    named = "GBP" if "£" in column or "gbp" in words else "USD" if "$" in column or "usd" in words else found.currency
    beside = table.column_of("currency")
    currencies = pd.Series(named, index=found.values.index, dtype="object")
    if beside:
        currencies = read_words(table.frame[beside]).values.str.upper().fillna(named).astype("object")
    rates = {
        "EUR": 1.0,
        "EUROS": 1.0,
        "EURO": 1.0,
        "€": 1.0,
        **{name.upper(): float(rate) for name, rate in table.mapping.rates.items()},
    }
    others = sorted({str(name) for name in currencies[found.values.notna()].unique()} - set(rates))
    for name in others:
        rule = Rule.CURRENCIES_MIXED if name == "mixed" else Rule.CURRENCY_WITHOUT_RATE
        table.tell_once(column, rule, name=show_value(name))
    several = ", ".join(sorted({str(c) for c in currencies.unique()})) if others or beside else "EUR"
    table.units[column] = say("{currency}, nominal", currency=several)
    if named not in ("EUR", "mixed") and not others:
        table.units[column] = say("EUR, from {currency}", currency=named)
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
    clipped = values.between(*CLIPPED, inclusive="left")
    table.tell(column, clipped, Rule.TOTAL_CUT_OFF)
    if scope == "operating":
        table.tell_once(column, Rule.OPERATING_MONEY)
    elif table.column_of("amount_scope") is None:
        table.remarks[column] = say("taken as investment: no column says otherwise")
    return values.mask((values == 0) | clipped), scope
