"""The conference's eight claims, each with its measure, interval and verdict."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from analysis.dataset import Dataset
from analysis.findings._codes import Subset, Unit, Verdict
from analysis.findings._concepts import LARGE, compare_generations, judge_difference
from analysis.findings._finding import Sample, sample_of, spell_turns, take_parts
from analysis.findings._funding_mix import bound_mixed
from analysis.findings._investment import BAND, tell_typical
from analysis.findings._stakeholders import LOCAL, local_authorities, measure_citizens, measure_stakeholder_trend
from analysis.findings._territories import measure_rural, rural_share_of_population
from analysis.findings._wording import Told, spell_interval, spell_signed
from analysis.numbers import inference
from analysis.words import vocabulary
from analysis.words._formatting import format_count, format_euros, format_p_value, format_share, format_whole
from analysis.words._messages import Spelled, say, spell
from analysis.words.i18n import mark

__all__ = ["CLAIMS", "Claim", "claims", "claims_table"]


@dataclass(frozen=True)
class Claim:
    """One claim put to the data; its messages are worded when they are shown.

    Attributes
    ----------
    number : int
        1 to 8, the order of the conference.
    claim : Message
        The claim, in few words.
    measure : Message
        What was measured, with n.
    value, low, high : float
        The measure and its 95% interval; NaN value where only bounds are known.
    unit : Unit
        Unit of the three numbers: share, per_year or r2.
    n : int
        Places behind them.
    verdict : Verdict
        supported, not_supported or cannot_tell, by the rule that ``why`` states.
    why : Message
        The rule and what the data cannot say.
    turns : tuple of (Subset, Verdict)
        The parts of the sample on which the verdict differs, with that verdict; empty where it holds.
    """

    number: int
    claim: Told
    measure: Told
    value: float
    low: float
    high: float
    unit: Unit
    n: int
    verdict: Verdict
    why: Told
    turns: tuple[tuple[Subset, Verdict], ...] = ()

    @property
    def where_it_turns(self) -> Spelled:
        """The parts of the sample on which the verdict differs, for readers."""
        return spell_turns({subset: verdict.label for subset, verdict in self.turns})


def _most(low: float, high: float) -> Verdict:
    """Verdict on "most places": the whole interval above one half, below it, or across."""
    return Verdict.SUPPORTED if low > 0.5 else Verdict.NOT_SUPPORTED if high < 0.5 else Verdict.CANNOT_TELL


def _at_least_most(low: float) -> Verdict:
    """Verdict on "most places" from a lower bound, which can support but never refute."""
    return Verdict.SUPPORTED if low > 0.5 else Verdict.CANNOT_TELL


def judge_cost(sample: Sample) -> Claim:
    """1: the starting investment goes from €50,000 to several hundred thousand."""
    plans = sample.where("investment_eur").plans
    inside = plans["investment_eur"].between(*BAND, inclusive="left")
    found = inference.proportion(int(inside.sum()), len(plans))
    return Claim(
        1,
        say("The starting investment goes from €50,000 to several hundred thousand."),
        say(
            "Plans from {low} to under {high}: {n} of {total}. {median}",
            low=spell(format_euros, BAND[0]),
            high=spell(format_euros, BAND[1]),
            n=spell(format_whole, inside.sum()),
            total=spell(format_whole, found.n),
            median=tell_typical(sample).sentence,
        ),
        found.value,
        found.low,
        found.high,
        Unit.SHARE,
        found.n,
        _most(found.low, found.high),
        say("Supported when the whole interval lies above one half, not supported when it lies below."),
    )


def judge_mixed(sample: Sample) -> Claim:
    """2: most places have mixed public and private funding."""
    low, high = bound_mixed(sample)
    return Claim(
        2,
        say("Most places have mixed public and private funding."),
        say(
            "Plans that name a public and a private funder: {low}; with those that cannot be told: {high} (n = {n}).",
            low=spell(format_share, low.value),
            high=spell(format_share, high.value),
            n=spell(format_whole, low.n),
        ),
        np.nan,
        low.low,
        high.high,
        Unit.SHARE,
        low.n,
        _most(low.low, high.high),
        say("The interval runs from the low end of the known mixed plans to the high end of those that may be mixed."),
    )


def judge_rural(sample: Sample) -> Claim:
    """3: the places make rural territories attractive."""
    found, population = measure_rural(sample.plans), rural_share_of_population(sample.context)
    return Claim(
        3,
        say("The places make rural territories attractive."),
        say(
            "Places in rural municipalities: {share} of {n}, beside {population} of the population.",
            share=spell(format_share, found.value),
            n=spell(format_whole, found.n),
            population=spell(format_share, population),
        ),
        found.value,
        found.low,
        found.high,
        Unit.SHARE,
        found.n,
        Verdict.CANNOT_TELL,
        say(
            "Where places stand says nothing of attractiveness: arrivals, jobs or firms before and after are not in the data, "
            "and the State's lists favour rural municipalities."
        ),
    )


def judge_stakeholders(sample: Sample) -> Claim:
    """4: there are more and more stakeholders."""
    found = measure_stakeholder_trend(sample)
    unsure = Verdict.NOT_SUPPORTED if found.high <= 0 else Verdict.CANNOT_TELL
    return Claim(
        4,
        say("More and more stakeholders take part."),
        say(
            "Stakeholders named per place against the year, lists of grants left out: {slope} a year (Kendall's tau {tau}, {p}, "
            "n = {n}).",
            slope=spell_signed(found.slope),
            tau=spell_signed(found.tau),
            p=spell(format_p_value, found.p),
            n=spell(format_whole, found.n),
        ),
        found.slope,
        found.low,
        found.high,
        Unit.PER_YEAR,
        found.n,
        Verdict.SUPPORTED if found.low > 0 else unsure,
        say(
            "Supported when the interval of the Theil-Sen slope lies above 0, not supported when no part of it does. "
            "Names in a source are a low count of those who take part."
        ),
    )


def judge_citizens(sample: Sample) -> Claim:
    """5: the citizen is part of it."""
    found = measure_citizens(sample.plans)
    return Claim(
        5,
        say("The citizen is part of it."),
        say(
            "Places whose source says that residents or users take part: at least {share} of {n}.",
            share=spell(format_share, found.value),
            n=spell(format_whole, found.n),
        ),
        found.value,
        found.low,
        found.high,
        Unit.SHARE,
        found.n,
        _at_least_most(found.low),
        say(
            "A lower bound: silence of a source is not a no. It can support the claim (above one half), never refute it."
        ),
    )


def judge_local_bodies(sample: Sample) -> Claim:
    """6: local elected bodies are involved."""
    row = local_authorities(sample).iloc[-1]
    listed = bool(sample.plans["source_kind"].isin(vocabulary.LISTS).all())
    return Claim(
        6,
        say("Local elected bodies are involved."),
        say(
            "Places carried or funded by a municipality, an intermunicipality, a department or a region: at least {share} of {n}.",
            share=spell(format_share, row["share"]),
            n=spell(format_whole, row["n"]),
        ),
        row["share"],
        row["low"],
        row["high"],
        Unit.SHARE,
        int(row["n"]),
        Verdict.CANNOT_TELL if listed else _at_least_most(row["low"]),
        say("A list of grants has its funder by construction: it says nothing of other places.")
        if listed
        else say("A lower bound; supported when its whole interval lies above one half."),
    )


def judge_carriers(sample: Sample) -> Claim:
    """7: the places are carried by territories and by clusters."""
    plans = sample.plans
    found = inference.proportion(int(plans["carrier_type"].isin(LOCAL).sum()), len(plans))
    houses = int((plans["place_type"] == "cluster_house").sum())
    why = (
        mark(
            "The first half holds (local authorities carry {interval}); for clusters the data cannot tell: sources name "
            "carriers by legal form, and a cluster may be an association or a company."
        )
        if found.low > 0.5
        else mark(
            "The first half is open too (local authorities carry {interval}); for clusters the data cannot tell: sources "
            "name carriers by legal form, and a cluster may be an association or a company."
        )
    )
    return Claim(
        7,
        say("The places are carried by territories and by clusters."),
        say(
            "Carried by a local authority: {share} of {n}; houses of a cluster: {houses} of {n}.",
            share=spell(format_share, found.value),
            n=spell(format_whole, found.n),
            houses=spell(format_whole, houses),
        ),
        found.value,
        found.low,
        found.high,
        Unit.SHARE,
        found.n,
        Verdict.CANNOT_TELL,
        say(why, interval=spell_interval(found.low, found.high)),
    )


def judge_leap(sample: Sample) -> Claim:
    """8: the new places are a qualitative leap, not a change of words."""
    test, r2 = compare_generations(sample)
    lists = sample.plans["source_kind"].isin(vocabulary.LISTS)
    measure = (
        mark(
            "New against older kinds of place on investment, funders, carriers and stakeholders, lists of grants left out: "
            "R² {r2} (PERMANOVA {p}, n = {n})."
        )
        if lists.any() and not lists.all()
        else mark(
            "New against older kinds of place on investment, funders, carriers and stakeholders: R² {r2} (PERMANOVA {p}, "
            "n = {n})."
        )
    )
    return Claim(
        8,
        say("A qualitative leap, not a change of words."),
        say(measure, r2=spell(format_share, r2.value), p=spell(format_p_value, test.p), n=spell(format_whole, test.n)),
        r2.value,
        r2.low,
        r2.high,
        Unit.R2,
        test.n,
        judge_difference(test, r2),
        say(
            "A leap is a difference beyond chance whose R² reaches {large}; not supported when the whole interval stays below "
            "it. What people do inside a place, its services and its spirit are not in the data.",
            large=spell(format_share, LARGE),
        ),
    )


#: The measures, in the order of the conference.
CLAIMS: tuple[Callable[[Sample], Claim], ...] = (
    judge_cost,
    judge_mixed,
    judge_rural,
    judge_stakeholders,
    judge_citizens,
    judge_local_bodies,
    judge_carriers,
    judge_leap,
)


def _enough(claim: Claim) -> Claim:
    """The claim, or "cannot tell" without numbers when fewer than five places stand behind it."""
    if claim.n >= inference.LEAST_FOR_SUMMARY and claim.low == claim.low:
        return claim
    few = say("{places} with what the measure needs: too few.", places=spell(format_count, claim.n, "place"))
    return replace(claim, measure=few, value=np.nan, low=np.nan, high=np.nan, verdict=Verdict.CANNOT_TELL)


def claims(data: Dataset) -> list[Claim]:
    """The eight claims of January 2017 put to a dataset.

    Each verdict is computed again without the State's lists, and without abandoned, planned or operating plans;
    ``turns`` says where it differs.

    Parameters
    ----------
    data : Dataset
        What `analysis.load` returns.

    Returns
    -------
    list of Claim
        In the order of the conference.

    Examples
    --------
    >>> from analysis import load
    >>> [claim.number for claim in claims(load())]
    [1, 2, 3, 4, 5, 6, 7, 8]
    """
    sample = sample_of(data)
    parts = take_parts(sample)
    found = []
    for measure in CLAIMS:
        claim = _enough(measure(sample))
        others = {subset: _enough(measure(part)).verdict for subset, part in parts.items()}
        turns = tuple((subset, verdict) for subset, verdict in others.items() if verdict != claim.verdict)
        found.append(replace(claim, turns=turns))
    return found


def claims_table(found: list[Claim]) -> pd.DataFrame:
    """The claims as a table: one row each, the columns of `Claim`; sentences in the language that is spoken, codes as they are.

    Examples
    --------
    >>> from analysis import load
    >>> claims_table(claims(load()))["verdict"].unique().tolist()
    ['cannot_tell', 'supported', 'not_supported']
    """
    rows = [
        vars(claim)
        | {name: str(getattr(claim, name)) for name in ("claim", "measure", "why")}
        | {"turns": str(claim.where_it_turns)}
        for claim in found
    ]
    return pd.DataFrame(rows).astype({"number": int, "n": int})
