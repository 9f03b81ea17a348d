"""Two quick notebooks, and an earlier report of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.report import build
from books import ANSWER, made, notebook


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two quick notebooks."""
    path = tmp_path / "notebooks"
    path.mkdir()
    notebook(path, "00_overview", ANSWER)
    notebook(path, "01_second", "1 + 1")
    return path


@pytest.fixture
def earlier(folder, tmp_path) -> Path:
    """A report that stands there before."""
    out = tmp_path / "reports"
    build(out, made(folder, languages=("fr",)))
    return out
