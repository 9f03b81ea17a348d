"""Where each euro comes from: how complete plans close, what the law asks of whom, and which fields are not known."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

from analysis.numbers._closing import CLOSED_BY_COMPUTATION, Closure, find_closures
from analysis.numbers.ladder._own import OWN_PART, is_bound, split_public
from analysis.numbers.population._counted import Draw, find_draw
from analysis.words._codes import Code
from analysis.words._grouping import order_groups
from analysis.words._messages import say

__all__ = ["Closure", "Remark", "check_law", "count_closures", "find_closures", "map_missing"]


def __dir__() -> list[str]:
    return __all__


#: The State's grants for investment, as lists and sources write them.
STATE_GRANTS = frozenset({"detr", "dpv", "dsil", "dsid"})
#: What they may pay together of the cost; in force since October 2021: of later years it is certain.
STATE_PART, STATE_FROM = 0.8, 2022
#: Fields whose knowledge makes or breaks an answer, in the order of the map.
FIELDS = (
    "year",
    "settlement",
    "surface_m2",
    "workstations",
    "jobs_fte",
    "vat",
    "partners",
    "citizens_involved",
    "mix",
    "complete",
)


class Remark(Code):
    """What the law would let one not expect; the prefect's exceptions and the eligible cost are rarely known."""

    OWN_PART_LOW = "own_part_low", say("the carrier pays less than a fifth of the public money")
    STATE_PART_HIGH = "state_part_high", say("the State's investment grants are more than 80% of the cost")


def count_closures(plans: pd.DataFrame, funding: pd.DataFrame) -> pd.DataFrame:
    """How many complete plans close in which way.

    Parameters
    ----------
    plans : DataFrame
        What `shares.plans` returns, or some of its rows.
    funding : DataFrame
        The lines: ``place_id`` and, where known, ``amount_basis``.

    Returns
    -------
    DataFrame
        closure (`Closure`), computed (whether it is closed by a computation), n (plans), single_line (those of one line),
        share (of the complete plans, 0 to 1) and investment_eur (nominal); one row for each way, also without a plan.

    Examples
    --------
    >>> plans = pd.DataFrame({"place_id": ["a"], "complete": True, "total_basis": "stated", "investment_eur": 9e4})
    >>> lines = pd.DataFrame({"place_id": ["a"], "amount_basis": "stated"})
    >>> count_closures(plans, lines)[["closure", "n", "single_line"]].values.tolist()[0]
    ['independent', 1, 1]
    """
    closures, of = find_closures(plans, funding), plans["complete"].sum()
    lines = plans["place_id"].map(funding.groupby("place_id").size())
    rows = []
    for code in Closure:
        here = closures == code.value
        n, euros = int(here.sum()), float(plans.loc[here, "investment_eur"].sum())
        single = int((here & (lines == 1)).sum())
        rows.append((code.value, code in CLOSED_BY_COMPUTATION, n, single, n / of if of else np.nan, euros))
    return pd.DataFrame(rows, columns=["closure", "computed", "n", "single_line", "share", "investment_eur"])


def _select_state_grants(funding: pd.DataFrame) -> pd.DataFrame:
    """Lines of the State alone that name one of its investment grants."""
    words = [set(re.findall(r"[a-z]+", str(funder).lower())) for funder in funding["funder"]]
    named = np.array([not STATE_GRANTS.isdisjoint(one) for one in words], dtype=bool)
    return funding[named & (funding["funder_type"] == "state").to_numpy(dtype=bool)]


def check_law(plans: pd.DataFrame, funding: pd.DataFrame) -> pd.DataFrame:
    """What the law would let one not expect, plan by plan, as remarks: exceptions and eligible costs are not known.

    Parameters
    ----------
    plans : DataFrame
        What `shares.plans` returns, or some of its rows.
    funding : DataFrame
        The lines, with ``funder`` and, where known, ``funder_name``.

    Returns
    -------
    DataFrame
        One row per plan that the law binds: place_id, name, year, carrier_name, carrier_type, own_share (the carrier's part of
        the public money of a complete plan), state_share (that of the State's grants in the cost, from 2022; both 0 to 1, and
        missing where they are not known), closure (`Closure`), remarks (codes of `Remark` with "; " between them, empty for
        nearly all) and source_url.

    Notes
    -----
    The law binds local authorities and groups of them that build in mainland France, from 2012 (CGCT, article L1111-10 III).
    Own part: as `ladder.split_public` finds it, which counts as own what is not clear. State: DETR, DPV, DSIL and DSID
    together (R2334-27, in force since October 2021, on the eligible cost, which sources rarely say).

    Examples
    --------
    >>> plans = pd.DataFrame({"place_id": ["a"], "complete": True, "investment_eur": 100.0, "public_eur": 100.0, "year": 2020})
    >>> plans = plans.assign(carrier_type="municipality", region="Bretagne", total_basis="stated", name="Fabrique")
    >>> lines = pd.DataFrame({"place_id": ["a", "a"], "funder_type": ["state", "own_funds"], "funder": ["DETR", "Ville"]})
    >>> found = check_law(plans, lines.assign(sector="public", amount_eur=[90.0, 10.0]))
    >>> found[["own_share", "remarks"]].values.tolist()
    [[0.1, 'own_part_low']]
    """
    bound = plans[is_bound(plans)]
    own = split_public(bound, funding).set_axis(bound.index)["own_eur"]
    grants = _select_state_grants(funding).groupby("place_id")["amount_eur"].sum(min_count=1)
    state = bound["place_id"].map(grants).astype(float)
    year = bound["year"] if "year" in bound else pd.Series(np.nan, bound.index)
    late = pd.to_numeric(year, errors="coerce").astype(float) >= STATE_FROM
    own_share = _divide(own, bound["public_eur"]).where(bound["complete"].astype(bool))
    state_share = _divide(state, bound["investment_eur"]).where(late)
    odd = {Remark.OWN_PART_LOW: own_share < OWN_PART, Remark.STATE_PART_HIGH: state_share > STATE_PART}
    remarks = ["; ".join(code for code, flags in odd.items() if flags[at]) for at in bound.index]
    about = ("place_id", "name", "year", "carrier_name", "carrier_type")
    nothing = pd.Series(None, bound.index, dtype="object")
    columns = {name: bound.get(name, nothing) for name in about}
    columns |= {"own_share": own_share, "state_share": state_share, "closure": find_closures(bound, funding)}
    columns |= {"remarks": pd.Series(remarks, bound.index, dtype="str")}
    columns |= {"source_url": bound.get("source_url", nothing)}
    return pd.DataFrame(columns, index=bound.index).reset_index(drop=True)


def _divide(eur: pd.Series, of: pd.Series) -> pd.Series:
    return (eur / of.where(of > 0)).astype(float)


def _is_known(plans: pd.DataFrame, field: str) -> pd.Series:
    if field not in plans:
        return pd.Series(False, plans.index)
    if field == "complete":  # a plan that is not complete leaves euros unknown
        return plans[field].astype(bool)
    return plans[field].notna() & (plans[field].astype("object") != "unknown")


def map_missing(plans: pd.DataFrame) -> pd.DataFrame:
    """Which fields are known, by draw and kind of place: what a map of missing data shows.

    Parameters
    ----------
    plans : DataFrame
        What `shares.plans` returns, or some of its rows.

    Returns
    -------
    DataFrame
        draw (`population.Draw`: web, lists), place_type, field, n (plans of that draw and kind), known (plans) and share
        (known / n). A code that says "not known" counts as not known; no row for a kind that a draw does not have.

    Examples
    --------
    >>> plans = pd.DataFrame({"place_type": ["fab_lab"] * 2, "source_kind": "web_page", "year": [2019, None]})
    >>> map_missing(plans).head(2)[["draw", "place_type", "field", "known", "share"]].values.tolist()
    [['web', 'fab_lab', 'year', 1, 0.5], ['web', 'fab_lab', 'settlement', 0, 0.0]]
    """
    kinds = (
        plans["place_type"]
        if "place_type" in plans
        else pd.Series(None, plans.index, dtype="object", name="place_type")
    )
    draws = find_draw(plans)
    known = {field: _is_known(plans, field) for field in FIELDS}
    rows = []
    for draw in (Draw.WEB, Draw.LISTS):
        for kind in order_groups(kinds):
            here = (draws == draw) & (kinds == kind)
            n = int(here.sum())
            counts = [(field, int((flags & here).sum())) for field, flags in known.items()] if n else []
            rows += [(draw.value, kind, field, n, count, count / n) for field, count in counts]
    return pd.DataFrame(rows, columns=["draw", "place_type", "field", "n", "known", "share"])
