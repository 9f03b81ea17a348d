"""Who takes part: the sentences of notebook 04."""

from __future__ import annotations

import pandas as pd

from analysis import inference, summaries, vocabulary
from analysis.findings.finding import Finding, Measure, Sample
from analysis.findings.investment import TOO_FEW, majority
from analysis.formatting import count, interval, p_value, share

__all__ = ["LOCAL", "STAKEHOLDERS", "citizens_share", "local_authorities", "stakeholder_trend", "with_local"]

#: Carriers and funder types that are local authorities.
LOCAL = ("municipality", "intermunicipality", "department", "region")
NO_PLACE = Finding("There is no place.", "no place", "no place")


def with_local(sample: Sample) -> pd.DataFrame:
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
    """
    table = with_local(sample)
    parts = [inference.proportions(table, level).assign(group=level) for level in (*LOCAL, "local")]
    return pd.concat(parts, ignore_index=True).replace({"group": {"local": "any local authority"}})


def citizens_share(plans: pd.DataFrame) -> inference.Interval:
    """Share of places whose source says that citizens take part: a lower bound."""
    return inference.proportion(int(plans["citizens_involved"].fillna(False).astype(bool).sum()), len(plans))


def pages_only(plans: pd.DataFrame) -> pd.DataFrame:
    """Plans outside lists of grants, which name one funder and the carrier by construction."""
    return plans[~plans["source_kind"].isin(vocabulary.LISTS)]


def stakeholder_trend(sample: Sample) -> inference.Trend:
    """Trend of the stakeholders named per place over the years, lists of grants left out."""
    return inference.trend(pages_only(sample.plans), "stakeholders", log=False)


def carriers(sample: Sample) -> Finding:
    """Who carries the places."""
    if not len(sample.plans):
        return NO_PLACE
    table = summaries.carriers(sample.plans).sort_values("n", ascending=False, kind="stable")
    names = vocabulary.labels("carrier_type")
    first = ", ".join(f"{names[row.carrier_type]} {share(row.share)}" for row in table.head(3).itertuples())
    sectors = sample.plans["carrier_sector"]
    public = inference.proportion(int((sectors == "public").sum()), int((sectors != "unknown").sum()))
    if not public.n:
        return Finding("No place has a known carrier.", "not known", "not known")
    text = (
        f"Most frequent carriers: {first} (n = {len(sample.plans)}); public bodies carry {share(public.value)} of the "
        f"{count(public.n, 'place')} with a known carrier (95% interval {interval(public.low, public.high, share)})."
    )
    return Finding(text, f"public {share(public.value)}", majority(public.low, public.high))


def local(sample: Sample) -> Finding:
    """Places carried or funded by a local authority."""
    if not len(sample.plans):
        return NO_PLACE
    row = local_authorities(sample).iloc[-1]
    text = (
        f"At least {share(row['share'])} of the {row['n']} places are carried or funded by a municipality, an "
        f"intermunicipality, a department or a region (95% interval {interval(row['low'], row['high'], share)}); a lower "
        "bound, since a source may leave a funder out."
    )
    return Finding(text, share(row["share"]), majority(row["low"], row["high"]))


def citizens(sample: Sample) -> Finding:
    """Places whose source says that citizens take part."""
    found = citizens_share(sample.plans)
    if not found.n:
        return NO_PLACE
    text = (
        f"The sources of {round(found.value * found.n)} of {found.n} places say that residents or users take part "
        f"({share(found.value)}, 95% interval {interval(found.low, found.high, share)}); a lower bound: the other sources "
        "are silent, which is not a no."
    )
    return Finding(text, share(found.value), majority(found.low, 1.0))


def against_year(sample: Sample) -> Finding:
    """Stakeholders named per place against the year."""
    found = stakeholder_trend(sample)
    if found.slope != found.slope:
        return Finding(
            "Too few places have a year, or their numbers do not differ, to speak of a trend in stakeholders.",
            TOO_FEW,
            TOO_FEW,
        )
    side = "rises" if found.low > 0 else "falls" if found.high < 0 else "shows no clear trend"
    text = (
        f"The number of stakeholders named per place {side} over the years: {found.slope:+.2f} a year (95% interval "
        f"{found.low:+.2f} to {found.high:+.2f}, Kendall's tau {found.tau:+.2f}, {p_value(found.p)}, n = {found.n} places "
        "with a year, lists of grants left out)."
    )
    return Finding(text, f"{found.slope:+.2f} a year", side)


def against_investment(sample: Sample) -> Finding:
    """Stakeholders named against the investment."""
    found = inference.association(pages_only(sample.plans), "stakeholders", "investment_eur")
    if found.rho != found.rho:
        return Finding("Too few places to set stakeholders against the investment.", TOO_FEW, TOO_FEW)
    side = "larger" if found.rho > 0 else "smaller"
    clear = f"{side} plans name more stakeholders" if found.p < 0.05 else "no clear association with the investment"
    text = (
        f"Stakeholders: {clear} (Spearman's rho {found.rho:+.2f}, {p_value(found.p)}, n = {found.n} places, "
        "lists of grants left out)."
    )
    return Finding(text, f"rho {found.rho:+.2f} ({p_value(found.p)})", clear)


#: The measures of notebook 04, in the order in which it tells them.
STAKEHOLDERS: dict[str, Measure] = {
    "public carriers": carriers,
    "carried or funded by a local authority": local,
    "citizens take part (at least)": citizens,
    "stakeholders over the years": against_year,
    "stakeholders against investment": against_investment,
}
