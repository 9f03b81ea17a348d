"""Kernels forked from a process that already holds the imports: each its own process, without the wait.

Run as a program (``python -m analysis.report.warm``) it is that process: it imports once, then forks a kernel for each
line of JSON on its standard input and answers with the kernel's process id. It ends with its standard input.
"""

from __future__ import annotations

import asyncio
import atexit
import json
import os
import select
import signal
import subprocess
import sys
import threading
from typing import Any, NoReturn

from jupyter_client.provisioning.local_provisioner import LocalProvisioner

__all__ = ["NAME", "WarmProvisioner", "available", "start"]

#: Entry point under which Jupyter finds the provisioner; see pyproject.toml.
NAME = "cluster-funding-warm"
PRELOADED = (
    "ipykernel.kernelapp",
    "matplotlib.pyplot",
    "scipy.stats",
    "seaborn",
    "PIL.PngImagePlugin",
    "analysis.charts",
    "analysis.findings",
    "analysis.notebook",
    "analysis.tables",
)
INLINE = "module://matplotlib_inline.backend_inline"


def available() -> bool:
    """Whether kernels can be forked here: Linux only; elsewhere a plain kernel is started."""
    return sys.platform == "linux" and hasattr(os, "pidfd_open")


class _Parent:
    """The process that forks, started once and ended with this one."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "analysis.report.warm"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "MPLBACKEND": INLINE},
        )
        atexit.register(self.end)

    def fork(self, request: dict[str, Any]) -> int | None:
        """Process id of a new kernel; None when the parent is gone."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        with self._lock:
            try:
                self._process.stdin.write(json.dumps(request).encode() + b"\n")
                self._process.stdin.flush()
                return int(self._process.stdout.readline())
            except (OSError, ValueError):
                return None

    def alive(self) -> bool:
        return self._process.poll() is None

    def end(self) -> None:
        self._process.kill()
        self._process.wait()


_parent: _Parent | None = None


def start() -> _Parent:
    """Start the forking process if there is none; it imports while the caller goes on."""
    global _parent
    if _parent is None or not _parent.alive():
        _parent = _Parent()
    return _parent


class _Forked:
    """A forked kernel, with what Jupyter asks of a process; its parent is another process, which reaps it."""

    stdin = stdout = stderr = None

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self._handle = os.pidfd_open(pid)

    def poll(self) -> int | None:
        return 0 if select.select([self._handle], [], [], 0)[0] else None

    def wait(self) -> int:
        select.select([self._handle], [], [])
        os.close(self._handle)
        return 0

    def send_signal(self, number: int) -> None:
        signal.pidfd_send_signal(self._handle, number)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)


class WarmProvisioner(LocalProvisioner):
    """Start a Python kernel by a fork of the warm process; any other kernel, or without that process, plainly."""

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> Any:
        """Fork the kernel that ``cmd`` would start."""
        if "ipykernel_launcher" in cmd and available():
            request = {
                "arguments": cmd[cmd.index("ipykernel_launcher") + 1 :],
                "cwd": str(kwargs.get("cwd") or os.getcwd()),
                "env": kwargs.get("env") or dict(os.environ),
            }
            pid = await asyncio.to_thread(start().fork, request)
            if pid is not None:
                self.process = _Forked(pid)  # type: ignore[assignment]
                self.pid, self.pgid, self.cwd = pid, pid, request["cwd"]
                return self.connection_info
        return await super().launch_kernel(cmd, **kwargs)


def _become_kernel(request: dict[str, Any]) -> NoReturn:
    """Turn the forked child into the kernel that was asked for, in a session of its own."""
    os.setsid()
    for number in (signal.SIGCHLD, signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(2, 1)
    os.environ.clear()
    os.environ.update(request["env"], JPY_PARENT_PID=str(os.getppid()))
    os.environ.setdefault("MPLBACKEND", INLINE)
    os.chdir(request["cwd"])
    sys.path[0] = ""
    from ipykernel.kernelapp import IPKernelApp

    code = 1
    try:
        IPKernelApp.launch_instance(argv=[*request["arguments"], f"--IPKernelApp.parent_handle={os.getppid()}"])
        code = 0
    finally:
        os._exit(code)


def _serve() -> None:
    """Import once, then fork a kernel per request until the standard input ends."""
    import importlib

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that asked
    for name in PRELOADED:
        importlib.import_module(name)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # ended kernels leave no zombie
    for line in sys.stdin:
        pid = os.fork()
        if pid == 0:
            _become_kernel(json.loads(line))
        print(pid, flush=True)


if __name__ == "__main__":
    _serve()
