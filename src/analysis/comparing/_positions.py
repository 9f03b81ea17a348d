"""Where a plan stands among its peers, number by number."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import pandas as pd

from analysis.comparing._labels import EXPECTED, SHARE_OF
from analysis.comparing._money import Money
from analysis.comparing._plan import Plan
from analysis.numbers import giving, inference
from analysis.numbers.cost import Expected
from analysis.numbers.population import Draw, select_draw

__all__ = ["CHOICES", "COLUMNS", "compare_choices", "find_interval", "find_peers", "place_among_peers", "share_below"]

#: How the choices of peers are compared: each is tried beside the one that was asked for.
CHOICES: tuple[tuple[str, ...], ...] = (
    (),
    ("place_type",),
    ("region",),
    ("settlement",),
    ("carrier_sector",),
    ("place_type", "settlement"),
)
COLUMNS = {
    "measure": "object",
    "draw": "object",
    "value": "float64",
    "value_high": "float64",
    "n": "int64",
    "n_plans": "Int64",
    "n_giving": "Int64",
    "below": "float64",
    "below_high": "float64",
    "interval_low": "float64",
    "interval_high": "float64",
    "median": "float64",
    "low": "float64",
    "high": "float64",
    "range_low": "float64",
    "range_high": "float64",
    "quarter_low": "float64",
    "quarter_high": "float64",
    "among": "object",
}
#: The quantile of a normal distribution that leaves 95% between its ends.
Z = 1.959963984540054
#: Between them lies the middle half of the peers.
QUARTERS = (0.25, 0.75)


def find_peers(plan: Plan, plans: pd.DataFrame, like: Sequence[str]) -> pd.DataFrame:
    """The places that share some fields with a plan."""
    kept = plans
    for name in like:
        kept = kept[kept[name] == getattr(plan, name)]
    return kept


def share_below(value: float, others: pd.Series) -> float:
    """Share of the others below a value; ties count half (mid-rank). NaN under `inference.LEAST_FOR_SUMMARY` of them.

    Examples
    --------
    >>> share_below(3, pd.Series([1, 2, 3, 4, 5]))
    0.5
    """
    if len(others) < inference.LEAST_FOR_SUMMARY or value != value:
        return math.nan
    return float((others < value).mean() + (others == value).mean() / 2)


def find_interval(share: float, n: int) -> tuple[float, float]:
    """The Wilson 95% interval of a position: ties count half, so that the number below need not be whole.

    Examples
    --------
    >>> [round(end, 3) for end in find_interval(0.5, 10)]
    [0.237, 0.763]
    """
    if share != share or not n:
        return math.nan, math.nan
    middle, wide = share + Z**2 / (2 * n), Z * math.sqrt(share * (1 - share) / n + Z**2 / (4 * n**2))
    low, high = ((middle + sign * wide) / (1 + Z**2 / n) for sign in (-1, 1))
    return max(low, 0.0), min(high, 1.0)


def _position(measure: str, value: float, others: pd.Series, high: float = math.nan) -> dict[str, object]:
    """One number among the same of the peers; of bounds the interval covers both."""
    known = others.dropna()
    found = inference.estimate_median(known)
    below, up_to = share_below(value, known), share_below(high, known)
    ends = find_interval(below, len(known))[0], find_interval(below if up_to != up_to else up_to, len(known))[1]
    among = np.sort(known.to_numpy(dtype=float))
    enough = len(among) >= inference.LEAST_FOR_SUMMARY
    quarters = np.quantile(among, QUARTERS) if enough else (math.nan, math.nan)
    return {
        "measure": measure,
        "draw": "",
        "value": value,
        "value_high": high,
        "n": len(known),
        "below": below,
        "below_high": up_to,
        "interval_low": ends[0],
        "interval_high": ends[1],
        "median": found.value,
        "low": found.low,
        "high": found.high,
        "quarter_low": float(quarters[0]),
        "quarter_high": float(quarters[1]),
        "among": tuple(among.tolist()),
    }


def _expected(expected: Expected, euros: float, others: pd.Series) -> dict[str, object]:
    """What the plan should cost: where the ends of that range stand among the peers."""
    return {
        "measure": EXPECTED,
        "draw": "",
        "value": euros,
        "n": expected.n,
        "below": share_below(euros, others),
        "median": expected.middle,
        "low": expected.low,
        "high": expected.high,
        "range_low": share_below(expected.low, others),
        "range_high": share_below(expected.high, others),
    }


def _funders(plan: Plan, peers: pd.DataFrame, funding: pd.DataFrame) -> list[dict[str, object]]:
    """The part of each funder beside what it pays of the peers where it gives: web pages, then lists where they are enough."""
    given = giving.find_given(peers, funding)
    on_web = len(select_draw(peers[["source_kind"]], Draw.WEB))
    total = plan.known_eur if plan.complete else plan.investment_eur
    rows = []
    for kind, amount in plan.funding.items():
        there = given[given["funder_type"] == kind]
        for draw in (Draw.WEB, Draw.LISTS) if amount else ():
            parts = there.loc[there["draw"] == draw.value, "share"]
            row = _position(f"{SHARE_OF}{kind}", amount / total, parts) | {"draw": draw.value}
            if draw is Draw.WEB:  # a list names its own funder by construction
                rows.append(row | {"n_plans": on_web, "n_giving": len(parts)})
            elif row["n"] >= inference.LEAST_FOR_SUMMARY:  # type: ignore[operator]
                rows.append(row)
    return rows


def place_among_peers(
    plan: Plan, peers: pd.DataFrame, funding: pd.DataFrame, money: Money, expected: Expected
) -> pd.DataFrame:
    """The position of each number that a plan has; the public share stands beside complete plans only.

    Parameters
    ----------
    plan : Plan
        The plan.
    peers : DataFrame
        Some rows of what `shares.plans` returns, with an investment.
    funding : DataFrame
        The lines of the data.
    money : Money
        What `price_plan` returns.
    expected : Expected
        What `expect_plan` returns.

    Returns
    -------
    DataFrame
        As `Comparison.positions`.
    """
    costs = peers["constant_eur"]
    rows = [_position("investment_eur", money.euros, costs)]
    if np.isfinite(expected.middle):
        rows.append(_expected(expected, money.euros, costs.dropna()))
    for name, column in (("surface_m2", "eur_per_m2"), ("workstations", "eur_per_workstation")):
        size = getattr(plan, name)
        if size is not None:
            rows.append(_position(column, money.euros / size, (costs / peers[name]).astype(float)))
    complete = peers[peers["complete"]]
    low, high = plan.public_share
    one = complete[np.isclose(complete["public_share_low"], complete["public_share_high"])]["public_share_low"]
    rows += [_position("public_share", low, one, high), *_funders(plan, peers, funding)]
    table = pd.DataFrame(rows, columns=list(COLUMNS)).astype(COLUMNS)
    table["among"] = [row.get("among", ()) for row in rows]
    return table


def compare_choices(plan: Plan, plans: pd.DataFrame, like: Sequence[str], euros: float) -> pd.DataFrame:
    """The position of the investment for each choice of peers that the plan can make, the one asked for first."""
    tried = [
        choice
        for choice in dict.fromkeys([tuple(like), *CHOICES])
        if all(getattr(plan, name) is not None for name in choice)
    ]
    costs = [find_peers(plan, plans, choice)["constant_eur"].dropna() for choice in tried]
    below = [share_below(euros, peers) for peers in costs]
    rows = [
        (choice, len(peers), part, *find_interval(part, len(peers)))
        for choice, peers, part in zip(tried, costs, below, strict=True)
    ]
    return pd.DataFrame(rows, columns=["like", "n", "below", "interval_low", "interval_high"])
