"""Addresses on the page of places: of one place, and of the places that a figure or a sentence is about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import quote

import pandas as pd

from analysis.jupyter._svg import PLACE

__all__ = ["FACETS", "MISSING", "address_of_place", "address_of_places", "find_filters"]

PAGE = "places.html"
#: What an address may choose by, in the order of the page: columns of `shares.plans`, and of each plan's lines.
FACETS = (
    "region",
    "department",
    "place_type",
    "settlement",
    "carrier_type",
    "funder_type",
    "source_kind",
    "generation",
    "carrier_sector",
    "plan_quality",
    "mix",
)
#: Those that say what the places of a figure have in common, the widest first.
COMMON = ("generation", "source_kind", "plan_quality", "settlement", "place_type", "region", "carrier_sector")
#: The code of what is not known.
MISSING = "none"


def address_of_place(place_id: str) -> str:
    """The address that opens the plan of a place.

    Examples
    --------
    >>> address_of_place("a-vela-bastia")
    'places.html#place-a-vela-bastia'
    """
    return f"{PLACE}{quote(place_id, safe='')}"


def find_filters(places: Iterable[str], plans: pd.DataFrame) -> dict[str, str]:
    """What some places have in common and others have not: the filters that leave the fewest places besides them.

    Parameters
    ----------
    places : iterable of str
        Codes of places.
    plans : DataFrame
        What `shares.plans` returns: all places that can be chosen from.

    Examples
    --------
    >>> plans = pd.DataFrame({"place_id": ["a", "b", "c"], "generation": ["new", "new", "older"], "settlement": "rural"})
    >>> find_filters(["a", "b"], plans), find_filters(["a", "c"], plans)
    ({'generation': 'new'}, {})
    """
    drawn, found = frozenset(places), {}
    left = plans[[name for name in ("place_id", *COMMON) if name in plans]]
    for name in left.columns[1:]:
        codes = left.loc[left["place_id"].isin(drawn), name].unique()
        if len(codes) == 1 and pd.notna(codes[0]) and (left[name] != codes[0]).fillna(True).any():
            found[name] = str(codes[0])
            left = left[(left[name] == codes[0]).fillna(False)]
    return found


def _written(given: object) -> str:
    """A value, several of them, or a range, as it stands in an address."""
    if (
        isinstance(given, tuple)
        and len(given) == 2
        and all(end is None or isinstance(end, int | float) for end in given)
    ):
        return "-".join("" if end is None or pd.isna(end) else f"{end:.0f}" for end in given)
    values = [given] if isinstance(given, str) or not isinstance(given, Iterable) else list(given)
    return ",".join(quote(MISSING if pd.isna(value) else str(value), safe="") for value in values)


def address_of_places(filters: Mapping[str, object] | None = None) -> str:
    """The address of the places that have all of this.

    Parameters
    ----------
    filters : mapping, optional
        Columns of `FACETS` or ``place_id`` to a code or several, of which any is enough; ``year`` to the first and the last
        (None leaves one open); ``q`` to words that are searched for; ``sort`` to a column. Codes, never their names.

    Returns
    -------
    str
        Relative to the pages of a language. Where nothing is chosen, the page of all places.

    Examples
    --------
    >>> address_of_places({"place_type": ["third_place", "fab_lab"], "settlement": "rural", "year": (2015, None)})
    'places.html#place_type=third_place,fab_lab&settlement=rural&year=2015-'
    >>> address_of_places({"region": "Île-de-France"}), address_of_places()
    ('places.html#region=%C3%8Ele-de-France', 'places.html')
    """
    parts = [f"{name}={_written(given)}" for name, given in (filters or {}).items()]
    return f"{PAGE}#{'&'.join(parts)}" if parts else PAGE
