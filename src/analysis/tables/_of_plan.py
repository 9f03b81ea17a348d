"""Tables of one plan among its peers."""

from __future__ import annotations

import pandas as pd

from analysis.comparing import Comparison, Plan
from analysis.comparing._labels import choice_label, measure_label, scenario_label
from analysis.tables._table import Table
from analysis.words import vocabulary
from analysis.words._formatting import bounds, decimal, euros, interval, joined, share, whole
from analysis.words._formatting import shown as visible
from analysis.words.i18n import _

__all__ = ["choices", "nearest", "plan_lines", "positions", "scenarios"]


def _percent(values: pd.Series) -> list[str]:
    return [share(value) if value == value else _("not known") for value in values]


def plan_lines(plan: Plan) -> Table:
    """The financing plan itself: who pays what, and what no line explains.

    Examples
    --------
    >>> plan_lines(Plan(100_000, {"region": 60_000})).frame["euros"].tolist()
    ['€60k', '€40k', '€100k']
    """
    names = vocabulary.labels("funder_type")
    rows = [
        (names[kind], euros(amount), share(amount / plan.investment_eur))
        for kind, amount in plan.funding.items()
        if amount
    ]
    if not plan.complete:
        rest = plan.unexplained_eur
        rows.append((_("no line explains"), euros(rest), share(rest / plan.investment_eur)))
    rows.append((_("total"), euros(plan.investment_eur), share(1.0)))
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
        form = euros if "eur" in row.measure.split("_") else share
        high = row.value if row.value_high != row.value_high else row.value_high
        above = row.below if row.below_high != row.below_high else row.below_high
        rows.append(
            (
                measure_label(row.measure),
                bounds(row.value, high, form),
                whole(row.n),
                bounds(row.below, above) if row.n else _("not known"),
                form(row.median) if row.median == row.median else _("too few"),
                interval(row.low, row.high, form) if row.median == row.median else "",
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
        joined([measure_label(feature) for feature in features]) or _("nearest of all") for features in frame["near_in"]
    ]
    shown = pd.DataFrame(
        {
            _("place"): [visible(name) for name in frame["name"]],
            _("investment"): [euros(value) for value in frame["investment_eur"]],
            _("near in"): near,
            _("distance (0 to 1)"): [decimal(value) for value in frame["distance"]],
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
        _("peers"): [choice_label(like) for like in frame["like"]],
        "n": frame["n"].map(whole),
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
    public = [bounds(low, high) for low, high in zip(frame["public_low"], frame["public_high"], strict=True)]
    shown = {
        _("if"): [scenario_label(code) for code in frame["scenario"]],
        _("investment"): [euros(value) for value in frame["investment_eur"]],
        _("no line explains"): [euros(value) for value in frame["unexplained_eur"]],
        _("costs more than"): _percent(frame["below"]),
        _("public share"): public,
    }
    return Table(pd.DataFrame(shown), _("What if"))
