"""Tables of one share: under each assumption, in each reading, under each choice."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from analysis.numbers._lacks import name_lacks
from analysis.numbers.ladder import Basis, name_rung
from analysis.numbers.population import Counted
from analysis.numbers.specification import Says, count_by_choice, name_choice
from analysis.tables._table import Table
from analysis.words import vocabulary
from analysis.words._columns import need_columns
from analysis.words._formatting import (
    format_bounds,
    format_euros,
    format_interval,
    format_share,
    format_whole,
    show_value,
)
from analysis.words.i18n import _

__all__ = ["ladder", "readings", "specification"]


def _interval(low: float, high: float, *, rough: bool) -> str:
    """Both ends in percent; empty where there is no interval."""
    if not np.isfinite(low):
        return ""
    told = format_interval(low, high, format_share)
    return _("{interval} (rough)").format(interval=told) if rough else told


def _group(code: str, by: str | None) -> str:
    try:
        return show_value(vocabulary.labels(by).get(code, code)) if by else show_value(code)
    except KeyError:
        return show_value(code)


def ladder(frame: pd.DataFrame, *, by: str | None = None, caption: str) -> Table:
    """A share under each assumption, with what the assumption rests on.

    Parameters
    ----------
    frame : DataFrame
        What `ladder.climb_mixed` or `ladder.climb_euros` returns.
    by : str, optional
        The field of the groups, for their names.
    caption : str
        What the share is of, with its unit.

    Examples
    --------
    >>> from analysis import load, shares
    >>> from analysis.numbers.ladder import climb_mixed
    >>> data = load()
    >>> ladder(climb_mixed(shares.plans(data), data.funding), caption="Mixed plans").frame.iloc[0].tolist()[:3]
    ['nothing is assumed', 'none', '238']
    """
    need_columns(frame, ["group", "assumption", "basis", "n", "assumed", "low", "high", "lacks"])
    money = "euros" in frame
    parts = frame["part"] if money else [np.nan] * len(frame)
    rows = list(zip(frame.itertuples(), parts, strict=True))
    shown: dict[str, Any] = {}
    if frame["group"].nunique() > 1:
        shown[_("group")] = [_group(row.group, by) for row, _part in rows]
    shown[_("what is assumed")] = [str(name_rung(row.assumption, part)) for row, part in rows]
    shown[_("it rests on")] = [str(Basis(row.basis).label) for row, _part in rows]
    shown["n"] = [format_whole(row.n) for row, _part in rows]
    if money:
        shown[_("euros that it speaks of")] = [format_euros(row.assumed) for row, _part in rows]
    else:
        shown[_("plans that it speaks of")] = [format_whole(row.assumed) for row, _part in rows]
    shown[_("share")] = [format_bounds(row.low, row.high) for row, _part in rows]
    shown[_("95% interval")] = [_interval(row.interval_low, row.interval_high, rough=row.rough) for row, _part in rows]
    if frame["lacks"].any():
        shown[_("what it lacks")] = [name_lacks(row.lacks) for row, _part in rows]
    return Table(pd.DataFrame(shown), _(caption))


def readings(frame: pd.DataFrame, *, caption: str) -> Table:
    """A share in each of its readings.

    Parameters
    ----------
    frame : DataFrame
        What `population.list_readings` returns.
    caption : str
        What the share is of.

    Examples
    --------
    >>> from analysis.numbers.population import list_readings
    >>> plans = pd.DataFrame({"source_kind": "web_page", "carrier_sector": "public", "flag": [True] * 3 + [False] * 3})
    >>> readings(list_readings(plans, "flag", None), caption="Flagged").frame.iloc[0].tolist()
    ['as published', '6', '50%', '19% to 81% (rough)', '6', '']
    """
    need_columns(frame, ["reading", "n", "value", "low", "high", "effective_n", "lacks"])
    rows = list(frame.itertuples())
    shown = {
        _("who is counted"): [str(Counted(row.reading).label) for row in rows],
        "n": [format_whole(row.n) for row in rows],
        _("share"): [format_share(row.value) if np.isfinite(row.value) else "" for row in rows],
        _("95% interval"): [_interval(row.low, row.high, rough=row.rough) for row in rows],
        _("plans that it is worth"): [
            format_whole(row.effective_n) if np.isfinite(row.effective_n) else "" for row in rows
        ],
        _("what it lacks"): [name_lacks(row.lacks) for row in rows],
    }
    return Table(pd.DataFrame(shown), _(caption))


def specification(curve: pd.DataFrame, *, caption: str) -> Table:
    """How many choices say what, in all and for each thing that can be chosen; no probabilities.

    Parameters
    ----------
    curve : DataFrame
        What `specification.curve_cost` or `specification.curve_leap` returns.
    caption : str
        What is asked.

    Examples
    --------
    >>> curve = pd.DataFrame({"features": ["rural", "citizens; rural"], "says": ["no", "open"]})
    >>> specification(curve, caption="Do they differ?").frame.values.tolist()[:2]
    [['all choices', '2', '1', '1'], ['citizens take part', '1', '0', '1']]
    """
    counts = count_by_choice(curve)
    names = [str(name_choice(row.field, row.choice)) if row.field else _("all choices") for row in counts.itertuples()]
    shown = {_("what is chosen"): names, _("choices"): counts["n"].map(format_whole)}
    said = {str(code.label): counts[code].map(format_whole) for code in Says if counts[code].any()}
    return Table(pd.DataFrame({**shown, **said}), _(caption))
