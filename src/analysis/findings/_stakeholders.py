"""Who takes part: the sentences of notebook 04."""

from __future__ import annotations

import pandas as pd

from analysis.findings._codes import MeasureName, Side
from analysis.findings._finding import NO_NUMBERS, Finding, Sample, Tested, Topic
from analysis.findings._investment import judge_majority, tell_too_few
from analysis.findings._wording import name_value, spell_interval, spell_list, spell_signed
from analysis.numbers import inference, summaries
from analysis.numbers._frames import is_one_of
from analysis.numbers.population import CARRIER_GROUPS, read_margins
from analysis.words._formatting import format_count, format_p_value, format_share, format_whole
from analysis.words._messages import say, spell
from analysis.words.i18n import mark
from analysis.words.vocabulary import Sector

__all__ = ["LOCAL", "STAKEHOLDERS", "local_authorities", "mark_citizens", "mark_local"]

#: Carriers and funder types that are local authorities.
LOCAL = ("municipality", "intermunicipality", "department", "region")
#: The last group of `local_authorities`, which `i18n._` says.
ANY_LOCAL = mark("any local authority")


def mark_local(sample: Sample) -> pd.DataFrame:
    """The plans with columns that say which local authority carries or funds them (as far as the source says).

    Returns
    -------
    DataFrame
        The plans and one boolean column per level, named after it, and ``local`` for any of them.
    """
    plans, lines = sample.plans, sample.funding
    flags = {
        level: (plans["carrier_type"] == level)
        | is_one_of(plans["place_id"], lines.loc[lines["funder_type"] == level, "place_id"])
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
    paying = is_one_of(plans["place_id"], lines.loc[lines["funder_type"] == "citizens", "place_id"])
    names = plans["carrier_name"] if "carrier_name" in plans else pd.Series(None, plans.index, dtype="object")
    members = names.fillna("").str.contains(r"\bSCIC\b") & (plans["carrier_type"] == "cooperative")
    return plans["citizens_involved"].fillna(False).astype(bool) | paying | members


def tell_carriers(sample: Sample) -> Finding:
    """Who carries the places, beside who runs them in the census."""
    if not len(sample.plans):
        return Finding(say("There is no place."), NO_NUMBERS, say("no place"), Side.NO_PLACE)
    table = summaries.carriers(sample.plans).sort_values("n", ascending=False, kind="stable")
    first = [
        spell("{} {}".format, name_value("carrier_type", row.carrier_type), spell(format_share, row.share))
        for row in table.head(3).itertuples()
    ]
    sectors = sample.plans["carrier_sector"]
    public = inference.proportion(int((sectors == Sector.PUBLIC).sum()), int((sectors != Sector.UNKNOWN).sum()))
    if not public.n:
        return Finding(say("No place has a known carrier."), NO_NUMBERS, say("not known"), Side.NOT_KNOWN)
    forms = read_margins(sample.census).legal_form
    share = spell(format_share, public.value)
    plain = (
        say("Public bodies carry {share} of the published plans.", share=share)
        if forms is None
        else say(
            "Public bodies carry {share} of the published plans; they run {census} of the places in the census.",
            share=share,
            census=spell(format_share, forms[CARRIER_GROUPS.index("public")]),
        )
    )
    numbers = say(
        "Most frequent carriers: {first}; public {share} of the {places} with a known carrier ({interval}; n = {n}). The census "
        "counts who runs a place, not who carries its investment.",
        first=spell_list(first),
        n=spell(format_whole, len(sample.plans)),
        share=share,
        places=spell(format_count, public.n, "place"),
        interval=spell_interval(public.low, public.high),
    )
    brief = say("public {share}", share=share)
    return Finding(plain, numbers, brief, judge_majority(public.low, public.high))


def tell_against_investment(sample: Sample) -> Finding | Tested:
    """Stakeholders named against the investment, lists of grants left out."""
    found = inference.association(sample.web.plans, "stakeholders", "investment_eur")
    if found.rho != found.rho:
        return tell_too_few(say("Too few places to set stakeholders against the investment."))

    def find(p: float) -> Finding:
        clear = Side.LARGER_PLANS if found.rho > 0 else Side.SMALLER_PLANS
        side = clear if p < 0.05 else Side.NO_CLEAR_ASSOCIATION
        plain = {
            Side.LARGER_PLANS: say("Larger plans name more organisations."),
            Side.SMALLER_PLANS: say("Smaller plans name more organisations."),
            Side.NO_CLEAR_ASSOCIATION: say("Whether larger plans name more organisations is not clear."),
        }[side]
        rho, said = spell_signed(found.rho), spell(format_p_value, p)
        numbers = say(
            "Spearman's rho {rho}, {p}, n = {n} plans on web pages.", rho=rho, p=said, n=spell(format_whole, found.n)
        )
        return Finding(plain, numbers, spell("rho {} ({})".format, rho, said), side)

    return Tested(found.p, find)


#: The measures of notebook 04, beside claims 4 to 7, in the order in which it tells them.
STAKEHOLDERS = Topic(
    {
        MeasureName.CARRIERS: tell_carriers,
        MeasureName.STAKEHOLDERS_AGAINST_INVESTMENT: tell_against_investment,
    }
)
