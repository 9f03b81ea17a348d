"""What a page needs to compare a plan by itself: the peers, the coefficients and the rules of `compare`, as plain values."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from analysis.comparing import _law, _nearest, _positions, _telling, _what_if
from analysis.comparing._plan import LIKE
from analysis.dataset import Dataset
from analysis.dataset._checking.tables import MOST_OF_TOTAL
from analysis.numbers import giving, inference, prices, shares
from analysis.numbers._least_squares import REST
from analysis.numbers.cost import ENDS, FACTORS, TOLD_BY, CostModel, fit_cost
from analysis.numbers.ladder._own import BOUND, BOUND_FROM, MAINLAND, OWN_PART
from analysis.numbers.population import Draw, Sampling, find_draw, find_lacking_columns, take_sample
from analysis.numbers.provenance import STATE_FROM, STATE_PART
from analysis.words import vocabulary

__all__ = ["export_comparison", "order_by_use"]

Exported = dict[str, Any]
#: Fields of a plan of the data that are exported as they are.
TEXTS_OF = ("place_id", "name", "place_type", "region", "settlement", "carrier_sector", "vat")
NUMBERS_OF = (
    "investment_eur",
    "constant_eur",
    "surface_m2",
    "workstations",
    "public_share_low",
    "public_share_high",
    "year",
)


def order_by_use(values: pd.Series, codes: Sequence[str]) -> list[str]:
    """Codes by how often they are used, the most used first; those that are not used in the order in which they are given.

    Examples
    --------
    >>> order_by_use(pd.Series(["b", "c", "c"]), ["a", "b", "c"])
    ['c', 'b', 'a']
    """
    counts = values.value_counts()
    return sorted(codes, key=lambda code: -int(counts.get(code, 0)))


def _list_texts(values: pd.Series) -> list[str | None]:
    return [None if pd.isna(value) else str(value) for value in values]


def _list_numbers(values: pd.Series) -> list[float | None]:
    numbers = pd.to_numeric(values, errors="coerce").to_numpy(dtype=float, na_value=np.nan)
    return [float(number) if np.isfinite(number) else None for number in numbers]


def _list_given(plans: pd.DataFrame, funding: pd.DataFrame) -> list[list[tuple[str, float | None]]]:
    """What each plan is given by whom: the funder type, and its part where that is known."""
    given = giving.find_given(plans, funding)
    parts = dict(iter(given.groupby("place_id")))
    return [
        list(zip(parts[place]["funder_type"], _list_numbers(parts[place]["share"]), strict=True))
        if place in parts
        else []
        for place in plans["place_id"]
    ]


def _export_plans(plans: pd.DataFrame, funding: pd.DataFrame) -> Exported:
    stated = Sampling(independent=True)
    closes = not find_lacking_columns(plans, funding, stated)
    based = plans["complete"] & plans["total_basis"].notna() if closes else plans["complete"] & False
    alone = set(take_sample(plans[based], funding, stated)["place_id"]) if closes else set()
    one = np.isclose(plans["public_share_low"].astype(float), plans["public_share_high"].astype(float))
    return {
        **{name: _list_texts(plans[name]) for name in TEXTS_OF},
        **{name: _list_numbers(plans[name]) for name in NUMBERS_OF},
        "source_url": _list_texts(plans["source_url"]),
        "source_publisher": _list_texts(plans["source_publisher"]),
        "priced": plans["price_year"].notna().tolist(),
        "told": ((plans["public_eur"] + plans["private_eur"]) > 0).tolist(),
        "complete": plans["complete"].astype(bool).tolist(),
        "one_share": (plans["complete"].astype(bool) & one).tolist(),
        "based": based.astype(bool).tolist(),
        "stated": plans["place_id"].isin(alone).tolist(),
        "web": (find_draw(plans) == Draw.WEB.value).tolist(),
        "given": _list_given(plans, funding),
    }


def _export_prices(index: pd.DataFrame | None) -> Exported | None:
    """What an amount of each year is worth in one of the base year; None where there is no index."""
    known = prices._known_index(index)
    if prices.BASE not in known.index:
        return None
    factors = known[prices.BASE] / known
    return {
        "base": prices.BASE,
        "last": int(known.index.max()),
        "factors": {str(int(year)): float(factor) for year, factor in factors.items()},
    }


def _ends(residuals: Any) -> list[float]:
    return [float(end) for end in np.quantile(residuals, ENDS)]


def _export_cost(model: CostModel) -> Exported:
    means = model.means
    line = None
    if len(model.terms):
        terms = zip(model.terms["term"], model.terms["level"], model.terms["value"], strict=True)
        line = {
            "terms": [[term, level, float(value), model.averages[term, level]] for term, level, value in terms],
            "levels": {name: sorted(levels) for name, levels in model.levels.items()},
            "ends": _ends(model.residuals),
            "n": model.n,
        }
    return {
        "line": line,
        "means": None
        if means is None
        else {
            "kinds": {kind: [mean, means.n_of[kind]] for kind, mean in means.of_kind.items()},
            "everywhere": means.everywhere,
            "ends": _ends(means.residuals),
        },
        "n": model.n_of_all,
        "factors": list(FACTORS),
        "told_by": list(TOLD_BY),
        "rest": REST,
    }


def _export_rules() -> Exported:
    """Every number and list of codes that the rules of a comparison hold."""
    return {
        "like": list(LIKE),
        "choices": [list(choice) for choice in _positions.CHOICES],
        "least": inference.LEAST_FOR_SUMMARY,
        "few": _telling.FEW_PEERS,
        "middle": list(_telling.MIDDLE),
        "named": _telling.NAMED,
        "z": _positions.Z,
        "quarters": list(_positions.QUARTERS),
        "nearest": _nearest.NEAREST,
        "alike": _nearest.ALIKE,
        "least_features": _nearest.LEAST_FEATURES,
        "digits": _nearest.DIGITS,
        "growth": _what_if.GROWTH,
        "complete_from": vocabulary.COMPLETE_FROM,
        "most_of_total": MOST_OF_TOTAL,
        "funder_sectors": dict(vocabulary.FUNDER_SECTORS),
        "carrier_sectors": dict(vocabulary.CARRIER_SECTOR_OF),
        "bound": list(BOUND),
        "bound_from": BOUND_FROM,
        "mainland": list(MAINLAND),
        "own_part": OWN_PART,
        "state": _law.STATE,
        "state_from": STATE_FROM,
        "state_part": STATE_PART,
        "year_from": vocabulary.PLACES["year"].minimum,
        "year_to": vocabulary.PLACES["year"].maximum,
    }


def export_comparison(data: Dataset, plans: pd.DataFrame | None = None) -> Exported:
    """What `compare` and `what_if` know, as values that JSON holds: a page computes the same from it.

    Parameters
    ----------
    data : Dataset
        What `analysis.load` returns.
    plans : DataFrame, optional
        What `shares.plans` returns of the same data, where it is there already.

    Returns
    -------
    dict
        plans (columns of equal length, those with an investment), prices (None without an index), cost (terms, means and the
        ends of their ranges), rules, funders and kinds (codes by use), regions. Missing values are None; the intervals of
        medians follow Nyblom's closed rule and need no resampling.

    Examples
    --------
    >>> from analysis import load
    >>> found = export_comparison(load())
    >>> found["funders"][0], found["rules"]["least"]
    ('state', 5)
    """
    plans = shares.plans(data) if plans is None else plans
    ours = plans[plans["investment_eur"] > 0]
    kinds = set(ours["place_type"].dropna())
    return {
        "plans": _export_plans(ours, data.funding),
        "prices": _export_prices(data.prices),
        "cost": _export_cost(fit_cost(plans, data.prices)),
        "rules": _export_rules(),
        "funders": order_by_use(data.funding["funder_type"], list(vocabulary.labels("funder_type"))),
        "kinds": [
            code for code in order_by_use(ours["place_type"], list(vocabulary.labels("place_type"))) if code in kinds
        ],
        "regions": sorted(plans["region"].dropna().astype(str).unique()),
    }
