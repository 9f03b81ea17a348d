"""Other ways to take the sample: one plan of a site, stated amounts, plans that are carried out."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analysis.numbers._closing import Closure, find_closures
from analysis.numbers.shares import financing


@dataclass(frozen=True)
class Sampling:
    """Other ways to take the sample; by default every plan as it is.

    Attributes
    ----------
    one_per_site : bool
        Of several plans of one site (``same_site_as``) the first.
    stated : bool
        Stated amounts only: plans whose total is stated; an amount of a line that was computed is not known.
    carried_out : bool
        Without plans that are planned or abandoned, and without operating costs.
    independent : bool
        Complete plans whose total and every line are stated, so that no computation closes them.
    """

    one_per_site: bool = False
    stated: bool = False
    carried_out: bool = False
    independent: bool = False


#: The columns that each way looks at; those of the lines are marked.
COLUMNS_OF = {
    "one_per_site": ("same_site_as",),
    "stated": ("total_basis", "funding.amount_basis"),
    "carried_out": ("status", "amount_scope"),
    "independent": ("complete", "total_basis", "funding.amount_basis"),
}


def find_lacking_columns(plans: pd.DataFrame, funding: pd.DataFrame, sampling: Sampling) -> tuple[str, ...]:
    """The columns that a way to take the sample looks at and the data does not have.

    Examples
    --------
    >>> find_lacking_columns(pd.DataFrame({"status": []}), pd.DataFrame(), Sampling(carried_out=True))
    ('amount_scope',)
    """
    wanted = [name for way, names in COLUMNS_OF.items() if getattr(sampling, way) for name in names]
    present = {*plans.columns, *(f"funding.{name}" for name in funding.columns)}
    return tuple(name for name in dict.fromkeys(wanted) if name not in present)


def take_sample(plans: pd.DataFrame, funding: pd.DataFrame, sampling: Sampling) -> pd.DataFrame:
    """The plans that one way to take the sample leaves, in their order.

    Parameters
    ----------
    plans : DataFrame
        What `shares.plans` returns, or some of its rows.
    funding : DataFrame
        The lines, with ``amount_basis``.
    sampling : Sampling
        The ways; each is applied.

    Returns
    -------
    DataFrame
        Some rows of ``plans``; with ``stated`` their euros and ``mix`` are those of the stated amounts. No row where the
        data lacks a column that a way looks at (`find_lacking_columns`): nothing can then be said to be stated.

    Examples
    --------
    >>> plans = pd.DataFrame({"place_id": ["a", "a-2"], "same_site_as": [None, "a"]})
    >>> take_sample(plans, pd.DataFrame(), Sampling(one_per_site=True))["place_id"].tolist()
    ['a']
    """
    if find_lacking_columns(plans, funding, sampling):
        return plans.iloc[:0]
    kept = plans
    if sampling.carried_out:
        kept = kept[~kept["status"].isin(["planned", "abandoned"]) & (kept["amount_scope"] != "operating")]
    if sampling.independent:
        kept = kept[find_closures(kept, funding) == Closure.INDEPENDENT]
    if sampling.stated:
        kept = _of_stated_amounts(kept, funding)
    return _first_of_site(kept) if sampling.one_per_site else kept


def _of_stated_amounts(plans: pd.DataFrame, funding: pd.DataFrame) -> pd.DataFrame:
    kept = plans[plans["total_basis"] == "stated"]
    lines = funding.assign(amount_eur=funding["amount_eur"].where(funding["amount_basis"] == "stated"))
    anew = financing(kept[["place_id", "investment_eur"]], lines).drop(columns="investment_eur")
    by_place = anew.set_index("place_id")
    return kept.assign(**{name: kept["place_id"].map(by_place[name]) for name in by_place if name in kept})


def find_sites(plans: pd.DataFrame) -> pd.Series:
    """The site of each plan: the plan that the others of the site name, at the end of their names.

    Examples
    --------
    >>> find_sites(pd.DataFrame({"place_id": ["a", "b", "c"], "same_site_as": [None, "a", "b"]})).tolist()
    ['a', 'a', 'a']
    """
    ids, earlier = plans["place_id"], plans.set_index("place_id")["same_site_as"].dropna()
    site = ids.astype("object")
    for _ in range(len(earlier)):  # a third plan may name the second: follow the names to their end
        named = site.map(earlier).astype("object")
        following = named.where(named.notna(), site)
        if following.equals(site):
            break
        site = following
    return site


def _first_of_site(plans: pd.DataFrame) -> pd.DataFrame:
    """One plan per site: the one that the others name, else the one that comes first in the table."""
    site = find_sites(plans)
    first = site.ne(plans["place_id"]).sort_values(kind="stable").index
    return plans[~site.loc[first].duplicated().reindex(plans.index)]
