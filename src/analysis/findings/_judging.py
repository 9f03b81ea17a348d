"""Readings of one question, and the rules by which they become a verdict; written down before any number was computed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
import pandas as pd

from analysis.findings._codes import Unit, Verdict
from analysis.findings._wording import Told
from analysis.numbers.ladder import Assumption
from analysis.numbers.population import Counted, list_readings
from analysis.numbers.specification import Says, judge_ends
from analysis.words._formatting import (
    format_bounds,
    format_decimal,
    format_interval,
    format_share,
    format_whole,
    join_parts,
)
from analysis.words._messages import Spelled, say, spell

__all__ = [
    "CountedAs",
    "Rung",
    "frame_readings",
    "judge",
    "judge_rungs",
    "read_ways",
    "spell_range",
    "spell_readings",
]

#: Where "most" begins.
HALF = 0.5


@dataclass(frozen=True)
class CountedAs:
    """One way to count the places, what it gives, and what it says of the question.

    Attributes
    ----------
    counted : Counted
        Whom it is about.
    value, low, high : float
        The measure and its 95% interval; a NaN value where only bounds are known.
    n : int
        Plans; 0 for a number that is no sample's.
    says : Says
        Yes, no, open, or nothing where plans are too few.
    effective_n : float
        Of a weighted reading: an unweighted sample of that size would be as precise.
    rough : bool
        Under 30 of them.
    lacks : str
        Codes of what is missing; empty where nothing is.
    """

    counted: Counted
    value: float
    low: float
    high: float
    n: int
    says: Says
    effective_n: float = np.nan
    rough: bool = False
    lacks: str = ""


@dataclass(frozen=True)
class Rung:
    """The readings under one assumption."""

    assumption: Assumption
    readings: tuple[CountedAs, ...]


def _say_least(says: Says) -> Says:
    """What a low bound says: silence is not a no."""
    return Says.OPEN if says is Says.NO else says


def read_ways(
    plans: pd.DataFrame,
    flag: pd.Series,
    census: pd.DataFrame | None,
    *,
    fixed_by_lists: bool = False,
    at_least: bool = False,
) -> tuple[CountedAs, ...]:
    """The readings of a share, each beside one half.

    Parameters
    ----------
    plans : DataFrame
        Those of the subject.
    flag : Series
        Which of them count.
    census : DataFrame or None
        The census of third places.
    fixed_by_lists : bool
        A list fixes the measure by construction: lists are left out, but in the reading weighted to the census.
    at_least : bool
        The share is a low bound, which can say yes and never no.

    Examples
    --------
    >>> plans = pd.DataFrame({"source_kind": ["web_page"] * 40, "carrier_sector": "public"})
    >>> [(one.counted.value, one.says.value) for one in read_ways(plans, plans["carrier_sector"] == "public", None)][:2]
    [('published', 'yes'), ('web', 'yes')]
    """
    table = list_readings(plans, flag, census, fixed_by_lists=fixed_by_lists)
    readings = []
    for row in table.itertuples():
        says = judge_ends(row.low, row.high, HALF)
        readings.append(
            CountedAs(
                Counted(row.reading), row.value, row.low, row.high, int(row.n),
                _say_least(says) if at_least else says, row.effective_n, bool(row.rough), row.lacks,
            )
        )  # fmt: skip
    return tuple(readings)


def frame_readings(readings: Iterable[CountedAs]) -> pd.DataFrame:
    """Readings as a table, in the columns of `population.list_readings` and ``says``."""
    names = ["reading", "n", "effective_n", "value", "low", "high", "rough", "lacks", "says"]
    rows = [
        (str(one.counted), one.n, one.effective_n, one.value, one.low, one.high, one.rough, one.lacks, str(one.says))
        for one in readings
    ]
    return pd.DataFrame(rows, columns=names)


def _words(readings: Iterable[CountedAs]) -> set[Says]:
    return {one.says for one in readings} - {Says.NOTHING}


def judge(readings: Iterable[CountedAs]) -> Verdict:
    """The verdict of some readings: all of them say the same, or it depends on who is counted.

    Examples
    --------
    >>> yes, open_ = (CountedAs(Counted.WEB, 0.6, 0.55, 0.7, 90, says) for says in (Says.YES, Says.OPEN))
    >>> judge([yes]).value, judge([yes, open_]).value, judge([open_]).value, judge([]).value
    ('supported', 'depends', 'cannot_tell', 'cannot_tell')
    """
    words = _words(readings)
    if words == {Says.YES}:
        return Verdict.SUPPORTED
    if words == {Says.NO}:
        return Verdict.NOT_SUPPORTED
    return Verdict.DEPENDS if len(words) > 1 else Verdict.CANNOT_TELL


def judge_rungs(rungs: Sequence[Rung]) -> tuple[Verdict, Rung]:
    """The verdict of a ladder and the rung that decides: the first on which all readings say yes, or all say no.

    Without such a rung the last one tells whether readings differ. The first rung assumes nothing; a verdict on a later
    one stands under its assumption.

    Examples
    --------
    >>> def rung(assumption, says):
    ...     return Rung(assumption, (CountedAs(Counted.PUBLISHED, 0.3, 0.2, 0.4, 90, says),))
    >>> verdict, at = judge_rungs([rung(Assumption.A0, Says.OPEN), rung(Assumption.A1, Says.NO)])
    >>> verdict.value, at.assumption.value
    ('not_supported_if', 'A1')
    """
    under = {Verdict.SUPPORTED: Verdict.SUPPORTED_IF, Verdict.NOT_SUPPORTED: Verdict.NOT_SUPPORTED_IF}
    for place, rung in enumerate(rungs):
        verdict = judge(rung.readings)
        if verdict in under:
            return (under[verdict] if place else verdict), rung
    return judge(rungs[-1].readings), rungs[-1]


FORMS: dict[Unit, Callable[[float], str]] = {
    Unit.SHARE: format_share,
    Unit.POINTS: partial(format_decimal, sign=True),
    Unit.PER_YEAR: partial(format_decimal, sign=True),
}


def _spell_reading(one: CountedAs, unit: Unit) -> Told:
    form, name = FORMS[unit], one.counted.label
    if one.low != one.low:
        return say("{reading} too few (n = {n})", reading=name, n=spell(format_whole, one.n))
    ends = spell(format_interval, one.low, one.high, form)
    n = spell(format_whole, one.effective_n if one.counted is Counted.CENSUS and one.n else one.n)
    if one.value != one.value:
        return say("{reading} {interval} (n = {n})", reading=name, interval=ends, n=n)
    value = spell(form, one.value)
    if not one.n:  # a census is no sample
        return say("{reading} {value}", reading=name, value=value)
    if one.counted is Counted.CENSUS:
        return say("{reading} {value} ({interval}, effective n = {n})", reading=name, value=value, interval=ends, n=n)
    return say("{reading} {value} ({interval}, n = {n})", reading=name, value=value, interval=ends, n=n)


def spell_readings(readings: Iterable[CountedAs], unit: Unit = Unit.SHARE) -> Spelled:
    """Each reading with its value, 95% interval and n."""
    return spell(join_parts, [_spell_reading(one, unit) for one in readings])


def spell_range(readings: Iterable[CountedAs]) -> Spelled:
    """From the least to the most that the readings give; one number where they are alike."""
    values = [one.value for one in readings if one.value == one.value]
    return spell(format_bounds, min(values, default=np.nan), max(values, default=np.nan))
