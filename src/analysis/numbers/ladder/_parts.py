"""What both ladders look at: sectors, groups, sizes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from analysis.numbers._lacks import Lack
from analysis.numbers._statistics import LEAST_FOR_SUMMARY
from analysis.words._columns import need_columns
from analysis.words._grouping import split_groups

SECTORS = ("public", "private", "mixed", "unknown")
Array = np.ndarray[Any, np.dtype[np.float64]]
Flags = np.ndarray[Any, np.dtype[np.bool_]]


def find_sectors(plans: pd.DataFrame) -> pd.Series:
    need_columns(plans, ["carrier_sector"])
    known = plans["carrier_sector"].astype("object")
    return known.where(known.isin(SECTORS), "unknown")


def list_lacks(n: int, *others: Lack | None) -> list[Lack]:
    size = None if n >= LEAST_FOR_SUMMARY else Lack.FEW_PLANS if n else Lack.NO_PLANS
    return [lack for lack in (size, *others) if lack is not None]


def find_groups(plans: pd.DataFrame, by: str | None) -> Iterator[tuple[str, Flags]]:
    """Each group's name and which rows it has."""
    positions = plans.reset_index(drop=True)
    for name, part in split_groups(positions, by):
        of = np.zeros(len(plans), dtype=bool)
        of[part.index.to_numpy(dtype=int)] = True
        yield name, of
