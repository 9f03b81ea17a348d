"""What a place should cost: the range in which plans of this kind, surface, settlement and carrier lie."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.numbers import prices
from analysis.numbers._least_squares import REST, Fit, fit_least_squares, make_dummies, merge_rare
from analysis.numbers._statistics import ROUGH_UNDER, Array
from analysis.numbers.population import find_draw
from analysis.words._codes import Code
from analysis.words._columns import need_columns
from analysis.words._messages import say

__all__ = ["CostBasis", "CostModel", "Expected", "expect", "fit_cost"]


def __dir__() -> list[str]:
    return __all__


#: The part of the plans' own errors that a range holds, by its ends.
ENDS = (0.1, 0.9)
#: Plans of which a tenth is one, so that the ends of a range are seen; under it there is none.
LEAST_FOR_RANGE = 10
#: What the line is fitted on beside the surface.
FACTORS = ("place_type", "settlement", "carrier_sector", "draw")
#: What a plan says of itself that its range may rest on, in the order in which it is told.
SURFACE = "surface_m2"
TOLD_BY = ("place_type", SURFACE, "settlement", "carrier_sector")


class CostBasis(Code):
    """What an expected range rests on."""

    #: The line on surface, kind, settlement, carrier and draw.
    SURFACE = "surface", say("kind, surface, settlement, carrier and source")
    #: The mean of the kind, drawn towards that of all kinds.
    KIND = "kind", say("the kind of place")
    #: The mean of all plans: the kind is not said, or none of the plans is of it.
    ALL = "all", say("all places")
    #: Too few plans.
    NOTHING = "nothing", say("too few plans")


@dataclass(frozen=True)
class Expected:
    """The range in which the cost of one plan is expected.

    Attributes
    ----------
    low, middle, high : float
        EUR of `prices.BASE`; nominal without an index.
    n : int
        Plans behind it: of a kind those of the kind.
    basis : CostBasis
        What it rests on.
    known : tuple of str
        The fields of the plan that it rests on: those that it says, and whose value some plans have.
    """

    low: float
    middle: float
    high: float
    n: int
    basis: CostBasis
    known: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Means:
    """The mean log euros of each kind, drawn towards that of all kinds; ``residuals`` are leave-one-out."""

    of_kind: Mapping[str, float]
    n_of: Mapping[str, int]
    everywhere: float
    within: float
    between: float
    residuals: Array


@dataclass(frozen=True, eq=False)
class CostModel:
    """A line through the plans that know their surface, and the kinds' means of all plans.

    Attributes
    ----------
    terms : DataFrame
        term, level, value, low, high: coefficients of log euros with their 95% interval; for the surface, the elasticity.
    error_factor, kind_error_factor : float
        Half of the plans that know their surface are off by less than this factor, told by the others: by the line, and by
        the median of their kind. NaN where there is no line.
    n, n_of_all : int
        Plans that know their surface, and all plans.
    """

    terms: pd.DataFrame
    error_factor: float
    kind_error_factor: float
    n: int
    n_of_all: int
    averages: Mapping[tuple[str, str], float]
    levels: Mapping[str, frozenset[str]]
    residuals: Array
    means: Means | None


def _prepare(plans: pd.DataFrame, index: pd.DataFrame | None) -> pd.DataFrame:
    """Plans with a cost above 0, in log euros of one year; running costs are no investment."""
    need_columns(plans, ["investment_eur", "year", "surface_m2", "place_type", "settlement", "carrier_sector"])
    euros = prices.constant(plans["investment_eur"], plans["year"], index).euros
    log_euros = np.log(euros.where(euros > 0))
    surface = pd.to_numeric(plans["surface_m2"], errors="coerce").astype(float)
    table = plans[["place_type", "settlement", "carrier_sector"]].assign(
        draw=find_draw(plans), log_euros=log_euros, log_surface=np.log(surface.where(surface > 0))
    )
    running = plans["amount_scope"] == "operating" if "amount_scope" in plans else False
    return table[log_euros.notna() & ~pd.Series(running, plans.index)]


def fit_cost(plans: pd.DataFrame, index: pd.DataFrame | None) -> CostModel:
    """Fit what plans cost.

    Parameters
    ----------
    plans : DataFrame
        What `shares.plans` returns: ``investment_eur``, ``year``, ``surface_m2``, ``place_type``, ``settlement``,
        ``carrier_sector`` and ``source_kind``.
    index : DataFrame or None
        ``year`` and ``bt01``: Insee's index of building costs; without it euros stay nominal.

    Returns
    -------
    CostModel
        Without a line under `inference.ROUGH_UNDER` plans that know their surface, and without means under ten plans.

    Notes
    -----
    Least squares of log euros on log surface, kind, settlement, sector of the carrier and draw (a level under five plans is
    "other", one that is not known a level of its own), HC3. Without a surface: normal-normal, the variance between kinds by
    moments; Searle, Casella and McCulloch, Variance Components (1992), 3.6.

    Examples
    --------
    >>> plans = pd.DataFrame({"surface_m2": np.arange(1, 41) * 50.0, "place_type": "third_place", "year": 2024})
    >>> plans = plans.assign(investment_eur=1_000 * plans["surface_m2"], settlement="rural", carrier_sector="public")
    >>> found = fit_cost(plans.assign(source_kind="web_page"), None)
    >>> found.n, round(found.error_factor, 3), found.terms["value"].round(3).tolist()
    (40, 1.0, [6.908, 1.0])
    """
    table = _prepare(plans, index)
    with_surface = table[table["log_surface"].notna()]
    means = _find_means(table) if len(table) >= LEAST_FOR_RANGE else None
    none = pd.DataFrame({name: [] for name in ("term", "level", "value", "low", "high")})
    if len(with_surface) < ROUGH_UNDER:
        return CostModel(none, np.nan, np.nan, len(with_surface), len(table), {}, {}, np.empty(0), means)
    factors = {name: merge_rare(with_surface[name]) for name in FACTORS}
    columns = {("constant", ""): np.ones(len(with_surface)), ("surface", ""): with_surface["log_surface"].to_numpy()}
    for name, values in factors.items():
        columns |= {(name, str(level)): flags.to_numpy() for level, flags in make_dummies(values).items()}
    fit = fit_least_squares(np.column_stack(list(columns.values())), with_surface["log_euros"].to_numpy())
    residuals = fit.leave_one_out()
    return CostModel(
        _make_terms(list(columns), fit),
        error_factor=_find_factor(residuals),
        kind_error_factor=_find_factor(_off_medians(with_surface)),
        n=len(with_surface),
        n_of_all=len(table),
        averages={term: float(values.mean()) for term, values in columns.items()},
        levels={name: frozenset(map(str, values.unique())) for name, values in factors.items()},
        residuals=residuals,
        means=means,
    )


def _make_terms(terms: list[tuple[str, str]], fit: Fit) -> pd.DataFrame:
    rows = [(*term, float(fit.values[at]), *fit.find_interval(at)) for at, term in enumerate(terms)]
    return pd.DataFrame(rows, columns=["term", "level", "value", "low", "high"])


def _find_factor(residuals: Array) -> float:
    return float(np.exp(np.median(np.abs(residuals)))) if len(residuals) else np.nan


def _off_medians(table: pd.DataFrame) -> Array:
    """What each plan is off the median of the others of its kind."""
    off = [np.empty(0)]
    for _, part in table.groupby("place_type"):
        values = np.sort(part["log_euros"].to_numpy())
        if len(values) > 1:
            # without one value, those behind it move up by one: the two in the middle of the others
            at, middle = np.arange(len(values)), ((len(values) - 2) // 2, (len(values) - 1) // 2)
            off.append(values - sum(values[place + (place >= at)] for place in middle) / 2)
    return np.concatenate(off)


def _find_means(table: pd.DataFrame) -> Means:
    """Normal-normal means of the kinds; where they do not differ beyond chance, all are the mean of all plans."""
    kinds, values = pd.factorize(table["place_type"].astype("object").fillna("unknown")), table["log_euros"].to_numpy()
    codes, names = kinds
    sizes: Array = np.bincount(codes).astype(float)
    sums: Array = np.bincount(codes, values).astype(float)
    n, k = len(values), len(sizes)
    within = float(((values - (sums / sizes)[codes]) ** 2).sum() / (n - k)) if n > k else 0.0
    apart = float((sizes * (sums / sizes - values.mean()) ** 2).sum() / (k - 1)) if k > 1 else within
    each = (n - (sizes**2).sum() / n) / (k - 1) if k > 1 else float(n)
    between = max(0.0, (apart - within) / each)
    precision = 1 / (between + within / sizes) if between + within else np.ones(k)
    everywhere = float((precision * sums / sizes).sum() / precision.sum()) if between else float(values.mean())

    def shrink(total: Array, size: Array) -> Array:
        return np.asarray((between * total + within * everywhere) / (between * size + within))

    if not between:  # every kind has the mean of all: what is left out moves that
        others = (values.sum() - values) / (n - 1)
        of_kind = np.full(k, everywhere)
    elif not within:
        others, of_kind = values, sums / sizes
    else:
        others, of_kind = shrink(sums[codes] - values, sizes[codes] - 1), shrink(sums, sizes)
    told = {str(name): float(mean) for name, mean in zip(names, of_kind, strict=True)}
    return Means(
        told, dict(zip(told, sizes.astype(int).tolist(), strict=True)), everywhere, within, between, values - others
    )


def expect(
    model: CostModel,
    *,
    place_type: str | None,
    surface_m2: float | None = None,
    settlement: str | None = None,
    carrier_sector: str | None = None,
    source_kind: str = "web_page",
) -> Expected:
    """The range in which four of five plans like this one lie.

    Parameters
    ----------
    model : CostModel
        What `fit_cost` returns.
    place_type, settlement, carrier_sector : str or None
        Codes; what is not known, or has no level of its own, counts as the plans do on average.
    surface_m2 : float or None
        Square metres; without them the range is that of the kind.
    source_kind : str
        Where the plan comes from; by default a page, which tells of more than a list does.

    Returns
    -------
    Expected
        EUR of 2024: the middle, and the ends between which 80% of the plans lie around what the others tell of them. NaN
        where plans are too few. It says what such places cost, not what is needed.

    Examples
    --------
    >>> plans = pd.DataFrame({"surface_m2": np.arange(1, 41) * 50.0, "place_type": "third_place", "year": 2024})
    >>> plans = plans.assign(investment_eur=1_000 * plans["surface_m2"], settlement="rural", carrier_sector="public")
    >>> model = fit_cost(plans.assign(source_kind="web_page"), None)
    >>> found = expect(model, place_type="third_place", surface_m2=350)
    >>> round(found.middle), found.n, found.basis.value
    (350000, 40, 'surface')
    """
    if surface_m2 is not None and surface_m2 > 0 and len(model.terms):
        draw = str(find_draw(pd.DataFrame({"source_kind": [source_kind]})).iloc[0])
        known = {"place_type": place_type, "settlement": settlement, "carrier_sector": carrier_sector, "draw": draw}
        middle = _predict(model, float(np.log(surface_m2)), known)
        # "other" holds every level under five plans: it is nobody's own
        own = {name for name in FACTORS[:-1] if known[name] in model.levels[name] - {REST}}
        told = tuple(name for name in TOLD_BY if name == SURFACE or name in own)
        return _make_range(middle, model.residuals, model.n, CostBasis.SURFACE, told)
    if model.means is None:
        return Expected(np.nan, np.nan, np.nan, model.n_of_all, CostBasis.NOTHING)
    means, kind = model.means, place_type or ""
    if kind not in means.of_kind:
        return _make_range(means.everywhere, means.residuals, model.n_of_all, CostBasis.ALL, ())
    return _make_range(means.of_kind[kind], means.residuals, means.n_of[kind], CostBasis.KIND, ("place_type",))


def _predict(model: CostModel, log_surface: float, known: Mapping[str, str | None]) -> float:
    """The log euros of the line: a level that the line does not have is "other", else the plans' average."""
    total = 0.0
    for term, level, value in zip(model.terms["term"], model.terms["level"], model.terms["value"], strict=True):
        if term not in known:
            total += value * (log_surface if term == "surface" else 1.0)
            continue
        levels, asked = model.levels[term], known[term] or "unknown"
        taken = asked if asked in levels else "other"
        told = known[term] is not None or asked in levels
        part = float(taken == level) if told and taken in levels else model.averages[term, level]
        total += value * part
    return total


def _make_range(middle: float, residuals: Array, n: int, basis: CostBasis, known: tuple[str, ...]) -> Expected:
    low, high = np.quantile(residuals, ENDS)
    return Expected(float(np.exp(middle + low)), float(np.exp(middle)), float(np.exp(middle + high)), n, basis, known)
