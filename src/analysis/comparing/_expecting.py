"""What a plan should cost, and whether it does."""

from __future__ import annotations

import pandas as pd

from analysis.comparing._plan import Plan
from analysis.numbers.cost import CostModel, Expected, expect, fit_cost
from analysis.words._codes import Code
from analysis.words._messages import say

__all__ = ["Standing", "expect_plan", "find_standing"]


class Standing(Code):
    """Where a cost lies beside the range in which it is expected."""

    BELOW = "below", say("below the expected range")
    WITHIN = "within", say("within the expected range")
    ABOVE = "above", say("above the expected range")
    NOT_KNOWN = "not_known", say("no range: too few plans")


def find_standing(euros: float, low: float, high: float) -> Standing:
    """Where a cost lies beside a range whose ends belong to it.

    Examples
    --------
    >>> find_standing(300_000, 100_000, 1_000_000).value
    'within'
    """
    if euros < low:
        return Standing.BELOW
    if euros > high:
        return Standing.ABOVE
    return Standing.WITHIN if low <= euros <= high else Standing.NOT_KNOWN


#: The last plans, prices and their fit: a form compares one plan after another with the same ones.
_fitted: list[tuple[pd.DataFrame, pd.DataFrame | None, CostModel]] = []


def _fit_once(plans: pd.DataFrame, index: pd.DataFrame | None) -> CostModel:
    """The cost model of some plans, fitted anew only where they are other ones."""
    if not (_fitted and _fitted[0][0] is plans and _fitted[0][1] is index):
        _fitted[:] = [(plans, index, fit_cost(plans, index))]
    return _fitted[0][2]


def expect_plan(plan: Plan, plans: pd.DataFrame, index: pd.DataFrame | None) -> Expected:
    """The range in which four of five plans of this kind, surface, settlement and sector of the carrier lie.

    Parameters
    ----------
    plan : Plan
        A plan that its carrier tells of, as a web page does.
    plans : DataFrame
        All plans, whoever the peers are: what `shares.plans` returns.
    index : DataFrame or None
        What `prices.constant` takes.
    """
    return expect(
        _fit_once(plans, index),
        place_type=plan.place_type,
        surface_m2=plan.surface_m2,
        settlement=plan.settlement,
        carrier_sector=plan.carrier_sector,
    )
