"""Euros of one year: what plans of different years cost in the prices of a base year."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.numbers._lacks import Lack

__all__ = ["BASE", "Constant", "constant"]


def __dir__() -> list[str]:
    return __all__


#: The last full year of the index.
BASE = 2024


@dataclass(frozen=True, eq=False)
class Constant:
    """Euros in the prices of one year.

    Attributes
    ----------
    euros : Series
        EUR of ``base``, indexed like what was given; nominal where the index does not know the year.
    price_year : Series
        The year of the prices of each amount, indexed like it: ``base``; empty where the amount stays nominal.
    base : int
        The year of the prices.
    nominal : int
        Amounts left nominal: without a year, or of a year before the index.
    capped : int
        Amounts of years after the index, which take its last value.
    n : int
        Amounts.
    lacks : tuple of Lack
        Why every amount is nominal, where it is.
    """

    euros: pd.Series
    price_year: pd.Series
    base: int
    nominal: int
    capped: int
    n: int
    lacks: tuple[Lack, ...]


def constant(euros: pd.Series, year: pd.Series, prices: pd.DataFrame | None, base: int = BASE) -> Constant:
    """Amounts of different years in the prices of one year.

    Parameters
    ----------
    euros : Series
        EUR, nominal.
    year : Series
        The year of each amount, indexed like it; empty where not known.
    prices : DataFrame or None
        ``year`` and ``bt01``: Insee's index of building costs, all trades, yearly means.
    base : int
        The year of the prices; one that the index has.

    Returns
    -------
    Constant
        Only ratios between years count: the years 2005 to 2011 were joined from an older series.

    Notes
    -----
    euros × index(base) / index(year); Insee, index BT01 (série 001710986).

    Examples
    --------
    >>> prices = pd.DataFrame({"year": [2010, 2024], "bt01": [100.0, 130.0]})
    >>> found = constant(pd.Series([1000.0, 1000.0, 1000.0]), pd.Series([2010, 2026, None]), prices)
    >>> found.euros.tolist(), found.nominal, found.capped
    ([1300.0, 1000.0, 1000.0], 1, 1)
    """
    amounts = pd.to_numeric(euros, errors="coerce").astype(float)
    years = pd.to_numeric(year, errors="coerce").astype(float)
    known = _known_index(prices)
    counted = amounts.notna()
    n = int(counted.sum())
    if base not in known.index:
        return Constant(amounts, _date(counted & False, base), base, n, 0, n, (Lack.NO_PRICES,))
    last = float(known.index.max())
    factors = known[base] / years.clip(upper=last).map(known)
    return Constant(
        amounts * factors.fillna(1.0),
        _date(factors.notna() & counted, base),
        base,
        nominal=int((factors.isna() & counted).sum()),
        capped=int(((years > last) & counted).sum()),
        n=n,
        lacks=(),
    )


def _date(dated: pd.Series, base: int) -> pd.Series:
    return pd.Series(base, dated.index, dtype="Int64").where(dated)


def _known_index(prices: pd.DataFrame | None) -> pd.Series:
    if prices is None or not {"year", "bt01"} <= set(prices.columns):
        return pd.Series(dtype=float)
    values = pd.to_numeric(prices["bt01"], errors="coerce").to_numpy(dtype=float, na_value=np.nan)
    index = pd.Series(values, pd.to_numeric(prices["year"], errors="coerce").astype(float))
    index = index[(index > 0) & index.index.notna()]
    return index[~index.index.duplicated(keep="last")]
