"""What is told of a comparison: three sentences, and what weakens it."""

from __future__ import annotations

import pandas as pd

from analysis.comparing._plan import Plan
from analysis.findings._finding import Findings
from analysis.numbers import inference
from analysis.words._formatting import apart, bounds, count, euros, interval, share, shown
from analysis.words.i18n import _

__all__ = ["FEW_PEERS", "sentences_of", "warnings_of"]

#: Under this number of peers a position says little.
FEW_PEERS = 20
NAMED = 3


def warnings_of(plan: Plan, peers: pd.DataFrame) -> Findings:
    """What weakens a comparison: few peers, lines that do not add up, VAT."""
    told = []
    if len(peers) < FEW_PEERS:
        told.append(_("Only {peers}: a position among so few says little.").format(peers=count(len(peers), "peer")))
    if not plan.complete:
        explained = _("The lines explain {share} of the total; {rest} are of unknown nature.")
        part = plan.known_eur / plan.investment_eur
        told.append(explained.format(share=share(part), rest=euros(plan.unexplained_eur)))
    if plan.vat in (None, "unknown") or not (peers["vat"] == plan.vat).all():
        told.append(_("Peers count with and without VAT: a difference of up to a fifth may be the tax."))
    return Findings(tuple(told) or (_("Nothing that is known of."),))


def _cost(plan: Plan, first: pd.Series, choices: pd.DataFrame) -> str:
    cost = {"plan": plan.title, "cost": euros(plan.investment_eur), "peers": count(first["n"], "peer")}
    if first["n"] < inference.LEAST_FOR_SUMMARY:
        few = _("{plan} costs {cost}, nominal euros; its peers are too few to say more (n = {peers}).")
        return few.format(**cost)
    told = _(
        "{plan} costs {cost}, nominal euros: more than {below} of its {peers}, whose median is {median} (95% interval "
        "{interval}); with other choices of peers, more than {least} to {most}."
    )
    return told.format(
        **cost,
        below=share(first["below"]),
        median=euros(first["median"]),
        interval=interval(first["low"], first["high"], euros),
        least=share(choices["below"].min()),
        most=share(choices["below"].max()),
    )


def _public(public: pd.Series) -> str:
    own = bounds(public["value"], public["value_high"])
    if public["n"] < inference.LEAST_FOR_SUMMARY:
        told = _("Public money is {share} of it; the peers with a complete plan are too few to compare (n = {peers}).")
        return told.format(share=own, peers=count(public["n"], "peer"))
    told = _(
        "Public money is {share} of it; the median of the peers with a complete plan is {median} (n = {peers}; 95% interval "
        "{interval})."
    )
    ends = interval(public["low"], public["high"], share)
    return told.format(share=own, median=share(public["median"]), peers=count(public["n"], "peer"), interval=ends)


def sentences_of(plan: Plan, positions: pd.DataFrame, choices: pd.DataFrame, nearest: pd.DataFrame) -> Findings:
    """Three sentences: what the plan costs beside its peers, its public share, the nearest places."""
    by_measure = positions.set_index("measure")
    near = apart(
        [f"{shown(row.name)} ({euros(row.investment_eur)})" for row in nearest.head(NAMED).itertuples(index=False)]
    )
    texts = (
        _cost(plan, by_measure.loc["investment_eur"], choices),
        _public(by_measure.loc["public_share"]),
        _("Nearest places: {places}.").format(places=near or _("none")),
    )
    return Findings(tuple(text[:1].upper() + text[1:] for text in texts))
