"""The conference's eight claims, each with its measure, interval and verdict."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from analysis.dataset import Dataset
from analysis.findings._concepts import LARGE, generations_differ, leap_or_words
from analysis.findings._finding import Sample, parts_of, sample_of
from analysis.findings._funding_mix import mixed_bounds
from analysis.findings._investment import BAND, typical
from analysis.findings._stakeholders import LOCAL, citizens_share, local_authorities, stakeholder_trend
from analysis.findings._territories import rural_share, rural_share_of_population
from analysis.numbers import inference
from analysis.words import vocabulary
from analysis.words._formatting import apart, count, decimal, euros, interval, p_value, pair, share, whole
from analysis.words.i18n import _, mark

__all__ = ["CLAIMS", "Claim", "claims", "claims_table"]

SUPPORTED, NOT_SUPPORTED, CANNOT_TELL = mark("supported"), mark("not supported"), mark("cannot tell")


@dataclass(frozen=True)
class Claim:
    """One claim put to the data.

    Attributes
    ----------
    number : int
        1 to 8, the order of the conference.
    claim : str
        The claim, in few words.
    measure : str
        What was measured, with n.
    value, low, high : float
        The measure and its 95% interval; NaN value where only bounds are known.
    unit : {"share", "per year", "R²"}
        Unit of the three numbers.
    n : int
        Places behind them.
    verdict : {"supported", "not supported", "cannot tell"}
        By the rule that ``why`` states; a code, which `_` says.
    why : str
        The rule and what the data cannot say.
    turns : str
        The parts of the sample on which the verdict differs; empty where it holds.
    """

    number: int
    claim: str
    measure: str
    value: float
    low: float
    high: float
    unit: str
    n: int
    verdict: str
    why: str
    turns: str = ""


def _most(low: float, high: float) -> str:
    """Verdict on "most places": the whole interval above one half, below it, or across."""
    return SUPPORTED if low > 0.5 else NOT_SUPPORTED if high < 0.5 else CANNOT_TELL


def _at_least_most(low: float) -> str:
    """Verdict on "most places" from a lower bound, which can support but never refute."""
    return SUPPORTED if low > 0.5 else CANNOT_TELL


def cost(sample: Sample) -> Claim:
    """1: the starting investment goes from €50,000 to several hundred thousand."""
    plans = sample.where("investment_eur").plans
    inside = plans["investment_eur"].between(*BAND, inclusive="left")
    found = inference.proportion(int(inside.sum()), len(plans))
    return Claim(
        1,
        _("The starting investment goes from €50,000 to several hundred thousand."),
        _("Plans from {low} to under {high}: {n} of {total}. {median}").format(
            low=euros(BAND[0]),
            high=euros(BAND[1]),
            n=whole(inside.sum()),
            total=whole(found.n),
            median=typical(sample).text,
        ),
        found.value,
        found.low,
        found.high,
        "share",
        found.n,
        _most(found.low, found.high),
        _("Supported when the whole interval lies above one half, not supported when it lies below."),
    )


def mixed(sample: Sample) -> Claim:
    """2: most places have mixed public and private funding."""
    low, high = mixed_bounds(sample)
    return Claim(
        2,
        _("Most places have mixed public and private funding."),
        _(
            "Plans that name a public and a private funder: {low}; with those that cannot be told: {high} (n = {n})."
        ).format(low=share(low.value), high=share(high.value), n=whole(low.n)),
        np.nan,
        low.low,
        high.high,
        "share",
        low.n,
        _most(low.low, high.high),
        _("The interval runs from the low end of the known mixed plans to the high end of those that may be mixed."),
    )


def rural(sample: Sample) -> Claim:
    """3: the places make rural territories attractive."""
    found, population = rural_share(sample.plans), rural_share_of_population(sample.context)
    return Claim(
        3,
        _("The places make rural territories attractive."),
        _("Places in rural municipalities: {share} of {n}, beside {population} of the population.").format(
            share=share(found.value), n=whole(found.n), population=share(population)
        ),
        found.value,
        found.low,
        found.high,
        "share",
        found.n,
        CANNOT_TELL,
        _(
            "Where places stand says nothing of attractiveness: arrivals, jobs or firms before and after are not in the data, "
            "and the State's lists favour rural municipalities."
        ),
    )


def more_stakeholders(sample: Sample) -> Claim:
    """4: there are more and more stakeholders."""
    found = stakeholder_trend(sample)
    clear = SUPPORTED if found.low > 0 else NOT_SUPPORTED if found.high <= 0 else CANNOT_TELL
    return Claim(
        4,
        _("More and more stakeholders take part."),
        _(
            "Stakeholders named per place against the year, lists of grants left out: {slope} a year (Kendall's tau {tau}, {p}, "
            "n = {n})."
        ).format(
            slope=decimal(found.slope, sign=True),
            tau=decimal(found.tau, sign=True),
            p=p_value(found.p),
            n=whole(found.n),
        ),
        found.slope,
        found.low,
        found.high,
        "per year",
        found.n,
        clear,
        _(
            "Supported when the interval of the Theil-Sen slope lies above 0, not supported when no part of it does. "
            "Names in a source are a low count of those who take part."
        ),
    )


def citizens(sample: Sample) -> Claim:
    """5: the citizen is part of it."""
    found = citizens_share(sample.plans)
    return Claim(
        5,
        _("The citizen is part of it."),
        _("Places whose source says that residents or users take part: at least {share} of {n}.").format(
            share=share(found.value), n=whole(found.n)
        ),
        found.value,
        found.low,
        found.high,
        "share",
        found.n,
        _at_least_most(found.low),
        _(
            "A lower bound: silence of a source is not a no. It can support the claim (above one half), never refute it."
        ),
    )


def local_bodies(sample: Sample) -> Claim:
    """6: local elected bodies are involved."""
    row = local_authorities(sample).iloc[-1]
    listed = bool(sample.plans["source_kind"].isin(vocabulary.LISTS).all())
    return Claim(
        6,
        _("Local elected bodies are involved."),
        _(
            "Places carried or funded by a municipality, an intermunicipality, a department or a region: at least {share} of {n}."
        ).format(share=share(row["share"]), n=whole(row["n"])),
        row["share"],
        row["low"],
        row["high"],
        "share",
        int(row["n"]),
        CANNOT_TELL if listed else _at_least_most(row["low"]),
        _("A list of grants has its funder by construction: it says nothing of other places.")
        if listed
        else _("A lower bound; supported when its whole interval lies above one half."),
    )


def carried_by(sample: Sample) -> Claim:
    """7: the places are carried by territories and by clusters."""
    plans = sample.plans
    found = inference.proportion(int(plans["carrier_type"].isin(LOCAL).sum()), len(plans))
    houses = int((plans["place_type"] == "cluster_house").sum())
    why = (
        _(
            "The first half holds (local authorities carry {interval}); for clusters the data cannot tell: sources name "
            "carriers by legal form, and a cluster may be an association or a company."
        )
        if found.low > 0.5
        else _(
            "The first half is open too (local authorities carry {interval}); for clusters the data cannot tell: sources "
            "name carriers by legal form, and a cluster may be an association or a company."
        )
    )
    return Claim(
        7,
        _("The places are carried by territories and by clusters."),
        _("Carried by a local authority: {share} of {n}; houses of a cluster: {houses} of {n}.").format(
            share=share(found.value), n=whole(found.n), houses=whole(houses)
        ),
        found.value,
        found.low,
        found.high,
        "share",
        found.n,
        CANNOT_TELL,
        why.format(interval=interval(found.low, found.high, share)),
    )


def leap(sample: Sample) -> Claim:
    """8: the new places are a qualitative leap, not a change of words."""
    test, r2 = generations_differ(sample)
    lists = sample.plans["source_kind"].isin(vocabulary.LISTS)
    measure = (
        _(
            "New against older kinds of place on investment, funders, carriers and stakeholders, lists of grants left out: "
            "R² {r2} (PERMANOVA {p}, n = {n})."
        )
        if lists.any() and not lists.all()
        else _(
            "New against older kinds of place on investment, funders, carriers and stakeholders: R² {r2} (PERMANOVA {p}, "
            "n = {n})."
        )
    )
    verdict = leap_or_words(test, r2)
    return Claim(
        8,
        _("A qualitative leap, not a change of words."),
        measure.format(r2=share(r2.value), p=p_value(test.p), n=whole(test.n)),
        r2.value,
        r2.low,
        r2.high,
        "R²",
        test.n,
        verdict,
        _(
            "A leap is a difference beyond chance whose R² reaches {large}; not supported when the whole interval stays below "
            "it. What people do inside a place, its services and its spirit are not in the data."
        ).format(large=share(LARGE)),
    )


#: The measures, in the order of the conference.
CLAIMS: tuple[Callable[[Sample], Claim], ...] = (
    cost,
    mixed,
    rural,
    more_stakeholders,
    citizens,
    local_bodies,
    carried_by,
    leap,
)


def _enough(claim: Claim) -> Claim:
    """The claim, or "cannot tell" without numbers when fewer than five places stand behind it."""
    if claim.n >= inference.LEAST_FOR_SUMMARY and claim.low == claim.low:
        return claim
    few = _("{places} with what the measure needs: too few.").format(places=count(claim.n, "place"))
    return replace(claim, measure=few, value=np.nan, low=np.nan, high=np.nan, verdict=CANNOT_TELL)


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
    parts = parts_of(sample)
    found = []
    for measure in CLAIMS:
        claim = _enough(measure(sample))
        others = {name: _enough(measure(part)).verdict for name, part in parts.items()}
        turns = apart([pair(_(name), _(verdict)) for name, verdict in others.items() if verdict != claim.verdict])
        found.append(replace(claim, turns=turns))
    return found


def claims_table(found: list[Claim]) -> pd.DataFrame:
    """The claims as a table: one row each, the columns of `Claim`.

    Examples
    --------
    >>> from analysis import load
    >>> len(claims_table(claims(load())))
    8
    """
    return pd.DataFrame(found).astype({"number": int, "n": int})
