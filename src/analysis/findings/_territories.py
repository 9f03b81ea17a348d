"""Where the places are: the sentences of notebook 03."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.findings._codes import MeasureName, Side
from analysis.findings._finding import NO_NUMBERS, Finding, Sample, Topic
from analysis.findings._investment import tell_rural_against_urban, tell_share, tell_too_few
from analysis.findings._wording import Told, name_group, spell_interval
from analysis.numbers import inference, ladder, summaries
from analysis.numbers.ladder import Assumption
from analysis.numbers.population import Draw, select_draw
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
        return Finding(say("No place names its region."), NO_NUMBERS, say("no region"), Side.NO_REGION)
    first = [f"{show_value(row.region)} {row.n}" for row in named.head(3).itertuples()]
    plain = say("The places stand in {some} of {all} regions.", some=len(named), all=len(table))
    numbers = say(
        "Most in {first}; n = {n}, {without} without a region. How many are in the sample depends on what was published.",
        first=", ".join(first),
        n=spell(format_whole, named["n"].sum()),
        without=spell(format_whole, int(sample.plans["region"].isna().sum())),
    )
    most = named.iloc[0]
    brief = spell("{} ({})".format, show_value(most["region"]), spell(format_whole, most["n"]))
    return Finding(plain, numbers, brief, Side.NAMED, (str(most["region"]),))


def tell_rural(sample: Sample) -> Finding:
    """The rural share of the places of each draw beside that of the population."""
    found, population = measure_rural(sample.plans), rural_share_of_population(sample.context)
    if not found.n:
        return Finding(say("No place has a known density."), NO_NUMBERS, say("not known"), Side.NOT_KNOWN)
    draws = {draw: measure_rural(select_draw(sample.plans, draw)) for draw in (Draw.WEB, Draw.LISTS)}
    if population < found.low:
        side = Side.ABOVE_POPULATION
    else:
        side = Side.BELOW_POPULATION if population > found.high else Side.ABOUT_POPULATION
    share = spell(format_share, found.value)
    plain = say(
        {
            Side.ABOVE_POPULATION: mark(
                "Rural places are a larger part of the sample ({share}) than rural people of France ({population})."
            ),
            Side.BELOW_POPULATION: mark(
                "Rural places are a smaller part of the sample ({share}) than rural people of France ({population})."
            ),
            Side.ABOUT_POPULATION: mark(
                "Rural places are about as large a part of the sample ({share}) as rural people of France "
                "({population})."
            ),
        }[side],
        share=share,
        population=spell(format_share, population),
    )
    parts = [
        say(
            "{draw} {share} (n = {n})",
            draw=draw.label,
            share=spell(format_share, one.value),
            n=spell(format_whole, one.n),
        )
        for draw, one in draws.items()
        if one.n
    ]
    numbers = say(
        "{share} of n = {n} with a known municipality ({interval}); {draws}. The State's lists favour rural municipalities.",
        share=share, n=spell(format_whole, found.n), interval=spell_interval(found.low, found.high),
        draws=spell(join_parts, parts),
    )  # fmt: skip
    return Finding(plain, numbers, tell_share(found), side)


def tell_public_by_settlement(sample: Sample) -> Finding:
    """The public share of rural and of urban plans, with nothing assumed and if unknown plans are like known ones."""
    few = say("The public share of rural and urban plans cannot be compared.")
    known = sample.where("settlement", "investment_eur").plans
    if not len(known) or not len(sample.funding):
        return tell_too_few(few)
    table = ladder.climb_euros(known, sample.lines, reference=sample.every, by="settlement", parts=(0.0,))
    bounds, random = (table[table["assumption"] == code].set_index("group") for code in (Assumption.B0, Assumption.B3))
    if len(bounds) < 2 or bounds["n"].min() < inference.LEAST_FOR_SUMMARY:
        return tell_too_few(few)
    parts = [_tell_group(str(group), row, random.loc[group]) for group, row in bounds.iterrows()]
    numbers = say("Public share of the euros: {shares}.", shares=spell(join_parts, parts))
    brief = spell(join_parts, [spell_interval(row["low"], row["high"]) for _, row in bounds.iterrows()])
    if bounds["low"].max() > bounds["high"].min():
        plain = say("The public part of rural and of urban plans differs, whatever is assumed of unknown money.")
        return Finding(plain, numbers, brief, Side.APART)
    plain = say("Whether rural or urban plans have the larger public part cannot be told without assumptions.")
    return Finding(plain, numbers, brief, Side.OVERLAPPING)


def _tell_group(group: str, bounds: pd.Series, random: pd.Series) -> Told:
    """The bounds of one group's share, and what it is if unknown plans are like known ones, where any is known."""
    told = {
        "group": name_group("settlement", group), "bounds": spell_interval(bounds["low"], bounds["high"]),
        "interval": spell_interval(bounds["interval_low"], bounds["interval_high"]), "n": spell(format_whole, bounds["n"]),
    }  # fmt: skip
    if random["interval_low"] != random["interval_low"]:
        return say("{group} {bounds} ({interval}; n = {n})", **told)
    return say(
        "{group} {bounds} ({interval}); {value} if unknown plans are like known ones ({ends}; n = {n})",
        value=spell(format_share, random["low"]),
        ends=spell_interval(random["interval_low"], random["interval_high"]),
        **told,
    )


#: The measures of notebook 03, in the order in which it tells them.
TERRITORIES = Topic(
    {
        MeasureName.REGIONS: tell_regions,
        MeasureName.RURAL: tell_rural,
        MeasureName.RURAL_INVESTMENT: tell_rural_against_urban,
        MeasureName.PUBLIC_SHARE_BY_SETTLEMENT: tell_public_by_settlement,
    }
)
