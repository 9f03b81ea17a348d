"""Files of places and funding lines, read as tables of text in the project's vocabulary."""

from __future__ import annotations

from analysis.reading.package import read_package, shipped_data

__all__ = ["read_package", "shipped_data"]
