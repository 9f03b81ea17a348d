"""What the carrier of a plan pays itself, what others grant, and the part that the law asks of whom."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import pandas as pd

from analysis.numbers._frames import is_one_of
from analysis.numbers._organisations import KEPT
from analysis.numbers.ladder._parts import Array, Flags
from analysis.numbers.shares import plain_name
from analysis.numbers.summaries import REGIONS
from analysis.words._columns import need_columns

__all__ = ["OWN_PART", "find_low_by_law", "is_bound", "split_public"]

#: The law on the part that a local authority pays of its own plan: who is bound, from when, where, and how much.
BOUND = ("municipality", "intermunicipality", "department", "region")
BOUND_FROM, OWN_PART = 2012, 0.2
MAINLAND = REGIONS[:13]


#: Words that say what kind of body a name is, and small words between.
KINDS = frozenset({"ville", "commune", "de", "d", "du", "la", "le", "les", "l"})


def _plain(name: str) -> str:
    """A name as `plain_name` has it, without the words that say what kind of body it is."""
    return " ".join(word for word in plain_name(name).split() if word not in KINDS)


@lru_cache(KEPT)
def _is_carrier(carrier: object, funders: object) -> bool:
    """Whether one of the organisations of a line is the carrier."""
    if not isinstance(carrier, str) or not isinstance(funders, str):
        return False
    own = f" {_plain(carrier)} "
    return any(name and f" {name} " in own for name in map(_plain, funders.split(";")))


def split_public(plans: pd.DataFrame, funding: pd.DataFrame) -> pd.DataFrame:
    """The known public euros of each plan: what its carrier pays itself, and what others grant.

    Parameters
    ----------
    plans : DataFrame
        ``place_id``, ``public_eur``, ``carrier_type`` and, where known, ``carrier_name``.
    funding : DataFrame
        The lines: ``place_id``, ``funder_type``, ``sector``, ``amount_eur`` and, where known, ``funder_name``.

    Returns
    -------
    DataFrame
        place_id, own_eur and grants_eur (EUR; they add up to ``public_eur``), in the order of the plans.

    Notes
    -----
    Own are: own funds, loans, lines whose organisation is the carrier, lines of the carrier's own level, of a municipality
    where an intermunicipality carries (a member), and joint lines that name nobody. Where it is not clear who pays, the euros
    count as own: the bound that the law gives is then lower, never too high.

    Examples
    --------
    >>> plans = pd.DataFrame({"place_id": ["a"], "public_eur": [90.0], "carrier_type": ["municipality"]})
    >>> funding = pd.DataFrame({"place_id": ["a", "a"], "funder_type": ["state", "own_funds"], "sector": ["public"] * 2})
    >>> split_public(plans, funding.assign(amount_eur=[60.0, 30.0])).values.tolist()
    [['a', 30.0, 60.0]]
    """
    need_columns(plans, ["place_id", "public_eur", "carrier_type"])
    need_columns(funding, ["place_id", "funder_type", "sector", "amount_eur"])
    of_plan = plans.drop_duplicates("place_id").set_index("place_id")
    lines = funding[(funding["sector"] == "public") & (funding["amount_eur"] > 0)]
    lines = lines[is_one_of(lines["place_id"], plans["place_id"])]
    kind, carrier = lines["funder_type"], lines["place_id"].map(of_plan["carrier_type"])
    own = kind.isin(["own_funds", "bank"]) | (kind == carrier)
    own |= (kind == "municipality") & (carrier == "intermunicipality")
    names = lines["funder_name"] if "funder_name" in lines else pd.Series(None, index=lines.index, dtype="object")
    own |= (kind == "public_joint") & names.isna()
    if "carrier_name" in plans:
        pairs = zip(lines["place_id"].map(of_plan["carrier_name"]), names, strict=True)
        own |= pd.Series([_is_carrier(*pair) for pair in pairs], lines.index, dtype=bool)
    total = lines.groupby("place_id")["amount_eur"].sum()
    part = (lines["amount_eur"].where(own, 0.0).groupby(lines["place_id"]).sum() / total).astype(float)
    # The lines of a complete plan were scaled to its investment: the parts are kept, not the amounts.
    own_eur = plans["public_eur"] * plans["place_id"].map(part).astype(float).fillna(0.0)
    return pd.DataFrame(
        {"place_id": plans["place_id"], "own_eur": own_eur, "grants_eur": plans["public_eur"] - own_eur}
    )


def is_bound(plans: pd.DataFrame) -> Flags:
    """Plans to which the law certainly applies: a local authority that builds in mainland France, from 2012.

    Examples
    --------
    >>> plans = pd.DataFrame({"carrier_type": ["region", "company"], "region": "Bretagne", "year": [2019, 2019]})
    >>> is_bound(plans).tolist()
    [True, False]
    """
    if not {"carrier_type", "region", "year"} <= set(plans.columns):
        return np.zeros(len(plans), dtype=bool)
    year = pd.to_numeric(plans["year"], errors="coerce").astype(float)
    bound = plans["carrier_type"].isin(BOUND) & plans["region"].isin(MAINLAND) & (year >= BOUND_FROM)
    if "amount_scope" in plans:  # the law speaks of investment
        bound &= plans["amount_scope"] != "operating"
    return np.asarray(bound.to_numpy(dtype=bool))


def find_low_by_law(plans: pd.DataFrame, funding: pd.DataFrame) -> Array:
    """Public euros of each plan at least, where the carrier pays the part that the law asks for."""
    public, unknown = plans["public_eur"].to_numpy(dtype=float), plans["unknown_eur"].to_numpy(dtype=float)
    parts = split_public(plans, funding)
    own, grants = parts["own_eur"].to_numpy(dtype=float), parts["grants_eur"].to_numpy(dtype=float)
    # A fifth of the public money is a quarter of what the others grant.
    by_law = np.minimum(public + unknown, grants + np.maximum(own, grants * OWN_PART / (1 - OWN_PART)))
    return np.asarray(np.where(is_bound(plans), np.maximum(by_law, public), public))
