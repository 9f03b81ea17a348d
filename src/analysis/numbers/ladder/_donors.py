"""Public shares that are not known, taken from complete plans of the same sector within their bounds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from analysis.numbers._by_size import draw_rows
from analysis.numbers._frames import is_one_of
from analysis.numbers._statistics import SEED
from analysis.numbers.ladder._parts import SECTORS, Array, Flags, find_sectors

#: Resamples of plans and donors under B3.
IMPUTATIONS = 400
#: A public share is known where its bounds are not further apart.
KNOWN_WITHIN = 1e-9


def count_draws(drawn: np.ndarray[Any, np.dtype[np.int64]], n: int) -> Array:
    """How often each of ``n`` plans is in each resample."""
    shifted = drawn + np.arange(len(drawn))[:, None] * n
    return np.bincount(shifted.ravel(), minlength=len(drawn) * n).reshape(len(drawn), n).astype(float)


@dataclass(frozen=True, eq=False)
class Imputed:
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
    return _Shares(low, high, total, find_sectors(plans).to_numpy(), giving)


def impute(subject: pd.DataFrame, reference: pd.DataFrame | None) -> Imputed | None:
    """Draw B3; None without a donor. The subject's plans come first; those that only the reference has follow."""
    plans = subject
    if reference is not None:
        others = reference["investment_eur"].notna() & ~is_one_of(reference["place_id"], subject["place_id"])
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
    return Imputed(expected * shares.total, shares.total, order[rows], drawn)


def _draw_public(shares: _Shares) -> tuple[np.ndarray[Any, np.dtype[np.int64]], Array]:
    """Resamples of plans, one a row, and the public euros of each plan in them."""
    n = len(shares.low)
    rng = np.random.default_rng(SEED)
    rows = rng.integers(0, n, size=(IMPUTATIONS, n))
    counts, uniform = count_draws(rows, n), rng.random(rows.shape)
    left = ~shares.known[rows]
    found = np.where(left, shares.low[rows] + uniform * (shares.high - shares.low)[rows], shares.low[rows])
    for donors, of in shares.pools():
        values, there = _draw(donors, counts, rows, uniform)
        taken = left & there & of[rows]
        found, left = np.where(taken, values, found), left & ~taken
    return rows, found * shares.total[rows]
