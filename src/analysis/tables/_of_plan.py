"""Tables of one plan among its peers."""

from __future__ import annotations

import pandas as pd

from analysis.comparing import Comparison, Plan
from analysis.comparing._labels import label_choice, label_measure, label_scenario
from analysis.tables._table import Table
from analysis.words import vocabulary
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


def _percent(values: pd.Series) -> list[str]:
    return [format_share(value) if value == value else _("not known") for value in values]


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
    return Table(pd.DataFrame(rows, columns=columns), _("The financing plan, nominal euros"))


def positions(found: Comparison) -> Table:
    """Each number of a plan beside its peers: what part of them it exceeds, and their median with its interval.

    Examples
    --------
    >>> from analysis import load, comparing
    >>> found = comparing.compare(load(), Plan(300_000, {"region": 90_000}, place_type="third_place"))
    >>> positions(found).frame["the plan"][0]
    '€300k'
    """
    rows = []
    for row in found.positions.itertuples(index=False):
        form = format_euros if "eur" in row.measure.split("_") else format_share
        high = row.value if row.value_high != row.value_high else row.value_high
        above = row.below if row.below_high != row.below_high else row.below_high
        rows.append(
            (
                label_measure(row.measure),
                format_bounds(row.value, high, form),
                format_whole(row.n),
                format_bounds(row.below, above) if row.n else _("not known"),
                form(row.median) if row.median == row.median else _("too few"),
                format_interval(row.low, row.high, form) if row.median == row.median else "",
            )
        )
    columns = [_("number"), _("the plan"), _("peers"), _("exceeds"), _("median of peers"), _("95% interval")]
    return Table(pd.DataFrame(rows, columns=columns), _("The plan beside its peers, nominal euros"))


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
    return Table(shown, _("The five nearest places"))


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
        _("the plan costs more than"): _percent(frame["below"]),
    }
    return Table(pd.DataFrame(shown), _("What the choice of peers changes"))


def scenarios(frame: pd.DataFrame) -> Table:
    """How the position moves: what `comparing.what_if` returns.

    Examples
    --------
    >>> from analysis import load, comparing
    >>> plan = Plan(300_000, {"region": 90_000}, place_type="third_place")
    >>> scenarios(comparing.what_if(load(), plan)).caption
    'What if'
    """
    public = [format_bounds(low, high) for low, high in zip(frame["public_low"], frame["public_high"], strict=True)]
    shown = {
        _("if"): [label_scenario(code) for code in frame["scenario"]],
        _("investment"): [format_euros(value) for value in frame["investment_eur"]],
        _("no line explains"): [format_euros(value) for value in frame["unexplained_eur"]],
        _("costs more than"): _percent(frame["below"]),
        _("public share"): public,
    }
    return Table(pd.DataFrame(shown), _("What if"))
