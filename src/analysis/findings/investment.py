"""What it costs to start a place: the sentences of notebook 01."""

from __future__ import annotations

from analysis import inference, summaries, vocabulary
from analysis.findings.finding import Finding, Measure, Sample, needs
from analysis.formatting import count, euros, interval, p_value, share

__all__ = ["BAND", "INVESTMENT", "rural_against_urban"]

#: The conference's range: €50,000 to several hundred thousand, read as under 1,000,000.
BAND = (50_000, 1_000_000)
TOO_FEW = "too few for a summary"


@needs("investment_eur")
def typical(sample: Sample) -> Finding:
    """Median and quartiles of the investment."""
    row = inference.medians(sample.plans, "investment_eur").iloc[0]
    if row["n"] < inference.LEAST_FOR_SUMMARY:
        return Finding(f"{count(row['n'], 'place')} with an investment: {TOO_FEW}.", TOO_FEW, TOO_FEW)
    text = (
        f"The median plan costs {euros(row['median'])} (95% interval {interval(row['low'], row['high'], euros)}); "
        f"the middle half goes from {euros(row['q1'])} to {euros(row['q3'])} (n = {row['n']}, {summaries.BASIS})."
    )
    side = "under €1M" if row["median"] < BAND[1] else "€1M or more"
    return Finding(text, f"{euros(row['median'])} (n = {row['n']})", side)


@needs("investment_eur")
def in_band(sample: Sample) -> Finding:
    """Share of the plans within the conference's range."""
    low, high = BAND
    plans = sample.plans
    inside = plans["investment_eur"].between(low, high, inclusive="left")
    found = inference.proportion(int(inside.sum()), len(plans))
    if not found.n:
        return Finding("No place has an investment.", "no place", "no place")
    text = (
        f"{int(inside.sum())} of {found.n} plans ({share(found.value)}, 95% interval "
        f"{interval(found.low, found.high, share)}) cost from {euros(low)} to under {euros(high)}; "
        f"{(plans['investment_eur'] < low).sum()} cost less and {(plans['investment_eur'] >= high).sum()} more."
    )
    return Finding(text, f"{share(found.value)} of {found.n}", majority(found.low, found.high))


def majority(low: float, high: float) -> str:
    """Whether an interval of a share lies above one half, below it, or across it."""
    return "most" if low > 0.5 else "fewer than half" if high < 0.5 else "cannot tell"


@needs("investment_eur")
def by_kind(sample: Sample) -> Finding:
    """The cheapest and the dearest kind of place."""
    table = inference.medians(sample.plans, "investment_eur", by="place_type").dropna(subset=["median"])
    if len(table) < 2:
        text = f"Fewer than two kinds of place have {inference.LEAST_FOR_SUMMARY} plans: no comparison."
        return Finding(text, TOO_FEW, TOO_FEW)
    names = vocabulary.labels("place_type")
    ordered = table.sort_values("median")
    parts = [
        f"{names.get(row.group, row.group)} {euros(row.median)} ({interval(row.low, row.high, euros)}, n = {row.n}"
        f"{', rough' if row.rough else ''})"
        for row in ordered.iloc[[0, -1]].itertuples()
    ]
    text = f"By kind, the median goes from {parts[0]} to {parts[1]}."
    least, most = ordered["group"].iloc[[0, -1]]
    return Finding(text, f"{names.get(least, least)} to {names.get(most, most)}", f"{least} {most}")


@needs("investment_eur")
def rural_against_urban(sample: Sample) -> Finding:
    """Investment in rural against urban municipalities, with test and effect size."""
    groups = sample.plans.dropna(subset=["settlement", "investment_eur"])["settlement"].value_counts()
    if len(groups) < 2 or groups.min() < inference.LEAST_FOR_SUMMARY:
        return Finding("Too few plans are known to be rural or urban to compare the two.", TOO_FEW, TOO_FEW)
    found = inference.two_groups(sample.plans, "investment_eur", by="settlement")
    text = (
        f"The median rural plan costs {euros(found.medians[0])} (n = {found.n[0]}), the median urban plan "
        f"{euros(found.medians[1])} (n = {found.n[1]}): {found.ratio:.2f} times as much, permutation "
        f"{p_value(found.p)}, Cliff's delta {found.delta:+.2f}."
    )
    clear = ("rural lower" if found.ratio < 1 else "rural higher") if found.p < 0.05 else "no clear difference"
    return Finding(text, f"{found.ratio:.2f} times ({p_value(found.p)})", clear)


def per_unit(sample: Sample) -> Finding:
    """Investment per square metre and per workstation, where known."""
    parts = []
    for column, unit in (("eur_per_m2", "m²"), ("eur_per_workstation", "workstation")):
        row = inference.medians(sample.plans, column).iloc[0]
        if row["n"] < inference.LEAST_FOR_SUMMARY:
            parts.append(f"per {unit}: {count(row['n'], 'place')} only, {TOO_FEW}")
        else:
            rough = ", rough" if row["rough"] else ""
            ends = interval(row["low"], row["high"], euros)
            parts.append(f"per {unit} {euros(row['median'])} ({ends}, n = {row['n']}{rough})")
    return Finding(f"Where the source gives the size, the median is {'; '.join(parts)}.", parts[0], "")


@needs("investment_eur")
def over_years(sample: Sample) -> Finding:
    """Trend of the investment over the years."""
    found = inference.trend(sample.plans, "investment_eur")
    if found.slope != found.slope:
        return Finding("Too few plans have a year to speak of a trend.", TOO_FEW, TOO_FEW)
    factor, low, high = (10**slope - 1 for slope in (found.slope, found.low, found.high))
    direction = "rises" if found.low > 0 else "falls" if found.high < 0 else "shows no clear trend"
    text = (
        f"Over the years the investment {direction}: {factor:+.1%} a year by the Theil-Sen line (95% interval "
        f"{low:+.1%} to {high:+.1%}, Kendall's tau {found.tau:+.2f}, n = {found.n} with a year, nominal euros)."
    )
    return Finding(text, f"{factor:+.1%} a year (n = {found.n})", direction)


@needs("investment_eur")
def concentration(sample: Sample) -> Finding:
    """How much of the money the largest plans take."""
    plans = sample.plans
    if len(plans) < inference.LEAST_FOR_SUMMARY:
        return Finding(f"{count(len(plans), 'place')}: {TOO_FEW} of the concentration.", TOO_FEW, TOO_FEW)
    top, gini = summaries.top_share(plans), summaries.gini(plans)
    text = f"The largest tenth of the plans takes {share(top)} of the euros (Gini {gini:.2f}, n = {len(plans)})."
    return Finding(text, f"{share(top)}, Gini {gini:.2f}", "over a third" if top > 1 / 3 else "a third or less")


#: The measures of notebook 01, in the order in which it tells them.
INVESTMENT: dict[str, Measure] = {
    "median investment": typical,
    "from €50k to under €1M": in_band,
    "cheapest and dearest kind": by_kind,
    "rural against urban": rural_against_urban,
    "per m²": per_unit,
    "trend over years": over_years,
    "largest tenth": concentration,
}
