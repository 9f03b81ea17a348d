"""What drop-downs say of a file, as the mapping that `check --map` takes; and their choices."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from analysis.dataset._reading import Mapping
from analysis.dataset._reading.field_names import name_field
from analysis.dataset._reading.roles import IGNORE, find_roles, is_amount
from analysis.words.i18n import mark

__all__ = [
    "OTHER",
    "UNITS",
    "list_fields",
    "list_twice",
    "say_column",
    "say_constant",
    "say_file",
    "say_rate",
    "say_unit",
]

Value = TypeVar("Value", str, float)

#: What a number can be worth; nothing where the file says it.
UNITS = {0.0: mark("as the file says"), 1.0: "€", 1e3: "k€", 1e6: "M€", -1.0: mark("another currency")}
#: The choice of `UNITS` after which a rate is asked for: one column of a file may be in pounds, the others in euros.
OTHER = -1.0
#: Fields that reading finds by itself and nobody chooses.
INNER = {"funder_each", "amount_each"}
#: Fields that only funding lines have, and those that they have not; what is usual stands first.
OF_LINES = ("funder", "amount_eur", "funder_type", "sector")
USUAL = ("name", "investment_eur", "place_type", "municipality", "carrier_name", "year", "vat")
MONEY = ("public_eur", "private_eur", "grant_eur", "public_share", "private_share")


def list_fields(*, lines: bool = False) -> list[tuple[str, str]]:
    """Names and codes of all that a column can be: what is usual first, then funders, then the rest by name.

    Examples
    --------
    >>> [code for _name, code in list_fields()][:3], ("funder type", "funder_type") in list_fields(lines=True)
    (['', 'name', 'investment_eur'], True)
    """
    codes = [role.field for role in find_roles() if role.field not in INNER]
    funders = [code for code in codes if code.startswith("funder:")]
    if lines:
        first, middle = ["place_id", "name", *OF_LINES], []
        codes = [*first, "year", "currency", "unit", "note"]
    else:
        first, middle = [*USUAL, *MONEY], funders
        codes = [code for code in codes if code not in (set(OF_LINES) - {"funder", "funder_type"})]
    rest = sorted(
        (code for code in codes if code not in {*first, *middle}), key=lambda code: name_field(code).casefold()
    )
    return [(name_field(code), code) for code in ("", *first, *middle, *rest)]


def _with(part: dict[str, Value], key: str, value: Value | None) -> dict[str, Value]:
    """A part of a mapping in which a key has another value, or none."""
    rest = {name: kept for name, kept in part.items() if name != key}
    return rest if value is None else {**rest, key: value}


def say_column(given: Mapping, column: str, field: str, *, lines: bool = False) -> Mapping:
    """A mapping that also says what a column is; an empty field leaves the column out.

    Examples
    --------
    >>> say_column(Mapping(), "Subv.", "funder:region").columns, say_column(Mapping(), "Avis", "").columns
    ({'Subv.': 'funder:region'}, {'Avis': 'ignore'})
    """
    field = field or IGNORE
    if lines:
        return replace(given, lines=_with(given.lines, column, field))
    return replace(given, columns=_with(given.columns, column, field))


def say_unit(given: Mapping, column: str, worth: float) -> Mapping:
    """A mapping that also says what a number of a column is worth; 0 leaves it to the file.

    Examples
    --------
    >>> say_unit(Mapping(), "Coût", 1000.0).unit, say_unit(Mapping(unit={"Coût": 1000.0}), "Coût", 0.0).unit
    ({'Coût': 1000.0}, {})
    """
    return replace(given, unit=_with(given.unit, column, worth or None))


def say_file(given: Mapping, key: str, text: str) -> Mapping:
    """A mapping that also says which sheet or row is meant; an empty text leaves it to be found.

    Examples
    --------
    >>> say_file(say_file(Mapping(), "header", " 4 "), "sheet", "").file
    {'header': '4'}
    """
    return replace(given, file=_with(given.file, key, text.strip() or None))


def say_constant(given: Mapping, field: str, value: str) -> Mapping:
    """A mapping that also says what holds for each row; an empty value says nothing.

    Examples
    --------
    >>> say_constant(Mapping(), "vat", "excl").constants
    {'vat': 'excl'}
    """
    return replace(given, constants=_with(given.constants, field, value or None))


def say_rate(given: Mapping, currency: str, rate: float | None) -> Mapping:
    """A mapping that also says how many euros one of a currency is.

    Examples
    --------
    >>> say_rate(Mapping(), "GBP", 1.15).rates
    {'GBP': 1.15}
    """
    return replace(given, rates=_with(given.rates, currency, rate or None))


def list_twice(mapping: Mapping) -> dict[str, list[str]]:
    """Fields that two columns of the places are said to be, where one of them alone is read.

    Examples
    --------
    >>> list_twice(Mapping(columns={"A": "investment_eur", "B": "investment_eur", "C": "funder:eu", "D": "funder:eu"}))
    {'investment_eur': ['A', 'B']}
    """
    found: dict[str, list[str]] = {}
    for column, field in mapping.columns.items():
        if field != IGNORE and (not is_amount(field) or not field.startswith("funder:")) and field != "note":
            found.setdefault(field, []).append(column)
    return {field: columns for field, columns in found.items() if len(columns) > 1}
