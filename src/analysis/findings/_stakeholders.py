"""Who takes part: the sentences of notebook 04."""

from __future__ import annotations

from functools import partial

import pandas as pd

from analysis.findings._codes import MeasureName, Side
from analysis.findings._finding import Finding, Measure, Sample
from analysis.findings._investment import find_side, judge_majority, tell_too_few
from analysis.findings._wording import name_value, spell_interval, spell_list, spell_signed
from analysis.numbers import inference, summaries
from analysis.words import vocabulary
from analysis.words._formatting import (
    format_count,
    format_decimal,
    format_interval,
    format_p_value,
    format_share,
    format_whole,
)
from analysis.words._messages import say, spell
from analysis.words.i18n import mark
from analysis.words.vocabulary import Sector

__all__ = ["LOCAL", "STAKEHOLDERS", "local_authorities", "mark_citizens", "mark_local", "measure_citizens", "measure_stakeholder_trend"]

#: Carriers and funder types that are local authorities.
LOCAL = ("municipality", "intermunicipality", "department", "region")
#: The last group of `local_authorities`, which `i18n._` says.
ANY_LOCAL = mark("any local authority")


def _no_place() -> Finding:
    return Finding(say("There is no place."), say("no place"), Side.NO_PLACE)


def mark_local(sample: Sample) -> pd.DataFrame:
    """The plans with columns that say which local authority carries or funds them (as far as the source says).

    Returns
    -------
    DataFrame
        The plans and one boolean column per level, named after it, and ``local`` for any of them.
    """
    plans, named = sample.plans, sample.funding.groupby("place_id")["funder_type"].agg(set)
    funders = plans["place_id"].map(named)
    flags = {
        level: (plans["carrier_type"] == level)
        | funders.map(lambda types, of=level: isinstance(types, set) and of in types)
        for level in LOCAL
    }
    table = plans.assign(**flags)
    return table.assign(local=table[list(LOCAL)].any(axis=1))


def local_authorities(sample: Sample) -> pd.DataFrame:
    """Places that each level of local authority carries or funds: a lower bound, since sources may be silent.

    Returns
    -------
    DataFrame
        group (level, then ``any local authority``), count, n, share, low, high (Wilson).

    Examples
    --------
    >>> from analysis import findings, load
    >>> list(local_authorities(findings.sample_of(load())))
    ['group', 'count', 'n', 'share', 'low', 'high']
    """
    table = mark_local(sample)
    parts = [inference.proportions(table, level).assign(group=level) for level in (*LOCAL, "local")]
    return pd.concat(parts, ignore_index=True).replace({"group": {"local": ANY_LOCAL}})


def mark_citizens(sample: Sample) -> pd.Series:
    """Plans in which residents or users take part: the source says so, they are members by law, or they pay a line.

    Returns
    -------
    Series
        Booleans indexed like the plans. Members by law: those of a cooperative of collective interest (SCIC; law
        47-1775, article 19 septies).
    """
    plans, lines = sample.plans, sample.funding
    paying = set(lines.loc[lines["funder_type"] == "citizens", "place_id"])
    names = plans["carrier_name"] if "carrier_name" in plans else pd.Series(None, plans.index, dtype="object")
    members = names.fillna("").str.contains(r"\bSCIC\b") & (plans["carrier_type"] == "cooperative")
    return plans["citizens_involved"].fillna(False).astype(bool) | plans["place_id"].isin(paying) | members


def measure_citizens(plans: pd.DataFrame) -> inference.Interval:
    """Share of places whose source says that citizens take part: a lower bound."""
    return inference.proportion(int(plans["citizens_involved"].fillna(False).astype(bool).sum()), len(plans))


def pages_only(plans: pd.DataFrame) -> pd.DataFrame:
    """Plans outside lists of grants, which name one funder and the carrier by construction.

    Examples
    --------
    >>> len(pages_only(pd.DataFrame({"source_kind": ["web_page", "state_list"]})))
    1
    """
    return plans[~plans["source_kind"].isin(vocabulary.LISTS)]


def measure_stakeholder_trend(sample: Sample) -> inference.Trend:
    """Trend of the stakeholders named per place over the years, lists of grants left out."""
    return inference.trend(pages_only(sample.plans), "stakeholders", log=False)


def tell_carriers(sample: Sample) -> Finding:
    """Who carries the places."""
    if not len(sample.plans):
        return _no_place()
    table = summaries.carriers(sample.plans).sort_values("n", ascending=False, kind="stable")
    first = [
        spell("{} {}".format, name_value("carrier_type", row.carrier_type), spell(format_share, row.share))
        for row in table.head(3).itertuples()
    ]
    sectors = sample.plans["carrier_sector"]
    public = inference.proportion(int((sectors == Sector.PUBLIC).sum()), int((sectors != Sector.UNKNOWN).sum()))
    if not public.n:
        return Finding(say("No place has a known carrier."), say("not known"), Side.NOT_KNOWN)
    told = say(
        "Most frequent carriers: {first} (n = {n}); public bodies carry {share} of the {places} with a known carrier (95% "
        "interval {interval}).",
        first=spell_list(first),
        n=spell(format_whole, len(sample.plans)),
        share=spell(format_share, public.value),
        places=spell(format_count, public.n, "place"),
        interval=spell_interval(public.low, public.high),
    )
    brief = say("public {share}", share=spell(format_share, public.value))
    return Finding(told, brief, judge_majority(public.low, public.high))


def tell_local(sample: Sample) -> Finding:
    """Places carried or funded by a local authority."""
    if not len(sample.plans):
        return _no_place()
    row = local_authorities(sample).iloc[-1]
    told = say(
        "At least {share} of the {n} places are carried or funded by a municipality, an intermunicipality, a department or a "
        "region (95% interval {interval}); a lower bound, since a source may leave a funder out.",
        share=spell(format_share, row["share"]),
        n=spell(format_whole, row["n"]),
        interval=spell_interval(row["low"], row["high"]),
    )
    return Finding(told, spell(format_share, row["share"]), judge_majority(row["low"], row["high"]))


def tell_citizens(sample: Sample) -> Finding:
    """Places whose source says that citizens take part."""
    found = measure_citizens(sample.plans)
    if not found.n:
        return _no_place()
    told = say(
        "The sources of {n} of {total} places say that residents or users take part ({share}, 95% interval {interval}); a "
        "lower bound: the other sources are silent, which is not a no.",
        n=spell(format_whole, round(found.value * found.n)),
        total=spell(format_whole, found.n),
        share=spell(format_share, found.value),
        interval=spell_interval(found.low, found.high),
    )
    return Finding(told, spell(format_share, found.value), judge_majority(found.low, 1.0))


def tell_against_year(sample: Sample) -> Finding:
    """Stakeholders named per place against the year."""
    found = measure_stakeholder_trend(sample)
    if found.slope != found.slope:
        return tell_too_few(
            say("Too few places have a year, or their numbers do not differ, to speak of a trend in stakeholders.")
        )
    slope = spell_signed(found.slope)
    trend = say(
        "{slope} a year (95% interval {interval}, Kendall's tau {tau}, {p}, n = {n} places with a year, lists of grants left "
        "out)",
        slope=slope,
        interval=spell(format_interval, found.low, found.high, partial(format_decimal, sign=True)),
        tau=spell_signed(found.tau),
        p=spell(format_p_value, found.p),
        n=spell(format_whole, found.n),
    )
    side = find_side(found)
    told = {
        Side.RISES: mark("The number of stakeholders named per place rises over the years: {trend}."),
        Side.FALLS: mark("The number of stakeholders named per place falls over the years: {trend}."),
        Side.NO_CLEAR_TREND: mark(
            "The number of stakeholders named per place shows no clear trend over the years: {trend}."
        ),
    }[side]
    return Finding(say(told, trend=trend), say("{slope} a year", slope=slope), side)


def tell_against_investment(sample: Sample) -> Finding:
    """Stakeholders named against the investment."""
    found = inference.association(pages_only(sample.plans), "stakeholders", "investment_eur")
    if found.rho != found.rho:
        return tell_too_few(say("Too few places to set stakeholders against the investment."))
    clear = Side.LARGER_PLANS if found.rho > 0 else Side.SMALLER_PLANS
    side = clear if found.p < 0.05 else Side.NO_CLEAR_ASSOCIATION
    told = {
        Side.LARGER_PLANS: mark("Larger plans name more stakeholders ({test})."),
        Side.SMALLER_PLANS: mark("Smaller plans name more stakeholders ({test})."),
        Side.NO_CLEAR_ASSOCIATION: mark("Stakeholders show no clear association with the investment ({test})."),
    }[side]
    rho, p = spell_signed(found.rho), spell(format_p_value, found.p)
    test = say(
        "Spearman's rho {rho}, {p}, n = {n} places, lists of grants left out",
        rho=rho,
        p=p,
        n=spell(format_whole, found.n),
    )
    return Finding(say(told, test=test), spell("rho {} ({})".format, rho, p), side)


#: The measures of notebook 04, in the order in which it tells them.
STAKEHOLDERS: dict[MeasureName, Measure] = {
    MeasureName.CARRIERS: tell_carriers,
    MeasureName.LOCAL: tell_local,
    MeasureName.CITIZENS: tell_citizens,
    MeasureName.STAKEHOLDERS_OVER_YEARS: tell_against_year,
    MeasureName.STAKEHOLDERS_AGAINST_INVESTMENT: tell_against_investment,
}
