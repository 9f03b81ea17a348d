"""Rules across columns and tables: keys, sums, and sectors that follow from types."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from analysis import vocabulary
from analysis.checking.problem import Problem, shown

__all__ = ["MOST_OF_TOTAL", "check_lines", "check_places"]

#: Lines may exceed the investment by rounding, up to this part of it.
MOST_OF_TOTAL = 1.02

#: Part of the investment from which on the known lines make a plan complete.
COMPLETE = 0.98

CARRIER_SECTORS = {
    **dict.fromkeys(
        ("municipality", "intermunicipality", "department", "region", "state_body", "university"), "public"
    ),
    **dict.fromkeys(("association", "cooperative", "company"), "private"),
    "mixed": "mixed",
    "unknown": "unknown",
}


def check_places(places: pd.DataFrame) -> list[Problem]:
    """Problems across the columns of the places.

    Parameters
    ----------
    places : DataFrame
        Typed table; index 0 is row 2 of the file.

    Returns
    -------
    list of Problem
        A carrier's sector that does not follow from its type.

    Examples
    --------
    >>> check_places(pd.DataFrame({"carrier_type": ["association"], "carrier_sector": ["private"]}))
    []
    """
    return list(_carrier_sectors(places))


def check_lines(places: pd.DataFrame, funding: pd.DataFrame) -> list[Problem]:
    """Problems that only places and funding lines together show.

    Parameters
    ----------
    places, funding : DataFrame
        Typed tables with their keys; index 0 is row 2 of the file.

    Returns
    -------
    list of Problem
        Errors for what would make numbers wrong, warnings for the rest.
    """
    return [
        *_repeated_lines(funding),
        *_lines_without_place(places, funding),
        *_lines_above_total(places, funding),
        *_funder_sectors(places, funding),
        *_plan_quality(places, funding),
    ]


def _where(bad: pd.Series, *columns: pd.Series) -> Iterator[tuple[Any, ...]]:
    """Spreadsheet row of each bad row, with its values in the columns."""
    positions = np.flatnonzero(bad.fillna(False).to_numpy(dtype=bool))
    yield from zip((positions + 2).tolist(), *(column.iloc[positions].tolist() for column in columns), strict=True)


def _repeated_lines(funding: pd.DataFrame) -> Iterator[Problem]:
    keys = funding[["place_id", "line"]]
    bad = keys.notna().all(axis=1) & keys.duplicated()
    for row, place, line in _where(bad, funding["place_id"], funding["line"]):
        value = f"{place}, line {line:.0f}"
        yield Problem("error", "funding.csv", row, "line", value, "line stands twice in its plan", "number it anew")


def _lines_without_place(places: pd.DataFrame, funding: pd.DataFrame) -> Iterator[Problem]:
    bad = funding["place_id"].notna() & ~funding["place_id"].isin(places["place_id"])
    hint = "add the place to places.csv or correct the identifier"
    for row, place in _where(bad, funding["place_id"]):
        yield Problem("error", "funding.csv", row, "place_id", place, "funding line without a place", hint)


def _known(places: pd.DataFrame, funding: pd.DataFrame) -> pd.Series:
    return places["place_id"].map(funding.groupby("place_id")["amount_eur"].sum()).fillna(0.0)


def _lines_above_total(places: pd.DataFrame, funding: pd.DataFrame) -> Iterator[Problem]:
    known, total = _known(places, funding), places["investment_eur"]
    for row, place, sum_of_lines, investment in _where(known > MOST_OF_TOTAL * total, places["place_id"], known, total):
        rule = f"funding lines add up to EUR {sum_of_lines:,.0f}, above 102% of the investment"
        hint = f"correct the lines of {shown(place)} in funding.csv or the investment"
        yield Problem("error", "places.csv", row, "investment_eur", f"{investment:.0f}", rule, hint)


def _carrier_sectors(places: pd.DataFrame) -> Iterator[Problem]:
    kind, stated = places["carrier_type"], places["carrier_sector"]
    expected = kind.map(CARRIER_SECTORS)
    bad = expected.notna() & stated.notna() & (expected != stated)
    for row, value, of, sector in _where(bad, stated, kind, expected):
        rule = f"contradicts carrier_type {of!r}, whose sector is {sector!r}"
        yield Problem("error", "places.csv", row, "carrier_sector", value, rule)


def _funder_sectors(places: pd.DataFrame, funding: pd.DataFrame) -> Iterator[Problem]:
    kind, stated = funding["funder_type"], funding["sector"]
    own = kind.isin(["own_funds", "bank"])
    carrier = places.drop_duplicates("place_id").set_index("place_id")["carrier_sector"].replace("mixed", "unknown")
    expected = kind.map(vocabulary.FUNDER_SECTORS).where(~own, funding["place_id"].map(carrier))
    bad = expected.notna() & stated.notna() & (expected != stated)
    for row, value, of, follows_carrier, sector in _where(bad, stated, kind, own, expected):
        reason = "the carrier's sector" if follows_carrier else f"funder_type {of!r}"
        yield Problem("error", "funding.csv", row, "sector", value, f"contradicts {reason}: it must be {sector!r}")


def _plan_quality(places: pd.DataFrame, funding: pd.DataFrame) -> Iterator[Problem]:
    known, total, stated = _known(places, funding), places["investment_eur"], places["plan_quality"]
    expected = pd.Series(
        np.select([known >= COMPLETE * total, known > 0], ["complete", "partial"], default="total_only"),
        index=places.index,
    )
    bad = stated.notna() & total.notna() & (expected != stated)
    for row, value, quality in _where(bad, stated, expected):
        rule = f"contradicts the lines, which make the plan {quality!r}"
        yield Problem("warning", "places.csv", row, "plan_quality", value, rule)
