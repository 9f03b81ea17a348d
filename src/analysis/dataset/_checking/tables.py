"""Rules across columns and tables: keys, sums, and sectors that follow from types."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

import numpy as np
import pandas as pd

from analysis.dataset._checking.columnar import positions, translated
from analysis.dataset._checking.problem import Origin, Problem
from analysis.words import vocabulary
from analysis.words._formatting import shown, whole
from analysis.words.i18n import _
from analysis.words.vocabulary import FunderType, Quality, Sector

__all__ = ["MOST_OF_TOTAL", "above_total", "check_lines", "check_places", "known_euros", "quality_of"]

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
    at = positions(funding["place_id"], places["place_id"])
    known = known_euros(places, funding, at)
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


def _repeated_lines(funding: pd.DataFrame, at: Positions, origin: Origin) -> Iterator[Problem]:
    keys = funding[["place_id", "line"]]
    numbered = pd.DataFrame({"place": at, "line": funding["line"]}, index=funding.index)
    # a line without a place has no number of its own: its identifier tells
    bad = numbered.duplicated() if (at >= 0).all() else keys.duplicated()
    bad &= keys.notna().all(axis=1)
    for row, place, line in _where(bad, funding["place_id"], funding["line"]):
        value = f"{place}, line {line:.0f}"
        yield _told("error", origin, row, "line", value, _("line stands twice in its plan"), _("number it anew"))


def _lines_without_place(funding: pd.DataFrame, at: Positions, origin: Origin) -> Iterator[Problem]:
    bad = funding["place_id"].notna() & (at < 0)
    hint = _("add the place to places.csv or correct the identifier")
    for row, place in _where(bad, funding["place_id"]):
        yield _told("error", origin, row, "place_id", place, _("funding line without a place"), hint)


def known_euros(places: pd.DataFrame, funding: pd.DataFrame, at: Positions | None = None) -> pd.Series:
    """Sum of the known amounts of each place, EUR."""
    at = positions(funding["place_id"], places["place_id"]) if at is None else at
    amounts = funding["amount_eur"].fillna(0.0).to_numpy(dtype="float64")
    sums = np.bincount(at[at >= 0], weights=amounts[at >= 0], minlength=len(places))
    return pd.Series(sums, index=places.index)


def above_total(places: pd.DataFrame, known: pd.Series) -> pd.Series:
    """Which places have lines that add up to more than their investment, by more than rounding."""
    return known > MOST_OF_TOTAL * places["investment_eur"]


def _lines_above_total(places: pd.DataFrame, known: pd.Series, origin: Origin) -> Iterator[Problem]:
    total = places["investment_eur"]
    for row, place, sum_of_lines, investment in _where(above_total(places, known), places["place_id"], known, total):
        rule = _(
            "funding lines add up to €{sum_of_lines}, above 102% of the investment; their amounts are not used"
        ).format(sum_of_lines=whole(sum_of_lines))
        hint = _("correct the lines of {place} or the investment").format(place=shown(place))
        yield _told("warning", origin, row, "investment_eur", f"{investment:.0f}", rule, hint)


def quality_of(places: pd.DataFrame, known: pd.Series) -> pd.Series:
    """How much the lines of each place explain: complete, partial or total_only."""
    total = places["investment_eur"]
    complete = known >= vocabulary.COMPLETE_FROM * total
    codes = np.select([complete.to_numpy(), (known > 0).to_numpy()], [0, 1], default=2)
    return pd.Series(
        pd.array([Quality.COMPLETE, Quality.PARTIAL, Quality.TOTAL_ONLY], dtype="str").take(codes), index=places.index
    )


def _carrier_sectors(places: pd.DataFrame, origin: Origin) -> Iterator[Problem]:
    kind, stated = places["carrier_type"], places["carrier_sector"]
    expected = translated(kind, vocabulary.CARRIER_SECTOR_OF)
    bad = expected.notna() & stated.notna() & (expected != stated)
    for row, value, of, sector in _where(bad, stated, kind, expected):
        rule = _("contradicts carrier_type {of!r}, whose sector is {sector!r}").format(of=of, sector=sector)
        yield _told("error", origin, row, "carrier_sector", value, rule)


def _funder_sectors(places: pd.DataFrame, funding: pd.DataFrame, at: Positions, origin: Origin) -> Iterator[Problem]:
    kind, stated = funding["funder_type"], funding["sector"]
    own = kind.isin([FunderType.OWN_FUNDS, FunderType.BANK])
    expected = translated(kind, vocabulary.FUNDER_SECTORS)
    if own.any():
        carrier = places["carrier_sector"].replace(Sector.MIXED, Sector.UNKNOWN)
        follows = own.to_numpy() & (at >= 0)
        expected[follows] = carrier.array.take(at[follows])
    bad = expected.notna() & stated.notna() & (expected != stated)
    for row, value, of, follows_carrier, sector in _where(bad, stated, kind, own, expected):
        reason = _("the carrier's sector") if follows_carrier else _("funder_type {of!r}").format(of=of)
        yield _told(
            "error",
            origin,
            row,
            "sector",
            value,
            _("contradicts {reason}: it must be {sector!r}").format(reason=reason, sector=sector),
        )


def _plan_quality(places: pd.DataFrame, known: pd.Series, origin: Origin) -> Iterator[Problem]:
    stated, expected = places["plan_quality"], quality_of(places, known)
    bad = stated.notna() & places["investment_eur"].notna() & (expected != stated) & ~above_total(places, known)
    for row, value, quality in _where(bad, stated, expected):
        rule = _("contradicts the lines, which make the plan {quality!r}").format(quality=quality)
        yield _told("warning", origin, row, "plan_quality", value, rule)
