"""Who pays: the sentences of notebook 02."""

from __future__ import annotations

import numpy as np

from analysis.findings._codes import MeasureName, Side
from analysis.findings._finding import Finding, Measure, Sample, needs
from analysis.findings._investment import judge_majority, tell_too_few
from analysis.findings._wording import name_value, spell_interval, spell_list
from analysis.numbers import inference, summaries
from analysis.words import vocabulary
from analysis.words._formatting import (
    format_count,
    format_decimal,
    format_euros,
    format_interval,
    format_share,
    format_whole,
    join_names,
)
from analysis.words._messages import say, spell

__all__ = ["FUNDING_MIX", "bound_mixed"]


def _no_lines() -> Finding:
    told = say("No funding line is known: who pays cannot be told.")
    return Finding(told, say("no funding line"), Side.NO_LINE)


@needs("investment_eur")
def tell_public_share(sample: Sample) -> Finding:
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
        low=spell(format_share, row["low"]),
        high=spell(format_share, row["high"]),
        euros=spell(format_euros, row["investment_eur"]),
        n=spell(format_whole, row["n"]),
        interval_low=spell_interval(ends[0].low, ends[0].high),
        interval_high=spell_interval(ends[1].low, ends[1].high),
        rest=spell(format_share, row["high"] - row["low"]),
    )
    return Finding(told, spell_interval(row["low"], row["high"]), judge_majority(row["low"], row["high"]))


def tell_complete_plans(sample: Sample) -> Finding:
    """Public share where the known lines explain the plan."""
    known = sample.plans[sample.plans["complete"]]
    if len(known) < inference.LEAST_FOR_SUMMARY:
        return tell_too_few(
            say("{plans}: too few for a summary.", plans=spell(format_count, len(known), "complete plan"))
        )
    row = summaries.public_share(known).iloc[0]
    low = inference.pooled_ratio(known["public_eur"], known["investment_eur"]).low
    high = inference.pooled_ratio(known["public_eur"] + known["unknown_eur"], known["investment_eur"]).high
    only = int((known["public_share_low"] == 1).sum())
    told = say(
        "In the {n} complete plans public money is {bounds} of the euros (bounds with their 95% intervals: {interval}); {only} "
        "of them are wholly public.",
        n=spell(format_whole, len(known)),
        bounds=spell_interval(row["low"], row["high"]),
        interval=spell_interval(low, high),
        only=spell(format_whole, only),
    )
    return Finding(told, spell_interval(row["low"], row["high"]), judge_majority(row["low"], row["high"]))


def bound_mixed(sample: Sample) -> tuple[inference.Interval, inference.Interval]:
    """Share of mixed plans: those known to be, and those that may be."""
    row = summaries.mixed(sample.plans).iloc[0]
    n = int(row["n"])
    return inference.proportion(row["mixed"], n), inference.proportion(row["mixed"] + row["unknown"], n)


def tell_mixed(sample: Sample) -> Finding:
    """How many plans join public and private money."""
    if not len(sample.plans):
        return _no_lines()
    low, high = bound_mixed(sample)
    row = summaries.mixed(sample.plans).iloc[0]
    told = say(
        "{mixed} of {n} plans name a public and a private funder, {one_sector} are complete with one sector, and {unknown} "
        "cannot be told: between {low} and {high} are mixed (95% interval of the bounds {interval}).",
        mixed=spell(format_whole, row["mixed"]),
        n=spell(format_whole, row["n"]),
        one_sector=spell(format_whole, row["one_sector"]),
        unknown=spell(format_whole, row["unknown"]),
        low=spell(format_share, low.value),
        high=spell(format_share, high.value),
        interval=spell_interval(low.low, high.high),
    )
    return Finding(told, spell_interval(low.value, high.value), judge_majority(low.low, high.high))


def tell_largest(sample: Sample) -> Finding:
    """The funder types with the most known euros."""
    table = summaries.funder_mix(sample.plans, sample.funding)
    known = table[(table["funder_type"] != summaries.UNEXPLAINED) & (table["eur"] > 0)]
    if not len(known):
        return _no_lines()
    types = known.groupby("funder_type", sort=False)["eur"].sum().sort_values(ascending=False, kind="stable")
    total, all_known = sample.plans["investment_eur"].sum(min_count=len(sample.plans)), types.sum()
    first, explained = types.head(3).items(), spell(format_euros, all_known)
    if total > 0:
        told = say(
            "Of the {euros} that lines explain ({share} of all euros), the most come from {first}; the shares are of all euros "
            "(n = {n} plans).",
            euros=explained,
            share=spell(format_share, all_known / total),
            first=spell_list(
                [
                    spell(
                        "{} {} ({})".format,
                        name_value("funder_type", code),
                        spell(format_euros, eur),
                        spell(format_share, eur / total),
                    )
                    for code, eur in first
                ]
            ),
            n=spell(format_whole, len(sample.plans)),
        )
    else:
        told = say(
            "Lines give {euros}, most from {first} ({types}; totals are not known).",
            euros=explained,
            first=spell_list(
                [
                    spell("{} {}".format, name_value("funder_type", code), spell(format_euros, eur))
                    for code, eur in first
                ]
            ),
            types=spell(format_count, len(types), "funder type"),
        )
    code = str(types.index[0])
    return Finding(told, name_value("funder_type", code), Side.NAMED, (code,))


def tell_leverage(sample: Sample) -> Finding:
    """Private euros beside each public euro, in complete plans."""
    known = sample.plans.dropna(subset=["leverage"])
    if len(known) < inference.LEAST_FOR_SUMMARY:
        plans = spell(format_count, len(known), "complete plan")
        return tell_too_few(
            say("{plans} with public money and known sectors: too few for a summary of the leverage.", plans=plans)
        )
    found = inference.pooled_ratio(known["private_eur"], known["public_eur"])
    ends = say("no interval")
    if np.isfinite(found.low):
        ends = say("95% interval {interval}", interval=spell(format_interval, found.low, found.high, format_decimal))
    ratio, n = spell(format_decimal, found.value), spell(format_whole, found.n)
    told = say(
        "Beside each public euro stand {ratio} private euros ({interval}; n = {n} complete plans with public money and known "
        "sectors); {none} of these plans have no private euro.",
        ratio=ratio,
        interval=ends,
        n=n,
        none=spell(format_whole, int((known["leverage"] == 0).sum())),
    )
    side = Side.LESS_THAN_ONE if found.value < 1 else Side.ONE_OR_MORE
    return Finding(told, spell("{} (n = {})".format, ratio, n), side)


def tell_together(sample: Sample) -> Finding:
    """The two funder types that stand most often in one plan."""
    table = summaries.cofunding(sample.funding)
    pairs = table[(table["funder_type"] < table["with_type"]) & (table["plans"] > 0)]
    if not len(pairs):
        return Finding(say("No plan names two types of funder."), say("no pair"), Side.NO_PAIR)
    best = pairs.sort_values(["plans", "funder_type"], ascending=[False, True]).iloc[0]
    types = (str(best["funder_type"]), str(best["with_type"]))
    pair, n = spell(join_names, [name_value("funder_type", code) for code in types]), spell(format_whole, best["plans"])
    several = int((sample.plans["funders"] > 1).sum())
    told = say(
        "Most often together: {pair}, in {n} of the {plans} that name several funders.",
        pair=pair,
        n=n,
        plans=spell(format_count, several, "plan"),
    )
    return Finding(told, spell("{} ({})".format, pair, n), Side.NAMED, types)


def tell_funders(sample: Sample) -> Finding:
    """How many funders a plan names."""
    row = inference.medians(sample.plans, "funders").iloc[0]
    if row["n"] < inference.LEAST_FOR_SUMMARY:
        plans = spell(format_count, row["n"], "plan")
        return tell_too_few(say("{plans}: too few for a summary of the number of funders.", plans=plans))
    lists = sample.plans["source_kind"].isin(vocabulary.LISTS).sum()
    told = say(
        "A plan names {funders} in the median (95% interval {interval}; at most {most}; n = {n}, of which {lists} rows of "
        "lists of grants, which name their own funder alone).",
        funders=spell(format_count, row["median"], "funder"),
        interval=spell(format_interval, row["low"], row["high"], format_whole),
        most=spell(format_whole, row["max"]),
        n=spell(format_whole, row["n"]),
        lists=spell(format_whole, lists),
    )
    return Finding(told, spell(format_whole, row["median"]), Side.NAMED, (f"{row['median']:.0f}",))


#: The measures of notebook 02, in the order in which it tells them.
FUNDING_MIX: dict[MeasureName, Measure] = {
    MeasureName.PUBLIC_SHARE: tell_public_share,
    MeasureName.PUBLIC_SHARE_COMPLETE: tell_complete_plans,
    MeasureName.MIXED: tell_mixed,
    MeasureName.LARGEST_FUNDER: tell_largest,
    MeasureName.LEVERAGE: tell_leverage,
    MeasureName.TOGETHER: tell_together,
    MeasureName.FUNDERS: tell_funders,
}
