"""Weights that meet the census, in the sample and in each of its resamples."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.numbers._lacks import Lack
from analysis.numbers._statistics import ROUGH_UNDER, SEED
from analysis.numbers.population._margins import (
    CARRIER_GROUPS,
    SETTLEMENTS,
    Array,
    Margins,
    find_cells,
    read_margins,
)

#: Resamples of plans behind an interval; the weights are raked anew in each.
RESAMPLES = 1_000
#: Raking ends when no weight changes by more than this, or after so many rounds.
TOLERANCE, ROUNDS = 1e-8, 200
#: A weight is cut at so many times the mean.
TRIMMED_AT = 5.0
#: A margin is met when no share is further from the census than this.
MET_WITHIN = 1e-6


@dataclass(frozen=True, eq=False)
class Weights:
    """Weights of plans that meet the margins of the census.

    Attributes
    ----------
    values : Series
        One weight per plan, indexed like the plans, adding up to ``n``; NaN where no margin is met.
    n : int
        Plans.
    effective_n : float
        (sum w)² / sum w²: an unweighted sample of that size would be as precise.
    rough : bool
        The effective n is under `inference.ROUGH_UNDER`.
    lacks : tuple of Lack
        What is missing, or which margin does not close.
    absent : tuple of str
        Groups and settlements that the census has and the sample does not.
    """

    values: pd.Series
    n: int
    effective_n: float
    rough: bool
    lacks: tuple[Lack, ...]
    absent: tuple[str, ...]


def _factors(mass: Array, target: Array) -> Array:
    """By what the parts of a margin are multiplied to have their target; the target of an absent part goes to the others."""
    wanted = np.where(mass > 0, target, 0.0)
    of = wanted.sum(axis=1, keepdims=True)
    wanted = np.divide(wanted, of, out=np.zeros_like(wanted), where=of > 0) * mass.sum(axis=1, keepdims=True)
    return np.asarray(np.divide(wanted, mass, out=np.ones_like(mass), where=(mass > 0) & (of > 0)))


def _round(counts: Array, weights: Array, margins: Margins) -> Array:
    """One round of iterative proportional fitting of (samples, groups, settlements): legal form, then settlement."""
    if margins.legal_form is not None:
        mass = (counts * weights).sum(axis=2)
        weights = weights * _factors(mass, margins.legal_form)[:, :, None]
    if margins.settlement is not None:
        mass = (counts * weights).sum(axis=1)
        factors = np.ones_like(mass)  # a plan without a settlement keeps its weight
        factors[:, :2] = _factors(mass[:, :2], margins.settlement)
        weights = weights * factors[:, None, :]
    return weights


def _fit(counts: Array, weights: Array, margins: Margins) -> Array:
    """Weights of each sample that meet both margins, as far as `ROUNDS` rounds get."""
    weights, moving = weights.copy(), np.arange(len(counts))
    for _ in range(ROUNDS):
        before, of = weights[moving], counts[moving]
        weights[moving] = after = _round(of, before, margins)
        changed = np.where(of > 0, np.abs(after - before), 0.0).max(axis=(1, 2)) > TOLERANCE
        moving = moving[changed]
        if not len(moving):
            break
    return weights


def rake_cells(counts: Array, margins: Margins) -> Array:
    """Weights of the cells of many samples at once.

    Parameters
    ----------
    counts : array of (samples, 15)
        Plans in each cell of `find_cells`; each sample has one plan at least.
    margins : Margins
        What the weighted plans are to look like.

    Returns
    -------
    array of (samples, 15)
        The weight of one plan of each cell; each sample's weights add up to its number of plans.

    Notes
    -----
    Iterative proportional fitting from 1, trimmed at `TRIMMED_AT` times the mean, fitted once more; Deming and Stephan,
    Annals of Mathematical Statistics 11 (1940).

    Examples
    --------
    >>> counts = np.zeros((1, 15))
    >>> counts[0, [1, 4]] = 3, 1  # three associations and a company in towns
    >>> rake_cells(counts, Margins(np.array([0.5, 0.5, 0, 0, 0]), None, {}))[0, [1, 4]].round(3).tolist()
    [0.667, 2.0]
    """
    cells = np.asarray(counts, dtype=float).reshape(-1, len(CARRIER_GROUPS), 3)
    n = cells.sum(axis=(1, 2))[:, None, None]
    weights = _fit(cells, np.ones_like(cells), margins)
    most = TRIMMED_AT * (cells * weights).sum(axis=(1, 2))[:, None, None] / n
    high = ((weights > most) & (cells > 0)).any(axis=(1, 2))
    if high.any():
        weights[high] = _fit(cells[high], np.minimum(weights, most)[high], margins)
    weights *= n / (cells * weights).sum(axis=(1, 2))[:, None, None]
    return weights.reshape(len(cells), -1)


def _found_shares(counts: Array, weights: Array) -> tuple[Array, Array]:
    """Shares of the groups and of the settlements among the weighted plans of one sample."""
    mass = (counts * weights).reshape(len(CARRIER_GROUPS), 3)
    settled = mass[:, :2].sum(axis=0)
    return mass.sum(axis=1) / mass.sum(), settled / settled.sum() if settled.sum() > 0 else np.full(2, np.nan)


def _is_met(found: Array, target: Array | None) -> bool:
    return target is not None and bool(np.all(np.abs(found - target) <= MET_WITHIN))


def _open_margins(counts: Array, weights: Array, margins: Margins) -> tuple[Lack, ...]:
    legal_form, settlement = _found_shares(counts, weights)
    met = {
        Lack.LEGAL_FORM_OPEN: _is_met(legal_form, margins.legal_form),
        Lack.SETTLEMENT_OPEN: _is_met(settlement, margins.settlement),
    }
    return tuple(lack for lack, is_met in met.items() if not is_met)


def _absent(counts: Array, margins: Margins) -> tuple[str, ...]:
    """What the census has and no plan."""
    cells, names = counts.reshape(len(CARRIER_GROUPS), 3), []
    for target, found, codes in (
        (margins.legal_form, cells.sum(axis=1), CARRIER_GROUPS),
        (margins.settlement, cells[:, :2].sum(axis=0), SETTLEMENTS),
    ):
        if target is not None:
            names += [code for code, part, n in zip(codes, target, found, strict=True) if part > 0 and not n]
    return tuple(names)


def rake(plans: pd.DataFrame, census: pd.DataFrame | None) -> Weights:
    """Weights of plans so that their carriers and their settlement are those of the census.

    Parameters
    ----------
    plans : DataFrame
        ``carrier_type`` and ``settlement``: what `shares.plans` returns, or some of its rows.
    census : DataFrame or None
        The census of third places: ``dimension``, ``category``, ``share``.

    Returns
    -------
    Weights
        Where one margin cannot be met, ``lacks`` says which and the weights meet the other one; where none can, they are
        NaN. The census counts who runs a place, not who carries its investment.

    Notes
    -----
    Raking as in `rake_cells`; effective n: Kish, Survey Sampling (1965), 11.7.

    Examples
    --------
    >>> census = pd.DataFrame({"dimension": ["settlement"] * 2, "category": ["rural", "towns"], "share": [0.5, 0.5]})
    >>> plans = pd.DataFrame({"carrier_type": ["company"] * 4, "settlement": ["rural"] + ["urban"] * 3})
    >>> found = rake(plans, census)
    >>> found.values.round(3).tolist(), round(found.effective_n, 3), found.lacks[0].value
    ([2.0, 0.667, 0.667, 0.667], 3.0, 'legal_form_open')
    """
    margins, cells = read_margins(census), find_cells(plans)
    counts = np.bincount(cells, minlength=3 * len(CARRIER_GROUPS)).astype(float)
    lacks: tuple[Lack, ...] = ()
    if not len(plans):
        lacks = (Lack.NO_PLANS,)
    elif margins.legal_form is None and margins.settlement is None:
        lacks = (Lack.NO_CENSUS,)
    if lacks:
        return Weights(pd.Series(np.nan, index=plans.index, dtype=float), len(plans), np.nan, False, lacks, ())
    weights = rake_cells(counts[None], margins)[0]
    lacks = _open_margins(counts, weights, margins)
    values = weights[cells] if len(lacks) < 2 else np.full(len(plans), np.nan)
    effective = float(values.sum() ** 2 / (values**2).sum())
    rough = bool(effective < ROUGH_UNDER)
    return Weights(pd.Series(values, plans.index), len(plans), effective, rough, lacks, _absent(counts, margins))


@dataclass(frozen=True, eq=False)
class Resamples:
    """Resamples of plans by class: how many plans of each class, and the raked weight of one.

    Plans of one class are alike in all that a measure looks at, so that drawing counts of classes (multinomial) is
    drawing plans, at a cost that does not grow with their number.
    """

    classes: pd.DataFrame
    counts: Array
    weights: Array


def resample_classes(classes: pd.DataFrame, margins: Margins | None, resamples: int = RESAMPLES) -> Resamples:
    """Draw resamples of plans, the sample itself first, and rake each.

    Parameters
    ----------
    classes : DataFrame
        One row per plan with the columns in which plans may differ; ``cell`` (`find_cells`) among them, -1 for a plan that is
        drawn with the others and not weighted.
    margins : Margins or None
        Those of the census; without them every weight is 1.
    resamples : int
        How many besides the sample.

    Examples
    --------
    >>> found = resample_classes(pd.DataFrame({"cell": [0, 0, 1]}), None, 2)
    >>> found.classes["cell"].tolist(), found.counts[0].tolist(), found.counts.sum(axis=1).tolist()
    ([0, 1], [2.0, 1.0], [3.0, 3.0, 3.0])
    """
    sizes = classes.groupby(list(classes.columns), sort=True, dropna=False).size()
    n, of = len(classes), sizes.to_numpy()
    rng = np.random.default_rng(SEED)
    counts = np.vstack([of, rng.multinomial(n, of / n, size=resamples)]).astype(float)
    known = sizes.index.to_frame(index=False)
    weights = np.ones_like(counts)
    if margins is not None:
        cell = known["cell"].to_numpy()
        of_cell = (cell[:, None] == np.arange(3 * len(CARRIER_GROUPS))).astype(float)
        weights = rake_cells(counts @ of_cell, margins) @ of_cell.T
    return Resamples(known, counts, weights)


def find_ends(drawn: Array) -> tuple[float, float]:
    """The 2.5% and the 97.5% of resamples.

    Examples
    --------
    >>> find_ends(np.arange(101.0))
    (2.5, 97.5)
    """
    low, high = np.quantile(drawn, [0.025, 0.975])
    return float(low), float(high)
