"""Who pays: the sentences of notebook 02."""

from __future__ import annotations

import numpy as np

from analysis.findings._codes import MeasureName, Side
from analysis.findings._finding import Finding, Measure, Sample, needs
from analysis.findings._investment import majority, too_few
from analysis.findings._wording import name_value, spell_interval, spell_list
from analysis.numbers import inference, summaries
from analysis.words import vocabulary
from analysis.words._formatting import count, decimal, euros, interval, joined, share, whole
from analysis.words._messages import say, spell

__all__ = ["FUNDING_MIX", "mixed_bounds"]


def _no_lines() -> Finding:
    told = say("No funding line is known: who pays cannot be told.")
    return Finding(told, say("no funding line"), Side.NO_LINE)


@needs("investment_eur")
def public_share(sample: Sample) -> Finding:
    """Bounds of the pooled public share of all plans."""
    if not sample.funding["amount_eur"].notna().any():
        return _no_lines()
    row = summaries.public_share(sample.plans).iloc[0]
    plans = sample.plans
    ends = [
        inference.pooled_ratio(top, plans["investment_eur"])
        for top in (plans["public_eur"], plans["public_eur"] + plans["unknown_eur"])
    ]
    told = say(
        "Public money is at least {low} and at most {high} of the {euros} of all {n} plans (95% intervals of the two bounds: "
        "{interval_low} and {interval_high}); the sector of the rest, {rest}, is not known.",
        low=spell(share, row["low"]),
        high=spell(share, row["high"]),
        euros=spell(euros, row["investment_eur"]),
        n=spell(whole, row["n"]),
        interval_low=spell_interval(ends[0].low, ends[0].high),
        interval_high=spell_interval(ends[1].low, ends[1].high),
        rest=spell(share, row["high"] - row["low"]),
    )
    return Finding(told, spell_interval(row["low"], row["high"]), majority(row["low"], row["high"]))


def complete_plans(sample: Sample) -> Finding:
    """Public share where the known lines explain the plan."""
    known = sample.plans[sample.plans["complete"]]
    if len(known) < inference.LEAST_FOR_SUMMARY:
        return too_few(say("{plans}: too few for a summary.", plans=spell(count, len(known), "complete plan")))
    row = summaries.public_share(known).iloc[0]
    low = inference.pooled_ratio(known["public_eur"], known["investment_eur"]).low
    high = inference.pooled_ratio(known["public_eur"] + known["unknown_eur"], known["investment_eur"]).high
    only = int((known["public_share_low"] == 1).sum())
    told = say(
        "In the {n} complete plans public money is {bounds} of the euros (bounds with their 95% intervals: {interval}); {only} "
        "of them are wholly public.",
        n=spell(whole, len(known)),
        bounds=spell_interval(row["low"], row["high"]),
        interval=spell_interval(low, high),
        only=spell(whole, only),
    )
    return Finding(told, spell_interval(row["low"], row["high"]), majority(row["low"], row["high"]))


def mixed_bounds(sample: Sample) -> tuple[inference.Interval, inference.Interval]:
    """Share of mixed plans: those known to be, and those that may be."""
    row = summaries.mixed(sample.plans).iloc[0]
    n = int(row["n"])
    return inference.proportion(row["mixed"], n), inference.proportion(row["mixed"] + row["unknown"], n)


def mixed(sample: Sample) -> Finding:
    """How many plans join public and private money."""
    if not len(sample.plans):
        return _no_lines()
    low, high = mixed_bounds(sample)
    row = summaries.mixed(sample.plans).iloc[0]
    told = say(
        "{mixed} of {n} plans name a public and a private funder, {one_sector} are complete with one sector, and {unknown} "
        "cannot be told: between {low} and {high} are mixed (95% interval of the bounds {interval}).",
        mixed=spell(whole, row["mixed"]),
        n=spell(whole, row["n"]),
        one_sector=spell(whole, row["one_sector"]),
        unknown=spell(whole, row["unknown"]),
        low=spell(share, low.value),
        high=spell(share, high.value),
        interval=spell_interval(low.low, high.high),
    )
    return Finding(told, spell_interval(low.value, high.value), majority(low.low, high.high))


def largest(sample: Sample) -> Finding:
    """The funder types with the most known euros."""
    table = summaries.funder_mix(sample.plans, sample.funding)
    known = table[(table["funder_type"] != summaries.UNEXPLAINED) & (table["eur"] > 0)]
    if not len(known):
        return _no_lines()
    types = known.groupby("funder_type", sort=False)["eur"].sum().sort_values(ascending=False, kind="stable")
    total, all_known = sample.plans["investment_eur"].sum(min_count=len(sample.plans)), types.sum()
    first, explained = types.head(3).items(), spell(euros, all_known)
    if total > 0:
        told = say(
            "Of the {euros} that lines explain ({share} of all euros), the most come from {first}; the shares are of all euros "
            "(n = {n} plans).",
            euros=explained,
            share=spell(share, all_known / total),
            first=spell_list(
                [
                    spell(
                        "{} {} ({})".format,
                        name_value("funder_type", code),
                        spell(euros, eur),
                        spell(share, eur / total),
                    )
                    for code, eur in first
                ]
            ),
            n=spell(whole, len(sample.plans)),
        )
    else:
        told = say(
            "Lines give {euros}, most from {first} ({types}; totals are not known).",
            euros=explained,
            first=spell_list(
                [spell("{} {}".format, name_value("funder_type", code), spell(euros, eur)) for code, eur in first]
            ),
            types=spell(count, len(types), "funder type"),
        )
    code = str(types.index[0])
    return Finding(told, name_value("funder_type", code), Side.NAMED, (code,))


def leverage(sample: Sample) -> Finding:
    """Private euros beside each public euro, in complete plans."""
    known = sample.plans.dropna(subset=["leverage"])
    if len(known) < inference.LEAST_FOR_SUMMARY:
        plans = spell(count, len(known), "complete plan")
        return too_few(
            say("{plans} with public money and known sectors: too few for a summary of the leverage.", plans=plans)
        )
    found = inference.pooled_ratio(known["private_eur"], known["public_eur"])
    ends = say("no interval")
    if np.isfinite(found.low):
        ends = say("95% interval {interval}", interval=spell(interval, found.low, found.high, decimal))
    ratio, n = spell(decimal, found.value), spell(whole, found.n)
    told = say(
        "Beside each public euro stand {ratio} private euros ({interval}; n = {n} complete plans with public money and known "
        "sectors); {none} of these plans have no private euro.",
        ratio=ratio,
        interval=ends,
        n=n,
        none=spell(whole, int((known["leverage"] == 0).sum())),
    )
    side = Side.LESS_THAN_ONE if found.value < 1 else Side.ONE_OR_MORE
    return Finding(told, spell("{} (n = {})".format, ratio, n), side)


def together(sample: Sample) -> Finding:
    """The two funder types that stand most often in one plan."""
    table = summaries.cofunding(sample.funding)
    pairs = table[(table["funder_type"] < table["with_type"]) & (table["plans"] > 0)]
    if not len(pairs):
        return Finding(say("No plan names two types of funder."), say("no pair"), Side.NO_PAIR)
    best = pairs.sort_values(["plans", "funder_type"], ascending=[False, True]).iloc[0]
    types = (str(best["funder_type"]), str(best["with_type"]))
    pair, n = spell(joined, [name_value("funder_type", code) for code in types]), spell(whole, best["plans"])
    several = int((sample.plans["funders"] > 1).sum())
    told = say(
        "Most often together: {pair}, in {n} of the {plans} that name several funders.",
        pair=pair,
        n=n,
        plans=spell(count, several, "plan"),
    )
    return Finding(told, spell("{} ({})".format, pair, n), Side.NAMED, types)


def funders(sample: Sample) -> Finding:
    """How many funders a plan names."""
    row = inference.medians(sample.plans, "funders").iloc[0]
    if row["n"] < inference.LEAST_FOR_SUMMARY:
        plans = spell(count, row["n"], "plan")
        return too_few(say("{plans}: too few for a summary of the number of funders.", plans=plans))
    lists = sample.plans["source_kind"].isin(vocabulary.LISTS).sum()
    told = say(
        "A plan names {funders} in the median (95% interval {interval}; at most {most}; n = {n}, of which {lists} rows of "
        "lists of grants, which name their own funder alone).",
        funders=spell(count, row["median"], "funder"),
        interval=spell(interval, row["low"], row["high"], whole),
        most=spell(whole, row["max"]),
        n=spell(whole, row["n"]),
        lists=spell(whole, lists),
    )
    return Finding(told, spell(whole, row["median"]), Side.NAMED, (f"{row['median']:.0f}",))


#: The measures of notebook 02, in the order in which it tells them.
FUNDING_MIX: dict[MeasureName, Measure] = {
    MeasureName.PUBLIC_SHARE: public_share,
    MeasureName.PUBLIC_SHARE_COMPLETE: complete_plans,
    MeasureName.MIXED: mixed,
    MeasureName.LARGEST_FUNDER: largest,
    MeasureName.LEVERAGE: leverage,
    MeasureName.TOGETHER: together,
    MeasureName.FUNDERS: funders,
}
