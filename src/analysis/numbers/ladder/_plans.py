"""The ladder of plans: how many are mixed, under each assumption."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from analysis.numbers import inference
from analysis.numbers._frames import is_one_of
from analysis.numbers._lacks import Lack, join_lacks
from analysis.numbers._statistics import LEAST_FOR_SUMMARY, ROUGH_UNDER, SEED
from analysis.numbers.ladder._codes import BASES, Assumption
from analysis.numbers.ladder._covering import cover_shares
from analysis.numbers.ladder._parts import SECTORS, Array, Flags, find_groups, find_sectors, list_lacks
from analysis.numbers.population._margins import Margins, find_cells, read_margins
from analysis.numbers.population._raking import Resamples, find_ends, rake, resample_classes
from analysis.words._columns import need_columns

#: The State's own lists, in which communes and intermunicipalities that build are the carriers; other lists of grants are not meant.
STATE_LIST = "state_list"
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


@dataclass(frozen=True, eq=False)
class _Told:
    """What is known of each plan, as flags: mixed, undecided, and of whom the assumptions speak."""

    mixed: Flags
    undecided: Flags
    listed: Flags
    public: Flags
    adds_own: Flags


def _is_listed(plans: pd.DataFrame) -> pd.Series:
    """Rows of the State's own lists, which A1 speaks of."""
    return plans["source_kind"] == STATE_LIST if "source_kind" in plans else pd.Series(False, index=plans.index)


def _tell(plans: pd.DataFrame, funding: pd.DataFrame) -> _Told:
    sectors = find_sectors(plans)
    listed = _is_listed(plans).to_numpy(dtype=bool)
    granted = funding.loc[funding["sector"] == "public", "place_id"]
    undecided = (plans["mix"] == "unknown").to_numpy(dtype=bool)
    private = (sectors == "private").to_numpy(dtype=bool) & is_one_of(plans["place_id"], granted).to_numpy()
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
    mix = reference.loc[find_sectors(reference) == "public", "mix"]
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
    others = reference[~is_one_of(reference["place_id"], plans["place_id"])]
    group = pd.Series("", plans.index) if by is None else plans[by].astype("object").where(plans[by].notna(), "")
    mix = plans["mix"].astype("object")
    own = pd.DataFrame(
        {"cell": find_cells(plans), "sector": find_sectors(plans), "mix": mix, "group": group.astype("str")}
    )
    rest = pd.DataFrame(
        {"cell": -1, "sector": find_sectors(others), "mix": others["mix"].astype("object"), "group": ""}
    )
    return pd.concat([own, rest], ignore_index=True) if len(rest) else own


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
    for group, of in find_groups(plans, by):
        n, mixed, undecided = int(of.sum()), int((told.mixed & of).sum()), int((told.undecided & of).sum())
        low, high, assumed = _bounds(told, of, upper)
        enough, rough = n >= LEAST_FOR_SUMMARY, 0 < n < ROUGH_UNDER
        ends = cover_shares(low / n, high / n, n) if enough else (np.full(4, np.nan),) * 2
        for at, assumption in enumerate((Assumption.A0, Assumption.A1, Assumption.A2, Assumption.A3)):
            unknown_rate = assumption is Assumption.A2 and np.isnan(upper)
            lacks = list_lacks(n, Lack.NO_DECIDED_PUBLIC if unknown_rate else None)
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
    lacks = list_lacks(n, Lack.NO_DECIDED if n and drawn is None else None)
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
    lacks = [*list_lacks(n, Lack.NO_DECIDED if met and drawn is None else None), *weights.lacks]
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
    need_columns(plans, ["mix"])
    n, undecided = len(plans), plans["mix"] == "unknown"
    listed = _is_listed(plans)
    needed = max(0, n // 2 + 1 - int((plans["mix"] == "mixed").sum())) if n else 0
    return Breakdown(needed, int(undecided.sum()), int((undecided & ~listed).sum()), n, () if n else (Lack.NO_PLANS,))
