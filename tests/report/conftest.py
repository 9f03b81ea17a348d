"""What the tests of the pages share: one report in both languages, and one browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from browsing import CHROMIUM, FLAGS, REQUIRED, Opened, built, window


@pytest.fixture(scope="session")
def report(tmp_path_factory) -> Path:
    return built(tmp_path_factory.mktemp("site") / "reports", "--no-cache")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None and not REQUIRED:
        pytest.skip("Chromium is not installed")
    assert CHROMIUM, "install Chromium (Debian package chromium)"
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def opened(browser: Browser) -> Callable[..., AbstractContextManager[Opened]]:
    return partial(window, browser)
