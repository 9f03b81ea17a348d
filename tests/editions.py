"""The data packages of the tests: a frozen edition, which no later edition of ``data/`` changes, the real one, and parts.

Tests hold numbers of the frozen edition. It stays as it is when places are added; new columns or values of the vocabulary
that all places must have go into it too (``CLUSTER_FUNDING_PACKAGE=tests/data python tools/package_files.py``).
"""

from __future__ import annotations

import os
from pathlib import Path

import pandas as pd

FROZEN = Path(__file__).parent / "data"
REAL = Path(__file__).parents[1] / "data"


def freeze() -> None:
    """Put the frozen edition in the place of the shipped one, here and in all processes that are started from here."""
    os.environ["CLUSTER_FUNDING_PACKAGE"] = str(FROZEN)


def keep(folder: Path, *, places: int | None = None, lines: bool = True, only: str = "") -> Path:
    """Reduce a package to its first places, to those that a query keeps, or to places without funding lines."""
    table = pd.read_csv(folder / "places.csv", dtype="str", keep_default_na=False)
    table = table.query(only) if only else table
    table = table.head(places) if places is not None else table
    funding = pd.read_csv(folder / "funding.csv", dtype="str", keep_default_na=False)
    funding = funding[funding["place_id"].isin(table["place_id"])] if lines else funding.head(0)
    table.to_csv(folder / "places.csv", index=False)
    funding.to_csv(folder / "funding.csv", index=False)
    return folder
