"""What the law asks of who pays, as remarks on a plan: never an error."""

from __future__ import annotations

import pandas as pd

from analysis.comparing._plan import Plan
from analysis.comparing._texts import fill
from analysis.findings._wording import Told
from analysis.numbers.ladder import split_public
from analysis.numbers.ladder._own import BOUND, BOUND_FROM, MAINLAND, OWN_PART
from analysis.numbers.provenance import STATE_FROM, STATE_PART
from analysis.words import vocabulary
from analysis.words._formatting import format_share
from analysis.words._messages import spell
from analysis.words.vocabulary import Sector

__all__ = ["find_own_part", "is_concerned", "tell_law"]

STATE = "state"


def is_concerned(plan: Plan, since: int) -> bool:
    """Whether a rule on local authorities that build in mainland France speaks of a plan.

    A plan that does not say its region may lie there, and one without a year is a plan of today.
    """
    there = plan.region is None or plan.region in MAINLAND
    return plan.carrier_type in BOUND and there and (plan.year is None or plan.year >= since)


def find_own_part(plan: Plan) -> float:
    """What part of the public money the carrier may pay itself at most; NaN where there is none.

    What no line explains may all be the carrier's own.

    Examples
    --------
    >>> find_own_part(Plan(100_000, {"state": 90_000, "own_funds": 10_000}, carrier_type="municipality"))
    0.1
    """
    follows = plan.carrier_sector or Sector.UNKNOWN
    lines = pd.DataFrame(
        {
            "place_id": "plan",
            "funder_type": list(plan.funding),
            "sector": [vocabulary.FUNDER_SECTORS.get(kind, follows) for kind in plan.funding],
            "amount_eur": [float(amount) for amount in plan.funding.values()],
        }
    )
    public, unknown = plan.euros(Sector.PUBLIC), plan.euros(Sector.UNKNOWN)
    one = pd.DataFrame({"place_id": ["plan"], "public_eur": [public], "carrier_type": [plan.carrier_type]})
    own = float(split_public(one, lines)["own_eur"].iloc[0]) if len(lines) else 0.0
    return (own + unknown) / (public + unknown) if public + unknown > 0 else float("nan")


def tell_law(plan: Plan) -> tuple[Told, ...]:
    """A remark for each rule that the lines of a plan do not seem to keep.

    Notes
    -----
    CGCT, article L1111-10 III: a local authority or a group of them that commissions an investment pays at least 20% of its
    public money; the prefect may allow less. CGCT, article R2334-27: at most 80% of the eligible cost from the State.
    """
    told: list[Told] = []
    own = find_own_part(plan)
    if is_concerned(plan, BOUND_FROM) and own < OWN_PART:
        told.append(fill("law_own", share=spell(format_share, own)))
    state = plan.funding.get(STATE, 0.0) / plan.investment_eur
    if is_concerned(plan, STATE_FROM) and state > STATE_PART:
        told.append(fill("law_state", share=spell(format_share, state)))
    return tuple(told)
