"""What figures say of a column: its name, the names of its groups, and how its values are written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.words import vocabulary
from analysis.words._formatting import format_euros, format_number, format_share, show_value
from analysis.words.i18n import _, mark

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["EURO_COLUMNS", "LONGEST", "MONEY", "SHARE_COLUMNS", "find_form", "label_axis", "label_column", "name_code"]

EURO_COLUMNS = ("investment_eur", "eur_per_m2", "eur_per_workstation")
SHARE_COLUMNS = ("public_share_low", "public_share_high", "share")
#: What every figure of euros rests on; `i18n._` says it.
MONEY = mark("nominal euros, VAT basis mixed")
#: Letters of a name; a longer one is cut.
LONGEST = 80


def find_form(value: str) -> Callable[[float], str]:
    """How the values of a column are written: euros, shares, years or plain numbers."""
    if value in EURO_COLUMNS:
        return format_euros
    if value in SHARE_COLUMNS:
        return format_share
    return (lambda year: f"{year:.0f}") if value == "year" else format_number


def label_column(name: str) -> str:
    """Name for readers of a column, the column itself when the vocabulary does not know it."""
    try:
        return vocabulary.label(name)
    except KeyError:
        return name.replace("_", " ")


def name_code(column: str, code: str) -> str:
    """Name for readers of a group's code: without what stands in brackets."""
    try:
        return show_value(vocabulary.labels(column).get(code, _(code)).split(" (")[0], longest=LONGEST)
    except KeyError:
        return show_value(_(code), longest=LONGEST)


def label_axis(name: str) -> str:
    """Name of a column on an axis, with the scale where it is euros."""
    if name not in EURO_COLUMNS:
        return label_column(name)
    return _("{field}, euros, log scale").format(field=label_column(name))
