"""Where a plan stands among its peers, number by number."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import pandas as pd

from analysis.comparing._labels import SHARE_OF
from analysis.comparing._plan import Plan
from analysis.numbers import inference
from analysis.words import vocabulary

__all__ = ["CHOICES", "compare_choices", "find_peers", "place_among_peers", "share_below"]

#: How the choices of peers are compared: each is tried beside the one that was asked for.
CHOICES: tuple[tuple[str, ...], ...] = (
    (),
    ("place_type",),
    ("region",),
    ("settlement",),
    ("carrier_sector",),
    ("place_type", "settlement"),
)


def find_peers(plan: Plan, plans: pd.DataFrame, like: Sequence[str]) -> pd.DataFrame:
    """The places that share some fields with a plan."""
    kept = plans
    for name in like:
        kept = kept[kept[name] == getattr(plan, name)]
    return kept


def share_below(value: float, others: pd.Series) -> float:
    """Share of the others below a value; ties count half (mid-rank)."""
    return float((others < value).mean() + (others == value).mean() / 2) if len(others) else math.nan


def _position(measure: str, value: float, others: pd.Series, high: float = math.nan) -> tuple[object, ...]:
    known = others.dropna()
    found = inference.estimate_median(known)
    up_to = share_below(high, known) if high == high else math.nan
    return (measure, value, high, len(known), share_below(value, known), up_to, found.value, found.low, found.high)


def _given(complete: pd.DataFrame, funding: pd.DataFrame) -> pd.DataFrame:
    """The part that each funder type pays of each complete plan, its lines scaled to the total; 0 where it pays nothing."""
    lines = funding[funding["place_id"].isin(complete["place_id"])]
    sums = lines.pivot_table(
        values="amount_eur", index="place_id", columns="funder_type", aggfunc="sum", fill_value=0.0
    )
    types = list(vocabulary.labels("funder_type"))
    return sums.div(sums.sum(axis=1), axis=0).reindex(index=complete["place_id"], columns=types).fillna(0.0)


def place_among_peers(plan: Plan, peers: pd.DataFrame, funding: pd.DataFrame) -> pd.DataFrame:
    """The position of each number that a plan has; shares stand beside complete plans only.

    Returns
    -------
    DataFrame
        As `Comparison.positions`.
    """
    rows = [_position("investment_eur", plan.investment_eur, peers["investment_eur"])]
    for name, column in (("surface_m2", "eur_per_m2"), ("workstations", "eur_per_workstation")):
        size = getattr(plan, name)
        if size is not None:
            rows.append(_position(column, plan.investment_eur / size, peers[column]))
    complete = peers[peers["complete"]]
    low, high = plan.public_share
    one = complete[np.isclose(complete["public_share_low"], complete["public_share_high"])]["public_share_low"]
    rows.append(_position("public_share", low, one, high))
    given = _given(complete, funding)
    total = plan.known_eur if plan.complete else plan.investment_eur
    for kind, amount in plan.funding.items():
        rows.append(_position(f"{SHARE_OF}{kind}", amount / total, given[kind]))
    return pd.DataFrame(
        rows, columns=["measure", "value", "value_high", "n", "below", "below_high", "median", "low", "high"]
    )


def compare_choices(plan: Plan, plans: pd.DataFrame, like: Sequence[str]) -> pd.DataFrame:
    """The position of the investment for each choice of peers that the plan can make, the one asked for first."""
    tried = [
        choice
        for choice in dict.fromkeys([tuple(like), *CHOICES])
        if all(getattr(plan, name) is not None for name in choice)
    ]
    investments = [find_peers(plan, plans, choice)["investment_eur"].dropna() for choice in tried]
    rows = [
        (choice, len(peers), share_below(plan.investment_eur, peers))
        for choice, peers in zip(tried, investments, strict=True)
    ]
    return pd.DataFrame(rows, columns=["like", "n", "below"])
