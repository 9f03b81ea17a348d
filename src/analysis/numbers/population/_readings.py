"""One share in each of its readings, and the sample beside the census."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.numbers import inference
from analysis.numbers._by_size import is_many
from analysis.numbers._lacks import Lack, join_lacks
from analysis.numbers._resampling import find_percentiles, find_weighted_medians, resample_rows
from analysis.numbers._statistics import LEAST_FOR_SUMMARY, ROUGH_UNDER, Array
from analysis.numbers.population._counted import Counted, Draw, select_draw
from analysis.numbers.population._margins import (
    CARRIER_GROUPS,
    SETTLEMENTS,
    Margin,
    find_cells,
    group_carriers,
    read_margins,
)
from analysis.numbers.population._raking import find_ends, rake, rake_cells, resample_classes
from analysis.words._columns import need_columns, need_numbers


@dataclass(frozen=True)
class WeightedShare:
    """A share weighted to the census, with its 95% interval; from 0 to 1."""

    value: float
    low: float
    high: float
    n: int
    effective_n: float
    rough: bool
    lacks: tuple[Lack, ...]


def _as_flags(plans: pd.DataFrame, flag: str | pd.Series) -> pd.Series:
    need_columns(plans, [flag] if isinstance(flag, str) else [])
    values = plans[flag] if isinstance(flag, str) else flag
    return values.fillna(False).astype(bool)


def estimate_share(plans: pd.DataFrame, flag: str | pd.Series, census: pd.DataFrame | None) -> WeightedShare:
    """Share of the places where a flag is true, weighted to the census, with its 95% interval.

    Parameters
    ----------
    plans : DataFrame
        What `shares.plans` returns, or some of its rows.
    flag : str or Series
        A boolean column, or booleans indexed like the plans; a missing one counts as not true.
    census : DataFrame or None
        The census of third places: ``dimension``, ``category``, ``share``.

    Returns
    -------
    WeightedShare
        ``lacks`` says why a number is NaN, and which margin is not met; rough under an effective n of 30.

    Notes
    -----
    Percentiles of `RESAMPLES` bootstrap resamples of plans, raked anew in each, with a fixed seed; the order of the rows
    does not matter. Canty and Davison, The Statistician 48 (1999).

    Examples
    --------
    >>> census = pd.DataFrame({"dimension": ["settlement"] * 2, "category": ["rural", "towns"], "share": [0.5, 0.5]})
    >>> plans = pd.DataFrame({"settlement": ["rural"] * 2 + ["urban"] * 8, "flag": [True] * 2 + [False] * 8})
    >>> estimate_share(plans, "flag", census).value
    0.5
    """
    found, values = rake(plans, census), _as_flags(plans, flag).to_numpy()
    n, missing = len(plans), (np.nan, np.nan, np.nan)
    if n < LEAST_FOR_SUMMARY or np.isnan(found.effective_n):
        few = (Lack.FEW_PLANS,) if 0 < n < LEAST_FOR_SUMMARY else ()
        return WeightedShare(*missing, n, found.effective_n, found.rough, tuple(dict.fromkeys((*found.lacks, *few))))
    drawn = resample_classes(pd.DataFrame({"cell": find_cells(plans), "flag": values}), read_margins(census))
    shares = (drawn.counts * drawn.weights) @ drawn.classes["flag"].to_numpy(dtype=float) / n
    low, high = find_ends(shares[1:])
    return WeightedShare(float(shares[0]), low, high, n, found.effective_n, found.rough, found.lacks)


def estimate_weighted_median(plans: pd.DataFrame, value: str, census: pd.DataFrame | None) -> inference.Interval:
    """The median of a column among plans weighted to the census, with its 95% interval.

    Parameters
    ----------
    plans : DataFrame
        What `shares.plans` returns, or some of its rows.
    value : str
        A column of numbers; plans that do not know it are left out.
    census : DataFrame or None
        The census of third places: ``dimension``, ``category``, ``share``.

    Returns
    -------
    Interval
        In the unit of the column; NaN where no margin is met or plans are too few.

    Notes
    -----
    Percentiles of `RESAMPLES` bootstrap resamples of plans, raked anew in each, with a fixed seed. Of more than
    `inference.MANY` the values at the ends of the weighted share that lies under the median; Woodruff, JASA 47 (1952).

    Examples
    --------
    >>> census = pd.DataFrame({"dimension": ["settlement"] * 2, "category": ["rural", "towns"], "share": [0.5, 0.5]})
    >>> plans = pd.DataFrame({"settlement": ["rural"] * 2 + ["urban"] * 8, "euros": [1.0, 2.0] + [9.0] * 8})
    >>> estimate_weighted_median(plans, "euros", census).value
    2.0
    """
    need_numbers(plans, [value])
    known = plans[plans[value].notna()].sort_values(value, kind="stable")
    n = len(known)
    weighed = rake(known, census)
    if n < LEAST_FOR_SUMMARY or np.isnan(weighed.effective_n):
        return inference.Interval(np.nan, np.nan, np.nan, n)
    if is_many(n):
        return _find_woodruff(known, value, weighed.values.to_numpy(), census)
    cells, counts = find_cells(known), resample_rows(n)
    of_cell = (cells[:, None] == np.arange(3 * len(CARRIER_GROUPS))).astype(float)
    weights = counts * rake_cells(counts @ of_cell, read_margins(census))[:, cells]
    drawn = find_weighted_medians(known[value].to_numpy(dtype=float), weights)
    return inference.Interval(*find_percentiles(drawn), n)


def _find_woodruff(known: pd.DataFrame, value: str, weights: Array, census: pd.DataFrame | None) -> inference.Interval:
    """The weighted median of plans in the order of their values, and where the ends of the share under it lie."""
    numbers, reached = known[value].to_numpy(dtype=float), np.cumsum(weights)

    def find(level: float) -> float:
        at = np.searchsorted(reached, level * reached[-1] - 1e-9)
        return float(numbers[min(int(at), len(numbers) - 1)])

    middle = find(0.5)
    under = estimate_share(known, known[value] <= middle, census)
    # Many plans may have the median: the share under it is then above one half, but strays as much.
    return inference.Interval(
        middle, find(0.5 + under.low - under.value), find(0.5 + under.high - under.value), len(known)
    )


def compare_margins(plans: pd.DataFrame, census: pd.DataFrame | None) -> pd.DataFrame:
    """The sample beside the census, before and after the weights: the table of a love plot.

    Parameters
    ----------
    plans : DataFrame
        What `shares.plans` returns, or some of its rows.
    census : DataFrame or None
        The census of third places: ``dimension``, ``category``, ``share``.

    Returns
    -------
    DataFrame
        margin (legal_form, settlement, region), category, n (plans), sample, weighted, census (shares from 0 to 1 of the
        plans that know the margin) and raked (whether the weights were made to meet this margin; regions were not, so
        they show what the weights do elsewhere). No row for a margin that the census does not have.

    Examples
    --------
    >>> census = pd.DataFrame({"dimension": ["settlement"] * 2, "category": ["rural", "towns"], "share": [0.5, 0.5]})
    >>> plans = pd.DataFrame({"settlement": ["rural"] + ["urban"] * 4})
    >>> compare_margins(plans, census)[["category", "sample", "weighted"]].values.tolist()
    [['rural', 0.2, 0.5], ['urban', 0.8, 0.5]]
    """
    margins, weights = read_margins(census), rake(plans, census).values
    parts: list[tuple[Margin, pd.Series, dict[str, float]]] = []
    if margins.legal_form is not None:
        parts.append(
            (Margin.LEGAL_FORM, group_carriers(plans), dict(zip(CARRIER_GROUPS, margins.legal_form, strict=True)))
        )
    if margins.settlement is not None and "settlement" in plans:
        parts.append((Margin.SETTLEMENT, plans["settlement"], dict(zip(SETTLEMENTS, margins.settlement, strict=True))))
    if margins.region and "region" in plans:
        parts.append((Margin.REGION, plans["region"], dict(margins.region)))
    rows = []
    for margin, values, target in parts:
        known = values.notna()
        n, mass = int(known.sum()), float(weights[known].sum())
        for code, share in target.items():
            of = values == code
            here = int(of.sum())
            weighted = float(weights[of].sum(skipna=False)) / mass if mass > 0 else np.nan
            beside = (here, here / n if n else np.nan, weighted, float(share), margin is not Margin.REGION)
            rows.append((margin.value, code, *beside))
    return pd.DataFrame(rows, columns=["margin", "category", "n", "sample", "weighted", "census", "raked"])


def list_readings(
    plans: pd.DataFrame, flag: str | pd.Series, census: pd.DataFrame | None, *, fixed_by_lists: bool = False
) -> pd.DataFrame:
    """A share read in the ways that stand side by side: as published, by draw, by sector of the carrier, by the census.

    Parameters
    ----------
    plans : DataFrame
        Those of the subject: what `select_new` returns.
    flag : str or Series
        A boolean column, or booleans indexed like the plans; a missing one counts as not true.
    census : DataFrame or None
        The census of third places: ``dimension``, ``category``, ``share``.
    fixed_by_lists : bool
        A list fixes the measure by construction (a funder, a local carrier, silence on citizens): readings of the sample
        leave the lists out. That of the census keeps them: it undoes who is over-represented, not who is silent, and its
        share is then a low bound.

    Returns
    -------
    DataFrame
        reading (`Counted`), n, effective_n, value, low, high (shares from 0 to 1; Wilson, for the census a bootstrap),
        rough and lacks (codes, empty where nothing is missing).

    Examples
    --------
    >>> plans = pd.DataFrame({"source_kind": ["web_page"] * 6, "carrier_sector": "public", "flag": [True] * 3 + [False] * 3})
    >>> found = list_readings(plans, "flag", None).set_index("reading")
    >>> found.loc[["published", "private", "census"], "lacks"].tolist()
    ['', 'no_plans', 'no_census']
    """
    table = plans.assign(_flag=_as_flags(plans, flag))
    web = select_draw(table, Draw.WEB)
    base = web if fixed_by_lists else table
    parts = {
        Counted.PUBLISHED: base,
        Counted.WEB: web,
        Counted.LISTS: select_draw(table, Draw.LISTS),
        Counted.PUBLIC: base[base["carrier_sector"] == "public"],
        Counted.PRIVATE: base[base["carrier_sector"] == "private"],
    }
    if fixed_by_lists:
        del parts[Counted.PUBLISHED], parts[Counted.LISTS]
    rows = []
    for reading, part in parts.items():
        n = len(part)
        lacks = [Lack.NO_PLANS] if not n else [Lack.FEW_PLANS] if n < LEAST_FOR_SUMMARY else []
        found = inference.proportion(int(part["_flag"].sum()), n)
        ends = (found.value, found.low, found.high) if not lacks else (np.nan,) * 3
        rough = not lacks and n < ROUGH_UNDER
        rows.append((reading.value, n, float(n), *ends, rough, join_lacks(lacks)))
    last = estimate_share(plans, table["_flag"], census)
    ends = (last.value, last.low, last.high)
    rows.append((Counted.CENSUS.value, last.n, last.effective_n, *ends, last.rough, join_lacks(last.lacks)))
    return pd.DataFrame(rows, columns=["reading", "n", "effective_n", "value", "low", "high", "rough", "lacks"])
