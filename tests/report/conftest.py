"""What the tests of the pages share: one report in both languages, and windows on it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from browsing import Opened, built, window


@pytest.fixture(scope="session")
def report(tmp_path_factory) -> Path:
    return built(tmp_path_factory.mktemp("site") / "reports", "--no-cache")


@pytest.fixture(scope="session")
def opened(browser: Browser) -> Callable[..., AbstractContextManager[Opened]]:
    return partial(window, browser)
