"""What is told of a comparison: plain sentences, each with its numbers behind it, and what weakens it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from analysis.comparing._expecting import Standing, find_standing
from analysis.comparing._labels import SHARE_OF
from analysis.comparing._money import Money
from analysis.comparing._plan import Plan
from analysis.comparing._texts import PLURALS, fill
from analysis.findings._finding import Findings, Layers
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
    format_long_euros,
    format_number,
    format_share,
    format_whole,
    join_names,
    join_parts,
    show_value,
)
from analysis.words._messages import Message, say, spell

__all__ = ["FEW_PEERS", "MIDDLE", "NAMED", "name_peers", "tell_comparison", "tell_warnings"]

#: Under this number of peers a position says little.
FEW_PEERS = 20
NAMED = 3
HALF = 0.5
#: A position in it is the middle, and what a position is told in.
MIDDLE, TEN = (0.45, 0.55), 10
KIND = "place_type"


def tell_warnings(plan: Plan, peers: pd.DataFrame, funding: pd.DataFrame, money: Money) -> Findings:
    """What weakens a comparison: few peers, lines that do not add up, how complete plans close, VAT, years."""
    told: list[Told] = []
    if len(peers) < FEW_PEERS:
        few = spell(format_count, len(peers), "peer")
        told.append(fill("few_peers", peers=few))
    if not plan.complete:
        explained = fill(
            "not_complete",
            share=spell(format_share, plan.known_eur / plan.investment_eur),
            rest=spell(format_euros, plan.unexplained_eur),
        )
        told.append(explained)
    told += _closing(peers, funding)
    if plan.vat in (None, "unknown") or not (peers["vat"] == plan.vat).all():
        told.append(fill("vat"))
    if money.year and money.nominal:
        nominal = spell(format_count, money.nominal, "peer")
        told.append(fill("stay_nominal", peers=nominal))
    return Findings(tuple(told) or (fill("nothing_weakens"),))


def _closing(peers: pd.DataFrame, funding: pd.DataFrame) -> list[Told]:
    """How many of the complete plans are stated line by line, where it is known how their amounts are."""
    stated = Sampling(independent=True)
    if find_lacking_columns(peers, funding, stated):
        return []
    complete = peers[peers["complete"] & peers["total_basis"].notna()]
    alone = len(take_sample(complete, funding, stated))
    told = fill(
        "closing",
        complete=spell(format_count, len(complete), "complete plan"),
        stated=alone,
    )
    return [told] if alone < len(complete) else []


def _name(plan: Plan) -> Message | str:
    return plan.name or fill("my_project")


def name_peers(plan: Plan, like: tuple[str, ...]) -> Message:
    """What the peers are called: the places of the kind, where they share that and nothing else."""
    if like == (KIND,) and plan.place_type in PLURALS:
        return say(PLURALS[plan.place_type])
    return fill("comparable" if like else "all_places")


def _euros_of(money: Money) -> Message:
    return fill("euros_of", year=money.year) if money.year else fill("euros_nominal")


def _euros_of_plan(plan: Plan, money: Money) -> Message:
    """In which euros the plan is told, and what is assumed of it."""
    if not money.year:
        return _euros_of(money)
    if money.assumed:
        return fill("euros_assumed", year=money.year)
    cost = spell(format_euros, plan.investment_eur)
    return fill("euros_own", year=money.year, cost=cost, own=plan.year)


def _basis(expected: Expected) -> Told:
    """What is known of the plan that its range rests on."""
    names = [spell(vocabulary.label, name) for name in expected.known]
    return spell(join_names, names) if names else CostBasis.ALL.label


def _join(*parts: Told) -> Told:
    return spell(_sentences, *parts)


def _sentences(*parts: str) -> str:
    return " ".join(part[:1].upper() + part[1:] for part in parts)


def _usual(plan: Plan, money: Money, expected: Expected) -> Layers:
    """What such a place should cost, and whether the plan lies there."""
    standing = find_standing(money.euros, expected.low, expected.high)
    plans = spell(format_count, expected.n, "plan")
    if standing is Standing.NOT_KNOWN:
        own = {"cost": spell(format_euros, money.euros), "money": _euros_of_plan(plan, money)}
        return Layers(fill("expected_not_known", plans=plans), fill("expected_none_numbers", **own))
    middle, low, high = (spell(format_long_euros, end) for end in (expected.middle, expected.low, expected.high))
    if expected.basis is CostBasis.SURFACE:
        surface = spell(format_number, plan.surface_m2)
        told = fill("expected_surface", surface=surface, middle=middle, low=low, high=high)
    else:
        told = fill("expected", middle=middle, low=low, high=high)
    numbers = fill(
        "expected_numbers",
        cost=spell(format_euros, money.euros),
        range=spell(format_interval, expected.low, expected.high, format_euros),
        basis=_basis(expected),
        plans=plans,
        money=_euros_of_plan(plan, money),
    )
    return Layers(_join(told, fill(f"standing_{standing.value}", plan=_name(plan))), numbers)


def _rank(below: float, value: float, among: Sequence[float]) -> tuple[int, int]:
    """Of how many peers how many the plan exceeds, or how many exceed it: of ten, or of all where they are few."""
    less = below < HALF
    tenths = round(10 * (1 - below if less else below))
    if len(among) >= FEW_PEERS and tenths < TEN:
        return tenths, TEN
    return sum(other > value if less else other < value for other in among), len(among)


def _place(plan: Plan, like: tuple[str, ...], first: pd.Series, choices: pd.DataFrame, money: Money) -> Told | Layers:
    """Where the cost stands among the peers."""
    places, below = name_peers(plan, like), float(first["below"])
    if first["n"] < inference.LEAST_FOR_SUMMARY:
        return fill("place_few", plan=_name(plan), places=places, n=spell(format_count, first["n"], "peer"))
    median = spell(format_long_euros, first["median"])
    near = below == HALF or (first["n"] >= FEW_PEERS and MIDDLE[0] <= below <= MIDDLE[1])
    if near:
        plain = fill("place_middle", plan=_name(plan), places=places, median=median)
    else:
        part, of = _rank(below, first["value"], first["among"])
        name = "place_less" if below < HALF else "place_more"
        counts = {"part": spell(format_whole, part), "of": spell(format_whole, of)}
        plain = fill(name, plan=_name(plan), places=places, median=median, **counts)
    tried = choices["below"].dropna()
    numbers = fill(
        "place_numbers",
        below=spell(format_share, below),
        interval=spell_interval(first["interval_low"], first["interval_high"]),
        peers=spell(format_count, first["n"], "peer"),
        median=spell(format_euros, first["median"]),
        around=spell(format_interval, first["low"], first["high"], format_euros),
        money=_euros_of(money),
        others=spell(format_bounds, tried.min(), tried.max()),
    )
    return Layers(plain, numbers)


def _public(public: pd.Series) -> Layers:
    own, peers = spell(format_bounds, public["value"], public["value_high"]), spell(format_count, public["n"], "peer")
    if public["n"] < inference.LEAST_FOR_SUMMARY:
        return Layers(fill("public_few", share=own), fill("public_few_numbers", peers=peers))
    median = spell(format_share, public["median"])
    numbers = fill("public_numbers", median=median, peers=peers, interval=spell_interval(public["low"], public["high"]))
    return Layers(fill("public", share=own, median=median), numbers)


def _funder(row: Any) -> Told:
    """A funder by its name; beside the lists of grants where it is set beside them."""
    name = name_value("funder_type", row.measure.removeprefix(SHARE_OF))
    return fill("funder_on_lists", funder=name, draw=Draw.LISTS.label) if row.draw == Draw.LISTS else name


def _differing(rows: pd.DataFrame) -> Told:
    """The funders whose part is larger, or smaller, than of most peers that they give to: the whole interval says so."""
    larger = [_funder(row) for row in rows[rows["interval_low"] > HALF].itertuples(index=False)]
    smaller = [_funder(row) for row in rows[rows["interval_high"] < HALF].itertuples(index=False)]
    told: list[Told] = []
    if larger:
        told.append(fill("larger", funders=spell_list(larger)))
    if smaller:
        told.append(fill("smaller", funders=spell_list(smaller)))
    return _join(*told) if told else fill("no_funder_differs")


def _giving(positions: pd.DataFrame) -> Told | Layers:
    """The part of each funder beside the part that it pays where it gives."""
    rows = positions[positions["measure"].str.startswith(SHARE_OF) & positions["median"].notna()]
    if not len(rows):
        return fill("giving_not_known")
    parts = [
        fill(
            "giving",
            funder=_funder(row),
            share=spell(format_share, row.value),
            median=spell(format_share, row.median),
            interval=spell_interval(row.low, row.high),
            n=row.n,
        )
        for row in rows.itertuples(index=False)
    ]
    return Layers(_differing(rows), fill("giving_numbers", funders=spell(join_parts, parts)))


def tell_comparison(
    plan: Plan,
    like: tuple[str, ...],
    money: Money,
    expected: Expected,
    positions: pd.DataFrame,
    choices: pd.DataFrame,
    nearest: pd.DataFrame,
) -> Findings:
    """Five sentences: where it stands, what it should cost, its public share, its funders, the nearest places."""
    by_measure = positions.drop_duplicates("measure").set_index("measure")
    near = [
        spell("{} ({})".format, show_value(row.name), spell(format_euros, row.investment_eur))
        for row in nearest.head(NAMED).itertuples(index=False)
    ]
    told = (
        _place(plan, like, by_measure.loc["investment_eur"], choices, money),
        _usual(plan, money, expected),
        _public(by_measure.loc["public_share"]),
        _giving(positions),
        fill("nearest", places=spell(join_parts, near) if near else fill("none")),
    )
    return Findings(tuple(one if isinstance(one, Layers) else spell_sentence(one) for one in told))
