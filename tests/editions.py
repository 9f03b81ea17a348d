"""The data packages of the tests: a frozen edition, which no later edition of ``data/`` changes and the real one.

Tests hold numbers of the frozen edition. It stays as it is when places are added; new columns or values of the vocabulary
that all places must have go into it too (``CLUSTER_FUNDING_PACKAGE=tests/data python tools/package_files.py``).
"""

from __future__ import annotations

import os
from pathlib import Path

FROZEN = Path(__file__).parent / "data"
REAL = Path(__file__).parents[1] / "data"


def freeze() -> None:
    """Put the frozen edition in the place of the shipped one, here and in all processes that are started from here."""
    os.environ["CLUSTER_FUNDING_PACKAGE"] = str(FROZEN)
