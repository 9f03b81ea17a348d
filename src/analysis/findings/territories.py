"""Where the places are: the sentences of notebook 03."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis import inference, summaries
from analysis.findings.finding import Finding, Measure, Sample
from analysis.findings.investment import TOO_FEW, rural_against_urban
from analysis.formatting import interval, share

__all__ = ["TERRITORIES", "rural_share", "rural_share_of_population"]


def rural_share_of_population(context: pd.DataFrame) -> float:
    """The rural share of the population of France, of the latest year; NaN where the table lacks it."""
    rows = context[context["indicator"] == "rural_share_of_population"].sort_values("year")
    return float(rows["value"].iloc[-1]) if len(rows) else np.nan


def rural_share(plans: pd.DataFrame) -> inference.Interval:
    """Share of places in rural municipalities among those whose density is known."""
    known = plans.dropna(subset=["settlement"])
    return inference.proportion(int((known["settlement"] == "rural").sum()), len(known))


def regions(sample: Sample) -> Finding:
    """How the places spread over the regions."""
    table = summaries.regions(sample.plans)
    named = table[table["n"] > 0].sort_values(["n", "region"], ascending=[False, True])
    if not len(named):
        return Finding("No place names its region.", "no region", "no region")
    first = ", ".join(f"{row.region} {row.n}" for row in named.head(3).itertuples())
    without = int(sample.plans["region"].isna().sum())
    text = (
        f"The {named['n'].sum()} places stand in {len(named)} of {len(table)} regions; most in {first}"
        f"{f' ({without} more have no region)' if without else ''}."
    )
    return Finding(text, f"{named['region'].iloc[0]} ({named['n'].iloc[0]})", str(named["region"].iloc[0]))


def rural(sample: Sample) -> Finding:
    """The rural share of the places beside that of the population."""
    found, population = rural_share(sample.plans), rural_share_of_population(sample.context)
    if not found.n:
        return Finding("No place has a known density.", "not known", "not known")
    text = (
        f"{share(found.value)} of the {found.n} places with a known municipality are in rural ones (95% interval "
        f"{interval(found.low, found.high, share)}); {share(population)} of the population lives in rural municipalities."
    )
    if population < found.low:
        side = "above the population's share"
    else:
        side = "below the population's share" if population > found.high else "about the population's share"
    return Finding(text, f"{share(found.value)} of {found.n}", side)


def public_by_settlement(sample: Sample) -> Finding:
    """Bounds of the public share, rural beside urban."""
    table = summaries.public_share(sample.plans, by="settlement")
    if len(table) < 2 or not len(sample.funding):
        return Finding("The public share of rural and urban plans cannot be compared.", TOO_FEW, TOO_FEW)
    parts = [
        f"{row.group} {share(row.low)} to {share(row.high)} (n = {row.n}, {row.complete} complete)"
        for row in table.itertuples()
    ]
    low, high = table["low"].max(), table["high"].min()
    apart = "apart" if low > high else "overlapping"
    verdict = "the bounds do not meet" if low > high else "the bounds overlap, so which is higher cannot be told"
    return Finding(f"Pooled public share: {'; '.join(parts)}; {verdict}.", "; ".join(parts), apart)


#: The measures of notebook 03, in the order in which it tells them.
TERRITORIES: dict[str, Measure] = {
    "region with most places": regions,
    "places in rural municipalities": rural,
    "rural against urban investment": rural_against_urban,
    "public share by settlement": public_by_settlement,
}
