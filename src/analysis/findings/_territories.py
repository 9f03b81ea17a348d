"""Where the places are: the sentences of notebook 03."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.findings._codes import MeasureName, Side
from analysis.findings._finding import Finding, Measure, Sample
from analysis.findings._investment import tell_rural_against_urban, tell_share, tell_too_few
from analysis.findings._wording import name_group, spell_interval
from analysis.numbers import inference, summaries
from analysis.words._formatting import format_share, format_whole, join_parts, show_value
from analysis.words._messages import say, spell
from analysis.words.i18n import mark
from analysis.words.vocabulary import Settlement

__all__ = ["TERRITORIES", "measure_rural", "rural_share_of_population"]


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


def measure_rural(plans: pd.DataFrame) -> inference.Interval:
    """Share of places in rural municipalities among those whose density is known."""
    known = plans.dropna(subset=["settlement"])
    return inference.proportion(int((known["settlement"] == Settlement.RURAL).sum()), len(known))


def tell_regions(sample: Sample) -> Finding:
    """How the places spread over the regions."""
    table = summaries.regions(sample.plans)
    named = table[table["n"] > 0].sort_values(["n", "region"], ascending=[False, True])
    if not len(named):
        return Finding(say("No place names its region."), say("no region"), Side.NO_REGION)
    without = int(sample.plans["region"].isna().sum())
    spread = (
        mark("The {n} places stand in {some} of {all} regions; most in {first} ({without} more have no region).")
        if without
        else mark("The {n} places stand in {some} of {all} regions; most in {first}.")
    )
    told = say(
        spread,
        n=spell(format_whole, named["n"].sum()),
        some=len(named),
        all=len(table),
        first=", ".join(f"{show_value(row.region)} {row.n}" for row in named.head(3).itertuples()),
        without=spell(format_whole, without),
    )
    most = named.iloc[0]
    brief = spell("{} ({})".format, show_value(most["region"]), spell(format_whole, most["n"]))
    return Finding(told, brief, Side.NAMED, (str(most["region"]),))


def tell_rural(sample: Sample) -> Finding:
    """The rural share of the places beside that of the population."""
    found, population = measure_rural(sample.plans), rural_share_of_population(sample.context)
    if not found.n:
        return Finding(say("No place has a known density."), say("not known"), Side.NOT_KNOWN)
    told = say(
        "{share} of the {n} places with a known municipality are in rural ones (95% interval {interval}); {population} of the "
        "population lives in rural municipalities.",
        share=spell(format_share, found.value),
        n=spell(format_whole, found.n),
        interval=spell_interval(found.low, found.high),
        population=spell(format_share, population),
    )
    if population < found.low:
        side = Side.ABOVE_POPULATION
    else:
        side = Side.BELOW_POPULATION if population > found.high else Side.ABOUT_POPULATION
    return Finding(told, tell_share(found), side)


def tell_public_by_settlement(sample: Sample) -> Finding:
    """Bounds of the public share, rural beside urban."""
    table = summaries.public_share(sample.plans, by="settlement")
    if len(table) < 2 or not len(sample.funding):
        return tell_too_few(say("The public share of rural and urban plans cannot be compared."))
    parts = [
        say(
            "{group} {interval} (n = {n}, {complete} complete)",
            group=name_group("settlement", row.group),
            interval=spell_interval(row.low, row.high),
            n=spell(format_whole, row.n),
            complete=spell(format_whole, row.complete),
        )
        for row in table.itertuples()
    ]
    bounds = spell(join_parts, parts)
    if table["low"].max() > table["high"].min():
        return Finding(say("Pooled public share: {shares}; the bounds do not meet.", shares=bounds), bounds, Side.APART)
    told = say(
        "Pooled public share: {shares}; the bounds overlap, so which is higher cannot be told.",
        shares=bounds,
    )
    return Finding(told, bounds, Side.OVERLAPPING)


#: The measures of notebook 03, in the order in which it tells them.
TERRITORIES: dict[MeasureName, Measure] = {
    MeasureName.REGIONS: tell_regions,
    MeasureName.RURAL: tell_rural,
    MeasureName.RURAL_INVESTMENT: tell_rural_against_urban,
    MeasureName.PUBLIC_SHARE_BY_SETTLEMENT: tell_public_by_settlement,
}
