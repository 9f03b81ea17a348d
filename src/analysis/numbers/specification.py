"""Every defensible choice: what claims 1 and 8 would say under each, so that no single one decides."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations, product
from typing import Any

import numpy as np
import pandas as pd

from analysis.numbers import prices
from analysis.numbers._by_size import MOST_FITTED, count_repeats, draw_evenly, is_many
from analysis.numbers._logistic import cross_validate
from analysis.numbers._organisations import count_organisations
from analysis.numbers._statistics import LEAST_FOR_SUMMARY, Array
from analysis.numbers.population._counted import Draw, find_draw, select_draw
from analysis.numbers.population._sampling import find_sites
from analysis.numbers.substance import find_r2_ends, find_set_p, resample_r2, shift_ends
from analysis.words._codes import Code, Feature
from analysis.words._columns import need_columns
from analysis.words._formatting import format_euros
from analysis.words._messages import Message, say, spell

__all__ = [
    "FEATURES",
    "Says",
    "count_by_choice",
    "count_says",
    "curve_cost",
    "curve_leap",
    "has_choice",
    "list_choices",
    "name_choice",
]


def __dir__() -> list[str]:
    return __all__


#: The band of claim 1: its floor, and the edges that "several hundred thousand" may mean (EUR; below the edge).
FLOOR, EDGES = 50_000.0, (500_000.0, 900_000.0, 1_000_000.0)
#: The widest of them, by which claim 1 is judged.
CEILING = EDGES[-1]
#: Cohen's word for a large effect on one outcome; p under which chance is excluded.
LARGE, CHANCE = 0.14, 0.05
#: What claim 8 may mean by substance: the seven features of which sets are made.
FEATURES = ("investment", "funders", "taking_part", "public_carrier", "private_carrier", "citizens", "rural")
FOLDS, REPEATS = 5, 20


class Says(Code):
    """What one choice says of a claim."""

    YES = "yes", say("yes")
    NO = "no", say("no")
    OPEN = "open", say("open")
    #: Too few plans to say anything.
    NOTHING = "nothing", say("too few")


def judge_ends(low: float, high: float, mark: float, *, certain: bool = True) -> Says:
    """Yes where the whole interval lies above the mark, no where it lies below."""
    if np.isnan(low) or np.isnan(high):
        return Says.NOTHING
    return Says.YES if low > mark and certain else Says.NO if high < mark else Says.OPEN


def count_says(curve: pd.DataFrame) -> dict[Says, int]:
    """How many choices say what; a number of choices is no probability.

    Examples
    --------
    >>> count_says(pd.DataFrame({"says": ["yes", "open", "yes"]}))[Says.YES]
    2
    """
    need_columns(curve, ["says"])
    return {code: int((curve["says"] == code.value).sum()) for code in Says}


#: What is chosen, each with its name; of an upper edge the name is its euros.
CHOICES = {
    ("population", "new"): say("new kinds"),
    ("population", "all"): say("all kinds"),
    ("draw", Draw.BOTH.value): Draw.BOTH.label,
    ("draw", Draw.WEB.value): Draw.WEB.label,
    ("draw", Draw.LISTS.value): Draw.LISTS.label,
    ("status", "all"): say("plans of any status"),
    ("status", "without_planned_abandoned"): say("none planned or abandoned"),
    ("site", "all"): say("all plans of a site"),
    ("site", "first"): say("the first plan of a site"),
    ("prices", "nominal"): say("nominal euros"),
    ("prices", "constant"): say("constant euros"),
    ("features", "investment"): Feature.INVESTMENT.label,
    ("features", "funders"): say("organisations that fund"),
    ("features", "taking_part"): say("organisations that take part"),
    ("features", "public_carrier"): Feature.PUBLIC_CARRIER.label,
    ("features", "private_carrier"): Feature.PRIVATE_CARRIER.label,
    ("features", "citizens"): say("citizens take part"),
    ("features", "rural"): say("rural place"),
}


def name_choice(field: str, choice: object) -> Message:
    """One choice in words.

    Examples
    --------
    >>> str(name_choice("population", "new")), str(name_choice("upper", 500_000.0))
    ('new kinds', 'under €500k')
    """
    if field == "upper":
        return say("under {euros}", euros=spell(format_euros, choice))
    return CHOICES[field, str(choice)]


def list_choices(curve: pd.DataFrame) -> list[tuple[str, object]]:
    """All that could be chosen, field by field.

    Examples
    --------
    >>> list_choices(pd.DataFrame({"upper": [900_000.0, 500_000.0]}))
    [('upper', 500000.0), ('upper', 900000.0)]
    """
    named = [(field, choice) for field, choice in CHOICES if field in curve]
    edges = [("upper", float(edge)) for edge in sorted(set(curve["upper"]))] if "upper" in curve else []
    return [*named, *edges]


def has_choice(curve: pd.DataFrame, field: str, choice: object) -> pd.Series:
    """Which rows of a curve made a choice: of a feature, whether it is in their set.

    Examples
    --------
    >>> has_choice(pd.DataFrame({"features": ["rural", "citizens; rural"]}), "features", "citizens").tolist()
    [False, True]
    """
    if field == "features":
        return curve["features"].map(lambda held: choice in held.split("; ")).astype(bool)
    return curve[field] == choice


def count_by_choice(curve: pd.DataFrame) -> pd.DataFrame:
    """How many rows of a curve say what, for each choice: which choice turns the answer.

    Parameters
    ----------
    curve : DataFrame
        What `curve_cost` or `curve_leap` returns.

    Returns
    -------
    DataFrame
        field and choice (both empty in the first row, which counts all), n (rows that made it) and how many of them say yes,
        no, open and nothing (`Says`). Numbers of choices, no probabilities.

    Examples
    --------
    >>> curve = pd.DataFrame({"features": ["rural", "citizens; rural"], "says": ["no", "open"]})
    >>> count_by_choice(curve)[["choice", "n", "no", "open"]].values.tolist()[:2]
    [['', 2, 1, 1], ['citizens', 1, 0, 1]]
    """
    everyone = pd.Series(True, curve.index)
    parts = [("", "", everyone), *((*one, has_choice(curve, *one)) for one in list_choices(curve))]
    rows = [(field, choice, int(of.sum()), *count_says(curve[of]).values()) for field, choice, of in parts if of.any()]
    return pd.DataFrame(rows, columns=["field", "choice", "n", *(code.value for code in Says)])


def curve_cost(plans: pd.DataFrame, index: pd.DataFrame | None) -> pd.DataFrame:
    """The share of plans in the band of claim 1 under each of 144 choices.

    Parameters
    ----------
    plans : DataFrame
        What `shares.plans` returns, of all kinds; without ``status`` or ``same_site_as`` the choices agree.
    index : DataFrame or None
        ``year`` and ``bt01``: Insee's index of building costs; without it constant euros are nominal ones.

    Returns
    -------
    DataFrame
        population (new, all), draw (both, web, lists), status (all, without planned and abandoned), site (all plans, the
        first of each), prices (nominal, constant), upper (EUR, below which the band ends), estimate, low, high (shares
        from 0 to 1; Wilson), n and says (`Says`); sorted by the estimate.

    Notes
    -----
    Simonsohn, Simmons and Nelson, Nature Human Behaviour 4 (2020). The band begins at 50,000 euros.

    Examples
    --------
    >>> plans = pd.DataFrame({"place_id": list("abcdef"), "investment_eur": [2e5] * 6, "year": 2020, "generation": "new"})
    >>> found = curve_cost(plans.assign(source_kind="web_page"), None)
    >>> len(found), sorted(set(found["says"]))
    (144, ['nothing', 'yes'])
    """
    need_columns(plans, ["investment_eur", "year"])
    known = plans[plans["investment_eur"].notna()]
    nominal = known["investment_eur"].to_numpy(dtype=float)
    constant = prices.constant(known["investment_eur"], known["year"], index).euros.to_numpy()
    chosen = _choose_plans(known)
    euros = [(name, upper) for name in ("nominal", "constant") for upper in EDGES]
    values = {"nominal": nominal, "constant": constant}
    in_band = np.column_stack([(values[name] >= FLOOR) & (values[name] < upper) for name, upper in euros])
    masks = np.stack(list(chosen.values()))
    counts, sizes = masks.astype(float) @ in_band.astype(float), masks.sum(axis=1)
    found = _find_shares(counts, sizes[:, None].astype(float)).reshape(3, -1)
    says = [judge_ends(low, high, 0.5).value for low, high in found[1:].T]
    choices = [(*choice, *money) for choice in chosen for money in euros]
    rows = [(*choice, *map(float, one)) for choice, one in zip(choices, found.T, strict=True)]
    names = ["population", "draw", "status", "site", "prices", "upper", "estimate", "low", "high"]
    table = pd.DataFrame(rows, columns=names).assign(n=np.repeat(sizes, len(euros)), says=says)
    return table.sort_values("estimate", kind="stable", ignore_index=True)


def _find_shares(counts: Array, n: Array) -> Array:
    """Shares with their Wilson intervals, as `inference.proportion` has them one by one; NaN under five plans."""
    z2 = 1.959963984540054**2
    enough = n >= LEAST_FOR_SUMMARY
    of = np.where(enough, n, 1.0)
    share = np.where(enough, counts / of, 0.0)
    middle, reach = counts + z2 / 2, np.sqrt(z2 * (counts * (1 - share) + z2 / 4))
    return np.where(enough, np.stack([share, (middle - reach) / (of + z2), (middle + reach) / (of + z2)]), np.nan)


def _choose_plans(plans: pd.DataFrame) -> Mapping[tuple[str, str, str, str], Any]:
    """Which plans each choice of population, draw, status and site leaves."""
    everyone = np.ones(len(plans), dtype=bool)
    new = (plans["generation"] == "new").to_numpy(dtype=bool)
    listed = (find_draw(plans) == Draw.LISTS).to_numpy(dtype=bool)
    begun = ~plans["status"].isin(["planned", "abandoned"]).to_numpy(dtype=bool) if "status" in plans else everyone
    populations = {"new": new, "all": everyone}
    draws = {Draw.BOTH.value: everyone, Draw.WEB.value: ~listed, Draw.LISTS.value: listed}
    statuses = {"all": everyone, "without_planned_abandoned": begun}
    known = "same_site_as" in plans
    sites = pd.factorize(find_sites(plans))[0] if known else np.arange(len(plans))
    # The plan that the others of its site name comes first, as in `population.take_sample`.
    order = np.argsort(plans["same_site_as"].notna().to_numpy(), kind="stable") if known else np.arange(len(plans))
    chosen = {}
    for (one, first), (two, second), (three, third) in product(populations.items(), draws.items(), statuses.items()):
        mask = first & second & third
        chosen[one, two, three, "all"] = mask
        rows = order[mask[order]]
        alone = np.zeros_like(mask)
        alone[rows[np.unique(sites[rows], return_index=True)[1]]] = True
        chosen[one, two, three, "first"] = alone
    return chosen


def _make_features(plans: pd.DataFrame, funding: pd.DataFrame) -> pd.DataFrame:
    """The seven features of each plan; rural is not known where the settlement is not."""
    organisations = count_organisations(plans, funding)
    told = plans["citizens_involved"] if "citizens_involved" in plans else pd.Series(False, plans.index)
    settlement = plans["settlement"].astype("object")
    values = (
        np.log10(plans["investment_eur"].where(plans["investment_eur"] > 0)),
        organisations["funding"],
        organisations["taking_part"],
        plans["carrier_sector"] == "public",
        plans["carrier_sector"] == "private",
        told.fillna(False).astype(bool),  # silence is not true
        (settlement == "rural").astype(float).where(settlement.notna()),
    )
    columns = {name: pd.Series(value, plans.index).astype(float) for name, value in zip(FEATURES, values, strict=True)}
    return pd.DataFrame(columns)


def curve_leap(plans: pd.DataFrame, funding: pd.DataFrame) -> pd.DataFrame:
    """How far new and older kinds differ on web pages, over all sets of two or more of seven features.

    Parameters
    ----------
    plans : DataFrame
        What `shares.plans` returns, of all kinds and both draws; web pages of a known generation are compared.
    funding : DataFrame
        The lines: ``place_id`` and ``funder_name`` (else ``funder``).

    Returns
    -------
    DataFrame
        features (codes with "; " between them), estimate (R², 0 to 1), low, high (95%), p (permutation), auc (0.5 is
        chance), n and says (`Says`: R² against 0.14); sorted by the estimate. A set that holds rural looks at the plans
        whose settlement is known.

    Notes
    -----
    R² and p: PERMANOVA, one set of 9,999 permutations and one of 1,999 resamples for all sets; the interval is that of
    `substance.estimate_r2`. AUC: logistic regression, L2, C = 1, standardised, 5 folds that keep the groups' parts,
    20 repeats, the mean over folds. Of more than `inference.MANY` pages formulas for large samples, and the AUC of 3,000 of
    them, dealt once. Cohen's 0.14 is a word for one outcome, not a norm for the mean of several.

    Examples
    --------
    >>> from analysis import load, shares
    >>> data = load()
    >>> found = curve_leap(shares.plans(data), data.funding)
    >>> len(found), sorted(set(found["says"]))
    (120, ['no', 'open'])
    """
    need_columns(plans, ["generation"])
    pages = select_draw(plans[plans["generation"].notna()], Draw.WEB)
    table = _make_features(pages, funding).dropna(subset=["investment"])
    new = pages.loc[table.index, "generation"] == "new"
    sets = [names for size in range(2, len(FEATURES) + 1) for names in combinations(FEATURES, size)]
    settled = table["rural"].notna()
    if settled.all():
        found = _compare_sets(table, new, sets)
    else:
        without = _compare_sets(table, new, [names for names in sets if "rural" not in names])
        with_rural = _compare_sets(table[settled], new[settled], [names for names in sets if "rural" in names])
        found = pd.concat([without, with_rural], ignore_index=True)
    return found.sort_values("estimate", kind="stable", ignore_index=True)


def _compare_sets(table: pd.DataFrame, new: pd.Series, sets: list[tuple[str, ...]]) -> pd.DataFrame:
    names = list(dict.fromkeys(name for one in sets for name in one))
    held = np.array([[float(name in one) for name in names] for one in sets])
    values, n = table[names], len(table)
    smallest = min(int(new.sum()), int((~new).sum())) if n else 0
    missing = np.full(len(sets), np.nan)
    r2 = low = high = p = auc = missing
    if smallest >= LEAST_FOR_SUMMARY:
        r2, low, high = _find_r2(values, new, held)
        p = find_set_p(values, new, held)
        fitted = draw_evenly(new, MOST_FITTED)
        dealt = {"folds": FOLDS, "repeats": count_repeats(n, REPEATS)}
        auc = cross_validate(values.to_numpy()[fitted], new.to_numpy()[fitted], held, **dealt)
    told_of = zip(low, high, p, strict=True)
    says = [judge_ends(least, most, LARGE, certain=chance < CHANCE).value for least, most, chance in told_of]
    told = {"estimate": r2, "low": low, "high": high, "p": p, "auc": auc, "n": n, "says": says}
    return pd.DataFrame({"features": ["; ".join(one) for one in sets]} | told)


def _find_r2(values: pd.DataFrame, new: pd.Series, held: Array) -> tuple[Array, Array, Array]:
    """R² of each set with its repaired interval: the mean of its features' own, in the sample and in each resample."""
    if is_many(len(values)):
        r2, *ends_of = find_r2_ends(values, new, held)
        low, high = shift_ends(r2, np.array(ends_of), len(values))
        return r2, low, high
    drawn = resample_r2(values, new)
    varies = np.isfinite(drawn).astype(float)
    with np.errstate(invalid="ignore"):  # a resample in which no feature of a set varies
        of_sets = (np.nan_to_num(drawn) @ held.T) / (varies @ held.T)
    told = np.isfinite(of_sets[1:]).any(axis=0)  # a set of which no feature varies in any resample has no interval
    ends = np.full((2, len(held)), np.nan)
    ends[:, told] = np.nanquantile(of_sets[1:, told], [0.025, 0.975], axis=0)
    low, high = shift_ends(of_sets[0], ends, len(values))
    return of_sets[0], low, high
