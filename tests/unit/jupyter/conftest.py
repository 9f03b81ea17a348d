"""A cache of a test's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.jupyter._cache import Cache


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "cache")


@pytest.fixture
def trusted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Notebooks of a test count as such that read nothing else, so that they can count their runs."""
    monkeypatch.setattr("analysis.jupyter._once.is_closed", lambda notebook: True)
