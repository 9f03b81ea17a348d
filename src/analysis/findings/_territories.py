"""Where the places are: the sentences of notebook 03."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.findings._finding import Finding, Measure, Sample
from analysis.findings._investment import rural_against_urban, share_of, too_few
from analysis.numbers import inference, summaries
from analysis.words import vocabulary
from analysis.words._formatting import apart, interval, share, shown, whole
from analysis.words.i18n import _, mark

__all__ = ["TERRITORIES", "rural_share", "rural_share_of_population"]


def rural_share_of_population(context: pd.DataFrame) -> float:
    """The rural share of the population of France, of the latest year; NaN where the table lacks it.

    Examples
    --------
    >>> context = pd.DataFrame({"indicator": ["rural_share_of_population"], "year": [2017], "value": [0.33]})
    >>> rural_share_of_population(context)
    0.33
    """
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
        return Finding(_("No place names its region."), _("no region"), "no region")
    first = ", ".join(f"{shown(row.region)} {row.n}" for row in named.head(3).itertuples())
    without = int(sample.plans["region"].isna().sum())
    text = (
        _("The {n} places stand in {some} of {all} regions; most in {first} ({without} more have no region).")
        if without
        else _("The {n} places stand in {some} of {all} regions; most in {first}.")
    ).format(n=whole(named["n"].sum()), some=len(named), all=len(table), first=first, without=whole(without))
    most = named.iloc[0]
    return Finding(text, f"{shown(most['region'])} ({whole(most['n'])})", str(most["region"]))


def rural(sample: Sample) -> Finding:
    """The rural share of the places beside that of the population."""
    found, population = rural_share(sample.plans), rural_share_of_population(sample.context)
    if not found.n:
        return Finding(_("No place has a known density."), _("not known"), "not known")
    text = _(
        "{share} of the {n} places with a known municipality are in rural ones (95% interval {interval}); {population} of the "
        "population lives in rural municipalities."
    ).format(
        share=share(found.value),
        n=whole(found.n),
        interval=interval(found.low, found.high, share),
        population=share(population),
    )
    if population < found.low:
        side = "above the population's share"
    else:
        side = "below the population's share" if population > found.high else "about the population's share"
    return Finding(text, share_of(found), side)


def public_by_settlement(sample: Sample) -> Finding:
    """Bounds of the public share, rural beside urban."""
    table = summaries.public_share(sample.plans, by="settlement")
    if len(table) < 2 or not len(sample.funding):
        return too_few(_("The public share of rural and urban plans cannot be compared."))
    names = vocabulary.labels("settlement")
    parts = [
        _("{group} {interval} (n = {n}, {complete} complete)").format(
            group=names[row.group].split(" (")[0],
            interval=interval(row.low, row.high, share),
            n=whole(row.n),
            complete=whole(row.complete),
        )
        for row in table.itertuples()
    ]
    low, high = table["low"].max(), table["high"].min()
    side = "apart" if low > high else "overlapping"
    text = (
        _("Pooled public share: {shares}; the bounds do not meet.")
        if low > high
        else _("Pooled public share: {shares}; the bounds overlap, so which is higher cannot be told.")
    )
    return Finding(text.format(shares=apart(parts)), apart(parts), side)


#: The measures of notebook 03, in the order in which it tells them.
TERRITORIES: dict[str, Measure] = {
    mark("region with most places"): regions,
    mark("places in rural municipalities"): rural,
    mark("rural against urban investment"): rural_against_urban,
    mark("public share by settlement"): public_by_settlement,
}
