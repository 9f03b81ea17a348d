"""Rules across columns and tables: keys, sums, and sectors that follow from types."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from analysis.dataset._checking.columnar import find_rows, translate_codes
from analysis.dataset._checking.problem import Origin, Problem
from analysis.dataset._checking.rules import Rule
from analysis.words import vocabulary
from analysis.words._formatting import format_whole, show_value
from analysis.words._messages import say, spell
from analysis.words.vocabulary import FunderType, Quality, Sector

__all__ = ["MOST_OF_TOTAL", "check_lines", "check_places", "exceeds_total", "judge_quality", "sum_known_euros"]

Positions = np.ndarray[Any, np.dtype[np.int64]]

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
    at = find_rows(funding["place_id"], places["place_id"])
    known = sum_known_euros(places, funding, at)
    return [
        *_repeated_lines(funding, at, line_origin),
        *_lines_without_place(funding, at, line_origin),
        *_lines_above_total(places, known, place_origin),
        *_funder_sectors(places, funding, at, line_origin),
        *_plan_quality(places, known, place_origin),
    ]


def _where(bad: pd.Series, *columns: pd.Series) -> Iterator[tuple[Any, ...]]:
    """Spreadsheet row of each bad row, with its values in the columns."""
    positions = np.flatnonzero(bad.fillna(False).to_numpy(dtype=bool))
    yield from zip(bad.index[positions].tolist(), *(column.iloc[positions].tolist() for column in columns), strict=True)


def _broken(rule: Rule, origin: Origin, row: int, field: str, value: object, **fields: Any) -> Problem:
    return Problem(rule, origin.file, row, origin.columns.get(field, field), str(value), origin.sheet, fields)


def _repeated_lines(funding: pd.DataFrame, at: Positions, origin: Origin) -> Iterator[Problem]:
    keys = funding[["place_id", "line"]]
    numbered = pd.DataFrame({"place": at, "line": funding["line"]}, index=funding.index)
    # a line without a place has no number of its own: its identifier tells
    bad = numbered.duplicated() if (at >= 0).all() else keys.duplicated()
    bad &= keys.notna().all(axis=1)
    for row, place, line in _where(bad, funding["place_id"], funding["line"]):
        value = f"{place}, line {line:.0f}"
        yield _broken(Rule.LINE_TWICE, origin, row, "line", value)


def _lines_without_place(funding: pd.DataFrame, at: Positions, origin: Origin) -> Iterator[Problem]:
    bad = funding["place_id"].notna() & (at < 0)
    for row, place in _where(bad, funding["place_id"]):
        yield _broken(Rule.LINE_WITHOUT_PLACE, origin, row, "place_id", place)


def sum_known_euros(places: pd.DataFrame, funding: pd.DataFrame, at: Positions | None = None) -> pd.Series:
    """Sum of the known amounts of each place, EUR."""
    at = find_rows(funding["place_id"], places["place_id"]) if at is None else at
    amounts = funding["amount_eur"].fillna(0.0).to_numpy(dtype="float64")
    sums = np.bincount(at[at >= 0], weights=amounts[at >= 0], minlength=len(places))
    return pd.Series(sums, index=places.index)


def exceeds_total(places: pd.DataFrame, known: pd.Series) -> pd.Series:
    """Which places have lines that add up to more than their investment, by more than rounding."""
    return known > MOST_OF_TOTAL * places["investment_eur"]


def _lines_above_total(places: pd.DataFrame, known: pd.Series, origin: Origin) -> Iterator[Problem]:
    total = places["investment_eur"]
    for row, place, sum_of_lines, investment in _where(exceeds_total(places, known), places["place_id"], known, total):
        euros, name = spell(format_whole, sum_of_lines), show_value(place)
        value = f"{investment:.0f}"
        yield _broken(Rule.LINES_ABOVE_TOTAL, origin, row, "investment_eur", value, sum_of_lines=euros, place=name)


def judge_quality(places: pd.DataFrame, known: pd.Series) -> pd.Series:
    """How much the lines of each place explain: complete, partial or total_only."""
    total = places["investment_eur"]
    complete = known >= vocabulary.COMPLETE_FROM * total
    codes = np.select([complete.to_numpy(), (known > 0).to_numpy()], [0, 1], default=2)
    return pd.Series(
        pd.array([Quality.COMPLETE, Quality.PARTIAL, Quality.TOTAL_ONLY], dtype="str").take(codes), index=places.index
    )


def _carrier_sectors(places: pd.DataFrame, origin: Origin) -> Iterator[Problem]:
    kind, stated = places["carrier_type"], places["carrier_sector"]
    expected = translate_codes(kind, vocabulary.CARRIER_SECTOR_OF)
    bad = expected.notna() & stated.notna() & (expected != stated)
    for row, value, of, sector in _where(bad, stated, kind, expected):
        yield _broken(Rule.CARRIER_SECTOR, origin, row, "carrier_sector", value, of=of, sector=sector)


def _funder_sectors(places: pd.DataFrame, funding: pd.DataFrame, at: Positions, origin: Origin) -> Iterator[Problem]:
    kind, stated = funding["funder_type"], funding["sector"]
    own = kind.isin([FunderType.OWN_FUNDS, FunderType.BANK])
    expected = translate_codes(kind, vocabulary.FUNDER_SECTORS)
    if own.any():
        carrier = places["carrier_sector"].replace(Sector.MIXED, Sector.UNKNOWN)
        follows = own.to_numpy() & (at >= 0)
        expected[follows] = carrier.array.take(at[follows])
    bad = expected.notna() & stated.notna() & (expected != stated)
    for row, value, of, follows_carrier, sector in _where(bad, stated, kind, own, expected):
        reason = say("the carrier's sector") if follows_carrier else say("funder_type {of!r}", of=of)
        yield _broken(Rule.FUNDER_SECTOR, origin, row, "sector", value, reason=reason, sector=sector)


def _plan_quality(places: pd.DataFrame, known: pd.Series, origin: Origin) -> Iterator[Problem]:
    stated, expected = places["plan_quality"], judge_quality(places, known)
    bad = stated.notna() & places["investment_eur"].notna() & (expected != stated) & ~exceeds_total(places, known)
    for row, value, quality in _where(bad, stated, expected):
        yield _broken(Rule.PLAN_QUALITY, origin, row, "plan_quality", value, quality=quality)
