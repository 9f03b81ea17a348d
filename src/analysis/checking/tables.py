"""Rules across columns and tables: keys, sums, and sectors that follow from types."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

import numpy as np
import pandas as pd

from analysis import vocabulary
from analysis.checking.problem import Origin, Problem, shown

__all__ = ["MOST_OF_TOTAL", "above_total", "check_lines", "check_places", "quality_of"]

#: Lines may exceed the investment by rounding, up to this part of it.
MOST_OF_TOTAL = 1.02


def check_places(places: pd.DataFrame, origin: Origin) -> list[Problem]:
    """Problems across the columns of the places.

    Parameters
    ----------
    places : DataFrame
        Typed table; the index is the row of the file.
    origin : Origin
        Where the table stands.

    Returns
    -------
    list of Problem
        A carrier's sector that does not follow from its type.

    Examples
    --------
    >>> check_places(pd.DataFrame({"carrier_type": ["association"], "carrier_sector": ["private"]}), Origin("places.csv"))
    []
    """
    return list(_carrier_sectors(places, origin))


def check_lines(
    places: pd.DataFrame, funding: pd.DataFrame, place_origin: Origin, line_origin: Origin
) -> list[Problem]:
    """Problems that only places and funding lines together show.

    Parameters
    ----------
    places, funding : DataFrame
        Typed tables with their keys; the index is the row of the file.
    place_origin, line_origin : Origin
        Where they stand.

    Returns
    -------
    list of Problem
        Errors for what would make numbers wrong, warnings for the rest.
    """
    return [
        *_repeated_lines(funding, line_origin),
        *_lines_without_place(places, funding, line_origin),
        *_lines_above_total(places, funding, place_origin),
        *_funder_sectors(places, funding, line_origin),
        *_plan_quality(places, funding, place_origin),
    ]


def _where(bad: pd.Series, *columns: pd.Series) -> Iterator[tuple[Any, ...]]:
    """Spreadsheet row of each bad row, with its values in the columns."""
    positions = np.flatnonzero(bad.fillna(False).to_numpy(dtype=bool))
    yield from zip(bad.index[positions].tolist(), *(column.iloc[positions].tolist() for column in columns), strict=True)


def _told(
    severity: Literal["error", "warning"],
    origin: Origin,
    row: int,
    field: str,
    value: object,
    rule: str,
    hint: str = "",
) -> Problem:
    column = origin.columns.get(field, field)
    return Problem(severity, origin.file, row, column, str(value), rule, hint, origin.sheet)


def _repeated_lines(funding: pd.DataFrame, origin: Origin) -> Iterator[Problem]:
    keys = funding[["place_id", "line"]]
    bad = keys.notna().all(axis=1) & keys.duplicated()
    for row, place, line in _where(bad, funding["place_id"], funding["line"]):
        value = f"{place}, line {line:.0f}"
        yield _told("error", origin, row, "line", value, "line stands twice in its plan", "number it anew")


def _lines_without_place(places: pd.DataFrame, funding: pd.DataFrame, origin: Origin) -> Iterator[Problem]:
    bad = funding["place_id"].notna() & ~funding["place_id"].isin(places["place_id"])
    hint = "add the place to places.csv or correct the identifier"
    for row, place in _where(bad, funding["place_id"]):
        yield _told("error", origin, row, "place_id", place, "funding line without a place", hint)


def _known(places: pd.DataFrame, funding: pd.DataFrame) -> pd.Series:
    return places["place_id"].map(funding.groupby("place_id")["amount_eur"].sum()).fillna(0.0)


def above_total(places: pd.DataFrame, funding: pd.DataFrame) -> pd.Series:
    """Which places have lines that add up to more than their investment, by more than rounding."""
    return _known(places, funding) > MOST_OF_TOTAL * places["investment_eur"]


def _lines_above_total(places: pd.DataFrame, funding: pd.DataFrame, origin: Origin) -> Iterator[Problem]:
    known, total = _known(places, funding), places["investment_eur"]
    for row, place, sum_of_lines, investment in _where(above_total(places, funding), places["place_id"], known, total):
        rule = (
            f"funding lines add up to EUR {sum_of_lines:,.0f}, above 102% of the investment; their amounts are not used"
        )
        hint = f"correct the lines of {shown(place)} or the investment"
        yield _told("warning", origin, row, "investment_eur", f"{investment:.0f}", rule, hint)


def quality_of(places: pd.DataFrame, funding: pd.DataFrame) -> pd.Series:
    """How much the lines of each place explain: complete, partial or total_only."""
    known, total = _known(places, funding), places["investment_eur"]
    quality = np.select(
        [known >= vocabulary.COMPLETE_FROM * total, known > 0], ["complete", "partial"], default="total_only"
    )
    return pd.Series(quality, index=places.index, dtype="str")


def _carrier_sectors(places: pd.DataFrame, origin: Origin) -> Iterator[Problem]:
    kind, stated = places["carrier_type"], places["carrier_sector"]
    expected = kind.map(vocabulary.CARRIER_SECTOR_OF)
    bad = expected.notna() & stated.notna() & (expected != stated)
    for row, value, of, sector in _where(bad, stated, kind, expected):
        rule = f"contradicts carrier_type {of!r}, whose sector is {sector!r}"
        yield _told("error", origin, row, "carrier_sector", value, rule)


def _funder_sectors(places: pd.DataFrame, funding: pd.DataFrame, origin: Origin) -> Iterator[Problem]:
    kind, stated = funding["funder_type"], funding["sector"]
    own = kind.isin(["own_funds", "bank"])
    carrier = places.drop_duplicates("place_id").set_index("place_id")["carrier_sector"].replace("mixed", "unknown")
    expected = kind.map(vocabulary.FUNDER_SECTORS).where(~own, funding["place_id"].map(carrier))
    bad = expected.notna() & stated.notna() & (expected != stated)
    for row, value, of, follows_carrier, sector in _where(bad, stated, kind, own, expected):
        reason = "the carrier's sector" if follows_carrier else f"funder_type {of!r}"
        yield _told("error", origin, row, "sector", value, f"contradicts {reason}: it must be {sector!r}")


def _plan_quality(places: pd.DataFrame, funding: pd.DataFrame, origin: Origin) -> Iterator[Problem]:
    stated, expected = places["plan_quality"], quality_of(places, funding)
    bad = stated.notna() & places["investment_eur"].notna() & (expected != stated) & ~above_total(places, funding)
    for row, value, quality in _where(bad, stated, expected):
        rule = f"contradicts the lines, which make the plan {quality!r}"
        yield _told("warning", origin, row, "plan_quality", value, rule)
