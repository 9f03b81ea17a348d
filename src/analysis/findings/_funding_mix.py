"""Who pays: the sentences of notebook 02."""

from __future__ import annotations

import numpy as np

from analysis.findings._finding import Finding, Measure, Sample, needs
from analysis.findings._investment import majority, too_few
from analysis.numbers import inference, summaries
from analysis.words import vocabulary
from analysis.words._formatting import count, decimal, euros, interval, joined, share, whole
from analysis.words.i18n import _, mark

__all__ = ["FUNDING_MIX", "mixed_bounds"]


def _no_lines() -> Finding:
    text = _("No funding line is known: who pays cannot be told.")
    return Finding(text, _("no funding line"), "no funding line")


def _bounds(low: float, high: float) -> str:
    return interval(low, high, share)


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
    text = _(
        "Public money is at least {low} and at most {high} of the {euros} of all {n} plans (95% intervals of the two bounds: "
        "{interval_low} and {interval_high}); the sector of the rest, {rest}, is not known."
    ).format(
        low=share(row["low"]),
        high=share(row["high"]),
        euros=euros(row["investment_eur"]),
        n=whole(row["n"]),
        interval_low=_bounds(ends[0].low, ends[0].high),
        interval_high=_bounds(ends[1].low, ends[1].high),
        rest=share(row["high"] - row["low"]),
    )
    return Finding(text, _bounds(row["low"], row["high"]), majority(row["low"], row["high"]))


def complete_plans(sample: Sample) -> Finding:
    """Public share where the known lines explain the plan."""
    known = sample.plans[sample.plans["complete"]]
    if len(known) < inference.LEAST_FOR_SUMMARY:
        return too_few(_("{plans}: too few for a summary.").format(plans=count(len(known), "complete plan")))
    row = summaries.public_share(known).iloc[0]
    low = inference.pooled_ratio(known["public_eur"], known["investment_eur"]).low
    high = inference.pooled_ratio(known["public_eur"] + known["unknown_eur"], known["investment_eur"]).high
    only = int((known["public_share_low"] == 1).sum())
    text = _(
        "In the {n} complete plans public money is {bounds} of the euros (bounds with their 95% intervals: {interval}); {only} "
        "of them are wholly public."
    ).format(
        n=whole(len(known)), bounds=_bounds(row["low"], row["high"]), interval=_bounds(low, high), only=whole(only)
    )
    return Finding(text, _bounds(row["low"], row["high"]), majority(row["low"], row["high"]))


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
    text = _(
        "{mixed} of {n} plans name a public and a private funder, {one_sector} are complete with one sector, and {unknown} "
        "cannot be told: between {low} and {high} are mixed (95% interval of the bounds {interval})."
    ).format(
        mixed=whole(row["mixed"]),
        n=whole(row["n"]),
        one_sector=whole(row["one_sector"]),
        unknown=whole(row["unknown"]),
        low=share(low.value),
        high=share(high.value),
        interval=_bounds(low.low, high.high),
    )
    return Finding(text, _bounds(low.value, high.value), majority(low.low, high.high))


def largest(sample: Sample) -> Finding:
    """The funder types with the most known euros."""
    table = summaries.funder_mix(sample.plans, sample.funding)
    known = table[(table["funder_type"] != summaries.UNEXPLAINED) & (table["eur"] > 0)]
    if not len(known):
        return _no_lines()
    names = vocabulary.labels("funder_type")
    types = known.groupby("funder_type", sort=False)["eur"].sum().sort_values(ascending=False, kind="stable")
    total, all_known = sample.plans["investment_eur"].sum(min_count=len(sample.plans)), types.sum()
    if not total > 0:
        parts = [f"{names[code]} {euros(eur)}" for code, eur in types.head(3).items()]
        n = known.loc[known["eur"] > 0, "funder_type"].nunique()
        text = _("Lines give {euros}, most from {first} ({types}; totals are not known).").format(
            euros=euros(all_known), first=", ".join(parts), types=count(n, "funder type")
        )
        return Finding(text, names[str(types.index[0])], str(types.index[0]))
    parts = [f"{names[code]} {euros(eur)} ({share(eur / total)})" for code, eur in types.head(3).items()]
    text = _(
        "Of the {euros} that lines explain ({share} of all euros), the most come from {first}; the shares are of all euros "
        "(n = {n} plans)."
    ).format(euros=euros(all_known), share=share(all_known / total), first=", ".join(parts), n=whole(len(sample.plans)))
    return Finding(text, names[str(types.index[0])], str(types.index[0]))


def leverage(sample: Sample) -> Finding:
    """Private euros beside each public euro, in complete plans."""
    known = sample.plans.dropna(subset=["leverage"])
    if len(known) < inference.LEAST_FOR_SUMMARY:
        few = _("{plans} with public money and known sectors: too few for a summary of the leverage.")
        return too_few(few.format(plans=count(len(known), "complete plan")))
    found = inference.pooled_ratio(known["private_eur"], known["public_eur"])
    ends = _("no interval")
    if np.isfinite(found.low):
        ends = _("95% interval {interval}").format(interval=interval(found.low, found.high, decimal))
    none = int((known["leverage"] == 0).sum())
    text = _(
        "Beside each public euro stand {ratio} private euros ({interval}; n = {n} complete plans with public money and known "
        "sectors); {none} of these plans have no private euro."
    ).format(ratio=decimal(found.value), interval=ends, n=whole(found.n), none=whole(none))
    return Finding(
        text, f"{decimal(found.value)} (n = {whole(found.n)})", "less than one" if found.value < 1 else "one or more"
    )


def together(sample: Sample) -> Finding:
    """The two funder types that stand most often in one plan."""
    table = summaries.cofunding(sample.funding)
    pairs = table[(table["funder_type"] < table["with_type"]) & (table["plans"] > 0)]
    if not len(pairs):
        return Finding(_("No plan names two types of funder."), _("no pair"), "no pair")
    best = pairs.sort_values(["plans", "funder_type"], ascending=[False, True]).iloc[0]
    names = vocabulary.labels("funder_type")
    pair = joined([names[best["funder_type"]], names[best["with_type"]]])
    several = int((sample.plans["funders"] > 1).sum())
    text = _("Most often together: {pair}, in {n} of the {plans} that name several funders.").format(
        pair=pair, n=whole(best["plans"]), plans=count(several, "plan")
    )
    return Finding(text, f"{pair} ({whole(best['plans'])})", f"{best['funder_type']} {best['with_type']}")


def funders(sample: Sample) -> Finding:
    """How many funders a plan names."""
    row = inference.medians(sample.plans, "funders").iloc[0]
    if row["n"] < inference.LEAST_FOR_SUMMARY:
        few = _("{plans}: too few for a summary of the number of funders.")
        return too_few(few.format(plans=count(row["n"], "plan")))
    lists = sample.plans["source_kind"].isin(vocabulary.LISTS).sum()
    text = _(
        "A plan names {funders} in the median (95% interval {interval}; at most {most}; n = {n}, of which {lists} rows of "
        "lists of grants, which name their own funder alone)."
    ).format(
        funders=count(row["median"], "funder"),
        interval=interval(row["low"], row["high"], whole),
        most=whole(row["max"]),
        n=whole(row["n"]),
        lists=whole(lists),
    )
    return Finding(text, whole(row["median"]), whole(row["median"]))


#: The measures of notebook 02, in the order in which it tells them.
FUNDING_MIX: dict[str, Measure] = {
    mark("public share, all plans"): public_share,
    mark("public share, complete plans"): complete_plans,
    mark("mixed plans"): mixed,
    mark("largest known funder type"): largest,
    mark("leverage"): leverage,
    mark("most often together"): together,
    mark("funders named"): funders,
}
