"""A JupyterLab in French."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from analysis import i18n


def asked(url: str) -> dict:
    with urllib.request.urlopen(url, timeout=20) as answer:
        return json.load(answer)


@pytest.fixture
def lab(tmp_path):
    """A real JupyterLab server as ``lab --lang fr`` starts it, in folders of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    homes = {
        name: str(tmp_path / name)
        for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR")
    }
    ours = Path(i18n.__file__).parents[1] / "jupyter" / "fr"
    options = ["--no-browser", "--allow-root", f"--port={port}", "--ip=127.0.0.1", "--IdentityProvider.token=secret"]
    process = subprocess.Popen(
        [sys.executable, "-m", "jupyterlab", *options, f"--ServerApp.root_dir={tmp_path}"],
        env={**os.environ, **homes, "JUPYTER_CONFIG_PATH": str(ours)}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        yield lambda path: asked(f"http://127.0.0.1:{port}/{path}?token=secret"), process
    finally:
        process.terminate()
        process.wait(20)


def test_jupyterlab_opens_in_french_without_a_setting_of_the_user(lab):
    ask, process = lab
    for _again in range(120):
        try:
            settings = ask("lab/api/settings/@jupyterlab/translation-extension:plugin")
            break
        except (urllib.error.URLError, ConnectionError):
            assert process.poll() is None
            time.sleep(0.5)
    default = settings["schema"]["properties"]["locale"]["default"]
    assert default == "fr_FR"
    pack = ask("lab/api/translations/fr_FR")
    assert pack["data"]["jupyterlab"]["menu\u0004File"] == ["Fichier"]
