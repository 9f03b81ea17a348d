"""In which euros a plan and its peers are compared."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analysis.comparing._plan import Plan
from analysis.numbers import prices

__all__ = ["Money", "price_plan"]


@dataclass(frozen=True)
class Money:
    """The euros of a comparison.

    Attributes
    ----------
    euros : float
        What the plan costs, in the prices of ``year``; nominal without one.
    year : int or None
        The year of the prices; None where there is no index, so that all is nominal.
    assumed : bool
        The plan does not say its year: its euros are taken as those of ``year``.
    nominal : int
        Peers that stay nominal: without a year, or of one before the index.
    """

    euros: float
    year: int | None
    assumed: bool
    nominal: int


def price_plan(plan: Plan, peers: pd.DataFrame, index: pd.DataFrame | None) -> Money:
    """A plan in the prices of its peers.

    Parameters
    ----------
    plan : Plan
        Without a year it is a plan of today.
    peers : DataFrame
        What `shares.plans` returns: ``price_year``.
    index : DataFrame or None
        What `prices.constant` takes.

    Examples
    --------
    >>> index = pd.DataFrame({"year": [2010, 2024], "bt01": [100.0, 130.0]})
    >>> price_plan(Plan(100_000, year=2010), pd.DataFrame({"price_year": [2024, None]}), index)
    Money(euros=130000.0, year=2024, assumed=False, nominal=1)
    """
    asked = plan.year or prices.BASE
    found = prices.constant(pd.Series([plan.investment_eur]), pd.Series([asked]), index)
    year = found.base if not found.lacks else None
    return Money(float(found.euros.iloc[0]), year, plan.year is None, int(peers["price_year"].isna().sum()))
