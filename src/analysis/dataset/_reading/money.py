"""Columns of amounts, counts and shares of a file, in euros and numbers; what cannot be read is told."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.dataset._reading.amounts import Amounts, read_amounts
from analysis.dataset._reading.columns import unit_of
from analysis.dataset._reading.source_table import SourceTable
from analysis.dataset._reading.values import read_shares, read_text
from analysis.dataset._reading.words import plain
from analysis.words._formatting import shown, whole
from analysis.words.i18n import _, ngettext

__all__ = ["counts", "digits", "money", "share_values", "total"]


#: 2 ** 31 cents: where a program kept the total in too small a number.
CLIPPED = (21_474_836.0, 21_474_837.0)


def digits(values: pd.Series) -> pd.Series:
    """Numbers as text in the spelling of the data package."""
    return values.map(lambda value: f"{value:.10g}", na_action="ignore").astype("str")


def money(table: SourceTable, column: str, *, error: bool = False) -> pd.Series:
    """A column of amounts in euros; what is no amount is told."""
    unit = table.mapping.unit.get(column, unit_of(column))
    found = read_amounts(table.frame[column], unit=unit, decimal=table.mapping.decimal.get(column))
    hint = _("write digits, or leave the cell empty where it is not known")
    table.tell(column, found.wrong, _("is not an amount"), hint if error else _("taken as not known"), error=error)
    if found.doubtful:
        rule = ngettext(
            "{n} amount such as {example!r} is read with a thousands mark; it could be a decimal mark",
            "{n} amounts such as {example!r} are read with a thousands mark; it could be a decimal mark",
            len(found.doubtful),
        ).format(n=whole(len(found.doubtful)), example=shown(found.doubtful[0]))
        table.tell_once(column, rule, _('if so, add [decimal] "COLUMN" = "," (or ".") to the mapping file'))
    negative = found.values < 0
    table.tell(column, negative, _("must be at least 0"), _("correct the sign"), error=True)
    euros = _in_euros(table, column, found).mask(negative)
    table.read_as[column] = found.how
    table.show(column, euros if euros.notna().any() else found.values)
    # something is given there, even where it is not known how many euros
    table.given[column] = (found.values > 0) | (found.wrong & ~error)
    return euros


def _in_euros(table: SourceTable, column: str, found: Amounts) -> pd.Series:
    """Amounts in euros, by the rates of the mapping; without a rate they are not known."""
    words = plain(column).split()
    named = "GBP" if "£" in column or "gbp" in words else "USD" if "$" in column or "usd" in words else found.currency
    beside = table.column_of("currency")
    currencies = pd.Series(named, index=found.values.index, dtype="object")
    if beside:
        currencies = read_text(table.frame[beside]).values.str.upper().fillna(named).astype("object")
    rates = {
        "EUR": 1.0,
        "EUROS": 1.0,
        "EURO": 1.0,
        "€": 1.0,
        **{name.upper(): float(rate) for name, rate in table.mapping.rates.items()},
    }
    others = sorted({str(name) for name in currencies[found.values.notna()].unique()} - set(rates))
    for name in others:
        rule = _("amounts are in {name}, and no rate is given: they are not known in euros").format(name=shown(name))
        hint = (
            _("use one currency in a column")
            if name == "mixed"
            else _("add to the mapping file: [rates] {name} = euros for one {name}").format(name=shown(name))
        )
        table.tell_once(column, rule, hint)
    table.units[column] = _("{currency}, nominal").format(
        currency=", ".join(sorted({str(c) for c in currencies.unique()})) if others or beside else "EUR"
    )
    if named not in ("EUR", "mixed") and not others:
        table.units[column] = _("EUR, from {currency}").format(currency=named)
    return found.values * currencies.map(rates).astype("float64")


def counts(table: SourceTable, column: str, *, whole: bool) -> pd.Series:
    found = read_amounts(table.frame[column], decimal=table.mapping.decimal.get(column))
    bad = found.wrong | (found.values <= 0) | (whole & (found.values % 1 != 0))
    table.tell(column, found.wrong | (found.values < 0), _("is not a number above 0"), _("taken as not known"))
    table.read_as[column] = found.how
    values = found.values.mask(bad)
    table.show(column, values)
    return values


def share_values(table: SourceTable, column: str) -> pd.Series:
    found = read_shares(table.frame[column])
    table.tell(column, found.wrong, _("is no share from 0 to 100%: an amount, perhaps"), _("taken as not known"))
    rule = _("could be a percentage or a fraction: the column holds both")
    table.tell(column, found.doubtful, rule, _("write all with a percent sign; taken as not known"))
    table.read_as[column] = found.how
    table.units[column] = _("share")
    table.show(column, found.values)
    return found.values


def total(table: SourceTable) -> tuple[pd.Series, str]:
    """Investment of each place, EUR, and the scope of the amount; nothing where no column has it."""
    column = table.column_of("investment_eur")
    scope = "investment"
    if column is None:
        column, scope = table.column_of("operating_eur"), "operating"
    if column is None:
        return pd.Series(np.nan, index=table.frame.index), "unknown"
    values = money(table, column, error=True)
    hint = _("taken as not known; correct it where it is known")
    table.tell(column, values == 0, _("a total of 0 cannot be"), hint)
    clipped = values.between(*CLIPPED, inclusive="left")
    table.tell(column, clipped, _("is the largest amount that some programs can hold: it was cut off, probably"), hint)
    if scope == "operating":
        table.tell_once(
            column, _("is operating money, not an investment"), _("rows are kept with the scope 'operating'")
        )
    elif table.column_of("amount_scope") is None:
        table.remarks[column] = _("taken as investment: no column says otherwise")
    return values.mask((values == 0) | clipped), scope
