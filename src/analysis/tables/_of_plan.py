"""Tables of one plan among its peers."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.comparing import Comparison, Plan
from analysis.comparing._expecting import find_standing
from analysis.comparing._labels import EXPECTED, label_choice, label_measure, label_scenario
from analysis.tables._table import Table
from analysis.words import vocabulary
from analysis.words._columns import need_columns
from analysis.words._formatting import (
    format_bounds,
    format_decimal,
    format_euros,
    format_interval,
    format_share,
    format_whole,
    join_names,
)
from analysis.words._formatting import show_value as visible
from analysis.words.i18n import _

__all__ = ["choices", "nearest", "plan_lines", "positions", "scenarios"]


def _percent(value: float, low: float = float("nan"), high: float = float("nan")) -> str:
    """A position, with its interval where it has one; under five peers it says nothing."""
    if value != value:
        return _("too few")
    return f"{format_share(value)} ({format_interval(low, high, format_share)})" if low == low else format_share(value)


def plan_lines(plan: Plan) -> Table:
    """The financing plan itself: who pays what, and what no line explains.

    Examples
    --------
    >>> plan_lines(Plan(100_000, {"region": 60_000})).frame["euros"].tolist()
    ['€60k', '€40k', '€100k']
    """
    names = vocabulary.labels("funder_type")
    rows = [
        (names[kind], format_euros(amount), format_share(amount / plan.investment_eur))
        for kind, amount in plan.funding.items()
        if amount
    ]
    if not plan.complete:
        rest = plan.unexplained_eur
        rows.append((_("no line explains"), format_euros(rest), format_share(rest / plan.investment_eur)))
    rows.append((_("total"), format_euros(plan.investment_eur), format_share(1.0)))
    columns = [vocabulary.label("funder_type"), "euros", _("part of the total")]
    return Table(pd.DataFrame(rows, columns=columns), _("The financing plan, euros of its year"))


def positions(found: Comparison) -> Table:
    """Each number of a plan beside its peers: what part of them it exceeds, and their median, with their intervals.

    Examples
    --------
    >>> from analysis import load, comparing
    >>> found = comparing.compare(load(), Plan(300_000, {"region": 90_000}, place_type="third_place"))
    >>> positions(found).frame["the plan"][0]
    '€300k'
    """
    rows = [_position(row) for row in found.positions.itertuples(index=False)]
    columns = [
        _("number"),
        _("the plan"),
        _("peers"),
        _("exceeds (95% interval)"),
        _("median of peers (95% interval)"),
    ]
    year = found.money.year
    told = _("The plan beside its peers, euros of {year}") if year else _("The plan beside its peers, nominal euros")
    return Table(pd.DataFrame(rows, columns=columns), told.format(year=year))


def _position(row: Any) -> tuple[str, ...]:
    form = format_euros if "eur" in row.measure.split("_") else format_share
    around = f"{form(row.median)} ({format_interval(row.low, row.high, form)})" if row.median == row.median else ""
    if row.measure == EXPECTED:
        name = _("expected range (four of five plans)")
        standing = str(find_standing(row.value, row.low, row.high).label)
        return name, form(row.value), format_whole(row.n), standing, around
    high = row.value if row.value_high != row.value_high else row.value_high
    bounded = row.below_high == row.below_high and format_share(row.below) != format_share(row.below_high)
    above = _percent(row.below, row.interval_low, row.interval_high)
    if bounded:
        ends = format_interval(row.interval_low, row.interval_high, format_share)
        above = f"{format_bounds(row.below, row.below_high)} ({ends})"
    peers = format_whole(row.n)
    if pd.notna(row.n_giving):
        peers = _("{n}; gives in {giving} of {plans}").format(
            n=peers, giving=format_whole(row.n_giving), plans=format_whole(row.n_plans)
        )
    return (
        label_measure(row.measure, row.draw),
        format_bounds(row.value, high, form),
        peers,
        above,
        around or _("too few"),
    )


def nearest(found: Comparison) -> Table:
    """The places nearest to a plan, with why and where to read of them.

    Examples
    --------
    >>> from analysis import load, comparing
    >>> found = comparing.compare(load(), Plan(300_000, {"region": 90_000}, place_type="third_place"))
    >>> len(nearest(found).frame)
    5
    """
    frame = found.nearest
    near = [
        join_names([label_measure(feature) for feature in features]) or _("nearest of all")
        for features in frame["near_in"]
    ]
    shown = pd.DataFrame(
        {
            _("place"): [visible(name) for name in frame["name"]],
            _("investment"): [format_euros(value) for value in frame["investment_eur"]],
            _("near in"): near,
            _("distance (0 to 1)"): [format_decimal(value) for value in frame["distance"]],
            _("source"): frame["source_url"].fillna("").astype("str"),
        }
    )
    return Table(shown, _("The five nearest places, nominal euros"))


def choices(found: Comparison) -> Table:
    """How the choice of peers changes the position of the investment.

    Examples
    --------
    >>> from analysis import load, comparing
    >>> found = comparing.compare(load(), Plan(300_000, {"region": 90_000}, place_type="third_place"))
    >>> choices(found).frame["peers"].iloc[-1]
    'all places'
    """
    frame = found.choices
    shown = {
        _("peers"): [label_choice(like) for like in frame["like"]],
        "n": frame["n"].map(format_whole),
        _("the plan costs more than"): [
            _percent(row.below, row.interval_low, row.interval_high) for row in frame.itertuples()
        ],
    }
    return Table(pd.DataFrame(shown), _("What the choice of peers changes (95% intervals)"))


def scenarios(frame: pd.DataFrame) -> Table:
    """How the position moves: what `comparing.what_if` returns.

    Examples
    --------
    >>> from analysis import load, comparing
    >>> plan = Plan(300_000, {"region": 90_000}, place_type="third_place")
    >>> scenarios(comparing.what_if(load(), plan)).caption
    'What if'
    """
    need_columns(frame, ["public_low", "public_high", "scenario", "unexplained_eur"])
    public = [format_bounds(low, high) for low, high in zip(frame["public_low"], frame["public_high"], strict=True)]
    shown = {
        _("if"): [label_scenario(code) for code in frame["scenario"]],
        _("still to find"): [format_euros(value) for value in frame["unexplained_eur"]],
        _("public share"): public,
    }
    return Table(pd.DataFrame(shown), _("What if"))
