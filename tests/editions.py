"""The data packages of the tests: two frozen editions, which no place that is added to ``data/`` changes, and the real one.

Tests hold numbers of the frozen editions, and of the real one only what is true of any. The frozen ones stay as they are;
new columns or values of the vocabulary that all places must have go into the first too
(``CLUSTER_FUNDING_PACKAGE=tests/data python tools/package_files.py``).
"""

from __future__ import annotations

import os
from pathlib import Path

FROZEN = Path(__file__).parent / "data"
SECOND = Path(__file__).parent / "edition_2"
REAL = Path(__file__).parents[1] / "data"


def freeze() -> None:
    """Put the frozen edition in the place of the shipped one, here and in all processes that are started from here."""
    os.environ["CLUSTER_FUNDING_PACKAGE"] = str(FROZEN)
