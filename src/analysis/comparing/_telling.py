"""What is told of a comparison: plain sentences, each with its numbers behind it, and what weakens it."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.comparing._expecting import Standing, find_standing
from analysis.comparing._labels import SHARE_OF
from analysis.comparing._money import Money
from analysis.comparing._plan import Plan
from analysis.findings._finding import Findings
from analysis.findings._wording import Told, name_value, spell_interval, spell_list, spell_sentence
from analysis.numbers import inference
from analysis.numbers.cost import CostBasis, Expected
from analysis.numbers.population import Draw, Sampling, find_lacking_columns, take_sample
from analysis.words import vocabulary
from analysis.words._formatting import (
    format_bounds,
    format_count,
    format_euros,
    format_interval,
    format_share,
    join_names,
    join_parts,
    show_value,
)
from analysis.words._messages import Message, say, spell

__all__ = ["FEW_PEERS", "tell_comparison", "tell_warnings"]

#: Under this number of peers a position says little.
FEW_PEERS = 20
NAMED = 3
HALF = 0.5
#: The plain answer to "is our plan usual?", after the name of the plan.
ANSWERS = {
    Standing.BELOW: say("{plan} costs less than {places} usually do.", plan="", places=""),
    Standing.WITHIN: say("{plan} costs what {places} usually cost.", plan="", places=""),
    Standing.ABOVE: say("{plan} costs more than {places} usually do.", plan="", places=""),
}
KIND = "place_type"


def tell_warnings(plan: Plan, peers: pd.DataFrame, funding: pd.DataFrame, money: Money) -> Findings:
    """What weakens a comparison: few peers, lines that do not add up, how complete plans close, VAT, years."""
    told: list[Told] = []
    if len(peers) < FEW_PEERS:
        few = spell(format_count, len(peers), "peer")
        told.append(say("Only {peers}: a position among so few says little.", peers=few))
    if not plan.complete:
        explained = say(
            "The lines explain {share} of the total; {rest} are of unknown nature.",
            share=spell(format_share, plan.known_eur / plan.investment_eur),
            rest=spell(format_euros, plan.unexplained_eur),
        )
        told.append(explained)
    told += _closing(peers, funding)
    if plan.vat in (None, "unknown") or not (peers["vat"] == plan.vat).all():
        told.append(say("Peers count with and without VAT: a difference of up to a fifth may be the tax."))
    if money.year and money.nominal:
        nominal = spell(format_count, money.nominal, "peer")
        told.append(say("Without a year that has an index, amounts stay nominal: {peers}.", peers=nominal))
    return Findings(tuple(told) or (say("Nothing that is known of."),))


def _closing(peers: pd.DataFrame, funding: pd.DataFrame) -> list[Told]:
    """How many of the complete plans are stated line by line, where it is known how their amounts are."""
    stated = Sampling(independent=True)
    if find_lacking_columns(peers, funding, stated):
        return []
    complete = peers[peers["complete"] & peers["total_basis"].notna()]
    alone = len(take_sample(complete, funding, stated))
    told = say(
        "Of {complete} among the peers, {stated} are stated line by line; the others rest on computed amounts, which are no "
        "evidence of who pays.",
        complete=spell(format_count, len(complete), "complete plan"),
        stated=alone,
    )
    return [told] if alone < len(complete) else []


def _name(plan: Plan) -> Message | str:
    return plan.name or say("this plan")


def _euros_of(money: Money) -> Message:
    return (
        say("euros of {year}", year=money.year) if money.year else say("nominal euros, since there is no price index")
    )


def _euros_of_plan(plan: Plan, money: Money) -> Message:
    """In which euros the plan is told, and what is assumed of it."""
    if not money.year:
        return _euros_of(money)
    if money.assumed:
        return say("euros of {year}, as which those of the plan are taken", year=money.year)
    cost = spell(format_euros, plan.investment_eur)
    return say("euros of {year}; {cost} in those of {own}", year=money.year, cost=cost, own=plan.year)


def _basis(expected: Expected) -> Told:
    """What is known of the plan that its range rests on."""
    names = [spell(vocabulary.label, name) for name in expected.known]
    return spell(join_names, names) if names else CostBasis.ALL.label


def _usual(plan: Plan, money: Money, expected: Expected) -> Told:
    """Is our plan usual?"""
    name, cost = _name(plan), spell(format_euros, money.euros)
    standing = find_standing(money.euros, expected.low, expected.high)
    if standing is Standing.NOT_KNOWN:
        told = say(
            "{plan} costs {cost} ({money}); plans are too few to say what such a place should cost (n = {plans}).",
            plan=name,
            cost=cost,
            money=_euros_of_plan(plan, money),
            plans=spell(format_count, expected.n, "plan"),
        )
        return told
    numbers = say(
        "{cost} beside an expected {range}, about {middle} (four of five plans lie in such a range; told by {basis}; n = "
        "{plans}; {money}). It is a range, no judgement on need.",
        cost=cost,
        range=spell(format_interval, expected.low, expected.high, format_euros),
        middle=spell(format_euros, expected.middle),
        basis=_basis(expected),
        plans=spell(format_count, expected.n, "plan"),
        money=_euros_of_plan(plan, money),
    )
    places = say("places of this kind") if KIND in expected.known else say("innovation places")
    plain = say(ANSWERS[standing].text, plan=name, places=places)
    return say("{plain} {numbers}", plain=plain, numbers=numbers)


def _place(first: pd.Series, choices: pd.DataFrame, money: Money) -> Told:
    """Where the cost stands among the peers."""
    peers, tried = spell(format_count, first["n"], "peer"), choices["below"].dropna()
    if first["n"] < inference.LEAST_FOR_SUMMARY:
        return say("Its peers are too few to say where it stands among them (n = {peers}).", peers=peers)
    return say(
        "It costs more than {below} of its peers. The 95% interval is {interval} (n = {peers}); their median is {median} (95% "
        "interval {around}; {money}); with other choices of peers, it costs more than {others}.",
        below=spell(format_share, first["below"]),
        interval=spell_interval(first["interval_low"], first["interval_high"]),
        peers=peers,
        median=spell(format_euros, first["median"]),
        around=spell(format_interval, first["low"], first["high"], format_euros),
        money=_euros_of(money),
        others=spell(format_bounds, tried.min(), tried.max()),
    )


def _public(public: pd.Series) -> Told:
    own, peers = spell(format_bounds, public["value"], public["value_high"]), spell(format_count, public["n"], "peer")
    if public["n"] < inference.LEAST_FOR_SUMMARY:
        return say(
            "Public money pays {share} of it. The peers with a complete plan are too few to compare (n = {peers}).",
            share=own,
            peers=peers,
        )
    return say(
        "Public money pays {share} of it. The median of the peers with a complete plan is {median} (n = {peers}; 95% interval "
        "{interval}).",
        share=own,
        median=spell(format_share, public["median"]),
        peers=peers,
        interval=spell_interval(public["low"], public["high"]),
    )


def _funder(row: Any) -> Told:
    """A funder by its name; beside the lists of grants where it is set beside them."""
    name = name_value("funder_type", row.measure.removeprefix(SHARE_OF))
    return say("{funder} ({draw})", funder=name, draw=Draw.LISTS.label) if row.draw == Draw.LISTS else name


def _differing(rows: pd.DataFrame) -> Told:
    """The funders whose part is larger, or smaller, than of most peers that they give to: the whole interval says so."""
    larger = [_funder(row) for row in rows[rows["interval_low"] > HALF].itertuples(index=False)]
    smaller = [_funder(row) for row in rows[rows["interval_high"] < HALF].itertuples(index=False)]
    told: list[Told] = []
    if larger:
        told.append(say("Larger part here than of most peers that it gives to: {funders}.", funders=spell_list(larger)))
    if smaller:
        told.append(
            say("Smaller part here than of most peers that it gives to: {funders}.", funders=spell_list(smaller))
        )
    return spell(" ".join, told) if told else say("No funder's part clearly differs from what it pays where it gives.")


def _giving(positions: pd.DataFrame) -> Told:
    """The part of each funder beside the part that it pays where it gives."""
    rows = positions[positions["measure"].str.startswith(SHARE_OF) & positions["median"].notna()]
    if not len(rows):
        return say("What its funders pay elsewhere cannot be said: too few peers tell it.")
    parts = [
        say(
            "{funder} {share} beside {median} ({interval}; n = {n})",
            funder=_funder(row),
            share=spell(format_share, row.value),
            median=spell(format_share, row.median),
            interval=spell_interval(row.low, row.high),
            n=row.n,
        )
        for row in rows.itertuples(index=False)
    ]
    return say(
        "{plain} Part here beside the median where it gives, with its 95% interval; web pages unless lists are named: "
        "{funders}.",
        plain=_differing(rows),
        funders=spell(join_parts, parts),
    )


def tell_comparison(
    plan: Plan, money: Money, expected: Expected, positions: pd.DataFrame, choices: pd.DataFrame, nearest: pd.DataFrame
) -> Findings:
    """Five sentences: is the plan usual, where it stands, its public share, its funders, the nearest places."""
    by_measure = positions.drop_duplicates("measure").set_index("measure")
    near = [
        spell("{} ({})".format, show_value(row.name), spell(format_euros, row.investment_eur))
        for row in nearest.head(NAMED).itertuples(index=False)
    ]
    told = (
        _usual(plan, money, expected),
        _place(by_measure.loc["investment_eur"], choices, money),
        _public(by_measure.loc["public_share"]),
        _giving(positions),
        say("Nearest places: {places}.", places=spell(join_parts, near) if near else say("none")),
    )
    return Findings(tuple(spell_sentence(sentence) for sentence in told))
