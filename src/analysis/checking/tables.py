"""Rules across columns and tables: keys, sums, and sectors that follow from types."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from analysis import vocabulary
from analysis.checking.problem import Problem

__all__ = ["MOST_OF_TOTAL", "check_tables"]

#: Lines may exceed the investment by rounding, up to this part of it.
MOST_OF_TOTAL = 1.02

CARRIER_SECTORS = {
    **dict.fromkeys(
        ("municipality", "intermunicipality", "department", "region", "state_body", "university"), "public"
    ),
    **dict.fromkeys(("association", "cooperative", "company"), "private"),
    "mixed": "mixed",
    "unknown": "unknown",
}


def check_tables(places: pd.DataFrame, funding: pd.DataFrame) -> list[Problem]:
    """Problems that no single column shows, in places and funding lines that have their columns.

    Parameters
    ----------
    places, funding : DataFrame
        Typed tables; index 0 is row 2 of the file.

    Returns
    -------
    list of Problem
        Errors for what would make numbers wrong, warnings for the rest.
    """
    return [
        *_repeated_lines(funding),
        *_lines_without_place(places, funding),
        *_lines_above_total(places, funding),
        *_carrier_sectors(places),
        *_funder_sectors(places, funding),
        *_plan_quality(places, funding),
    ]


def _positions(bad: pd.Series) -> Iterator[int]:
    yield from (int(position) for position in np.flatnonzero(bad.fillna(False).to_numpy(dtype=bool)))


def _repeated_lines(funding: pd.DataFrame) -> Iterator[Problem]:
    keys = funding[["place_id", "line"]]
    for at in _positions(keys.notna().all(axis=1) & keys.duplicated()):
        row = funding.iloc[at]
        value = f"{row['place_id']}, line {row['line']:.0f}"
        yield Problem("error", "funding.csv", at + 2, "line", value, "line stands twice in its plan", "number it anew")


def _lines_without_place(places: pd.DataFrame, funding: pd.DataFrame) -> Iterator[Problem]:
    known = funding["place_id"].notna()
    for at in _positions(known & ~funding["place_id"].isin(places["place_id"])):
        yield Problem(
            "error",
            "funding.csv",
            at + 2,
            "place_id",
            str(funding["place_id"].iloc[at]),
            "funding line without a place",
            "add the place to places.csv or correct the identifier",
        )


def _known(places: pd.DataFrame, funding: pd.DataFrame) -> pd.Series:
    return places["place_id"].map(funding.groupby("place_id")["amount_eur"].sum()).fillna(0.0)


def _lines_above_total(places: pd.DataFrame, funding: pd.DataFrame) -> Iterator[Problem]:
    known, total = _known(places, funding), places["investment_eur"]
    for at in _positions(known > MOST_OF_TOTAL * total):
        row = places.iloc[at]
        rule = f"funding lines add up to EUR {known.iloc[at]:,.0f}, above 102% of the investment"
        hint = f"correct the lines of {row['place_id']} in funding.csv or the investment"
        yield Problem("error", "places.csv", at + 2, "investment_eur", f"{row['investment_eur']:.0f}", rule, hint)


def _carrier_sectors(places: pd.DataFrame) -> Iterator[Problem]:
    expected = places["carrier_type"].map(CARRIER_SECTORS)
    both = expected.notna() & places["carrier_sector"].notna()
    for at in _positions(both & (expected != places["carrier_sector"])):
        rule = f"contradicts carrier_type {places['carrier_type'].iloc[at]!r}, whose sector is {expected.iloc[at]!r}"
        yield Problem("error", "places.csv", at + 2, "carrier_sector", str(places["carrier_sector"].iloc[at]), rule)


def _funder_sectors(places: pd.DataFrame, funding: pd.DataFrame) -> Iterator[Problem]:
    own = funding["funder_type"].isin(["own_funds", "bank"])
    carrier = places.drop_duplicates("place_id").set_index("place_id")["carrier_sector"].replace("mixed", "unknown")
    expected = funding["funder_type"].map(vocabulary.FUNDER_SECTORS).where(~own, funding["place_id"].map(carrier))
    both = expected.notna() & funding["sector"].notna()
    for at in _positions(both & (expected != funding["sector"])):
        kind = funding["funder_type"].iloc[at]
        reason = "the carrier's sector" if own.iloc[at] else f"funder_type {kind!r}"
        rule = f"contradicts {reason}: it must be {expected.iloc[at]!r}"
        yield Problem("error", "funding.csv", at + 2, "sector", str(funding["sector"].iloc[at]), rule)


def _plan_quality(places: pd.DataFrame, funding: pd.DataFrame) -> Iterator[Problem]:
    known = _known(places, funding)
    expected = pd.Series(
        np.select([known >= 0.98 * places["investment_eur"], known > 0], ["complete", "partial"], default="total_only"),
        index=places.index,
    )
    stated = places["plan_quality"].notna() & places["investment_eur"].notna()
    for at in _positions(stated & (expected != places["plan_quality"])):
        rule = f"contradicts the lines, which make the plan {expected.iloc[at]!r}"
        yield Problem("warning", "places.csv", at + 2, "plan_quality", str(places["plan_quality"].iloc[at]), rule)
