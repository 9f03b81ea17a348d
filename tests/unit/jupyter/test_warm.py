"""What Jupyter asks of a forked kernel, and kernels that are none of ours."""

from __future__ import annotations

import asyncio
import subprocess
import sys

import pytest

from analysis.jupyter import _forking as forking
from analysis.jupyter import _warm as warm

pytestmark = pytest.mark.skipif(not forking.can_fork(), reason="kernels are forked on Linux only")


def test_a_process_is_watched_and_ended_by_its_handle():
    with subprocess.Popen(["sleep", "60"]) as process:
        watched = warm._Forked(process.pid)
        assert watched.poll() is None
        watched.terminate()
        assert watched.wait() == 0
        assert process.wait() == -15


class PlainlyError(Exception):
    """That a kernel would have been started plainly."""


def launched(monkeypatch, command: list[str]) -> list[dict]:
    """What the warm process was asked for when a kernel of this command was to start."""
    asked: list[dict] = []

    async def plainly(*_args, **_options):
        raise PlainlyError

    monkeypatch.setattr(warm.LocalProvisioner, "launch_kernel", plainly)
    monkeypatch.setattr(warm, "_forked", lambda request: asked.append(request))
    with pytest.raises(PlainlyError):
        asyncio.run(warm.WarmProvisioner().launch_kernel(command, cwd="/", env={"COLOUR": "blue"}))
    return asked


def test_a_kernel_of_this_python_is_asked_for_with_its_arguments_folder_and_environment(monkeypatch):
    asked = launched(monkeypatch, [*warm.OURS, "-f", "connection.json"])
    assert asked == [{"arguments": ["-f", "connection.json"], "cwd": "/", "env": {"COLOUR": "blue"}}]


def test_a_kernel_of_another_python_starts_plainly(monkeypatch):
    assert launched(monkeypatch, ["/other/python", "-m", "ipykernel_launcher", "-f", "connection.json"]) == []
    assert launched(monkeypatch, [sys.executable, "-m", "other_kernel"]) == []
