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
from analysis import Dataset, findings, load, shares
from analysis.dataset._reading import find_shipped_data

if TYPE_CHECKING:
    from playwright.sync_api import Browser

editions.freeze()
mpl.use("agg")
settings.register_profile("project", deadline=None)  # no test fails by the clock
settings.load_profile("project")
#: Tests that wait for another program (a browser, JupyterLab, Spark), and the most seconds that one of them may take, its
#: fixtures included: several times what the longest takes, and less than what ends the whole run (pyproject.toml).
WAITING = ("tests/lab", "tests/report", "tests/unit/numbers/engines/test_on_spark.py")
LIMIT = 800


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let a test that hangs fail by itself, under its name, and the others go on."""
    waiting = [Path(__file__).parents[1] / path for path in WAITING]
    assert all(path.exists() for path in waiting), "a path of WAITING was renamed"
    for item in items:
        if any(item.path.is_relative_to(path) for path in waiting):
            item.add_marker(pytest.mark.timeout(LIMIT, method="signal"))


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


@pytest.fixture(scope="session")
def answers(data: Dataset) -> dict[str, findings.Answer]:
    """What each notebook answers, by its name in `findings`: found once, worded in the language that a test speaks."""
    topics = ("INVESTMENT", "FUNDING_MIX", "TERRITORIES", "STAKEHOLDERS", "CONCEPTS")
    return {topic: findings.answer(getattr(findings, topic), data) for topic in topics}


@pytest.fixture(scope="session")
def claims(data: Dataset) -> list[findings.Claim]:
    """The claims put to the data."""
    return findings.claims(data)


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
