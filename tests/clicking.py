"""A real JupyterLab: start it, open a notebook, run all of its cells by the menu, wait for its panels."""

from __future__ import annotations

import os
import secrets
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page

#: How long a slow machine may take for one step, in milliseconds; a test never waits longer than the step takes.
PATIENCE = 120_000
HOMES = ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR", "JUPYTERLAB_SETTINGS_DIR")


@contextmanager
def jupyter_lab(work: Path) -> Iterator[Callable[[str], str]]:
    """The address of a notebook of a folder in a JupyterLab on loopback, with a token and folders of its own beside it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    token = secrets.token_hex(16)
    homes = {name: str(work.parent / name.lower()) for name in HOMES}
    # all cells stay in the page: those out of sight would else be taken out of it
    tracker = (
        Path(homes["JUPYTERLAB_SETTINGS_DIR"]) / "@jupyterlab" / "notebook-extension" / "tracker.jupyterlab-settings"
    )
    tracker.parent.mkdir(parents=True, exist_ok=True)
    tracker.write_text('{"windowingMode": "none"}', encoding="utf-8")
    options = ["--no-browser", "--allow-root", "--ip=127.0.0.1", f"--port={port}", f"--IdentityProvider.token={token}"]
    with (work.parent / "server.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "analysis.jupyter._lab", *options, f"--ServerApp.root_dir={work}"],
            env={**os.environ, **homes}, stdout=log, stderr=log, start_new_session=True,
        )  # fmt: skip
    try:
        _until_it_answers(process, f"http://127.0.0.1:{port}/api/status?token={token}")
        # each has its workspace: the usual one would open what an earlier test had open, too
        yield lambda name: f"http://127.0.0.1:{port}/lab/workspaces/{Path(name).stem}/tree/{name}?token={token}"
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


def run_all(page: Page, address: str, panels: int = 2) -> None:
    """Open a notebook, run all of its cells, and wait until its panels are alive."""
    page.set_default_timeout(PATIENCE)
    page.goto(address)
    page.locator(".jp-Notebook").wait_for()
    page.get_by_text("| Idle").first.wait_for()  # the kernel is there; before, Run All would run nothing
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    page.locator(".cf-panel").nth(panels - 1).wait_for(state="attached")
    page.get_by_text("| Idle").first.wait_for()
