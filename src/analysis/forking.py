"""A process that holds the imports and forks kernels: each its own process, without the wait.

`serve` is that process: it imports once, then forks a kernel for each line of JSON on its standard input and answers
with the kernel's process id. It ends with its standard input.
"""

from __future__ import annotations

import atexit
import json
import os
import signal
import subprocess
import sys
import threading
from typing import Any, NoReturn

__all__ = ["available", "serve", "start"]

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
            [sys.executable, "-c", "from analysis.forking import serve; serve()"],
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


def serve() -> None:
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
