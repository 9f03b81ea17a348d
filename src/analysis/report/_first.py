"""The first screen: three numbers with their range, and what kinds of place cost; all on plans of new kinds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from analysis.charts import plot_groups
from analysis.numbers import giving, inference, population
from analysis.report._figures import Figure, draw_figure
from analysis.report._strip import Strip, draw_strip
from analysis.words import vocabulary
from analysis.words._formatting import (
    format_bounds,
    format_count,
    format_euros,
    format_share,
    format_whole,
    join_pair,
    join_parts,
)
from analysis.words.i18n import _, ngettext

__all__ = ["Number", "Numbers", "draw_kinds", "tell_few_new", "tell_numbers", "tell_sample"]

EUROS, SHARES = (10_000.0, 100_000.0, 1_000_000.0, 10_000_000.0), (0.0, 0.5, 1.0)
#: The funders whose part a project asks about first.
FUNDERS = ("state", "region", "municipality")
#: Fewer points than this are no shape.
LEAST_FOR_STRIP = 5


@dataclass(frozen=True)
class Number:
    """One number that is read from afar.

    Attributes
    ----------
    value, text : str
        The number, and the sentence below it.
    note : str
        Plans, interval, and the two kinds of source apart.
    strip : Strip, optional
        The plans behind it.
    name : str
        Whose number it is, where a card has several.
    """

    value: str
    text: str
    note: str
    strip: Strip | None
    name: str = ""


@dataclass(frozen=True)
class Numbers:
    """A card: its heading, one number or several of a kind, and what holds for all of them."""

    title: str
    numbers: tuple[Number, ...]
    note: str = ""


def _known(plans: pd.DataFrame) -> pd.Series:
    euros = plans["investment_eur"].astype(float)
    return euros[euros > 0]


def _uncertainty(found: inference.Interval, form: Callable[[float], str]) -> str:
    told = format_bounds(found.low, found.high, form)
    return _("{plans}; uncertainty of the middle: {ends}").format(plans=format_count(found.n, "plan"), ends=told)


def _by_draw(plans: pd.DataFrame) -> str:
    """The middle of web pages and that of lists of grants, which are smaller projects by construction."""
    told = []
    for draw in (population.Draw.WEB, population.Draw.LISTS):
        found = inference.estimate_median(_known(population.select_draw(plans, draw)))
        if found.value == found.value:
            told.append(
                _("{source} {value} ({plans})").format(
                    source=draw.label, value=format_euros(found.value), plans=format_whole(found.n)
                )
            )
    return _("By source: {sources}").format(sources=join_parts(told)) if len(told) > 1 else ""


def _cost(title: str, plans: pd.DataFrame, tell: Callable[[str, str], str]) -> Numbers | None:
    """The median of some plans with its quartiles, or nothing where they are too few."""
    known = _known(plans)
    found = inference.estimate_median(known)
    if found.value != found.value:
        return None
    low, high = (format_euros(float(known.quantile(q))) for q in (0.25, 0.75))
    note = ". ".join(filter(None, (_uncertainty(found, format_euros), _by_draw(plans)))) + "."
    strip = draw_strip(known.tolist(), EUROS, format_euros, log=True, height=56.0)
    return Numbers(title, (Number(format_euros(found.value), tell(low, high), note, strip),))


def _tell_all(low: str, high: str) -> str:
    return _("One place in two costs less. Half of them cost {low} to {high}.").format(low=low, high=high)


def _cost_rural(plans: pd.DataFrame) -> Numbers | None:
    if "settlement" not in plans:
        return None
    urban = inference.estimate_median(_known(plans[plans["settlement"] == "urban"]))

    def tell(low: str, high: str) -> str:
        half = _("Half of them cost {low} to {high}.").format(low=low, high=high)
        if urban.value != urban.value:
            return half
        return _("{half} In a town it is {value} ({plans}).").format(
            value=format_euros(urban.value), plans=format_count(urban.n, "plan"), half=half
        )

    return _cost(_("In a rural municipality"), plans[plans["settlement"] == "rural"], tell)


def _give(plans: pd.DataFrame, funding: pd.DataFrame) -> Numbers | None:
    """What part of the cost a funder pays where it pays, on web pages; lists of grants stand apart."""
    table = giving.list_giving(plans, funding).set_index(["funder_type", "draw"])
    given = giving.find_given(plans, funding)
    names = vocabulary.labels("funder_type")
    numbers: list[Number] = []
    lists: list[Number] = []
    for funder in FUNDERS:
        for draw, into in ((population.Draw.WEB, numbers), (population.Draw.LISTS, lists)):
            if (funder, draw.value) not in table.index:
                continue
            row = table.loc[(funder, draw.value)]
            if pd.isna(row["median"]):
                continue
            of = given[(given["funder_type"] == funder) & (given["draw"] == draw.value)]["share"].dropna()
            value, plans_of = format_share(row["median"]), format_count(row["n"], "plan")
            text = _("{ends}, {plans}").format(ends=format_bounds(row["low"], row["high"]), plans=plans_of)
            strip = (
                draw_strip(of.tolist(), SHARES, format_share, width=110.0, height=22.0)
                if len(of) >= LEAST_FOR_STRIP
                else None
            )
            into.append(Number(value, text, "", strip, names[funder]))
    if not numbers:
        return None
    note = [_("Middle of the plans that each of them helps to pay, on web pages, with its uncertainty.")]
    if lists:
        told = join_parts([join_pair(one.name, f"{one.value} ({one.text})") for one in lists])
        note.append(_("In the lists of their own grants: {numbers}.").format(numbers=told))
    return Numbers(_("When they give"), tuple(numbers), " ".join(note))


def tell_numbers(plans: pd.DataFrame, funding: pd.DataFrame) -> list[Numbers]:
    """The three cards of the first screen; one whose plans are too few is left out.

    Parameters
    ----------
    plans : DataFrame
        What `shares.plans` returns.
    funding : DataFrame
        The lines of all plans.

    Examples
    --------
    >>> from analysis import load, shares
    >>> data = load()
    >>> [card.numbers[0].value for card in tell_numbers(shares.plans(data), data.funding)][1:]
    ['€333k', '31%']
    """
    chosen = population.choose_subject(plans)
    found = (_cost(_("A new place"), chosen, _tell_all), _cost_rural(chosen), _give(chosen, funding))
    return [card for card in found if card]


def tell_sample(plans: pd.DataFrame) -> str:
    """Whose numbers these are."""
    chosen = population.choose_subject(plans)
    if len(chosen) < len(plans):
        told = _(
            "{plans} of third places, coworking spaces, fab labs and other new places, as they were published: a sample, "
            "not a census. Each has its source."
        )
    else:
        told = _("{plans}, as they were published: a sample, not a census.")
    counted = _("{n} financing plans") if _known(chosen).size else _("{n} grants, none with the total of its plan")
    return told.format(plans=counted.format(n=format_whole(len(chosen))))


def tell_few_new(plans: pd.DataFrame) -> str:
    """Why nothing is claimed of new places, where the data holds too few; empty where it holds enough.

    Examples
    --------
    >>> tell_few_new(pd.DataFrame({"generation": ["new", "older", None]}))
    'Of 3 rows 1 says that it is a new innovation place: too few for any verdict on such places.'
    """
    new = len(population.select_new(plans))
    if new >= inference.LEAST_FOR_SUMMARY:
        return ""
    told = ngettext(
        "Of {rows} rows {n} says that it is a new innovation place: too few for any verdict on such places.",
        "Of {rows} rows {n} say that they are a new innovation place: too few for any verdict on such places.",
        new,
    )
    return told.format(rows=format_whole(len(plans)), n=format_whole(new))


def draw_kinds(plans: pd.DataFrame) -> Figure | None:
    """What each kind of new place costs."""
    chosen = population.choose_subject(plans)
    title = _("Which kinds of place cost most?")
    return draw_figure("cost-by-kind", lambda ax: plot_groups(chosen, by="place_type", title=title, ax=ax))
