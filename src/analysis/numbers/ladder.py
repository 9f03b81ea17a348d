"""Money that is not known: bounds under assumptions named one by one, worst case first, and what "most" would take."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from analysis.numbers import inference
from analysis.numbers._lacks import Lack, join_lacks
from analysis.numbers._statistics import LEAST_FOR_SUMMARY, MANY, ROUGH_UNDER, SEED, draw_rows
from analysis.numbers.population import (
    Margins,
    Resamples,
    find_cells,
    find_ends,
    rake,
    read_margins,
    resample_classes,
)
from analysis.numbers.summaries import REGIONS
from analysis.words._codes import Code
from analysis.words._grouping import split_groups
from analysis.words._messages import say

__all__ = [
    "Assumption",
    "Basis",
    "Breakdown",
    "EuroBreakdown",
    "Lack",
    "break_down_euros",
    "break_down_mixed",
    "climb_euros",
    "climb_mixed",
    "cover_value",
    "split_public",
]


def __dir__() -> list[str]:
    return __all__


class Assumption(Code):
    """What is assumed of the money that is not known: for shares of plans (A) and for euros (B), weakest first."""

    A0 = "A0", say("nothing is assumed")
    A1 = "A1", say("a municipality in the State's lists has no private payer")
    A2 = "A2", say("public carriers mix no more than those that are known")
    A3 = "A3", say("public carriers do not mix; private ones with a public grant add their own money")
    A4 = "A4", say("plans that cannot be told are like those of the same sector that can")
    #: A4, weighted to the census.
    A4_CENSUS = "A4_census", say("the same, weighted to the census")
    B0 = "B0", say("nothing is assumed")
    B1 = "B1", say("a local authority pays a fifth of the public money itself, as the law asks")
    B2 = "B2", say("what no line explains in the plan of a public carrier is public")
    B3 = "B3", say("plans that cannot be told are like complete ones of the same sector")


class Basis(Code):
    """What an assumption rests on."""

    NOTHING = "nothing", say("none")
    #: A commune or an intermunicipality that builds has no private payer.
    STATE_LISTS = "state_lists", say("who the State's lists are for")
    #: The upper end of what is seen among the decided plans of public carriers.
    DECIDED_PUBLIC = "decided_public", say("plans of public carriers that are known")
    #: A public carrier is paid by public money, a private one that has a public grant adds its own.
    CARRIER = "carrier", say("the sector of the carrier")
    #: Missing at random within the sector of the carrier.
    SECTOR = "sector", say("known plans of the same sector")
    #: CGCT, article L1111-10 III.
    LAW = "law", say("the law: CGCT, article L1111-10 III")


BASES = {
    Assumption.A0: Basis.NOTHING,
    Assumption.A1: Basis.STATE_LISTS,
    Assumption.A2: Basis.DECIDED_PUBLIC,
    Assumption.A3: Basis.CARRIER,
    Assumption.A4: Basis.SECTOR,
    Assumption.A4_CENSUS: Basis.SECTOR,
    Assumption.B0: Basis.NOTHING,
    Assumption.B1: Basis.LAW,
    Assumption.B2: Basis.CARRIER,
    Assumption.B3: Basis.SECTOR,
}

#: The State's own lists, in which communes and intermunicipalities that build are the carriers; other lists of grants are not meant.
STATE_LIST = "state_list"
SECTORS = ("public", "private", "mixed", "unknown")

#: The law on the part that a local authority pays of its own plan: who is bound, from when, where, and how much.
BOUND = ("municipality", "intermunicipality", "department", "region")
BOUND_FROM, OWN_PART = 2012, 0.2
MAINLAND = REGIONS[:13]
#: Resamples of plans behind the standard errors of pooled euros, and imputations under B3.
EURO_RESAMPLES, IMPUTATIONS = 999, 400
#: Parts a of B2 in the table.
PARTS = (0.0, 0.15, 0.30)
#: A public share is known where its bounds are not further apart.
KNOWN_WITHIN = 1e-9

Array = np.ndarray[Any, np.dtype[np.float64]]
Flags = np.ndarray[Any, np.dtype[np.bool_]]

PLAN_COLUMNS = (
    "assumption",
    "group",
    "n",
    "effective_n",
    "mixed",
    "undecided",
    "assumed",
    "low",
    "high",
    "interval_low",
    "interval_high",
    "rough",
    "basis",
    "lacks",
)
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
class Breakdown:
    """How many undecided plans must be mixed for "most plans are mixed" to hold.

    Attributes
    ----------
    needed : int
        Plans; 0 where it holds already.
    undecided : int
        Plans of which it cannot be told; where ``needed`` is more, "most" cannot hold.
    undecided_off_lists : int
        Those that are not in the State's lists.
    n : int
        Plans.
    lacks : tuple of Lack
        Why there is no number.
    """

    needed: int
    undecided: int
    undecided_off_lists: int
    n: int
    lacks: tuple[Lack, ...]


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


def cover_value(low: Array, high: Array, low_error: Array, high_error: Array) -> tuple[Array, Array]:
    """95% intervals of values that are known to lie between two estimated bounds.

    Parameters
    ----------
    low, high : array
        Estimated bounds of shares; ``low <= high``.
    low_error, high_error : array
        Their standard errors.

    Returns
    -------
    tuple of two arrays
        Ends between 0 and 1; NaN where an input is.

    Notes
    -----
    They cover the value, not both bounds: Imbens and Manski, Econometrica 72 (2004), equations 6 and 7. The critical value c
    runs from 1.96 (bounds that meet) to 1.645 (bounds far apart).

    Examples
    --------
    >>> ends = cover_value(np.array([0.1]), np.array([0.8]), np.array([0.02]), np.array([0.02]))
    >>> [round(float(end[0]), 3) for end in ends]
    [0.067, 0.833]
    """
    from scipy.special import ndtr

    low, high, low_error, high_error = (
        np.asarray(values, dtype=float) for values in (low, high, low_error, high_error)
    )
    largest = np.maximum(low_error, high_error)
    apart = np.divide(high - low, largest, out=np.full_like(low, np.inf), where=largest > 0)
    apart = np.where((largest == 0) & (high <= low), 0.0, apart)
    least, most = np.full_like(low, 1.6), np.full_like(low, 2.0)
    for _ in range(50):  # halving: the left side grows with c, and 50 halvings leave nothing to find
        middle = (least + most) / 2
        short = ndtr(middle + apart) - ndtr(-middle) < 0.95
        least, most = np.where(short, middle, least), np.where(short, most, middle)
    found_low, found_high = low - most * low_error, high + most * high_error
    return np.clip(found_low, 0, 1), np.clip(found_high, 0, 1)


def _binomial_error(share: Array, n: Array) -> Array:
    return np.sqrt(share * (1 - share) / n)


def _cover_shares(low: Array, high: Array, n: int) -> tuple[Array, Array]:
    """`cover_value` with binomial errors; where bounds of 0 or of 1 meet, which have none, the Wilson interval."""
    n_of = np.full_like(low, n)
    found_low, found_high = cover_value(low, high, _binomial_error(low, n_of), _binomial_error(high, n_of))
    wilson = inference.proportion(0, n).high
    found_high = np.where(high <= 0, wilson, found_high)
    found_low = np.where(low >= 1, 1 - wilson, found_low)
    return found_low, found_high


def _sectors(plans: pd.DataFrame) -> pd.Series:
    known = plans["carrier_sector"].astype("object")
    return known.where(known.isin(SECTORS), "unknown")


@dataclass(frozen=True, eq=False)
class _Told:
    """What is known of each plan, as flags: mixed, undecided, and of whom the assumptions speak."""

    mixed: Flags
    undecided: Flags
    listed: Flags
    public: Flags
    adds_own: Flags


def _tell(plans: pd.DataFrame, funding: pd.DataFrame) -> _Told:
    sectors = _sectors(plans)
    listed = (
        plans["source_kind"] == STATE_LIST if "source_kind" in plans else pd.Series(False, index=plans.index)
    ).to_numpy(dtype=bool)
    granted = funding.loc[funding["sector"] == "public", "place_id"]
    undecided = (plans["mix"] == "unknown").to_numpy(dtype=bool)
    private = (sectors == "private").to_numpy(dtype=bool) & plans["place_id"].isin(granted).to_numpy(dtype=bool)
    return _Told(
        mixed=(plans["mix"] == "mixed").to_numpy(dtype=bool),
        undecided=undecided,
        listed=undecided & listed,
        public=undecided & (sectors == "public").to_numpy(dtype=bool),
        # A row of a list is taken to have no private payer (A1), so that it cannot be taken to have one.
        adds_own=undecided & private & ~listed,
    )


def _upper_mixed(reference: pd.DataFrame) -> float:
    """The upper Wilson end of the share of mixed among the decided plans of public carriers; NaN without any."""
    mix = reference.loc[_sectors(reference) == "public", "mix"]
    mixed = int((mix == "mixed").sum())
    return inference.proportion(mixed, mixed + int((mix == "one_sector").sum())).high


def _bounds(told: _Told, of: Flags, upper: float) -> tuple[Array, Array, Array]:
    """Plans that are mixed at least and at most under A0 to A3, and undecided plans of which something is assumed."""
    mixed, undecided = int((told.mixed & of).sum()), int((told.undecided & of).sum())
    listed, public = int((told.listed & of).sum()), int((told.public & of).sum())
    adds_own = int((told.adds_own & of).sum())
    free = int((told.undecided & ~told.listed & ~told.public & of).sum())
    # Each rung keeps what the rung before assumed, so that bounds are nested whatever data comes.
    public_off_lists = int((told.public & ~told.listed & of).sum())
    may_mix = public_off_lists if np.isnan(upper) else min(public_off_lists, int(np.ceil(upper * public)))
    low = np.array([mixed, mixed, mixed, mixed + adds_own], dtype=float)
    high = mixed + np.array([undecided, undecided - listed, free + may_mix, free], dtype=float)
    assumed = np.array([0, listed, undecided - free, undecided - free + adds_own], dtype=float)
    return low, high, assumed


def _chances(table: Resamples) -> Array:
    """The chance that a class of plans is mixed, in each resample: 1, 0, or that of its sector where undecided."""
    mix, sector = table.classes["mix"].to_numpy(), table.classes["sector"].to_numpy()
    chances = np.where(mix == "mixed", 1.0, 0.0) * np.ones_like(table.counts)
    for code in SECTORS:
        mixed = table.counts[:, (sector == code) & (mix == "mixed")].sum(axis=1)
        decided = mixed + table.counts[:, (sector == code) & (mix == "one_sector")].sum(axis=1)
        chances[:, (sector == code) & (mix == "unknown")] = ((mixed + 0.5) / (decided + 1))[:, None]
    return chances


@dataclass(frozen=True, eq=False)
class _Random:
    """Plans of each class under A4, and those of them that are mixed: expected in the sample, drawn in each resample."""

    table: Resamples
    mixed: Array

    def _of(self, group: str | None) -> Flags:
        of = self.table.classes["cell"].to_numpy() >= 0
        return np.asarray(of if group is None else of & (self.table.classes["group"].to_numpy() == group))

    def has_undecided_sector(self, group: str | None) -> bool:
        """Whether the chance of some plan is one half because no plan of its sector is decided."""
        sector, undecided = self.table.classes["sector"].to_numpy(), self.table.classes["mix"].to_numpy() == "unknown"
        return bool(set(sector[self._of(group) & undecided]) - set(sector[~undecided]))

    def shares(self, group: str | None) -> Array:
        """Shares of mixed plans, the sample's first; resamples without a plan of the group are left out."""
        weights = self.table.weights * self._of(group)
        total, mixed = (self.table.counts * weights).sum(axis=1), (self.mixed * weights).sum(axis=1)
        return np.asarray(mixed[total > 0] / total[total > 0])


def _at_random(classes: pd.DataFrame, margins: Margins | None) -> _Random | None:
    """Draw A4; None where nothing is decided, so that there is no chance to take."""
    if not (classes["mix"] != "unknown").any():
        return None
    table = resample_classes(classes, margins)
    chances = _chances(table)
    counts = table.counts.astype(np.int64)
    drawn = np.random.default_rng(SEED + 1).binomial(counts, chances).astype(float)
    return _Random(table, np.vstack([counts[:1] * chances[:1], drawn[1:]]))


def _classes(plans: pd.DataFrame, reference: pd.DataFrame, by: str | None) -> pd.DataFrame:
    """What tells plans apart under A4; plans that only the reference has are drawn with them, since their chances are used."""
    others = reference[~reference["place_id"].isin(plans["place_id"])]
    group = pd.Series("", plans.index) if by is None else plans[by].astype("object").where(plans[by].notna(), "")
    mix = plans["mix"].astype("object")
    own = pd.DataFrame({"cell": find_cells(plans), "sector": _sectors(plans), "mix": mix, "group": group.astype("str")})
    rest = pd.DataFrame({"cell": -1, "sector": _sectors(others), "mix": others["mix"].astype("object"), "group": ""})
    return pd.concat([own, rest], ignore_index=True) if len(rest) else own


def _plan_lacks(n: int, *others: Lack | None) -> list[Lack]:
    size = None if n >= LEAST_FOR_SUMMARY else Lack.FEW_PLANS if n else Lack.NO_PLANS
    return [lack for lack in (size, *others) if lack is not None]


def _groups(plans: pd.DataFrame, by: str | None) -> Iterator[tuple[str, Flags]]:
    """Each group's name and which rows it has."""
    positions = plans.reset_index(drop=True)
    for name, part in split_groups(positions, by):
        of = np.zeros(len(plans), dtype=bool)
        of[part.index.to_numpy(dtype=int)] = True
        yield name, of


def climb_mixed(
    plans: pd.DataFrame,
    funding: pd.DataFrame,
    *,
    reference: pd.DataFrame | None = None,
    by: str | None = None,
    census: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """The share of mixed plans under each assumption, weakest first.

    Parameters
    ----------
    plans : DataFrame
        What `shares.plans` returns, or some of its rows: ``place_id``, ``mix``, ``carrier_sector``, ``source_kind``.
    funding : DataFrame
        The lines: ``place_id`` and ``sector``.
    reference : DataFrame, optional
        Plans of all kinds, whose decided plans give A2 its rate and A4 its chances; by default ``plans``.
    by : str, optional
        A column of groups (carrier_sector, place_type, settlement); rates and chances are not those of the group.
    census : DataFrame, optional
        The census of third places; without ``by`` it adds a row of A4 weighted to it.

    Returns
    -------
    DataFrame
        assumption (`Assumption`), group, n, effective_n, mixed, undecided, assumed (undecided plans that it speaks of), low,
        high (shares of plans, 0 to 1), interval_low, interval_high (95%), rough, basis (`Basis`), lacks (codes, empty where
        nothing is missing). Bounds are nested from A0 to A3; A4 is one value inside those of A0.

    Notes
    -----
    A0 nothing. A1 an undecided plan in the State's lists is not mixed. A2 undecided plans of public carriers mix at most at
    the upper Wilson end r of the decided ones: ceil(r n). A3 none of them does, and a private carrier with a public funder
    adds its own. A4 an undecided plan is mixed with the chance (mixed + 1/2) / (decided + 1) of its carrier's sector.
    Each keeps what those before assume (A4 apart). Intervals of A0 to A3: `cover_value` with binomial errors; of A4:
    percentiles of 1,000 resamples of all plans together, the chances (and the weights) found
    anew and who is mixed drawn in each; the value is the expected share. Manski, Partial Identification
    of Probability Distributions (2003); Imbens and Manski (2004).

    Examples
    --------
    >>> plans = pd.DataFrame({"place_id": list("abcdef"), "mix": ["mixed", "one_sector"] + ["unknown"] * 4})
    >>> plans = plans.assign(carrier_sector=["private"] * 3 + ["public"] * 3, source_kind=["web_page"] * 5 + ["state_list"])
    >>> funding = pd.DataFrame({"place_id": ["c"], "sector": ["public"]})
    >>> found = climb_mixed(plans, funding)
    >>> (found["low"] * 6).round(2).tolist(), (found["high"] * 6).round(2).tolist()
    ([1.0, 1.0, 1.0, 2.0, 3.0], [5.0, 4.0, 4.0, 2.0, 3.0])
    """
    reference = plans if reference is None else reference
    told, upper = _tell(plans, funding), _upper_mixed(reference)
    classes = _classes(plans, reference, by)
    drawn = _at_random(classes, None) if len(plans) else None
    rows: list[tuple[Any, ...]] = []
    for group, of in _groups(plans, by):
        n, mixed, undecided = int(of.sum()), int((told.mixed & of).sum()), int((told.undecided & of).sum())
        low, high, assumed = _bounds(told, of, upper)
        enough, rough = n >= LEAST_FOR_SUMMARY, 0 < n < ROUGH_UNDER
        ends = _cover_shares(low / n, high / n, n) if enough else (np.full(4, np.nan),) * 2
        for at, assumption in enumerate((Assumption.A0, Assumption.A1, Assumption.A2, Assumption.A3)):
            unknown_rate = assumption is Assumption.A2 and np.isnan(upper)
            lacks = _plan_lacks(n, Lack.NO_DECIDED_PUBLIC if unknown_rate else None)
            shares = (low[at] / n, high[at] / n) if n else (np.nan, np.nan)
            said = (ends[0][at], ends[1][at], rough, BASES[assumption], join_lacks(lacks))
            rows.append((assumption, group, n, float(n), mixed, undecided, int(assumed[at]), *shares, *said))
        rows.append(_random_row(drawn, None if by is None else group, (group, n, mixed, undecided)))
    if census is not None and by is None:
        rows.append(_census_row(plans, census, told, classes))
    table = pd.DataFrame(rows, columns=list(PLAN_COLUMNS))
    return table.astype({name: "str" for name in ("assumption", "basis")})


def _random_row(drawn: _Random | None, group: str | None, counts: tuple[str, int, int, int]) -> tuple[Any, ...]:
    name, n, mixed, undecided = counts
    lacks = _plan_lacks(n, Lack.NO_DECIDED if n and drawn is None else None)
    value = low = high = np.nan
    if drawn is not None:
        lacks += [Lack.SECTOR_UNDECIDED] if drawn.has_undecided_sector(group) else []
        shares = drawn.shares(group)
        value = float(shares[0])
        if n >= LEAST_FOR_SUMMARY:
            low, high = find_ends(shares[1:])
    rough = 0 < n < ROUGH_UNDER
    ends = (value, value, low, high, rough, BASES[Assumption.A4], join_lacks(lacks))
    return (Assumption.A4, name, n, float(n), mixed, undecided, undecided, *ends)


def _census_row(plans: pd.DataFrame, census: pd.DataFrame, told: _Told, classes: pd.DataFrame) -> tuple[Any, ...]:
    """A4, each resample raked to the census."""
    weights, n = rake(plans, census), len(plans)
    met = n >= LEAST_FOR_SUMMARY and not np.isnan(weights.effective_n)
    drawn = _at_random(classes, read_margins(census)) if met else None
    lacks = [*_plan_lacks(n, Lack.NO_DECIDED if met and drawn is None else None), *weights.lacks]
    value = low = high = np.nan
    if drawn is not None:
        lacks += [Lack.SECTOR_UNDECIDED] if drawn.has_undecided_sector(None) else []
        shares = drawn.shares(None)
        value, (low, high) = float(shares[0]), find_ends(shares[1:])
    mixed, undecided = int(told.mixed.sum()), int(told.undecided.sum())
    ends = (value, value, low, high, weights.rough, BASES[Assumption.A4_CENSUS], join_lacks(lacks))
    return (Assumption.A4_CENSUS, "all", n, weights.effective_n, mixed, undecided, undecided, *ends)


def break_down_mixed(plans: pd.DataFrame) -> Breakdown:
    """How many of the undecided plans must be mixed for most plans to be.

    Parameters
    ----------
    plans : DataFrame
        What `shares.plans` returns, or some of its rows: ``mix`` and ``source_kind``.

    Returns
    -------
    Breakdown
        floor(n / 2) + 1 less the plans known to be mixed, beside the undecided ones.

    Notes
    -----
    Breakdown point of a conclusion: Horowitz and Manski, Econometrica 63 (1995); Masten and Poirier, Quantitative Economics
    11 (2020).

    Examples
    --------
    >>> plans = pd.DataFrame({"mix": ["mixed"] + ["unknown"] * 4, "source_kind": ["web_page"] * 3 + ["state_list"] * 2})
    >>> found = break_down_mixed(plans)
    >>> found.needed, found.undecided, found.undecided_off_lists
    (2, 4, 2)
    """
    n, undecided = len(plans), plans["mix"] == "unknown"
    listed = plans["source_kind"] == STATE_LIST if "source_kind" in plans else pd.Series(False, index=plans.index)
    needed = max(0, n // 2 + 1 - int((plans["mix"] == "mixed").sum())) if n else 0
    return Breakdown(needed, int(undecided.sum()), int((undecided & ~listed).sum()), n, () if n else (Lack.NO_PLANS,))


def _plain(name: object) -> str:
    """A name without accents, case, punctuation and the words that say what kind of body it is."""
    text = unicodedata.normalize("NFKD", str(name)).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", re.sub(r"\(.*?\)", " ", text))
    return " ".join(word for word in words if word not in {"ville", "commune", "de", "d", "du", "la", "le", "les", "l"})


def _is_carrier(carrier: object, funders: object) -> bool:
    """Whether one of the organisations of a line is the carrier."""
    if not isinstance(carrier, str) or not isinstance(funders, str):
        return False
    own = f" {_plain(carrier)} "
    return any(name and f" {name} " in own for name in map(_plain, funders.split(";")))


def split_public(plans: pd.DataFrame, funding: pd.DataFrame) -> pd.DataFrame:
    """The known public euros of each plan: what its carrier pays itself, and what others grant.

    Parameters
    ----------
    plans : DataFrame
        ``place_id``, ``public_eur``, ``carrier_type`` and, where known, ``carrier_name``.
    funding : DataFrame
        The lines: ``place_id``, ``funder_type``, ``sector``, ``amount_eur`` and, where known, ``funder_name``.

    Returns
    -------
    DataFrame
        place_id, own_eur and grants_eur (EUR; they add up to ``public_eur``), in the order of the plans.

    Notes
    -----
    Own are: own funds, loans, lines whose organisation is the carrier, lines of the carrier's own level, of a municipality
    where an intermunicipality carries (a member), and joint lines that name nobody. Where it is not clear who pays, the euros
    count as own: the bound that the law gives is then lower, never too high.

    Examples
    --------
    >>> plans = pd.DataFrame({"place_id": ["a"], "public_eur": [90.0], "carrier_type": ["municipality"]})
    >>> funding = pd.DataFrame({"place_id": ["a", "a"], "funder_type": ["state", "own_funds"], "sector": ["public"] * 2})
    >>> split_public(plans, funding.assign(amount_eur=[60.0, 30.0])).values.tolist()
    [['a', 30.0, 60.0]]
    """
    of_plan = plans.drop_duplicates("place_id").set_index("place_id")
    lines = funding[(funding["sector"] == "public") & (funding["amount_eur"] > 0)]
    lines = lines[lines["place_id"].isin(of_plan.index)]
    kind, carrier = lines["funder_type"], lines["place_id"].map(of_plan["carrier_type"])
    own = kind.isin(["own_funds", "bank"]) | (kind == carrier)
    own |= (kind == "municipality") & (carrier == "intermunicipality")
    names = lines["funder_name"] if "funder_name" in lines else pd.Series(None, index=lines.index, dtype="object")
    own |= (kind == "public_joint") & names.isna()
    if "carrier_name" in plans:
        pairs = zip(lines["place_id"].map(of_plan["carrier_name"]), names, strict=True)
        own |= pd.Series([_is_carrier(*pair) for pair in pairs], lines.index, dtype=bool)
    total = lines.groupby("place_id")["amount_eur"].sum()
    part = (lines["amount_eur"].where(own, 0.0).groupby(lines["place_id"]).sum() / total).astype(float)
    # The lines of a complete plan were scaled to its investment: the parts are kept, not the amounts.
    own_eur = plans["public_eur"] * plans["place_id"].map(part).astype(float).fillna(0.0)
    return pd.DataFrame(
        {"place_id": plans["place_id"], "own_eur": own_eur, "grants_eur": plans["public_eur"] - own_eur}
    )


def _is_bound(plans: pd.DataFrame) -> Flags:
    """Plans to which the law certainly applies: a local authority that builds in mainland France, from 2012."""
    if not {"carrier_type", "region", "year"} <= set(plans.columns):
        return np.zeros(len(plans), dtype=bool)
    year = pd.to_numeric(plans["year"], errors="coerce").astype(float)
    bound = plans["carrier_type"].isin(BOUND) & plans["region"].isin(MAINLAND) & (year >= BOUND_FROM)
    if "amount_scope" in plans:  # the law speaks of investment
        bound &= plans["amount_scope"] != "operating"
    return np.asarray(bound.to_numpy(dtype=bool))


def _low_by_law(plans: pd.DataFrame, funding: pd.DataFrame) -> Array:
    """Public euros of each plan at least, where the carrier pays the part that the law asks for."""
    public, unknown = plans["public_eur"].to_numpy(dtype=float), plans["unknown_eur"].to_numpy(dtype=float)
    parts = split_public(plans, funding)
    own, grants = parts["own_eur"].to_numpy(dtype=float), parts["grants_eur"].to_numpy(dtype=float)
    # A fifth of the public money is a quarter of what the others grant.
    by_law = np.minimum(public + unknown, grants + np.maximum(own, grants * OWN_PART / (1 - OWN_PART)))
    return np.asarray(np.where(_is_bound(plans), np.maximum(by_law, public), public))


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
    Cochran, Sampling Techniques (1977), 6.4); of B3: percentiles of 400 resamples of plans and donors.

    Examples
    --------
    >>> plans = pd.DataFrame({"place_id": ["a"], "investment_eur": [200.0], "public_eur": [80.0], "private_eur": [0.0]})
    >>> plans = plans.assign(unknown_eur=120.0, complete=False, carrier_type="municipality", carrier_sector="public")
    >>> funding = pd.DataFrame({"place_id": ["a"], "funder_type": ["state"], "sector": ["public"], "amount_eur": [80.0]})
    >>> found = climb_euros(plans.assign(region="Bretagne", year=2019), funding)
    >>> found["low"].tolist(), found["lacks"].tolist()[-1]
    ([0.4, 0.5, 1.0, 0.91, 0.82, nan], 'few_plans; no_complete')
    """
    known = plans[plans["investment_eur"].notna()]
    total = known["investment_eur"].to_numpy(dtype=float)
    public, unknown = known["public_eur"].to_numpy(dtype=float), known["unknown_eur"].to_numpy(dtype=float)
    carried = (_sectors(known) == "public").to_numpy(dtype=bool)
    by_law = _low_by_law(known, funding)
    rungs: list[tuple[Assumption, float]] = [(Assumption.B0, np.nan), (Assumption.B1, np.nan)]
    rungs += [(Assumption.B2, float(part)) for part in parts]
    rest = [np.maximum(by_law, public + np.where(carried, (1 - part) * unknown, 0.0)) for _, part in rungs[2:]]
    lows, high = np.column_stack([public, by_law, *rest]), public + unknown
    assumed = np.column_stack(
        [0 * public, by_law - public, *(np.where(carried, unknown, by_law - public) for _ in rest)]
    )
    drawn = _impute(known, reference) if len(known) else None
    rows: list[tuple[Any, ...]] = []
    for group, of in _groups(known, by):
        n, euros = int(of.sum()), float(total[of].sum())
        rough, lacks = 0 < n < ROUGH_UNDER, _plan_lacks(n, Lack.NO_EUROS if n and not euros else None)
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
    if n > MANY:
        ratios = values.sum(axis=0) / total.sum()
        away = values - ratios * total[:, None]
        return np.asarray(np.sqrt((away**2).sum(axis=0) * n / (n - 1)) / total.sum())
    order = np.lexsort((*values.T, total))  # the order of the rows does not move the errors
    table = np.column_stack([values, total])[order]
    rng = np.random.default_rng(SEED)
    counts = _count_draws(rng.integers(0, n, size=(EURO_RESAMPLES, n)), n)
    sums = counts @ table
    ratios = np.divide(sums[:, :-1], sums[:, -1:], out=np.full_like(sums[:, :-1], np.nan), where=sums[:, -1:] > 0)
    return np.asarray(np.nanstd(ratios, axis=0, ddof=1))


def _count_draws(drawn: np.ndarray[Any, np.dtype[np.int64]], n: int) -> Array:
    """How often each of ``n`` plans is in each resample."""
    shifted = drawn + np.arange(len(drawn))[:, None] * n
    return np.bincount(shifted.ravel(), minlength=len(drawn) * n).reshape(len(drawn), n).astype(float)


@dataclass(frozen=True, eq=False)
class _Imputed:
    """Public euros of each plan under B3: expected, and in each resample together with the plans that were drawn."""

    expected: Array
    total: Array
    drawn: np.ndarray[Any, np.dtype[np.int64]]
    public: Array


@dataclass(frozen=True, eq=False)
class _Donors:
    """Complete plans in the order of their public share, and which of them lie within the bounds of each plan."""

    rows: np.ndarray[Any, np.dtype[np.int64]]
    shares: Array
    first: np.ndarray[Any, np.dtype[np.int64]]
    end: np.ndarray[Any, np.dtype[np.int64]]


def _donors(rows: np.ndarray[Any, np.dtype[np.int64]], share: Array, low: Array, high: Array) -> _Donors:
    order = rows[np.argsort(share[rows], kind="stable")]
    shares = share[order]
    first = np.searchsorted(shares, low - KNOWN_WITHIN, side="left")
    return _Donors(order, shares, first, np.searchsorted(shares, high + KNOWN_WITHIN, side="right"))


def _expect(donors: _Donors, of: Flags) -> tuple[Array, Flags]:
    """The mean share of the donors within each plan's bounds, and whether there is one."""
    sums = np.concatenate([[0.0], np.cumsum(donors.shares)])
    counts = donors.end - donors.first
    found = of & (counts > 0)
    return np.divide(sums[donors.end] - sums[donors.first], counts, out=np.zeros(len(of)), where=counts > 0), found


def _draw(donors: _Donors, counts: Array, drawn: Any, uniform: Array) -> tuple[Array, Flags]:
    """For each plan of each resample the share of a donor of that resample within the plan's bounds, and whether there is one."""
    resamples, n = drawn.shape
    until = np.concatenate([np.zeros((resamples, 1)), np.cumsum(counts[:, donors.rows], axis=1)], axis=1)
    at = np.arange(resamples)[:, None]
    before, after = until[at, donors.first[drawn]], until[at, donors.end[drawn]]
    wanted = before + uniform * (after - before)
    # One search in all resamples: each one's running counts are lifted above those of the one before.
    lifted = until + at * (n + 1.0)
    found = np.searchsorted(lifted.ravel(), (wanted + at * (n + 1.0)).ravel(), side="right").reshape(resamples, n)
    position = np.clip(found - 1 - at * until.shape[1], 0, max(0, len(donors.rows) - 1))
    shares = donors.shares[position] if len(donors.rows) else np.zeros((resamples, n))
    return shares, after > before


@dataclass(frozen=True, eq=False)
class _Shares:
    """Bounds of the public share of each plan, its sector, its euros, and whether it may give its share to others."""

    low: Array
    high: Array
    total: Array
    sectors: Any
    giving: Flags

    def at(self, rows: Any) -> _Shares:
        return _Shares(self.low[rows], self.high[rows], self.total[rows], self.sectors[rows], self.giving[rows])

    @property
    def known(self) -> Flags:
        return np.asarray(self.high - self.low <= KNOWN_WITHIN)

    def pools(self) -> list[tuple[_Donors, Flags]]:
        """Donors, and the plans that they give to: first those of each sector, then all for whoever is left."""
        pools = []
        for code in SECTORS:
            of = self.sectors == code
            pools.append((_donors(np.flatnonzero(self.giving & of), self.low, self.low, self.high), of))
        everyone = np.ones(len(self.low), dtype=bool)
        return [*pools, (_donors(np.flatnonzero(self.giving), self.low, self.low, self.high), everyone)]


def _shares_of(plans: pd.DataFrame) -> _Shares:
    total = plans["investment_eur"].to_numpy(dtype=float)
    positive = np.where(total > 0, total, 1.0)
    low = plans["public_eur"].to_numpy(dtype=float) / positive
    high = low + plans["unknown_eur"].to_numpy(dtype=float) / positive
    giving = (high - low <= KNOWN_WITHIN) & plans["complete"].to_numpy(dtype=bool)
    return _Shares(low, high, total, _sectors(plans).to_numpy(), giving)


def _impute(subject: pd.DataFrame, reference: pd.DataFrame | None) -> _Imputed | None:
    """Draw B3; None without a donor. The subject's plans come first; those that only the reference has follow."""
    plans = subject
    if reference is not None:
        others = reference["investment_eur"].notna() & ~reference["place_id"].isin(subject["place_id"])
        plans = pd.concat([subject, reference[others]], ignore_index=True) if others.any() else subject
    shares = _shares_of(plans)
    if not shares.giving.any():
        return None
    expected, left = np.where(shares.known, shares.low, (shares.low + shares.high) / 2), ~shares.known
    for donors, of in shares.pools():
        mean, found = _expect(donors, of & left)
        expected, left = np.where(found, mean, expected), left & ~found
    # In an order of their own, so that the order of the rows does not move the resamples.
    order = np.argsort(plans["place_id"].astype(str).to_numpy(dtype="object"), kind="stable")
    order = order[draw_rows(len(order))]
    rows, drawn = _draw_public(shares.at(order))
    return _Imputed(expected * shares.total, shares.total, order[rows], drawn)


def _draw_public(shares: _Shares) -> tuple[np.ndarray[Any, np.dtype[np.int64]], Array]:
    """Resamples of plans, one a row, and the public euros of each plan in them."""
    n = len(shares.low)
    rng = np.random.default_rng(SEED)
    rows = rng.integers(0, n, size=(IMPUTATIONS, n))
    counts, uniform = _count_draws(rows, n), rng.random(rows.shape)
    left = ~shares.known[rows]
    found = np.where(left, shares.low[rows] + uniform * (shares.high - shares.low)[rows], shares.low[rows])
    for donors, of in shares.pools():
        values, there = _draw(donors, counts, rows, uniform)
        taken = left & there & of[rows]
        found, left = np.where(taken, values, found), left & ~taken
    return rows, found * shares.total[rows]


def _imputed_row(
    drawn: _Imputed | None, of: Flags, counts: tuple[str, int, float, float], lacks: list[Lack]
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
            low, high = find_ends(public[total > 0] / total[total > 0])
    ends = (value, value, low, high, 0 < n < ROUGH_UNDER, BASES[Assumption.B3], join_lacks(lacks))
    return (Assumption.B3, np.nan, group, n, euros, unknown, *ends)


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
    known = plans[plans["investment_eur"].notna()]
    total, public = float(known["investment_eur"].sum()), float(known["public_eur"].sum())
    unknown = float(known["unknown_eur"].sum())
    lacks = () if total > 0 else (Lack.NO_EUROS if len(known) else Lack.NO_PLANS,)
    needed = max(0.0, total / 2 - public)
    part = needed / unknown if unknown > 0 and not lacks else np.nan
    return EuroBreakdown(part, needed if not lacks else np.nan, unknown, len(known), lacks)
