"""From any file of places and funding lines to a checked `Dataset`, and back to files."""

from __future__ import annotations

from analysis.dataset._checking import DataError
from analysis.dataset._loading import Dataset, load

__all__ = ["DataError", "Dataset", "load"]


def __dir__() -> list[str]:
    return __all__
