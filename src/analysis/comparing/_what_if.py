"""How the position of a plan moves when a funder withdraws, or the total grows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from analysis.comparing._compare import take_comparable
from analysis.comparing._labels import WITHOUT, Scenario
from analysis.comparing._money import price_plan
from analysis.comparing._plan import Plan
from analysis.comparing._positions import share_below
from analysis.dataset import Dataset
from analysis.numbers import shares

__all__ = ["what_if"]

GROWTH = 1.2


def _scenarios(plan: Plan) -> dict[str, Plan]:
    """The plan as it is, without each of its funders (largest first), and a fifth dearer without new money."""
    paying = sorted(
        (kind for kind, amount in plan.funding.items() if amount > 0), key=lambda kind: (-plan.funding[kind], kind)
    )
    without = {
        f"{WITHOUT}{kind}": replace(plan, funding={k: eur for k, eur in plan.funding.items() if k != kind})
        for kind in paying
    }
    dearer = replace(plan, investment_eur=GROWTH * plan.investment_eur)
    return {Scenario.AS_PLANNED.value: plan, **without, Scenario.DEARER.value: dearer}


def what_if(
    data: Dataset, plan: Plan, *, like: Sequence[str] = ("place_type",), plans: pd.DataFrame | None = None
) -> pd.DataFrame:
    """How the position of a plan moves when one funder withdraws, or the total grows by 20%.

    The total stays when a funder withdraws: its part is then money that no line explains. Parameters and errors are those
    of `compare`.

    Returns
    -------
    DataFrame
        scenario (as_planned, without_<funder type>, a_fifth_dearer), investment_eur, unexplained_eur (to be found), n
        (peers), below (of the investment, in constant euros), public_low, public_high (bounds of the public share).

    Examples
    --------
    >>> from analysis import load
    >>> found = what_if(load(), Plan(300_000, {"region": 120_000, "own_funds": 180_000}, place_type="third_place"))
    >>> found["scenario"].tolist()
    ['as_planned', 'without_own_funds', 'without_region', 'a_fifth_dearer']
    """
    peers = take_comparable(plan, shares.plans(data) if plans is None else plans, like)
    costs, rate = peers["constant_eur"], price_plan(plan, peers, data.prices).euros / plan.investment_eur
    rows = []
    for name, changed in _scenarios(plan).items():
        amounts = (changed.investment_eur, changed.unexplained_eur)
        rows.append(
            (name, *amounts, len(costs), share_below(rate * changed.investment_eur, costs), *changed.public_share)
        )
    return pd.DataFrame(
        rows,
        columns=["scenario", "investment_eur", "unexplained_eur", "n", "below", "public_low", "public_high"],
    )
