"""From any file of places and funding lines to a checked `Dataset`, and back to files."""

from __future__ import annotations

from analysis.dataset._loading import DATA_VARIABLE, MAP_VARIABLE, Dataset, load

__all__ = ["DATA_VARIABLE", "MAP_VARIABLE", "Dataset", "load"]
