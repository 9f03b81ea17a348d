"""What the tests share: the frozen edition of the data, small packages made from it, and one browser."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import matplotlib as mpl
import pandas as pd
import pytest
from hypothesis import settings

import editions
from analysis import Dataset, load, shares
from analysis.dataset._reading import find_shipped_data

if TYPE_CHECKING:
    from playwright.sync_api import Browser

editions.freeze()
mpl.use("agg")
settings.register_profile("project", deadline=None)  # no test fails by the clock
settings.load_profile("project")


@pytest.fixture(autouse=True)
def _no_figure_of_another_test() -> None:
    """Close what earlier tests and examples left open: with two workers, files follow each other as they come."""
    if pyplot := sys.modules.get("matplotlib.pyplot"):
        pyplot.close("all")


@pytest.fixture(scope="session")
def data() -> Dataset:
    return load()


@pytest.fixture(scope="session")
def plans(data: Dataset) -> pd.DataFrame:
    return shares.plans(data)


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A copy of the shipped data package that a test may break."""
    folder = tmp_path / "package"
    shutil.copytree(find_shipped_data(), folder)
    return folder


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Headless Chromium, one for all tests: a second Playwright in the same process would not start."""
    from playwright.sync_api import sync_playwright

    from browsing import CHROMIUM, FLAGS, REQUIRED

    if CHROMIUM is None and not REQUIRED:
        pytest.skip("Chromium is not installed")
    assert CHROMIUM, "install Chromium (Debian package chromium)"
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()
