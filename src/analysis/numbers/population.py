"""Who is counted: new kinds, the two draws, ways to take the sample, and weights that meet the census of third places."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from analysis.numbers import inference
from analysis.numbers._lacks import Lack, join_lacks
from analysis.numbers._statistics import LEAST_FOR_SUMMARY, ROUGH_UNDER, SEED
from analysis.numbers.shares import financing
from analysis.words import vocabulary
from analysis.words._codes import Code
from analysis.words._messages import say

__all__ = [
    "CARRIER_GROUPS",
    "SETTLEMENTS",
    "Counted",
    "Draw",
    "Lack",
    "Margins",
    "Sampling",
    "WeightedShare",
    "Weights",
    "compare_margins",
    "estimate_share",
    "find_lacking_columns",
    "group_carriers",
    "list_readings",
    "rake",
    "read_margins",
    "select_draw",
    "select_new",
    "take_sample",
]


def __dir__() -> list[str]:
    return __all__


#: Resamples of plans behind an interval; the weights are raked anew in each.
RESAMPLES = 1_000
#: Raking ends when no weight changes by more than this, or after so many rounds.
TOLERANCE, ROUNDS = 1e-8, 200
#: A weight is cut at so many times the mean.
TRIMMED_AT = 5.0
#: A margin is met when no share is further from the census than this.
MET_WITHIN = 1e-6

#: Groups in which carriers and the census' legal forms can be compared, with the carrier types in each.
CARRIERS_OF = {
    "association": ("association",),
    "company": ("company",),
    "cooperative": ("cooperative",),
    "public": (
        "municipality",
        "intermunicipality",
        "department",
        "region",
        "state_body",
        "university",
        "public_joint_carrier",
        "public_company",
    ),
    "other": ("mixed", "semi_public_company", "unknown"),
}
CARRIER_GROUPS = tuple(CARRIERS_OF)
#: How the census names the legal forms of each group, by the beginning of the name; its other forms are "other".
FORMS_OF = {
    "association": ("association", "citizens"),
    "company": ("company",),
    "cooperative": ("cooperative", "worker cooperative"),
    "public": ("local authority", "university", "school"),
}
SETTLEMENTS = ("rural", "urban")

Array = np.ndarray[Any, np.dtype[np.float64]]
Positions = np.ndarray[Any, np.dtype[np.intp]]


class Draw(Code):
    """The two draws of the sample: rows of lists of grants, and web pages."""

    BOTH = "both", say("both kinds of source")
    WEB = "web", say("web pages")
    LISTS = "lists", say("lists of grants")


class Counted(Code):
    """Whom a share is about: the sample as published, one draw of it, one sector of carriers, or the census' places."""

    PUBLISHED = "published", say("as published")
    WEB = "web", say("web pages")
    LISTS = "lists", say("lists of grants")
    PUBLIC = "public", say("public carriers")
    PRIVATE = "private", say("private carriers")
    CENSUS = "census", say("weighted to the census")


@dataclass(frozen=True)
class Sampling:
    """Other ways to take the sample; by default every plan as it is.

    Attributes
    ----------
    one_per_site : bool
        Of several plans of one site (``same_site_as``) the first.
    stated : bool
        Stated amounts only: plans whose total is stated; an amount of a line that was computed is not known.
    carried_out : bool
        Without plans that are planned or abandoned, and without operating costs.
    independent : bool
        Complete plans whose total and every line are stated, so that no computation closes them.
    """

    one_per_site: bool = False
    stated: bool = False
    carried_out: bool = False
    independent: bool = False


#: The columns that each way looks at; those of the lines are marked.
COLUMNS_OF = {
    "one_per_site": ("same_site_as",),
    "stated": ("total_basis", "funding.amount_basis"),
    "carried_out": ("status", "amount_scope"),
    "independent": ("complete", "total_basis", "funding.amount_basis"),
}


@dataclass(frozen=True, eq=False)
class Margins:
    """What the census says of places: shares by group of legal forms and by settlement, each adding up to 1.

    ``None`` where the census does not have the margin.
    """

    legal_form: Array | None
    settlement: Array | None
    region: Mapping[str, float]


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


def select_new(plans: pd.DataFrame) -> pd.DataFrame:
    """The plans of new kinds: the subject of every claim.

    Examples
    --------
    >>> select_new(pd.DataFrame({"generation": ["new", "older", None]}))["generation"].tolist()
    ['new']
    """
    return plans[plans["generation"] == "new"]


def select_draw(plans: pd.DataFrame, draw: Draw) -> pd.DataFrame:
    """The plans of one draw, or of both; a plan that does not say where it comes from is no row of a list.

    Examples
    --------
    >>> plans = pd.DataFrame({"source_kind": ["state_list", "web_page", None]})
    >>> len(select_draw(plans, Draw.LISTS)), len(select_draw(plans, Draw.WEB))
    (1, 2)
    """
    if draw is Draw.BOTH:
        return plans
    listed = plans["source_kind"].isin(vocabulary.LISTS)
    return plans[listed if draw is Draw.LISTS else ~listed]


def find_lacking_columns(plans: pd.DataFrame, funding: pd.DataFrame, sampling: Sampling) -> tuple[str, ...]:
    """The columns that a way to take the sample looks at and the data does not have.

    Examples
    --------
    >>> find_lacking_columns(pd.DataFrame({"status": []}), pd.DataFrame(), Sampling(carried_out=True))
    ('amount_scope',)
    """
    wanted = [name for way, names in COLUMNS_OF.items() if getattr(sampling, way) for name in names]
    present = {*plans.columns, *(f"funding.{name}" for name in funding.columns)}
    return tuple(name for name in dict.fromkeys(wanted) if name not in present)


def take_sample(plans: pd.DataFrame, funding: pd.DataFrame, sampling: Sampling) -> pd.DataFrame:
    """The plans that one way to take the sample leaves, in their order.

    Parameters
    ----------
    plans : DataFrame
        What `shares.plans` returns, or some of its rows.
    funding : DataFrame
        The lines, with ``amount_basis``.
    sampling : Sampling
        The ways; each is applied.

    Returns
    -------
    DataFrame
        Some rows of ``plans``; with ``stated`` their euros and ``mix`` are those of the stated amounts. No row where the
        data lacks a column that a way looks at (`find_lacking_columns`): nothing can then be said to be stated.

    Examples
    --------
    >>> plans = pd.DataFrame({"place_id": ["a", "a-2"], "same_site_as": [None, "a"]})
    >>> take_sample(plans, pd.DataFrame(), Sampling(one_per_site=True))["place_id"].tolist()
    ['a']
    """
    if find_lacking_columns(plans, funding, sampling):
        return plans.iloc[:0]
    kept = plans
    if sampling.carried_out:
        kept = kept[~kept["status"].isin(["planned", "abandoned"]) & (kept["amount_scope"] != "operating")]
    if sampling.independent:
        stated = (funding["amount_basis"] == "stated").groupby(funding["place_id"]).all()
        closes = kept["place_id"].map(stated).eq(True) & (kept["total_basis"] == "stated")
        kept = kept[closes & kept["complete"].astype(bool)]
    if sampling.stated:
        kept = _of_stated_amounts(kept, funding)
    return _first_of_site(kept) if sampling.one_per_site else kept


def _of_stated_amounts(plans: pd.DataFrame, funding: pd.DataFrame) -> pd.DataFrame:
    kept = plans[plans["total_basis"] == "stated"]
    lines = funding.assign(amount_eur=funding["amount_eur"].where(funding["amount_basis"] == "stated"))
    anew = financing(kept[["place_id", "investment_eur"]], lines).drop(columns="investment_eur")
    by_place = anew.set_index("place_id")
    return kept.assign(**{name: kept["place_id"].map(by_place[name]) for name in by_place if name in kept})


def find_sites(plans: pd.DataFrame) -> pd.Series:
    """The site of each plan: the plan that the others of the site name, at the end of their names.

    Examples
    --------
    >>> find_sites(pd.DataFrame({"place_id": ["a", "b", "c"], "same_site_as": [None, "a", "b"]})).tolist()
    ['a', 'a', 'a']
    """
    ids, earlier = plans["place_id"], plans.set_index("place_id")["same_site_as"].dropna()
    site = ids.astype("object")
    for _ in range(len(earlier)):  # a third plan may name the second: follow the names to their end
        named = site.map(earlier).astype("object")
        following = named.where(named.notna(), site)
        if following.equals(site):
            break
        site = following
    return site


def _first_of_site(plans: pd.DataFrame) -> pd.DataFrame:
    """One plan per site: the one that the others name, else the one that comes first in the table."""
    site = find_sites(plans)
    first = site.ne(plans["place_id"]).sort_values(kind="stable").index
    return plans[~site.loc[first].duplicated().reindex(plans.index)]


def group_carriers(plans: pd.DataFrame) -> pd.Series:
    """The carrier of each plan as a group that the census knows too: a code of `CARRIER_GROUPS`.

    Examples
    --------
    >>> group_carriers(pd.DataFrame({"carrier_type": ["region", "cooperative", "semi_public_company", None]})).tolist()
    ['public', 'cooperative', 'other', 'other']
    """
    of = {carrier: group for group, carriers in CARRIERS_OF.items() for carrier in carriers}
    types = plans["carrier_type"] if "carrier_type" in plans else pd.Series(None, index=plans.index, dtype="object")
    groups: pd.Series = types.map(of).fillna("other")
    return groups


def _form_group(name: str) -> str:
    begins = name.casefold().replace("’", "'")
    return next((group for group, forms in FORMS_OF.items() if begins.startswith(forms)), "other")


def read_margins(census: pd.DataFrame | None) -> Margins:
    """The margins of the census, in the groups that plans have too.

    Parameters
    ----------
    census : DataFrame or None
        ``dimension`` (settlement, legal_form, region), ``category`` and ``share`` (0 to 1).

    Returns
    -------
    Margins
        Each margin adds up to 1. What the legal forms leave open, since the source rounds them or leaves forms out, is
        "other"; of settlement only rural and not rural, by the census' own word, which is not Insee's grid.

    Examples
    --------
    >>> census = pd.DataFrame({"dimension": ["settlement"] * 2, "category": ["rural", "towns"], "share": [0.3, 0.6]})
    >>> read_margins(census).settlement.round(3).tolist()
    [0.333, 0.667]
    """
    if census is None or not {"dimension", "category", "share"} <= set(census.columns):
        return Margins(None, None, {})
    parts: dict[str, dict[str, float]] = {"legal_form": {}, "settlement": {}, "region": {}}
    for dimension, category, value in zip(census["dimension"], census["category"], census["share"], strict=True):
        if dimension in parts and isinstance(category, str) and not pd.isna(value) and value > 0:
            parts[dimension][category] = float(value)
    forms, settled, regions = parts.values()
    legal_form = settlement = None
    if forms:
        of_group = dict.fromkeys(CARRIER_GROUPS, 0.0)
        for name, value in forms.items():
            of_group[_form_group(name)] += value
        of_group["other"] += max(0.0, 1 - sum(forms.values()))
        legal_form = np.array(list(of_group.values())) / sum(of_group.values())
    if settled:
        rural = settled.get("rural", 0.0) / sum(settled.values())
        settlement = np.array([rural, 1 - rural])
    return Margins(legal_form, settlement, {name: value / sum(regions.values()) for name, value in regions.items()})


def find_cells(plans: pd.DataFrame) -> Positions:
    """Carrier group and settlement of each plan as one number: 3 × group + (0 rural, 1 urban, 2 not known).

    Plans of one cell have one weight, so that raking works on 15 cells, however many plans there are.

    Examples
    --------
    >>> find_cells(pd.DataFrame({"carrier_type": ["association", "company"], "settlement": ["urban", None]})).tolist()
    [1, 5]
    """
    group = _find_codes(group_carriers(plans), CARRIER_GROUPS, unknown=len(CARRIER_GROUPS) - 1)
    settled = _find_codes(plans["settlement"], SETTLEMENTS, unknown=2) if "settlement" in plans else 2
    return np.asarray(3 * group + settled)


def _find_codes(values: pd.Series, codes: tuple[str, ...], *, unknown: int) -> Positions:
    at = {code: position for position, code in enumerate(codes)}
    return np.fromiter((at.get(value, unknown) for value in values), dtype=np.intp, count=len(values))


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


def _as_flags(plans: pd.DataFrame, flag: str | pd.Series) -> pd.Series:
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
    parts: list[tuple[str, pd.Series, dict[str, float]]] = []
    if margins.legal_form is not None:
        parts.append(("legal_form", group_carriers(plans), dict(zip(CARRIER_GROUPS, margins.legal_form, strict=True))))
    if margins.settlement is not None and "settlement" in plans:
        parts.append(("settlement", plans["settlement"], dict(zip(SETTLEMENTS, margins.settlement, strict=True))))
    if margins.region and "region" in plans:
        parts.append(("region", plans["region"], dict(margins.region)))
    rows = []
    for margin, values, target in parts:
        known = values.notna()
        n, mass = int(known.sum()), float(weights[known].sum())
        for code, share in target.items():
            of = values == code
            here = int(of.sum())
            weighted = float(weights[of].sum(skipna=False)) / mass if mass > 0 else np.nan
            rows.append((margin, code, here, here / n if n else np.nan, weighted, float(share), margin != "region"))
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
