"""A real JupyterLab on loopback with a token and folders of its own, and the notebook open in headless Chromium."""

from __future__ import annotations

import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from analysis.report import notebooks_folder
from browsing import CHROMIUM, FLAGS, REQUIRED
from clicking import PATIENCE, run_all

HOMES = ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR", "JUPYTERLAB_SETTINGS_DIR")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip without a browser, unless it is asked for."""
    if CHROMIUM is None and not REQUIRED:
        for item in items:
            if Path(__file__).parent in item.path.parents:
                item.add_marker(pytest.mark.skip(reason="Chromium is not installed"))


@pytest.fixture(scope="session")
def work(tmp_path_factory) -> Path:
    """A copy of the notebook to explore in; the server's own folders lie beside it."""
    folder = tmp_path_factory.mktemp("lab")
    (folder / "work").mkdir()
    shutil.copy(notebooks_folder() / "06_explore.ipynb", folder / "work")
    return folder / "work"


@pytest.fixture(scope="session")
def server(work: Path) -> Iterator[Callable[[str], str]]:
    """The address of a notebook in a JupyterLab that ends with the tests."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    token = secrets.token_hex(16)
    homes = {name: str(work.parent / name.lower()) for name in HOMES}
    options = ["--no-browser", "--allow-root", "--ip=127.0.0.1", f"--port={port}", f"--IdentityProvider.token={token}"]
    with (work.parent / "server.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "analysis.report.lab", *options, f"--ServerApp.root_dir={work}"],
            env={**os.environ, **homes}, stdout=log, stderr=log, start_new_session=True,
        )  # fmt: skip
    try:
        _until_it_answers(process, f"http://127.0.0.1:{port}/api/status?token={token}")
        yield lambda name: f"http://127.0.0.1:{port}/lab/tree/{name}?token={token}"
    finally:
        process.send_signal(signal.SIGINT)
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)


def _until_it_answers(process: subprocess.Popen[bytes], url: str) -> None:
    for _again in range(PATIENCE // 500):
        try:
            urllib.request.urlopen(url, timeout=20).close()
            return
        except (urllib.error.URLError, ConnectionError):
            assert process.poll() is None, "the server ended"
            time.sleep(0.5)
    raise AssertionError("the server does not answer")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    assert CHROMIUM, "install Chromium (Debian package chromium)"
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def notebook(browser: Browser, server: Callable[[str], str]) -> Iterator[Page]:
    """The notebook to explore in after "Run All Cells"."""
    page = browser.new_page(viewport={"width": 1440, "height": 1000})
    run_all(page, server("06_explore.ipynb"))
    yield page
    page.close()
