"""Some of the plans, by what people ask for: a kind of place, a region, years, a range of investment, a word."""

from __future__ import annotations

import difflib
import math
from collections.abc import Iterable
from typing import Any

import pandas as pd

from analysis.numbers import inference, summaries
from analysis.numbers._filters import FILTERS, find_texts, fold_case, label_filter, pick_active
from analysis.words import vocabulary
from analysis.words._choices import OneLineError
from analysis.words._columns import need_columns
from analysis.words._formatting import (
    format_bounds,
    format_count,
    format_euros,
    format_interval,
    format_whole,
    join_names,
)
from analysis.words._messages import Message, say, spell
from analysis.words.i18n import _

__all__ = ["FILTERS", "count_relaxed", "select", "tell_selection", "write_code"]


def __dir__() -> list[str]:
    return __all__


def _wanted(name: str, given: Any, plans: pd.DataFrame) -> list[str]:
    """The values that are asked for, each one that the vocabulary or a place knows."""
    values = list(given) if isinstance(given, Iterable) and not isinstance(given, str) else [given]
    known = list(vocabulary.labels(name)) or sorted(str(value) for value in plans[name].dropna().unique())
    for value in values:
        if value not in known:
            near = difflib.get_close_matches(str(value), known, n=1)
            told = _("{field}: {value!r} is not known; did you mean {names}?")
            told = told if near else _("{field}: {value!r} is not known; there are {names}")
            raise OneLineError(told.format(field=name, value=value, names=", ".join(map(repr, near or known))))
    return values


def _ends(name: str, given: Any) -> tuple[float, float]:
    ends = tuple(given) if isinstance(given, tuple | list) else ()
    numbers = all(isinstance(end, int | float) and not math.isnan(end) for end in ends)
    if len(ends) != 2 or not numbers or ends[0] > ends[1]:
        told = _("{field}: a range is two numbers, the lower one first, not {value!r}")
        raise OneLineError(told.format(field=name, value=given))
    return ends[0], ends[1]


def select(
    plans: pd.DataFrame,
    *,
    place_type: str | Iterable[str] = (),
    region: str | Iterable[str] = (),
    department: str | Iterable[str] = (),
    settlement: str | Iterable[str] = (),
    carrier_type: str | Iterable[str] = (),
    year: tuple[float, float] | None = None,
    investment_eur: tuple[float, float] | None = None,
    complete: bool = False,
    text: str = "",
    texts: pd.Series | None = None,
) -> pd.DataFrame:
    """The plans that meet every filter.

    Parameters
    ----------
    plans : DataFrame
        What `shares.plans` returns.
    place_type, region, department, settlement, carrier_type : str or several
        Codes of the vocabulary, or names of regions and departments; any of them is enough. Nothing given: all.
    year, investment_eur : tuple of two numbers, optional
        Both ends are in; a place whose number is not known is left out.
    complete : bool
        Only plans whose lines explain the total.
    text : str
        Words that the name, municipality, department, region or carrier must hold, all of them; accents and case do not matter.
    texts : Series, optional
        The texts of the same plans in which words are searched, where they are there already.

    Returns
    -------
    DataFrame
        The rows that are left, in their order.

    Raises
    ------
    ValueError
        If a value is not known or a range is none; the message names the field.

    Examples
    --------
    >>> from analysis import load, shares
    >>> found = select(shares.plans(load()), place_type="third_place", settlement="rural", text="bretagne")
    >>> found["region"].unique().tolist()
    ['Bretagne']
    """
    chosen = {
        "place_type": place_type, "region": region, "department": department, "settlement": settlement,
        "carrier_type": carrier_type,
    }  # fmt: skip
    need_columns(plans, ())
    kept = pd.Series(True, index=plans.index)
    for name, given in pick_active(chosen).items():
        kept &= plans[name].isin(_wanted(name, given, plans))
    for name, ends in pick_active({"year": year, "investment_eur": investment_eur}).items():
        kept &= plans[name].between(*_ends(name, ends)).fillna(False).astype(bool)
    if complete:
        kept &= plans["complete"]
    words = fold_case(text).split()
    if words:
        where = find_texts(plans[kept]) if texts is None else texts[kept]
        for word in words:
            where = where[where.str.contains(word, regex=False)]
        kept &= kept.index.isin(where.index)
    return plans[kept]


def count_relaxed(plans: pd.DataFrame, filters: dict[str, Any], *, texts: pd.Series | None = None) -> pd.DataFrame:
    """How many places would be left without each of the filters.

    Returns
    -------
    DataFrame
        filter, n: the one that helps most first.

    Examples
    --------
    >>> from analysis import load, shares
    >>> count_relaxed(shares.plans(load()), {"region": "Corse", "place_type": "incubator"})["filter"].tolist()
    ['region', 'place_type']
    """
    used = pick_active(filters)
    rows = [
        (name, len(select(plans, texts=texts, **{key: value for key, value in used.items() if key != name})))
        for name in used
    ]
    return pd.DataFrame(rows, columns=["filter", "n"]).sort_values(
        "n", ascending=False, kind="stable", ignore_index=True
    )


def tell_selection(
    found: pd.DataFrame, plans: pd.DataFrame, filters: dict[str, Any], *, texts: pd.Series | None = None
) -> Message:
    """How many places are left, their median investment and public share; what to relax where they are too few.

    Parameters
    ----------
    found : DataFrame
        What `select` returned.
    plans : DataFrame
        Of which plans.
    filters : dict
        By which filters.
    texts : Series, optional
        The texts of the plans in which words are searched, where they are there already.

    Returns
    -------
    Message
        ``str`` words it in the language that is spoken.

    Examples
    --------
    >>> from analysis import load, shares
    >>> plans = shares.plans(load())
    >>> str(tell_selection(plans[:0], plans, {"region": "Corse", "place_type": "incubator"})).split(". ")[0]
    '0 of 238 places: no place meets all of this'
    """
    left = say("{n} of {places}", n=spell(format_whole, len(found)), places=spell(format_count, len(plans), "place"))
    if len(found) < inference.LEAST_FOR_SUMMARY:
        return _few(left, found, _ways(plans, filters, texts))
    middle = inference.estimate_median(found["investment_eur"])
    money = say("too few with a known investment for a median")
    if middle.value == middle.value:
        money = say(
            "median investment {median} (95% interval {interval}), nominal euros",
            median=spell(format_euros, middle.value),
            interval=spell(format_interval, middle.low, middle.high, format_euros),
        )
    public = summaries.public_share(found).iloc[0]
    return say(
        "{left}: {money}; public share of all euros {bounds}, {complete}.",
        left=left,
        money=money,
        bounds=spell(format_bounds, public["low"], public["high"]),
        complete=spell(format_count, public["complete"], "complete plan"),
    )


def _few(left: Message, found: pd.DataFrame, ways: list[Message]) -> Message:
    """That there is no place or too few, and how to see more."""
    if len(found):
        few = say("{left}: too few for a summary; the points and the table show each.", left=left)
    else:
        few = say("{left}: no place meets all of this.", left=left)
    if not ways:
        return few
    return Message(
        "{few} {advice}", {"few": few, "advice": say("To see more, relax: {ways}.", ways=spell(join_names, ways))}
    )


def _ways(plans: pd.DataFrame, filters: dict[str, Any], texts: pd.Series | None) -> list[Message]:
    """Which filters to relax, and how many places that gives."""
    helps = count_relaxed(plans, filters, texts=texts).head(2)
    return [
        say(
            "{filter} (then {places})",
            filter=spell(label_filter, row.filter),
            places=spell(format_count, row.n, "place"),
        )
        for row in helps.itertuples()
    ]


def write_code(filters: dict[str, Any]) -> str:
    """The two lines that reproduce a view.

    Examples
    --------
    >>> print(write_code({"region": ("Bretagne",), "complete": True}))
    data = analysis.load()
    plans = analysis.selecting.select(analysis.shares.plans(data), region=('Bretagne',), complete=True)
    """
    given = "".join(f", {name}={value!r}" for name, value in pick_active(filters).items())
    return f"data = analysis.load()\nplans = analysis.selecting.select(analysis.shares.plans(data){given})"
