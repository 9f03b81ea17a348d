"""What `selecting.select` takes: the filters, which of them are active, the texts that are searched."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.words import vocabulary
from analysis.words._folding import fold_letters
from analysis.words.i18n import _

__all__ = ["CHOICES", "FILTERS", "find_texts", "fold_case", "label_filter", "pick_active"]

#: Fields of which several values may be asked for.
CHOICES = ("place_type", "region", "department", "settlement", "carrier_type")
#: Fields of which a range may be asked for, both ends in it.
RANGES = ("year", "investment_eur")
#: Everything that `select` takes.
FILTERS = (*CHOICES, *RANGES, "complete", "text")
#: Columns in which a text is searched.
SEARCHED = ("name", "municipality", "department", "region", "carrier_name")


def find_texts(plans: pd.DataFrame) -> pd.Series:
    """The texts of each place in which `select` searches: no accents, no case.

    Examples
    --------
    >>> find_texts(pd.DataFrame({"name": ["L'Hermitage"], "municipality": ["Autrêches"]})).tolist()
    ["l'hermitage autreches"]
    """
    texts = pd.Series("", index=plans.index, dtype="object")
    for name in SEARCHED:
        if name in plans:
            known = {value: fold_case(str(value)) for value in plans[name].dropna().unique()}
            texts = texts + " " + plans[name].map(known).astype("object").fillna("")
    return texts.str.strip()


def fold_case(text: str) -> str:
    """A text without accents and case, as it is searched.

    Examples
    --------
    >>> fold_case("Autrêches")
    'autreches'
    """
    return fold_letters(text.replace("’", "'"))


def pick_active(filters: dict[str, Any]) -> dict[str, Any]:
    """The filters that leave something out: those with a value.

    Examples
    --------
    >>> pick_active({"region": (), "text": " ", "complete": True, "year": None})
    {'complete': True}
    """
    return {
        name: value.strip() if isinstance(value, str) else value
        for name, value in filters.items()
        if value is not None and value is not False and value != () and value != [] and str(value).strip()
    }


def label_filter(name: str) -> str:
    """A filter, for readers.

    Examples
    --------
    >>> label_filter("place_type"), label_filter("investment_eur"), label_filter("complete")
    ('kind of place', 'investment', 'complete plans only')
    """
    own = {"complete": _("complete plans only"), "text": _("words searched for")}
    return own.get(name) or vocabulary.label(name)
