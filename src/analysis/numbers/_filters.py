"""What `selecting.select` takes: the filters, which of them are active, the texts that are searched."""

from __future__ import annotations

import unicodedata
from typing import Any

import pandas as pd

from analysis.words import vocabulary
from analysis.words.i18n import _

__all__ = ["CHOICES", "FILTERS", "active", "filter_label", "plain", "searchable"]

#: Fields of which several values may be asked for.
CHOICES = ("place_type", "region", "settlement", "carrier_type")
#: Fields of which a range may be asked for, both ends in it.
RANGES = ("year", "investment_eur")
#: Everything that `select` takes.
FILTERS = (*CHOICES, *RANGES, "complete", "text")
#: Columns in which a text is searched.
SEARCHED = ("name", "municipality", "department", "region", "carrier_name")


def searchable(plans: pd.DataFrame) -> pd.Series:
    """The texts of each place in which `select` searches: no accents, no case.

    Examples
    --------
    >>> searchable(pd.DataFrame({"name": ["L'Hermitage"], "municipality": ["Autrêches"]})).tolist()
    ["l'hermitage autreches"]
    """
    texts = pd.Series("", index=plans.index, dtype="object")
    for name in SEARCHED:
        if name in plans:
            known = {value: plain(str(value)) for value in plans[name].dropna().unique()}
            texts = texts + " " + plans[name].map(known).astype("object").fillna("")
    return texts.str.strip()


def plain(text: str) -> str:
    """A text without accents and case, as it is searched.

    Examples
    --------
    >>> plain("Autrêches")
    'autreches'
    """
    parts = unicodedata.normalize("NFKD", text.casefold().replace("’", "'"))
    return "".join(part for part in parts if not unicodedata.combining(part))


def active(filters: dict[str, Any]) -> dict[str, Any]:
    """The filters that leave something out: those with a value.

    Examples
    --------
    >>> active({"region": (), "text": " ", "complete": True, "year": None})
    {'complete': True}
    """
    return {
        name: value.strip() if isinstance(value, str) else value
        for name, value in filters.items()
        if value is not None and value is not False and value != () and value != [] and str(value).strip()
    }


def filter_label(name: str) -> str:
    """A filter, for readers.

    Examples
    --------
    >>> filter_label("place_type"), filter_label("investment_eur"), filter_label("complete")
    ('kind of place', 'investment', 'complete plans only')
    """
    own = {"complete": _("complete plans only"), "text": _("words searched for")}
    return own.get(name) or vocabulary.label(name)
