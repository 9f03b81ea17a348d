"""Do the kinds of place differ in substance? Features of the plans, PERMANOVA and what drives it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd

from analysis.numbers._by_size import draw_evenly, has_formula, is_many
from analysis.numbers._linear import add_error, find_error, weigh_r2
from analysis.numbers._statistics import LEAST_FOR_SUMMARY, RESAMPLES, SEED, Array, cliffs_delta
from analysis.numbers._tails import find_between_p, stop_early
from analysis.numbers.inference import Interval, adjusted
from analysis.numbers.population import Draw, select_draw
from analysis.words import vocabulary
from analysis.words._choices import OneLineError, OptionError
from analysis.words._codes import Feature
from analysis.words._columns import need_columns
from analysis.words._grouping import order_groups
from analysis.words.i18n import _
from analysis.words.vocabulary import Sector

__all__ = [
    "Permanova",
    "comparable",
    "compare_spread",
    "drivers",
    "effects",
    "estimate_delta",
    "estimate_r2",
    "features",
    "kinds",
    "permanova",
    "r2_interval",
    "shift_r2",
]


def __dir__() -> list[str]:
    return __all__


#: Bootstrap samples behind the interval of R².
DRAWN = 1_999
#: A group under this size gets no interval of Cliff's delta: it would cover too rarely.
LEAST_FOR_DELTA = 15
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
    need_columns(plans, ["generation"])
    known = plans.dropna(subset=["generation"])
    pages = select_draw(known, Draw.WEB)
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
    need_columns(plans, ["investment_eur", "funders", "stakeholders", "carrier_sector", *["surface_m2"] * surface])
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


def _between_each(values: Array, codes: Codes) -> Array:
    """Sums of squares between groups of each centred feature, for each row of group codes."""
    total = np.zeros((len(codes), values.shape[1]))
    for code in range(int(codes.max()) + 1):
        member = (codes == code).astype(float)
        total += (member @ values) ** 2 / member.sum(axis=1)[:, None]
    return total


def _between(values: Array, codes: Codes) -> Array:
    """Sums of squares between groups of centred values, for each row of group codes."""
    return np.asarray(_between_each(values, codes).sum(axis=1))


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


def _permute(codes: Codes, layers: Codes) -> Iterable[Codes]:
    small = len(codes) * RESAMPLES <= KEPT
    return _kept(codes.tobytes(), layers.tobytes()) if small else _permutations(codes, layers)


def _as_large(values: Array, codes: Codes, layers: Codes, seen: float) -> int:
    """How many permutations put at least as much between the groups as was seen."""
    return sum(int((_between(values, mixed) >= seen - 1e-9).sum()) for mixed in _permute(codes, layers))


def _find_p(values: Array, codes: Codes, layers: Codes, seen: float) -> float:
    """How likely exchanged labels put as much between the groups: counted, by a formula, or counted until enough is seen.

    Of many places with a group too small for the formula, or labels that stay in layers, a draw is looked at: all of the small
    groups, and of the large ones as many as each other.
    """
    n, sizes = len(codes), np.bincount(codes)
    if not is_many(n):
        return (_as_large(values, codes, layers, seen) + 1) / (RESAMPLES + 1)
    if has_formula(sizes) and not layers.any():
        return find_between_p(seen, values.T @ values / n, len(sizes), n)
    rows = draw_evenly(codes)
    values, codes, layers = _standard(values[rows]), codes[rows], layers[rows]
    seen = float(_between(values, codes[None])[0])
    return stop_early((_between(values, mixed) >= seen - 1e-9 for mixed in _permutations(codes, layers)), RESAMPLES)


def _find_codes(by: pd.Series) -> tuple[Any, Any]:
    """The number of each row's label, and the labels; by its name no column is known here."""
    _need_labels(by)
    codes, labels = pd.factorize(by, sort=True)
    return codes, labels


def _need_labels(by: object) -> None:
    if not isinstance(by, pd.Series | pd.Index | np.ndarray):
        told = _("by={value!r} is not accepted; it is the column itself, for instance plans['generation']")
        raise OptionError(told.format(value=by))


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
    squares about the group means. 9,999 permutations, fixed seed; of more than `inference.MANY` places the permutations' law
    for large groups (McArtor, Lubke and Bergeman, Psychometrika 82 (2017)); where a group is under 30, permutations of a
    draw that end when enough is seen (Besag and Clifford, Biometrika 78 (1991)).

    Examples
    --------
    >>> table = pd.DataFrame({"x": [0.0, 1, 0, 1, 0, 9, 8, 9, 8, 9]})
    >>> permanova(table, pd.Series(["a"] * 5 + ["b"] * 5)).r2 > 0.9
    True
    """
    codes, groups = _find_codes(by)
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
    p = _find_p(values, labels, layers, seen)
    within = total - seen
    pseudo_f = (seen / (k - 1)) / (within / (n - k)) if within > 1e-9 * total else np.inf
    return Permanova(pseudo_f, seen / total, p, n)


def compare_spread(table: pd.DataFrame, by: pd.Series) -> Permanova:
    """Do groups differ in how far their places lie from their own middle?

    A difference that `permanova` finds may be one of spread alone: the two are read together.

    Parameters
    ----------
    table : DataFrame
        As for `permanova`.
    by : Series
        The label of each row.

    Returns
    -------
    Permanova
        Of the distances of the standardised features from the mean of their group.

    Notes
    -----
    Anderson, Biometrics 62 (2006), with centroids; labels are exchanged at random, 9,999 times, with a fixed seed.

    Examples
    --------
    >>> table = pd.DataFrame({"x": [0.0, 1, 0, 1, 0, 90, -80, 9, 80, -90]})
    >>> compare_spread(table, pd.Series(["a"] * 5 + ["b"] * 5)).p < 0.05
    True
    """
    values = _standard(table)
    if not values.size:
        return Permanova(np.nan, np.nan, np.nan, len(table))
    codes = _find_codes(by)[0]
    middles = np.array([values[codes == code].mean(axis=0) for code in range(codes.max() + 1)])
    away = np.sqrt(((values - middles[codes]) ** 2).sum(axis=1))
    return permanova(pd.DataFrame({"away": away}), by)


def _feature_r2(samples: Array, sizes: Counts, starts: Counts) -> Array:
    """R² of each feature of each sample (samples x rows sorted by group x features); NaN where it does not vary."""
    spread = samples.var(axis=1)
    means = np.add.reduceat(samples, starts, axis=1) / sizes[:, None]
    between = ((means - samples.mean(axis=1)[:, None]) ** 2 * sizes[:, None]).sum(axis=1) / samples.shape[1]
    return np.asarray(np.divide(between, spread, out=np.full_like(between, np.nan), where=spread > 0))


def resample_r2(table: pd.DataFrame, by: pd.Series) -> Array:
    """R² of each feature: of the sample, then of each resample of places inside the groups; NaN where it does not vary.

    R² of several features is the mean of their own, so that one set of resamples serves every set of features.

    Examples
    --------
    >>> table = pd.DataFrame({"x": [0.0, 1, 0, 1, 0, 9, 8, 9, 8, 9]})
    >>> found = resample_r2(table, pd.Series(["a"] * 5 + ["b"] * 5))
    >>> found.shape, round(float(found[0, 0]), 3)
    ((2000, 1), 0.986)
    """
    codes = _find_codes(by)[0]
    rng, order, sizes = np.random.default_rng(SEED), np.argsort(codes, kind="stable"), np.bincount(codes)
    raw, starts = table.to_numpy(dtype=float)[order], np.cumsum(sizes) - sizes
    first, among = np.repeat(starts, sizes), np.repeat(sizes, sizes)  # of each row's group: where it begins, how many
    batches = _batches(DRAWN, len(raw))
    drawn = (raw[first + rng.integers(0, among, (rows, len(raw)))] for rows in batches)
    return np.concatenate([_feature_r2(sample, sizes, starts) for sample in (raw[None], *drawn)])


def r2_interval(table: pd.DataFrame, by: pd.Series) -> Interval:
    """R² of `permanova` with its 95% percentile bootstrap interval, places resampled inside each group.

    The bootstrap leans upwards for small R²: `estimate_r2` undoes that. Of more than `inference.MANY` places the interval is
    that of `find_r2_ends`.

    Examples
    --------
    >>> table = pd.DataFrame({"x": [0.0, 1, 0, 1, 0, 9, 8, 9, 8, 9]})
    >>> found = r2_interval(table, pd.Series(["a"] * 5 + ["b"] * 5))
    >>> found.low <= found.value <= found.high
    True
    """
    codes, groups = _find_codes(by)
    if len(groups) < 2 or np.bincount(codes).min() < LEAST_FOR_SUMMARY:
        return Interval(np.nan, np.nan, np.nan, len(table))
    if is_many(len(table)):
        value, low, high = find_r2_ends(table, by, np.ones((1, table.shape[1])))
        return Interval(float(value[0]), float(low[0]), float(high[0]), len(table))
    found = resample_r2(table, by)
    varies = np.isfinite(found)
    with np.errstate(invalid="ignore"):  # nothing varies
        means = np.where(varies, found, 0.0).sum(axis=1) / varies.sum(axis=1)
    low, high = np.nanquantile(means[1:], [0.025, 0.975])
    return Interval(float(means[0]), float(low), float(high), len(table))


def find_r2_ends(table: pd.DataFrame, by: pd.Series, sets: Array) -> tuple[Array, Array, Array]:
    """R² of sets of features of many places, and the ends that a bootstrap would have: by linearisation.

    Parameters
    ----------
    table, by : DataFrame and Series
        As `permanova` takes them.
    sets : array of (sets, features)
        1 for the features of a set, else 0.

    Notes
    -----
    Davison and Hinkley, Bootstrap Methods and their Application (1997), 2.7: what each place adds to R², places drawn inside
    their groups. A resample adds (1 - R²) / (n - 1) to R², which `shift_r2` knows of.

    Examples
    --------
    >>> table = pd.DataFrame({"x": [0.0, 1, 0, 1, 0, 9, 8, 9, 8, 9]})
    >>> found = find_r2_ends(table, pd.Series(["a"] * 5 + ["b"] * 5), np.ones((1, 1)))
    >>> [round(float(end[0]), 2) for end in found]
    [0.99, 0.98, 0.99]
    """
    r2, parts = weigh_r2(table.to_numpy(dtype=float), _find_codes(by)[0])
    varies = np.isfinite(r2).astype(float)
    with np.errstate(invalid="ignore"):  # a set of which no feature varies
        value = (np.nan_to_num(r2) @ sets.T) / (varies @ sets.T)
        errors = find_error(np.nan_to_num(parts) @ sets.T) / (varies @ sets.T)
    added = (1 - value) / (len(table) - 1)
    low, high = add_error(value + added, errors)[1:]
    return value, np.clip(low, 0, 1), np.clip(high, 0, 1)


def shift_r2(found: Interval) -> Interval:
    """The percentile interval of R² moved down by what resampling adds: 2 (1 - R²) / (n - 1).

    A resample has the chance differences of the sample and its own on top, so that the bootstrap lies too high twice.

    Examples
    --------
    >>> found = shift_r2(Interval(0.1, 0.08, 0.2, 91))
    >>> round(found.low, 3), round(found.high, 3)
    (0.06, 0.18)
    """
    low, high = shift_ends(np.array(found.value), np.array([found.low, found.high]), found.n)
    return Interval(found.value, float(low), float(high), found.n)


def shift_ends(value: Array, ends: Array, n: int) -> Array:
    """`shift_r2` of many R² of one sample.

    Examples
    --------
    >>> shift_ends(np.array([0.1]), np.array([[0.08], [0.2]]), 91).round(3).tolist()
    [[0.06], [0.18]]
    """
    return np.clip(ends - (2 * (1 - value) / (n - 1) if n > 1 else np.nan), 0, 1)


def estimate_r2(table: pd.DataFrame, by: pd.Series) -> Interval:
    """R² of `permanova` with a 95% interval that is not pushed upwards (`shift_r2` of `r2_interval`).

    Examples
    --------
    >>> table = pd.DataFrame({"x": [0.0, 1, 0, 1, 0, 9, 8, 9, 8, 9]})
    >>> by = pd.Series(["a"] * 5 + ["b"] * 5)
    >>> estimate_r2(table, by).low < r2_interval(table, by).low
    True
    """
    return shift_r2(r2_interval(table, by))


def find_set_p(table: pd.DataFrame, by: pd.Series, sets: Array) -> Array:
    """Permutation p-value of `permanova` for many sets of features of one table.

    Parameters
    ----------
    table, by : DataFrame and Series
        As `permanova` takes them.
    sets : array of (sets, features)
        1 for the features of a set, else 0.

    Examples
    --------
    >>> table = pd.DataFrame({"x": [0.0, 1, 0, 1, 0, 9, 8, 9, 8, 9]})
    >>> float(find_set_p(table, pd.Series(["a"] * 5 + ["b"] * 5), np.ones((1, 1)))[0]) < 0.05
    True
    """
    codes = _find_codes(by)[0].astype(np.int16)
    values = table.to_numpy(dtype=float)
    spread = values.std(axis=0)
    scaled = (values - values.mean(axis=0)) / np.where(spread > 0, spread, 1.0)
    seen = _between_each(scaled, codes[None]) @ sets.T
    if is_many(len(codes)):
        of_each = [np.flatnonzero(one) for one in sets]
        layers = np.zeros_like(codes)
        return np.array(
            [_find_p(scaled[:, of], codes, layers, float(was)) for of, was in zip(of_each, seen[0], strict=True)]
        )
    batches = _permute(codes, np.zeros_like(codes))
    as_large = sum((_between_each(scaled, mixed) @ sets.T >= seen - 1e-9).sum(axis=0) for mixed in batches)
    return np.asarray((as_large + 1) / (RESAMPLES + 1), dtype=float)


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


def estimate_delta(a: Array, b: Array) -> Interval:
    """Cliff's delta of two groups with a 95% interval that stays between -1 and 1.

    Parameters
    ----------
    a, b : array
        Numbers of the first and of the second group.

    Returns
    -------
    Interval
        Above 0 where the first group has more; ``n`` counts both. Without ends where a group has fewer than
        `LEAST_FOR_DELTA` values, and where all values of one group exceed all of the other.

    Notes
    -----
    Transformed interval with the unbiased variance: Feng and Cliff, Journal of Modern Applied Statistical Methods 3 (2004),
    equations 4 and 6.

    Examples
    --------
    >>> found = estimate_delta(np.arange(20.0), np.arange(20.0) + 5)
    >>> round(found.value, 3), round(found.low, 2), round(found.high, 2)
    (-0.438, -0.69, -0.09)
    """
    rows, columns = _above(a, b), -_above(b, a)
    m, n, delta = len(a), len(b), cliffs_delta(a, b)
    if min(m, n) < LEAST_FOR_DELTA or abs(delta) == 1:
        return Interval(delta, np.nan, np.nan, m + n)
    ties = (np.searchsorted(np.sort(b), a, "right") - np.searchsorted(np.sort(b), a, "left")).sum()
    pairs = float(m * n - ties - m * n * delta**2)  # each pair says 1, 0 or -1
    rest = n**2 * ((rows - delta) ** 2).sum() + m**2 * ((columns - delta) ** 2).sum() - pairs
    variance = max(rest / (m * n * (m - 1) * (n - 1)), (1 - delta**2) / (m * n - 1))
    spread = 1.959964 * np.sqrt(variance)
    middle, free = delta - delta**3, (1 - delta**2) ** 2
    reach, scale = spread * np.sqrt(free + spread**2), 1 - delta**2 + spread**2
    return Interval(delta, float((middle - reach) / scale), float((middle + reach) / scale), m + n)


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
        feature (a column of the table), effect, low, high (-1 to 1; above 0: the first group has more; no interval where a
        group is under 15 or both lie wholly apart, see `estimate_delta`), n. Empty where
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
    _need_labels(by)
    groups = order_groups(by)
    if len(groups) > 2:
        raise OneLineError(f"column {by.name!r} has {len(groups)} groups, two are compared")
    parts = [table[(by == group).to_numpy()] for group in groups]
    names = ["feature", "effect", "low", "high", "n"]
    if len(parts) < 2 or min(map(len, parts)) < LEAST_FOR_SUMMARY:
        return pd.DataFrame(columns=names)
    pairs = [(name, *(part[name].to_numpy(dtype=float) for part in parts)) for name in table]
    found = [(name, estimate_delta(a, b)) for name, a, b in pairs]
    rows = [(name, one.value, one.low, one.high, len(table)) for name, one in found]
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
