"""The ladder of euros: how much of them is public, under each assumption."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from analysis.numbers._by_size import is_many
from analysis.numbers._lacks import Lack, join_lacks
from analysis.numbers._linear import find_ratio_error
from analysis.numbers._statistics import LEAST_FOR_SUMMARY, ROUGH_UNDER, SEED
from analysis.numbers.ladder._codes import BASES, Assumption
from analysis.numbers.ladder._covering import cover_value
from analysis.numbers.ladder._donors import Imputed, count_draws, impute
from analysis.numbers.ladder._own import find_low_by_law
from analysis.numbers.ladder._parts import Array, Flags, find_groups, find_sectors, list_lacks
from analysis.numbers.population._raking import find_ends
from analysis.words._columns import need_columns

#: Resamples of plans behind the standard errors of pooled euros.
EURO_RESAMPLES = 999
#: Parts a of B2 in the table.
PARTS = (0.0, 0.15, 0.30)
EURO_COLUMNS = (
    "assumption",
    "part",
    "group",
    "n",
    "euros",
    "assumed",
    "low",
    "high",
    "interval_low",
    "interval_high",
    "rough",
    "basis",
    "lacks",
)


@dataclass(frozen=True)
class EuroBreakdown:
    """What part of the unexplained euros must be public for "most euros are public" to hold.

    Attributes
    ----------
    part : float
        From 0 (it holds already); above 1 it cannot hold; NaN where nothing is unexplained.
    needed_eur, unexplained_eur : float
        EUR, nominal.
    n : int
        Plans with a known investment.
    lacks : tuple of Lack
        Why there is no number.
    """

    part: float
    needed_eur: float
    unexplained_eur: float
    n: int
    lacks: tuple[Lack, ...]


def climb_euros(
    plans: pd.DataFrame,
    funding: pd.DataFrame,
    *,
    reference: pd.DataFrame | None = None,
    by: str | None = None,
    parts: Sequence[float] = PARTS,
) -> pd.DataFrame:
    """The public share of the euros of all plans together under each assumption, weakest first.

    Parameters
    ----------
    plans : DataFrame
        What `shares.plans` returns, or some of its rows; those without an investment are left out.
    funding : DataFrame
        The lines: ``place_id``, ``funder_type``, ``sector``, ``amount_eur`` and, where known, ``funder_name``.
    reference : DataFrame, optional
        Plans of all kinds, whose complete plans are B3's donors; by default ``plans``.
    by : str, optional
        A column of groups (carrier_sector, place_type, settlement); donors are not those of the group.
    parts : sequence of float
        The part a (0 to 1) of what no line explains that may be private in the plan of a public carrier: a row of B2 each.

    Returns
    -------
    DataFrame
        assumption (`Assumption`), part (B2's a), group, n, euros (EUR, nominal), assumed (EUR of which it speaks), low, high
        (shares of euros, 0 to 1), interval_low, interval_high (95%), rough, basis (`Basis`), lacks (codes). Bounds are nested
        from B0 to B2, and B2's as a falls; B3 is one value inside those of B0.

    Notes
    -----
    B0 nothing. B1 a local authority or group of them that builds in mainland France pays from 2012 at least a fifth of the
    public money of its plan: CGCT, article L1111-10 III; the prefect's exceptions are not known, a plan without a year is not
    bound. At least min(I - private, G + max(own, G / 4)) is public, G what others grant. B2 of what no line explains in the
    plan of a public carrier at most the part a is private. B3 a plan takes the public share of a complete plan drawn from its
    carrier's sector within its own bounds (none there: any sector; none: uniform between the bounds). Intervals of B0 to B2:
    `cover_value`, errors by 999 resamples of plans (of more than `inference.MANY` plans the linearised error of a ratio;
    Cochran, Sampling Techniques (1977), 6.4); of B3: percentiles of 400 resamples of plans and donors (of a
    draw of `inference.MANY` plans where there are more, drawn together by the root of its part of them).

    Examples
    --------
    >>> plans = pd.DataFrame({"place_id": ["a"], "investment_eur": [200.0], "public_eur": [80.0], "private_eur": [0.0]})
    >>> plans = plans.assign(unknown_eur=120.0, complete=False, carrier_type="municipality", carrier_sector="public")
    >>> funding = pd.DataFrame({"place_id": ["a"], "funder_type": ["state"], "sector": ["public"], "amount_eur": [80.0]})
    >>> found = climb_euros(plans.assign(region="Bretagne", year=2019), funding)
    >>> found["low"].tolist(), found["lacks"].tolist()[-1]
    ([0.4, 0.5, 1.0, 0.91, 0.82, nan], 'few_plans; no_complete')
    """
    need_columns(plans, ["investment_eur", "public_eur", "unknown_eur"])
    known = plans[plans["investment_eur"].notna()]
    total = known["investment_eur"].to_numpy(dtype=float)
    public, unknown = known["public_eur"].to_numpy(dtype=float), known["unknown_eur"].to_numpy(dtype=float)
    carried = (find_sectors(known) == "public").to_numpy(dtype=bool)
    by_law = find_low_by_law(known, funding)
    rungs: list[tuple[Assumption, float]] = [(Assumption.B0, np.nan), (Assumption.B1, np.nan)]
    rungs += [(Assumption.B2, float(part)) for part in parts]
    rest = [np.maximum(by_law, public + np.where(carried, (1 - part) * unknown, 0.0)) for _, part in rungs[2:]]
    lows, high = np.column_stack([public, by_law, *rest]), public + unknown
    assumed = np.column_stack(
        [0 * public, by_law - public, *(np.where(carried, unknown, by_law - public) for _ in rest)]
    )
    drawn = impute(known, reference) if len(known) else None
    rows: list[tuple[Any, ...]] = []
    for group, of in find_groups(known, by):
        n, euros = int(of.sum()), float(total[of].sum())
        rough, lacks = 0 < n < ROUGH_UNDER, list_lacks(n, Lack.NO_EUROS if n and not euros else None)
        bounds = np.column_stack([lows[of], high[of]]).sum(axis=0) / euros if euros else np.full(len(rungs) + 1, np.nan)
        low, top = bounds[:-1], np.full(len(rungs), bounds[-1])
        ends = (np.full(len(rungs), np.nan),) * 2
        if n >= LEAST_FOR_SUMMARY and euros:
            errors = _pooled_errors(np.column_stack([lows[of], high[of]]), total[of])
            ends = cover_value(low, top, errors[:-1], np.full(len(rungs), errors[-1]))
        for at, (assumption, part) in enumerate(rungs):
            said = (low[at], top[at], ends[0][at], ends[1][at], rough, BASES[assumption], join_lacks(lacks))
            rows.append((assumption, part, group, n, euros, float(assumed[of, at].sum()), *said))
        rows.append(_imputed_row(drawn, of, (group, n, euros, float(unknown[of].sum())), lacks))
    table = pd.DataFrame(rows, columns=list(EURO_COLUMNS))
    return table.astype({name: "str" for name in ("assumption", "basis")})


def _pooled_errors(values: Array, total: Array) -> Array:
    """Standard errors of ratios of sums, one a column of values, by resamples of plans."""
    n = len(total)
    if is_many(n):
        return np.asarray(find_ratio_error(values, total))
    order = np.lexsort((*values.T, total))  # the order of the rows does not move the errors
    table = np.column_stack([values, total])[order]
    rng = np.random.default_rng(SEED)
    counts = count_draws(rng.integers(0, n, size=(EURO_RESAMPLES, n)), n)
    sums = counts @ table
    ratios = np.divide(sums[:, :-1], sums[:, -1:], out=np.full_like(sums[:, :-1], np.nan), where=sums[:, -1:] > 0)
    return np.asarray(np.nanstd(ratios, axis=0, ddof=1))


def _imputed_row(
    drawn: Imputed | None, of: Flags, counts: tuple[str, int, float, float], lacks: list[Lack]
) -> tuple[Any, ...]:
    group, n, euros, unknown = counts
    value = low = high = np.nan
    if n and drawn is None:
        lacks = [*lacks, Lack.NO_COMPLETE]
    if drawn is not None and euros:
        value = float(drawn.expected[: len(of)][of].sum() / euros)
        if n >= LEAST_FOR_SUMMARY:
            member = np.append(of, np.zeros(len(drawn.total) - len(of), dtype=bool))[drawn.drawn]
            total = (drawn.total[drawn.drawn] * member).sum(axis=1)
            public = (drawn.public * member).sum(axis=1)
            low, high = _scale_ends(
                value, public[total > 0] / total[total > 0], drawn.drawn.shape[1] / len(drawn.total)
            )
    ends = (value, value, low, high, 0 < n < ROUGH_UNDER, BASES[Assumption.B3], join_lacks(lacks))
    return (Assumption.B3, np.nan, group, n, euros, unknown, *ends)


def _scale_ends(value: float, drawn: Array, part: float) -> tuple[float, float]:
    """The ends of resamples; those of a draw of the plans stray further than all plans do, by the root of its part of them.

    Bickel, Götze and van Zwet, Statistica Sinica 7 (1997): fewer plans than there are, drawn with replacement.
    """
    if not len(drawn):  # no plan of the group was drawn
        return np.nan, np.nan
    low, high = find_ends(drawn)
    if part == 1:
        return low, high
    middle, scale = float(np.mean(drawn)), np.sqrt(part)
    return max(0.0, value + scale * (low - middle)), min(1.0, value + scale * (high - middle))


def break_down_euros(plans: pd.DataFrame) -> EuroBreakdown:
    """What part of the euros that no line explains must be public for most euros to be.

    Parameters
    ----------
    plans : DataFrame
        What `shares.plans` returns, or some of its rows: ``investment_eur``, ``public_eur``, ``unknown_eur``.

    Returns
    -------
    EuroBreakdown
        EUR nominal; plans without an investment are left out.

    Examples
    --------
    >>> plans = pd.DataFrame({"investment_eur": [100.0], "public_eur": [20.0], "unknown_eur": [60.0]})
    >>> break_down_euros(plans).part
    0.5
    """
    need_columns(plans, ["investment_eur", "public_eur", "unknown_eur"])
    known = plans[plans["investment_eur"].notna()]
    total, public = float(known["investment_eur"].sum()), float(known["public_eur"].sum())
    unknown = float(known["unknown_eur"].sum())
    lacks = () if total > 0 else (Lack.NO_EUROS if len(known) else Lack.NO_PLANS,)
    needed = max(0.0, total / 2 - public)
    part = needed / unknown if unknown > 0 and not lacks else np.nan
    return EuroBreakdown(part, needed if not lacks else np.nan, unknown, len(known), lacks)
