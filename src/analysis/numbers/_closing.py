"""How a complete plan closes: on what its source states, or by a computation."""

from __future__ import annotations

import pandas as pd

from analysis.numbers._frames import is_one_of
from analysis.words._codes import Code
from analysis.words._columns import need_columns
from analysis.words._messages import say

__all__ = ["CLOSED_BY_COMPUTATION", "Closure", "find_closures"]


class Closure(Code):
    """How the lines of a complete plan come to its total."""

    #: Its total and each of its lines are stated, also those without an amount.
    INDEPENDENT = "independent", say("independently complete: total and every line are stated")
    REMAINDER = "remainder", say("closed by computation: a line is what the others leave of the total")
    SUM = "sum", say("closed by computation: the total is made of the lines")
    #: A percentage of the total, a joint line that was split, a lower bound, the middle of a range.
    DERIVED = "derived", say("the source gives percentages, a joint amount or bounds")
    NOT_SAID = "not_said", say("it is not said how the amounts are known")


CLOSED_BY_COMPUTATION = (Closure.REMAINDER, Closure.SUM)
#: Bases of a total that is no number of its own beside the lines.
MADE_OF_LINES = ("sum_of_lines", "computed")


def find_closures(plans: pd.DataFrame, funding: pd.DataFrame) -> pd.Series:
    """How each complete plan closes.

    Parameters
    ----------
    plans : DataFrame
        What `shares.plans` returns, or some of its rows: ``place_id``, ``complete`` and, where known, ``total_basis``.
    funding : DataFrame
        The lines: ``place_id`` and, where known, ``amount_basis``.

    Returns
    -------
    Series
        Codes of `Closure` indexed like the plans; missing where a plan is not complete. What is stronger comes first: a line
        that is a remainder, a total that is made of the lines, a basis that is not said.

    Examples
    --------
    >>> plans = pd.DataFrame({"place_id": ["a", "b", "c"], "complete": [True, True, False], "total_basis": "stated"})
    >>> lines = pd.DataFrame({"place_id": ["a", "b", "b"], "amount_basis": ["stated", "stated", "remainder"]})
    >>> find_closures(plans, lines).tolist()
    ['independent', 'remainder', None]
    """
    need_columns(plans, ["complete", "place_id"])
    need_columns(funding, ["place_id"])
    complete = plans["complete"].astype(bool)
    total = plans["total_basis"] if "total_basis" in plans else pd.Series(None, plans.index, dtype="object")
    basis = funding["amount_basis"] if "amount_basis" in funding else pd.Series(None, funding.index, dtype="object")
    of_place = funding["place_id"]

    def holds(flags: pd.Series) -> pd.Series:
        """Whether some line of each plan does."""
        return is_one_of(plans["place_id"], of_place[flags])

    found = pd.Series(Closure.INDEPENDENT.value, plans.index, dtype="object")
    found = found.mask((total != "stated") | holds(basis != "stated"), Closure.DERIVED.value)
    found = found.mask(total.isna() | holds(basis.isna()), Closure.NOT_SAID.value)
    found = found.mask(total.isin(MADE_OF_LINES), Closure.SUM.value)
    found = found.mask(holds(basis == "remainder"), Closure.REMAINDER.value)
    return found.where(complete, None)
