"""Jupyter's way to the forked kernels: a provisioner, found by its entry point."""

from __future__ import annotations

import asyncio
import os
import select
import signal
import sys
from functools import cache
from typing import Any

from jupyter_client.provisioning.local_provisioner import LocalProvisioner

from analysis.jupyter import _forking as forking
from analysis.jupyter._plain import OURS
from analysis.words.i18n import _

__all__ = ["NAME", "WarmProvisioner"]

#: Entry point under which Jupyter finds the provisioner; see pyproject.toml.
NAME = "cluster-funding-warm"


class _Forked:
    """A forked kernel, with what Jupyter asks of a process; where another process is its parent, that reaps it."""

    stdin = stdout = stderr = None

    def __init__(self, pid: int, *, ours: bool = False) -> None:
        self.pid, self._ours = pid, ours
        self._handle = os.pidfd_open(pid)

    def poll(self) -> int | None:
        return 0 if select.select([self._handle], [], [], 0)[0] else None

    def wait(self) -> int:
        select.select([self._handle], [], [])
        os.close(self._handle)
        if self._ours:
            os.waitpid(self.pid, 0)
        return 0

    def send_signal(self, number: int) -> None:
        signal.pidfd_send_signal(self._handle, number)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)


class WarmProvisioner(LocalProvisioner):
    """Start this Python's kernels by a fork of the warm process; any other kernel, or without that process, plainly."""

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> Any:
        """Fork the kernel that ``cmd`` would start."""
        if cmd[:3] == OURS and forking.can_fork():
            request = {
                "arguments": cmd[3:],
                "cwd": str(kwargs.get("cwd") or os.getcwd()),
                "env": kwargs.get("env") or dict(os.environ),
            }
            here = forking.forks_here()  # then by this very thread
            pid = _forked(request) if here else await asyncio.to_thread(_forked, request)
            if pid is not None:
                self.process = _Forked(pid, ours=here)  # type: ignore[assignment]
                self.pid, self.pgid, self.cwd = pid, pid, request["cwd"]
                return self.connection_info
            _say_plainly()
        return await super().launch_kernel(cmd, **kwargs)


def _forked(request: dict[str, Any]) -> int | None:
    """Process id of a forked kernel; a warm process that is gone is started anew, once."""
    return forking.start_forking().fork(request) or forking.start_forking().fork(request)


@cache
def _say_plainly() -> None:
    print(_("Kernels cannot be forked here; they start plainly, which takes longer."), file=sys.stderr)
