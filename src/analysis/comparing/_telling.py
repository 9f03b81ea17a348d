"""What is told of a comparison: three sentences, and what weakens it."""

from __future__ import annotations

import pandas as pd

from analysis.comparing._plan import Plan
from analysis.findings._finding import Findings
from analysis.findings._wording import Told, spell_interval, spell_sentence
from analysis.numbers import inference
from analysis.words._formatting import (
    format_bounds,
    format_count,
    format_euros,
    format_interval,
    format_share,
    join_parts,
    show_value,
)
from analysis.words._messages import say, spell

__all__ = ["FEW_PEERS", "tell_comparison", "tell_warnings"]

#: Under this number of peers a position says little.
FEW_PEERS = 20
NAMED = 3


def tell_warnings(plan: Plan, peers: pd.DataFrame) -> Findings:
    """What weakens a comparison: few peers, lines that do not add up, VAT."""
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
    if plan.vat in (None, "unknown") or not (peers["vat"] == plan.vat).all():
        told.append(say("Peers count with and without VAT: a difference of up to a fifth may be the tax."))
    return Findings(tuple(told) or (say("Nothing that is known of."),))


def _cost(plan: Plan, first: pd.Series, choices: pd.DataFrame) -> Told:
    name, cost = plan.name or say("this plan"), spell(format_euros, plan.investment_eur)
    peers = spell(format_count, first["n"], "peer")
    if first["n"] < inference.LEAST_FOR_SUMMARY:
        return say(
            "{plan} costs {cost}, nominal euros; its peers are too few to say more (n = {peers}).",
            plan=name,
            cost=cost,
            peers=peers,
        )
    return say(
        "{plan} costs {cost}, nominal euros: more than {below} of its {peers}, whose median is {median} (95% interval "
        "{interval}); with other choices of peers, more than {least} to {most}.",
        plan=name,
        cost=cost,
        peers=peers,
        below=spell(format_share, first["below"]),
        median=spell(format_euros, first["median"]),
        interval=spell(format_interval, first["low"], first["high"], format_euros),
        least=spell(format_share, choices["below"].min()),
        most=spell(format_share, choices["below"].max()),
    )


def _public(public: pd.Series) -> Told:
    own, peers = spell(format_bounds, public["value"], public["value_high"]), spell(format_count, public["n"], "peer")
    if public["n"] < inference.LEAST_FOR_SUMMARY:
        return say(
            "Public money is {share} of it; the peers with a complete plan are too few to compare (n = {peers}).",
            share=own,
            peers=peers,
        )
    return say(
        "Public money is {share} of it; the median of the peers with a complete plan is {median} (n = {peers}; 95% interval "
        "{interval}).",
        share=own,
        median=spell(format_share, public["median"]),
        peers=peers,
        interval=spell_interval(public["low"], public["high"]),
    )


def tell_comparison(plan: Plan, positions: pd.DataFrame, choices: pd.DataFrame, nearest: pd.DataFrame) -> Findings:
    """Three sentences: what the plan costs beside its peers, its public share, the nearest places."""
    by_measure = positions.set_index("measure")
    near = [
        spell("{} ({})".format, show_value(row.name), spell(format_euros, row.investment_eur))
        for row in nearest.head(NAMED).itertuples(index=False)
    ]
    told = (
        _cost(plan, by_measure.loc["investment_eur"], choices),
        _public(by_measure.loc["public_share"]),
        say("Nearest places: {places}.", places=spell(join_parts, near) if near else say("none")),
    )
    return Findings(tuple(spell_sentence(sentence) for sentence in told))
