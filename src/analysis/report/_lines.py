"""The financing plan of each place in words: its lines, its total, how each is known, and how it closes."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.numbers import provenance
from analysis.words import vocabulary
from analysis.words._formatting import format_euros, join_pair, show_value
from analysis.words.i18n import _

__all__ = ["tell_plans"]

#: Letters of a funder's name; a longer one is cut.
LONGEST = 100
#: A part of the total that is smaller is rounding of the source.
ROUNDING = 0.02


def _tell_amount(eur: object, basis: object, column: str) -> str:
    """An amount and, in brackets, how it is known."""
    if pd.isna(eur):
        return _("amount not known")
    told = format_euros(float(str(eur)))
    how = vocabulary.labels(column).get(str(basis), "") if isinstance(basis, str) else ""
    return f"{told} ({how})" if how else told


def _tell_line(line: Any) -> str:
    basis = getattr(line, "amount_basis", None)
    return join_pair(show_value(line.funder, longest=LONGEST), _tell_amount(line.amount_eur, basis, "amount_basis"))


def _tell_total(plan: Any, known: float) -> list[str]:
    """What no line explains, and the total."""
    if pd.isna(plan.investment_eur):
        return []
    rest = plan.investment_eur - known
    left = [join_pair(_("no line explains"), format_euros(rest))] if rest > ROUNDING * plan.investment_eur else []
    basis = getattr(plan, "total_basis", None)
    return [*left, join_pair(_("total"), _tell_amount(plan.investment_eur, basis, "total_basis"))]


def tell_plans(plans: pd.DataFrame, funding: pd.DataFrame) -> list[tuple[str, ...]]:
    """What each plan unfolds to, line by line.

    Parameters
    ----------
    plans : DataFrame
        What `shares.plans` returns.
    funding : DataFrame
        The lines.

    Returns
    -------
    list of tuple of str
        In the order of the plans: each line with its amount and how it is known, what no line explains, the total, how a
        complete plan closes, and what the law would let one not expect.

    Examples
    --------
    >>> plans = pd.DataFrame({"place_id": ["a"], "investment_eur": [9e4], "complete": False, "total_basis": "stated"})
    >>> lines = pd.DataFrame({"place_id": ["a"], "line": 1, "funder": "Region", "amount_eur": [6e4], "funder_type": "region"})
    >>> tell_plans(plans.assign(public_eur=6e4, carrier_type="company"), lines.assign(sector="public"))[0]
    ('Region: €60k', 'no line explains: €30k', 'total: €90k (stated by the source)')
    """
    ordered = funding.sort_values(["place_id", "line"], kind="stable")
    lines: dict[str, list[str]] = {}
    for line in ordered.itertuples():
        lines.setdefault(str(line.place_id), []).append(_tell_line(line))
    known = funding.groupby("place_id")["amount_eur"].sum()
    closures = provenance.find_closures(plans, funding)
    law = provenance.check_law(plans, funding).set_index("place_id")["remarks"]
    found = []
    for plan, closure in zip(plans.itertuples(), closures, strict=True):
        told = [*lines.get(str(plan.place_id), []), *_tell_total(plan, float(known.get(plan.place_id, 0.0)))]
        told += [str(provenance.Closure(closure).label)] if isinstance(closure, str) else []
        codes = str(law.get(plan.place_id, "")).split("; ")
        told += [str(provenance.Remark(code).label) for code in codes if code]
        found.append(tuple(told))
    return found
