"""Two quick notebooks, and an earlier report of them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from analysis.report import build
from books import ANSWER, made, notebook


def write_notebooks(folder: Path) -> Path:
    """A folder with two quick notebooks."""
    path = folder / "notebooks"
    path.mkdir()
    notebook(path, "00_overview", ANSWER)
    notebook(path, "01_second", "1 + 1")
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two quick notebooks of a test's own."""
    return write_notebooks(tmp_path)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report of two such notebooks, built once; tests work on copies of it."""
    root = tmp_path_factory.mktemp("built")
    build(root / "reports", made(write_notebooks(root)))
    return root / "reports"


@pytest.fixture
def earlier(built: Path, folder: Path, tmp_path: Path) -> Path:
    """A report of the two notebooks that stands there before."""
    return Path(shutil.copytree(built, tmp_path / "reports"))
