"""Do the kinds of place differ in substance? Features of the plans, PERMANOVA and what drives it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd

from analysis.numbers._statistics import LEAST_FOR_SUMMARY, RESAMPLES, SEED, Array, cliffs_delta, draw_rows
from analysis.numbers.inference import Interval, adjusted
from analysis.words import vocabulary
from analysis.words._codes import Feature
from analysis.words._grouping import order_groups
from analysis.words.vocabulary import Sector

__all__ = ["Permanova", "comparable", "drivers", "effects", "features", "kinds", "permanova", "r2_interval"]


def __dir__() -> list[str]:
    return __all__


#: Bootstrap samples behind the interval of R².
DRAWN = 1_999
#: Numbers that a batch of resamples may hold, and that the permutations of a sample may hold to be kept.
AT_ONCE, KEPT = 2**16, 2**22

Codes = np.ndarray[Any, np.dtype[np.int16]]
Counts = np.ndarray[Any, np.dtype[np.integer[Any]]]


@dataclass(frozen=True)
class Permanova:
    """PERMANOVA of standardised features on labels: pseudo-F, R² and permutation p-value."""

    f: float
    r2: float
    p: float
    n: int


def comparable(plans: pd.DataFrame) -> pd.DataFrame:
    """The plans whose features can be compared: one of the two generations, and not from lists of grants.

    Lists of grants name one funder by construction: a difference in funders or stakeholders between them and the
    web pages would be one between sources. Where a dataset holds nothing but such lists, they are compared among
    themselves.

    Examples
    --------
    >>> plans = pd.DataFrame({"generation": ["new", None, "older"], "source_kind": ["web_page"] * 2 + ["state_list"]})
    >>> len(comparable(plans))
    1
    """
    known = plans.dropna(subset=["generation"])
    pages = known[~known["source_kind"].isin(vocabulary.LISTS)]
    return pages if len(pages) else known


def features(plans: pd.DataFrame, *, surface: bool = False) -> pd.DataFrame:
    """Features of each plan on which kinds of place are compared, as they are (not standardised).

    Parameters
    ----------
    plans : DataFrame
        What `shares.plans` returns, or some of its rows.
    surface : bool
        Add the surface, and keep only the plans that know it.

    Returns
    -------
    DataFrame
        A column for each `Feature`, indexed like ``plans``; investment and surface as log10, carriers as 0 or 1.

    Examples
    --------
    >>> from analysis import load, shares
    >>> list(features(shares.plans(load())))
    ['investment', 'funders', 'stakeholders', 'public_carrier', 'private_carrier']
    """
    kept = plans.dropna(subset=["surface_m2"]) if surface else plans
    table = pd.DataFrame(
        {
            Feature.INVESTMENT.value: np.log10(kept["investment_eur"]),
            Feature.FUNDERS.value: kept["funders"].astype(float),
            Feature.STAKEHOLDERS.value: kept["stakeholders"].astype(float),
            Feature.PUBLIC_CARRIER.value: (kept["carrier_sector"] == Sector.PUBLIC).astype(float),
            Feature.PRIVATE_CARRIER.value: (kept["carrier_sector"] == Sector.PRIVATE).astype(float),
        },
        index=kept.index,
    )
    return table.assign(**{Feature.SURFACE.value: np.log10(kept["surface_m2"])}) if surface else table


def _standard(table: pd.DataFrame | Array) -> Array:
    """Columns with mean 0 and deviation 1; those that do not vary are left out."""
    values = np.asarray(table, dtype=float)
    spread = values.std(axis=0)
    return np.asarray((values - values.mean(axis=0))[:, spread > 0] / spread[spread > 0])


def _between(values: Array, codes: Codes) -> Array:
    """Sums of squares between groups of centred values, for each row of group codes."""
    total = np.zeros(len(codes))
    for code in range(int(codes.max()) + 1):
        member = (codes == code).astype(float)
        total += ((member @ values) ** 2).sum(axis=1) / member.sum(axis=1)
    return total


def _batches(draws: int, n: int) -> list[int]:
    """Sizes of the batches in which resamples of ``n`` rows are taken, so that none needs much memory."""
    most = max(1, AT_ONCE // n)
    return [min(most, draws - done) for done in range(0, draws, most)]


def _permutations(codes: Codes, layers: Codes) -> Iterator[Codes]:
    """Group codes exchanged at random inside each layer, one row per permutation, in batches."""
    rng = np.random.default_rng(SEED)
    for rows in _batches(RESAMPLES, len(codes)):
        mixed = np.tile(codes, (rows, 1))
        for layer in np.unique(layers):
            block = np.flatnonzero(layers == layer)
            mixed[:, block] = rng.permuted(mixed[:, block], axis=1)
        yield mixed


@lru_cache(maxsize=2)
def _kept(codes: bytes, layers: bytes) -> tuple[Codes, ...]:
    """The permutations of a small sample, kept: each feature and measure asks for the same ones."""
    return tuple(_permutations(np.frombuffer(codes, np.int16), np.frombuffer(layers, np.int16)))


def _as_large(values: Array, codes: Codes, layers: Codes, seen: float) -> int:
    """How many permutations put at least as much between the groups as was seen."""
    small = len(codes) * RESAMPLES <= KEPT
    batches = _kept(codes.tobytes(), layers.tobytes()) if small else _permutations(codes, layers)
    return sum(int((_between(values, mixed) >= seen - 1e-9).sum()) for mixed in batches)


def permanova(table: pd.DataFrame, by: pd.Series, *, strata: pd.Series | None = None) -> Permanova:
    """Do groups differ in their features beyond chance, and how much of the variation do they hold?

    Parameters
    ----------
    table : DataFrame
        One row per place, one number column per feature, without gaps; standardised here.
    by : Series
        The label of each row.
    strata : Series, optional
        Labels are exchanged only inside these groups (for instance the kind of source).

    Returns
    -------
    Permanova
        NaN where a group has fewer than `LEAST_FOR_SUMMARY` places, there is one group only, or no feature varies.

    Notes
    -----
    Anderson, Austral Ecology 26 (2001), with Euclidean distances, for which the sums of squared distances are sums of
    squares about the group means. 9,999 permutations, fixed seed, of at most `inference.MANY` places; ``n`` counts them.

    Examples
    --------
    >>> table = pd.DataFrame({"x": [0.0, 1, 0, 1, 0, 9, 8, 9, 8, 9]})
    >>> permanova(table, pd.Series(["a"] * 5 + ["b"] * 5)).r2 > 0.9
    True
    """
    rows = draw_rows(len(table))
    table, by, strata = table.iloc[rows], by.iloc[rows], None if strata is None else strata.iloc[rows]
    codes, groups = pd.factorize(by, sort=True)
    n, k = len(table), len(groups)
    if k < 2 or np.bincount(codes).min() < LEAST_FOR_SUMMARY:
        return Permanova(np.nan, np.nan, np.nan, n)
    values = _standard(table)
    total = float((values**2).sum())
    if total == 0:
        return Permanova(np.nan, np.nan, np.nan, n)
    labels = codes.astype(np.int16)
    layers = np.zeros_like(labels) if strata is None else pd.factorize(strata)[0].astype(np.int16)
    seen = float(_between(values, labels[None, :])[0])
    as_large = _as_large(values, labels, layers, seen)
    within = total - seen
    pseudo_f = (seen / (k - 1)) / (within / (n - k)) if within > 1e-9 * total else np.inf
    return Permanova(pseudo_f, seen / total, (as_large + 1) / (RESAMPLES + 1), n)


def _r2(samples: Array, sizes: Counts, starts: Counts) -> Array:
    """R² of each sample (samples x rows sorted by group x features); a feature that does not vary does not count."""
    spread = samples.var(axis=1)
    means = np.add.reduceat(samples, starts, axis=1) / sizes[:, None]
    between = ((means - samples.mean(axis=1)[:, None]) ** 2 * sizes[:, None]).sum(axis=1) / samples.shape[1]
    varies = spread > 0
    shares = np.divide(between, spread, out=np.zeros_like(between), where=varies)
    with np.errstate(invalid="ignore"):
        return np.asarray(shares.sum(axis=1) / varies.sum(axis=1))


def r2_interval(table: pd.DataFrame, by: pd.Series) -> Interval:
    """R² of `permanova` with its 95% percentile bootstrap interval, places resampled inside each group.

    The bootstrap leans upwards for small R²: read the low end with care.

    Examples
    --------
    >>> table = pd.DataFrame({"x": [0.0, 1, 0, 1, 0, 9, 8, 9, 8, 9]})
    >>> found = r2_interval(table, pd.Series(["a"] * 5 + ["b"] * 5))
    >>> found.low <= found.value <= found.high
    True
    """
    looked_at = draw_rows(len(table))
    table, by = table.iloc[looked_at], by.iloc[looked_at]
    codes, groups = pd.factorize(by, sort=True)
    if len(groups) < 2 or np.bincount(codes).min() < LEAST_FOR_SUMMARY:
        return Interval(np.nan, np.nan, np.nan, len(table))
    rng, order, sizes = np.random.default_rng(SEED), np.argsort(codes, kind="stable"), np.bincount(codes)
    raw, starts = table.to_numpy(dtype=float)[order], np.cumsum(sizes) - sizes
    first, among = np.repeat(starts, sizes), np.repeat(sizes, sizes)  # of each row's group: where it begins, how many
    batches = _batches(DRAWN, len(raw))
    found = [_r2(raw[first + rng.integers(0, among, (rows, len(raw)))], sizes, starts) for rows in batches]
    low, high = np.nanquantile(np.concatenate(found), [0.025, 0.975])
    return Interval(float(_r2(raw[None], sizes, starts)[0]), float(low), float(high), len(raw))


def drivers(table: pd.DataFrame, by: pd.Series) -> pd.DataFrame:
    """How much of each single feature the labels hold: R² and Holm-adjusted permutation p-value.

    Returns
    -------
    DataFrame
        feature (a column of the table), r2, p, n; largest R² first.

    Examples
    --------
    >>> table = pd.DataFrame({"investment": [0.0, 1, 0, 1, 0, 1, 0, 1, 0, 1], "funders": [1.0, 2, 1, 2, 1, 8, 9, 8, 9, 8]})
    >>> drivers(table, pd.Series(["new"] * 5 + ["older"] * 5))["feature"].tolist()
    ['funders', 'investment']
    """
    found = [permanova(table[[name]], by) for name in table]
    result = pd.DataFrame(
        {
            "feature": list(table),
            "r2": [one.r2 for one in found],
            "p": adjusted([one.p for one in found]),
            "n": [one.n for one in found],
        }
    )
    return result.sort_values("r2", ascending=False, kind="stable", ignore_index=True)


def _above(a: Array, b: Array) -> Array:
    """For each value of ``a``: the share of ``b`` below it less the share above it."""
    ordered = np.sort(b)
    below, not_above = (np.searchsorted(ordered, a, side=side) for side in ("left", "right"))
    return np.asarray((below + not_above - len(b)) / len(b), dtype=float)


def _delta_interval(a: Array, b: Array) -> tuple[float, float]:
    """Cliff's delta, 95% interval of its consistent variance; Cliff, Psych. Bull. 114 (1993), equation 12."""
    rows, columns = _above(a, b), -_above(b, a)
    delta = rows.mean()
    variance = rows.var(ddof=1) / len(a) + columns.var(ddof=1) / len(b)
    spread = 1.959964 * np.sqrt(variance)
    return max(-1.0, float(delta - spread)), min(1.0, float(delta + spread))


def effects(table: pd.DataFrame, by: pd.Series) -> pd.DataFrame:
    """Cliff's delta of each feature between two groups, first less second in vocabulary order.

    Parameters
    ----------
    table : DataFrame
        One number column per feature, without gaps.
    by : Series
        The label of each row, named after its field; two groups.

    Returns
    -------
    DataFrame
        feature (a column of the table), effect, low, high (-1 to 1; above 0: the first group has more), n. Empty where
        a group has fewer than `LEAST_FOR_SUMMARY` places.

    Raises
    ------
    ValueError
        If there are more than two groups.

    Examples
    --------
    >>> table = pd.DataFrame({"funders": [1.0, 2, 1, 2, 1, 8, 9, 8, 9, 8]})
    >>> effects(table, pd.Series(["new"] * 5 + ["older"] * 5, name="generation"))[["feature", "effect"]].values.tolist()
    [['funders', -1.0]]
    """
    groups = order_groups(by)
    if len(groups) > 2:
        raise ValueError(f"column {by.name!r} has {len(groups)} groups, two are compared")
    parts = [table[(by == group).to_numpy()] for group in groups]
    names = ["feature", "effect", "low", "high", "n"]
    if len(parts) < 2 or min(map(len, parts)) < LEAST_FOR_SUMMARY:
        return pd.DataFrame(columns=names)
    pairs = [(name, *(part[name].to_numpy(dtype=float) for part in parts)) for name in table]
    rows = [(name, cliffs_delta(a, b), *_delta_interval(a, b), len(table)) for name, a, b in pairs]
    return pd.DataFrame(rows, columns=names)


def kinds(plans: pd.DataFrame, *, surface: bool = False) -> pd.DataFrame:
    """Each kind of place set against all places: standardised mean of each feature.

    Returns
    -------
    DataFrame
        kind (code), n, feature (code), value (standard deviations above the mean of all places; means,
        since the carrier features are 0 or 1). Features that do not vary and kinds with fewer than `LEAST_FOR_SUMMARY`
        places are left out.

    Examples
    --------
    >>> from analysis import load, shares
    >>> sorted(set(kinds(comparable(shares.plans(load())))["feature"]))[0]
    'funders'
    """
    table = features(plans, surface=surface)
    table = table.loc[:, table.std(ddof=0) > 0]
    scores = (table - table.mean()) / table.std(ddof=0)
    by = plans.loc[table.index, "place_type"]
    rows = [
        (kind, int((by == kind).sum()), str(name), float(scores.loc[by == kind, name].mean()))
        for kind in vocabulary.labels("place_type")
        if (by == kind).sum() >= LEAST_FOR_SUMMARY
        for name in table
    ]
    return pd.DataFrame(rows, columns=["kind", "n", "feature", "value"])
