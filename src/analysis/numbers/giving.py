"""A funder when it gives: what part of a plan it pays where it pays anything, and in how many plans it does."""

from __future__ import annotations

import itertools

import numpy as np
import pandas as pd

from analysis.dataset._checking.tables import MOST_OF_TOTAL
from analysis.numbers._frames import is_one_of
from analysis.numbers.inference import estimate_median
from analysis.numbers.population import Draw, select_draw
from analysis.words._columns import need_columns
from analysis.words._grouping import order_groups

__all__ = ["find_given", "list_giving"]


def __dir__() -> list[str]:
    return __all__


COLUMNS = ("funder_type", "draw", "n_plans", "n_giving", "n", "median", "low", "high")
DRAWS = (Draw.WEB, Draw.LISTS)


def find_given(plans: pd.DataFrame, funding: pd.DataFrame) -> pd.DataFrame:
    """The part that each funder type pays of each plan that it pays for.

    Parameters
    ----------
    plans : DataFrame
        What `shares.plans` returns, or some of its rows: ``place_id``, ``investment_eur``, ``source_kind``.
    funding : DataFrame
        The lines: ``place_id``, ``funder_type``, ``amount_eur`` (EUR; empty where not known).

    Returns
    -------
    DataFrame
        place_id, funder_type, share (amount / investment, 0 to 1; NaN where an amount is not known, or where the lines of the
        plan are more than 102% of it), draw (`population.Draw`: web, lists). One row per plan and funder type; a line of 0
        gives nothing.

    Examples
    --------
    >>> plans = pd.DataFrame({"place_id": ["a", "b"], "investment_eur": [200.0, 100.0], "source_kind": "web_page"})
    >>> funding = pd.DataFrame({"place_id": ["a", "a", "b"], "funder_type": "state", "amount_eur": [20.0, 40.0, None]})
    >>> find_given(plans, funding)[["place_id", "share"]].values.tolist()
    [['a', 0.3], ['b', nan]]
    """
    need_columns(plans, ["place_id", "investment_eur"])
    need_columns(funding, ["place_id", "funder_type", "amount_eur"])
    total = plans.set_index("place_id")["investment_eur"].astype(float)
    lines = funding[is_one_of(funding["place_id"], plans["place_id"]) & ~(funding["amount_eur"] == 0)]
    amounts = lines["amount_eur"].astype(float)
    known = amounts.groupby(lines["place_id"]).sum().reindex(total.index).astype(float)
    usable = (total > 0) & ~(known > MOST_OF_TOTAL * total)
    keys = [lines["place_id"], lines["funder_type"]]
    # the sum of a funder of whom one amount is not known is not known
    sums = amounts.groupby(keys).sum().where(amounts.notna().groupby(keys).all()).rename("share").reset_index()
    part = sums["share"].astype(float) / sums["place_id"].map(total.where(usable)).astype(float)
    on_lists = is_one_of(sums["place_id"], select_draw(plans[["place_id", "source_kind"]], Draw.LISTS)["place_id"])
    draw = on_lists.map({True: Draw.LISTS.value, False: Draw.WEB.value}).astype("object")
    return sums.assign(share=part.clip(upper=1.0), draw=draw)


def list_giving(plans: pd.DataFrame, funding: pd.DataFrame) -> pd.DataFrame:
    """What part of a plan each funder type pays where it gives, and in how many plans it gives.

    Parameters
    ----------
    plans : DataFrame
        What `shares.plans` returns, or some of its rows: ``place_id``, ``investment_eur``, ``source_kind``.
    funding : DataFrame
        The lines: ``place_id``, ``funder_type``, ``amount_eur`` (EUR; empty where not known).

    Returns
    -------
    DataFrame
        funder_type, draw (`population.Draw`: web, lists), n_plans (plans of the draw), n_giving (those in which the funder is
        named; both empty on lists, which name their own funder by construction), n (plans where its amount and the investment
        are known), median, low, high (amount / investment with the 95% interval of the median, 0 to 1; NaN under
        `inference.LEAST_FOR_SUMMARY`). Funder types in the order of the vocabulary; one that gives nowhere in a draw has no row.

    Notes
    -----
    `inference.estimate_median`. Plans where a funder gives nothing do not count: the median is no part of all euros.

    Examples
    --------
    >>> plans = pd.DataFrame({"place_id": list("abcde"), "investment_eur": 100.0, "source_kind": "web_page"})
    >>> funding = pd.DataFrame({"place_id": list("abcd"), "funder_type": "region", "amount_eur": [10.0, 20.0, 30.0, None]})
    >>> list_giving(plans, funding)[["funder_type", "draw", "n_plans", "n_giving", "n"]].values.tolist()
    [['region', 'web', 5, 4, 3]]
    """
    given = find_given(plans, funding)
    on_web = len(select_draw(plans[["source_kind"]], Draw.WEB))
    groups = dict(iter(given.groupby(["funder_type", "draw"])["share"]))
    rows = []
    for key in itertools.product(order_groups(given["funder_type"]), DRAWS):
        if key in groups:
            found = estimate_median(groups[key])
            counts = (on_web, len(groups[key])) if key[1] is Draw.WEB else (None, None)
            rows.append((key[0], key[1].value, *counts, found.n, found.value, found.low, found.high))
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    return table.astype({"n_plans": "Int64", "n_giving": "Int64", "n": np.int64})
