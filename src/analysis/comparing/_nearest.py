"""The places nearest to a plan, by a documented distance."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd

from analysis.comparing._plan import Plan

__all__ = ["find_nearest"]

NEAREST = 5
#: A feature under this difference is a reason why a place is near.
ALIKE = 0.1
#: Features that a place must know, where the plan has so many.
LEAST_FEATURES = 3
#: Decimals of a distance.
DIGITS = 9


def _log_gap(value: float, others: pd.Series) -> pd.Series:
    """Difference of log10 over two powers of ten: a hundred times as much is as far as can be."""
    return (np.log10(others.astype("float64")) - math.log10(value)).abs().div(2).clip(upper=1)


def _differences(plan: Plan, plans: pd.DataFrame, euros: float) -> pd.DataFrame:
    """How far each place is from the plan in each feature, 0 to 1; missing where either is not known."""
    parts = {"investment_eur": _log_gap(euros, plans["constant_eur"])}
    if plan.surface_m2 is not None:
        parts["surface_m2"] = _log_gap(plan.surface_m2, plans["surface_m2"])
    low, high = plan.public_share
    # bounds that overlap are no difference that is known
    gap = np.maximum(plans["public_share_low"] - high, low - plans["public_share_high"]).clip(lower=0)
    parts["public_share"] = gap.where((plans["public_eur"] + plans["private_eur"]) > 0)
    for name in ("place_type", "settlement", "carrier_sector", "region"):
        value = getattr(plan, name)
        if value is not None:
            parts[name] = (plans[name] != value).astype("float64").where(plans[name].notna())
    return pd.DataFrame(parts, index=plans.index)


def find_nearest(plan: Plan, plans: pd.DataFrame, euros: float) -> pd.DataFrame:
    """The five nearest places, with the features in which they are near.

    Parameters
    ----------
    plan : Plan
        The plan.
    plans : DataFrame
        What `shares.plans` returns, with an investment.
    euros : float
        What the plan costs, in the euros of ``constant_eur``.

    Returns
    -------
    DataFrame
        As `Comparison.nearest`.
    """
    gaps = _differences(plan, plans, euros)
    enough = gaps.notna().sum(axis=1) >= min(LEAST_FEATURES, gaps.shape[1])
    # rounded, so that what is equally near does not hang on the last bit of a sum: the page "my plan" orders as we do
    distance = gaps.mean(axis=1).where(enough).round(DIGITS)
    table = plans.assign(distance=distance).dropna(subset=["distance"])
    table = table.sort_values(["distance", "place_id"], kind="stable").head(NEAREST)
    near = [tuple(name for name, gap in gaps.loc[row].items() if gap < ALIKE) for row in table.index]
    columns = ["place_id", "name", "distance", "near_in", "investment_eur", "source_url"]
    return table.assign(near_in=near)[columns].reset_index(drop=True)
