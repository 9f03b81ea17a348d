"""What figures say of a column: its name, the names of its groups, and how its values are written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from analysis.words import vocabulary
from analysis.words._formatting import format_euros, format_number, format_share, format_whole, show_value
from analysis.words.i18n import _, mark

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

__all__ = [
    "EURO_COLUMNS",
    "FEW",
    "LONGEST",
    "MONEY",
    "SHARE_COLUMNS",
    "find_form",
    "keep_known",
    "label_column",
    "name_code",
    "tell_ends",
    "tell_money",
    "tell_part",
]

#: Euros in the prices of the year that ``price_year`` says, nominal where it is empty.
CONSTANT = "constant_eur"
EURO_COLUMNS = ("investment_eur", CONSTANT, "eur_per_m2", "eur_per_workstation")
SHARE_COLUMNS = ("public_share_low", "public_share_high", "share")
#: What every figure of euros rests on; `i18n._` says it.
MONEY = mark("nominal euros, VAT basis mixed")
#: The same in the prices of one year.
CONSTANT_MONEY = mark("euros of {year}, VAT basis mixed")
SOME_NOMINAL = mark("euros of {year} (nominal: {plans}), VAT basis mixed")
#: What figures say of a place besides the numbers that they draw.
SAID = ("place_id", "name", "investment_eur", "year", "price_year", "generation", "source_kind", "place_type")
#: Letters of a name; a longer one is cut.
LONGEST = 80
#: Of fewer a part is told as a count.
FEW = 20


def keep_known(plans: pd.DataFrame, names: list[str]) -> pd.DataFrame:
    """The plans that know all columns of ``names``, with those and what figures say of a place: to sort all is slow.

    Examples
    --------
    >>> import pandas as pd
    >>> keep_known(pd.DataFrame({"name": ["La Fabrique", "Halle"], "surface_m2": [90, None], "region": "x"}), ["surface_m2"])
              name  surface_m2
    0  La Fabrique        90.0
    """
    return plans[[name for name in plans if name in SAID or name in names]].dropna(subset=names)


def find_form(value: str) -> Callable[[float], str]:
    """How the values of a column are written: euros, shares, years or plain numbers."""
    if value in EURO_COLUMNS:
        return format_euros
    if value in SHARE_COLUMNS:
        return format_share
    return (lambda year: f"{year:.0f}") if value == "year" else format_number


def tell_money(known: pd.DataFrame, value: str) -> str:
    """What the euros of a column are: nominal, or of which year, and how many plans stay nominal.

    Examples
    --------
    >>> import pandas as pd
    >>> tell_money(pd.DataFrame({"constant_eur": [1.0, 2.0], "price_year": [2024, 2024]}), "constant_eur")
    'euros of 2024, VAT basis mixed'
    """
    years = known["price_year"].dropna() if value == CONSTANT else known[value].iloc[:0]
    if not len(years):
        return _(MONEY)
    told, nominal = _(CONSTANT_MONEY) if len(years) == len(known) else _(SOME_NOMINAL), len(known) - len(years)
    return told.format(year=int(years.max()), plans=format_whole(nominal))


def label_column(name: str) -> str:
    """Name for readers of a column, the column itself when the vocabulary does not know it."""
    try:
        return vocabulary.label(name)
    except KeyError:
        return name.replace("_", " ")


def name_code(column: str, code: str) -> str:
    """Name for readers of a group's code: without what stands in brackets or after a colon."""
    try:
        known = vocabulary.labels(column)
        return show_value(re.split(r" \(|\s?: ", known[code])[0] if code in known else _(code), longest=LONGEST)
    except KeyError:
        return show_value(_(code), longest=LONGEST)


def tell_ends(known: pd.DataFrame, value: str) -> str:
    """The places with the lowest and the highest value, by name."""
    form = find_form(value)
    least, most = known.loc[known[value].idxmin()], known.loc[known[value].idxmax()]
    first, last = (show_value(plan["name"], longest=LONGEST) for plan in (least, most))
    return _("lowest {least} {low}, highest {most} {high}").format(
        least=first, low=form(least[value]), most=last, high=form(most[value])
    )


def tell_part(count: float, n: float) -> str:
    """How many of how many: a percentage, or of under `FEW` the count.

    Examples
    --------
    >>> tell_part(4, 11), tell_part(44, 110)
    ('4 of 11', '40%')
    """
    if n >= FEW:
        return format_share(count / n)
    return _("{n} of {total}").format(n=format_whole(count), total=format_whole(n))
