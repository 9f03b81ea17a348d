"""Who pays: the sentences of notebook 02."""

from __future__ import annotations

import numpy as np

from analysis import inference, summaries, vocabulary
from analysis.findings.finding import Finding, Measure, Sample, needs
from analysis.findings.investment import TOO_FEW, majority
from analysis.formatting import count, euros, interval, share

__all__ = ["FUNDING_MIX", "mixed_bounds"]

NO_LINES = Finding("No funding line is known: who pays cannot be told.", "no funding line", "no funding line")


@needs("investment_eur")
def public_share(sample: Sample) -> Finding:
    """Bounds of the pooled public share of all plans."""
    if not sample.funding["amount_eur"].notna().any():
        return NO_LINES
    row = summaries.public_share(sample.plans).iloc[0]
    plans = sample.plans
    ends = [
        inference.pooled_ratio(top, plans["investment_eur"])
        for top in (plans["public_eur"], plans["public_eur"] + plans["unknown_eur"])
    ]
    text = (
        f"Public money is at least {share(row['low'])} and at most {share(row['high'])} of the {euros(row['investment_eur'])} "
        f"of all {row['n']} plans (95% intervals of the two bounds: {interval(ends[0].low, ends[0].high, share)} and "
        f"{interval(ends[1].low, ends[1].high, share)}); the sector of the rest, {share(row['high'] - row['low'])}, "
        "is not known."
    )
    return Finding(text, f"{share(row['low'])} to {share(row['high'])}", majority(row["low"], row["high"]))


def complete_plans(sample: Sample) -> Finding:
    """Public share where the known lines explain the plan."""
    known = sample.plans[sample.plans["complete"]]
    if len(known) < inference.LEAST_FOR_SUMMARY:
        return Finding(f"{count(len(known), 'complete plan')}: {TOO_FEW}.", TOO_FEW, TOO_FEW)
    row = summaries.public_share(known).iloc[0]
    low = inference.pooled_ratio(known["public_eur"], known["investment_eur"]).low
    high = inference.pooled_ratio(known["public_eur"] + known["unknown_eur"], known["investment_eur"]).high
    only = int((known["public_share_low"] == 1).sum())
    text = (
        f"In the {len(known)} complete plans public money is {share(row['low'])} to {share(row['high'])} of the euros "
        f"(bounds with their 95% intervals: {interval(low, high, share)}); {only} of them are wholly public."
    )
    return Finding(text, f"{share(row['low'])} to {share(row['high'])}", majority(row["low"], row["high"]))


def mixed_bounds(sample: Sample) -> tuple[inference.Interval, inference.Interval]:
    """Share of mixed plans: those known to be, and those that may be."""
    row = summaries.mixed(sample.plans).iloc[0]
    n = int(row["n"])
    return inference.proportion(row["mixed"], n), inference.proportion(row["mixed"] + row["unknown"], n)


def mixed(sample: Sample) -> Finding:
    """How many plans join public and private money."""
    if not len(sample.plans):
        return NO_LINES
    low, high = mixed_bounds(sample)
    row = summaries.mixed(sample.plans).iloc[0]
    text = (
        f"{row['mixed']} of {row['n']} plans name a public and a private funder, {row['one_sector']} are complete with one "
        f"sector, and {row['unknown']} cannot be told: between {share(low.value)} and {share(high.value)} are mixed "
        f"(95% interval of the bounds {interval(low.low, high.high, share)})."
    )
    return Finding(text, f"{share(low.value)} to {share(high.value)}", majority(low.low, high.high))


def largest(sample: Sample) -> Finding:
    """The funder types with the most known euros."""
    table = summaries.funder_mix(sample.plans, sample.funding)
    known = table[(table["funder_type"] != summaries.UNEXPLAINED) & (table["eur"] > 0)]
    if not len(known):
        return NO_LINES
    names = vocabulary.labels("funder_type")
    types = known.groupby("funder_type", sort=False)["eur"].sum().sort_values(ascending=False, kind="stable")
    total, all_known = sample.plans["investment_eur"].sum(min_count=len(sample.plans)), types.sum()
    if not total > 0:
        parts = [f"{names[code]} {euros(eur)}" for code, eur in types.head(3).items()]
        n = known.loc[known["eur"] > 0, "funder_type"].nunique()
        text = f"Lines give {euros(all_known)}, most from {', '.join(parts)} ({count(n, 'funder type')}; totals are not known)."
        return Finding(text, names[str(types.index[0])], str(types.index[0]))
    parts = [f"{names[code]} {euros(eur)} ({share(eur / total)})" for code, eur in types.head(3).items()]
    text = (
        f"Of the {euros(all_known)} that lines explain ({share(all_known / total)} of all euros), the most come from "
        f"{', '.join(parts)}; the shares are of all euros (n = {len(sample.plans)} plans)."
    )
    return Finding(text, names[str(types.index[0])], str(types.index[0]))


def leverage(sample: Sample) -> Finding:
    """Private euros beside each public euro, in complete plans."""
    known = sample.plans.dropna(subset=["leverage"])
    if len(known) < inference.LEAST_FOR_SUMMARY:
        text = f"{count(len(known), 'complete plan')} with public money and known sectors: {TOO_FEW} of the leverage."
        return Finding(text, TOO_FEW, TOO_FEW)
    found = inference.pooled_ratio(known["private_eur"], known["public_eur"])
    ends = f"95% interval {found.low:.2f} to {found.high:.2f}" if np.isfinite(found.low) else "no interval"
    none = int((known["leverage"] == 0).sum())
    text = (
        f"Beside each public euro stand {found.value:.2f} private euros ({ends}; n = {found.n} complete plans with public "
        f"money and known sectors); {none} of these plans have no private euro."
    )
    return Finding(text, f"{found.value:.2f} (n = {found.n})", "less than one" if found.value < 1 else "one or more")


def together(sample: Sample) -> Finding:
    """The two funder types that stand most often in one plan."""
    table = summaries.cofunding(sample.funding)
    pairs = table[(table["funder_type"] < table["with_type"]) & (table["plans"] > 0)]
    if not len(pairs):
        return Finding("No plan names two types of funder.", "no pair", "no pair")
    best = pairs.sort_values(["plans", "funder_type"], ascending=[False, True]).iloc[0]
    names = vocabulary.labels("funder_type")
    pair = f"{names[best['funder_type']]} and {names[best['with_type']]}"
    several = int((sample.plans["funders"] > 1).sum())
    text = f"Most often together: {pair}, in {best['plans']} of the {count(several, 'plan')} that name several funders."
    return Finding(text, f"{pair} ({best['plans']})", pair)


def funders(sample: Sample) -> Finding:
    """How many funders a plan names."""
    row = inference.medians(sample.plans, "funders").iloc[0]
    if row["n"] < inference.LEAST_FOR_SUMMARY:
        return Finding(f"{count(row['n'], 'plan')}: {TOO_FEW} of the number of funders.", TOO_FEW, TOO_FEW)
    lists = sample.plans["source_kind"].isin(vocabulary.LISTS).sum()
    text = (
        f"A plan names {count(row['median'], 'funder')} in the median (95% interval {row['low']:.0f} to {row['high']:.0f}; "
        f"at most {row['max']:.0f}; n = {row['n']}, of which {lists} rows of lists of grants, which name their own funder alone)."
    )
    return Finding(text, f"{row['median']:.0f}", f"{row['median']:.0f}")


#: The measures of notebook 02, in the order in which it tells them.
FUNDING_MIX: dict[str, Measure] = {
    "public share, all plans": public_share,
    "public share, complete plans": complete_plans,
    "mixed plans": mixed,
    "largest known funder type": largest,
    "leverage": leverage,
    "most often together": together,
    "funders named": funders,
}
