"""Who pays: the sentences of notebook 02."""

from __future__ import annotations

from analysis.findings._codes import MeasureName, Side
from analysis.findings._finding import NO_NUMBERS, Finding, Sample, Topic, needs
from analysis.findings._investment import judge_majority, tell_too_few
from analysis.findings._wording import Told, name_value, spell_interval, spell_list
from analysis.numbers import inference, ladder, summaries
from analysis.numbers._closing import CLOSED_BY_COMPUTATION, Closure, find_closures
from analysis.numbers.ladder import Assumption
from analysis.words._formatting import (
    format_count,
    format_euros,
    format_interval,
    format_share,
    format_whole,
    join_names,
    join_parts,
)
from analysis.words._messages import say, say_plural, spell

__all__ = ["FUNDING_MIX"]


def _no_lines() -> Finding:
    told = say("No funding line is known: who pays cannot be told.")
    return Finding(told, NO_NUMBERS, say("no funding line"), Side.NO_LINE)


@needs("investment_eur")
def tell_public_share(sample: Sample) -> Finding:
    """The public share of the euros under assumptions, weakest first."""
    if not sample.funding["amount_eur"].notna().any():
        return _no_lines()
    table = ladder.climb_euros(sample.plans, sample.lines, reference=sample.every, parts=(0.0,)).set_index("assumption")
    low, high = table.loc[Assumption.B0, ["low", "high"]]
    random = table.loc[Assumption.B3]
    rungs = [
        say(
            "{assumption}, {share} ({interval})",
            assumption=Assumption(code).label,
            share=spell_interval(row["low"], row["high"])
            if row["low"] != row["high"]
            else spell(format_share, row["low"]),
            interval=spell_interval(row["interval_low"], row["interval_high"]),
        )
        for code, row in table.iterrows()
        if row["interval_low"] == row["interval_low"]
    ]
    ends = {"low": spell(format_share, low), "high": spell(format_share, high)}
    plain = (
        say("Public money is at least {low} and at most {high} of the euros; about {value} if unknown plans are like known ones.",
            value=spell(format_share, random["low"]), **ends)
        if random["low"] == random["low"]
        else say("Public money is at least {low} and at most {high} of the euros.", **ends)
    )  # fmt: skip
    numbers = say(
        "Public share of {euros} (n = {n} plans, nominal euros, 95% intervals): {rungs}.",
        euros=spell(format_euros, table["euros"].iloc[0]),
        n=spell(format_whole, table["n"].iloc[0]),
        rungs=spell(join_parts, rungs) if rungs else spell_interval(low, high),
    )
    return Finding(plain, numbers, spell_interval(low, high), judge_majority(low, high))


def tell_complete_plans(sample: Sample) -> Finding:
    """Public share where the known lines explain the plan, and how such plans close."""
    known = sample.plans[sample.plans["complete"]]
    if len(known) < inference.LEAST_FOR_SUMMARY:
        return tell_too_few(
            say("{plans}: too few for a summary.", plans=spell(format_count, len(known), "complete plan"))
        )
    row = summaries.public_share(known).iloc[0]
    low = inference.pooled_ratio(known["public_eur"], known["investment_eur"]).low
    high = inference.pooled_ratio(known["public_eur"] + known["unknown_eur"], known["investment_eur"]).high
    closures = find_closures(known, sample.lines)
    untold = bool((closures == Closure.NOT_SAID).all())
    fields = {
        "n": spell(format_whole, len(known)),
        "wholly": spell(format_whole, int((known["public_share_low"] == 1).sum())),
    }
    plain = (
        say("Of {n} plans whose payers are all known, {wholly} are wholly public.", **fields)
        if untold
        else say(
            "Of {n} plans whose payers are all known, {wholly} are wholly public; in {computed} one part was computed.",
            computed=spell(format_whole, int(closures.isin(CLOSED_BY_COMPUTATION).sum())),
            **fields,
        )
    )
    ends = (
        say("no interval") if low != low or high != high else say("95% {interval}", interval=spell_interval(low, high))
    )
    told = {"bounds": spell_interval(row["low"], row["high"]), "ends": ends, "n": fields["n"]}
    numbers = (
        say("Public share of their euros {bounds} ({ends}); the data does not say how they close (n = {n}).", **told)
        if untold
        else say(
            "Public share of their euros {bounds} ({ends}); {alone} state their total and every line (n = {n}).",
            alone=spell(format_whole, int((closures == Closure.INDEPENDENT).sum())),
            **told,
        )
    )
    return Finding(plain, numbers, spell_interval(row["low"], row["high"]), judge_majority(row["low"], row["high"]))


def tell_largest(sample: Sample) -> Finding:
    """The funder types with the most known euros."""
    table = summaries.funder_mix(sample.plans, sample.funding)
    known = table[(table["funder_type"] != summaries.UNEXPLAINED) & (table["eur"] > 0)]
    if not len(known):
        return _no_lines()
    types = known.groupby("funder_type", sort=False)["eur"].sum().sort_values(ascending=False, kind="stable")
    total, all_known = sample.plans["investment_eur"].sum(min_count=len(sample.plans)), types.sum()
    first = list(types.head(3).items())
    plain = say(
        "Among the euros whose payer is named, most come from {first}.",
        first=spell(join_names, [name_value("funder_type", code) for code, _eur in first]),
    )
    shares: list[Told] = [
        spell("{} {} ({})".format, name_value("funder_type", code), spell(format_euros, eur), spell(format_share, eur / total))
        if total > 0
        else spell("{} {}".format, name_value("funder_type", code), spell(format_euros, eur))
        for code, eur in first
    ]  # fmt: skip
    n, explained = spell(format_whole, len(sample.plans)), spell(format_euros, all_known)
    numbers = (
        say(
            "{first}; shares of all euros; the funders of {euros} ({share}) are named; n = {n} plans.",
            first=spell_list(shares), euros=explained, share=spell(format_share, all_known / total), n=n,
        )
        if total > 0
        else say("{first}; the funders of {euros} are named, totals are not known; n = {n} plans.",
                 first=spell_list(shares), euros=explained, n=n)
    )  # fmt: skip
    code = str(types.index[0])
    return Finding(plain, numbers, name_value("funder_type", code), Side.NAMED, (code,))


def tell_private_euros(sample: Sample) -> Finding:
    """How many complete plans with public money have a private euro: no ratio, since one plan may hold most of them."""
    known = sample.plans.dropna(subset=["leverage"])
    if len(known) < inference.LEAST_FOR_SUMMARY:
        plans = spell(format_count, len(known), "complete plan")
        return tell_too_few(
            say("{plans} with public money and known sectors: too few to look for private euros.", plans=plans)
        )
    private = known["private_eur"][known["private_eur"] > 0].sort_values(ascending=False)
    found = inference.proportion(len(private), len(known))
    plain = say_plural(
        "Beside public money, {k} of {n} fully known plans has private money.",
        "Beside public money, {k} of {n} fully known plans have private money.",
        len(private),
        k=spell(format_whole, len(private)),
        n=spell(format_whole, found.n),
    )
    share = say(
        "{share} ({interval}) of complete plans with public money and known sectors",
        share=spell(format_share, found.value),
        interval=spell_interval(found.low, found.high),
    )
    most = (
        say(
            "{share}; their private euros: {values}; one plan holds {part} of them.",
            share=share,
            values=spell_list([spell(format_euros, eur) for eur in private.head(8)]),
            part=spell(format_share, private.iloc[0] / private.sum()),
        )
        if len(private)
        else say("{share}.", share=share)
    )
    side = Side.LESS_THAN_ONE if found.value < 0.5 else Side.ONE_OR_MORE
    return Finding(plain, most, spell("{}/{}".format, len(private), found.n), side)


def tell_together(sample: Sample) -> Finding:
    """The two funder types that stand most often in one plan."""
    table = summaries.cofunding(sample.funding)
    pairs = table[(table["funder_type"] < table["with_type"]) & (table["plans"] > 0)]
    if not len(pairs):
        return Finding(say("No plan names two types of funder."), NO_NUMBERS, say("no pair"), Side.NO_PAIR)
    best = pairs.sort_values(["plans", "funder_type"], ascending=[False, True]).iloc[0]
    types = (str(best["funder_type"]), str(best["with_type"]))
    pair, n = spell(join_names, [name_value("funder_type", code) for code in types]), spell(format_whole, best["plans"])
    several = int((sample.plans["funders"] > 1).sum())
    plain = say("The two funders that most often pay together are {pair}.", pair=pair)
    numbers = say("In {n} of the {plans} that name several funders.", n=n, plans=spell(format_count, several, "plan"))
    return Finding(plain, numbers, spell("{} ({})".format, pair, n), Side.NAMED, types)


def tell_funders(sample: Sample) -> Finding:
    """How many funders a plan names, lists of grants left out, which name their own alone."""
    pages = sample.web.plans
    found = inference.estimate_median(pages["funders"])
    if found.n < inference.LEAST_FOR_SUMMARY:
        plans = spell(format_count, found.n, "plan")
        return tell_too_few(say("{plans}: too few for a summary of the number of funders.", plans=plans))
    plain = say(
        "Half of the plans on web pages name {funders} or fewer.", funders=spell(format_count, found.value, "funder")
    )
    numbers = say(
        "Median {median} ({interval}), at most {most}; n = {n} plans on web pages; a list of grants names its own funder alone.",
        median=spell(format_whole, found.value),
        interval=spell(format_interval, found.low, found.high, format_whole),
        most=spell(format_whole, pages["funders"].max()),
        n=spell(format_whole, found.n),
    )
    return Finding(plain, numbers, spell(format_whole, found.value), Side.NAMED, (f"{found.value:.0f}",))


#: The measures of notebook 02, in the order in which it tells them.
FUNDING_MIX = Topic(
    {
        MeasureName.PUBLIC_SHARE: tell_public_share,
        MeasureName.PUBLIC_SHARE_COMPLETE: tell_complete_plans,
        MeasureName.LARGEST_FUNDER: tell_largest,
        MeasureName.LEVERAGE: tell_private_euros,
        MeasureName.TOGETHER: tell_together,
        MeasureName.FUNDERS: tell_funders,
    }
)
