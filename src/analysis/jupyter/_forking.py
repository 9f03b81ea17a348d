"""A process that holds the imports and forks kernels: each its own process, without the wait.

`serve` is that process: it imports once, then forks a kernel for each line of JSON on its standard input and answers
with the kernel's process id. It ends with its standard input. It is begun anew, or forked by a command that has imported
part of that already and is one thread: the two then share that memory.
"""

from __future__ import annotations

import atexit
import gc
import importlib
import json
import os
import select
import signal
import sys
import sysconfig
import threading
from contextlib import suppress
from pathlib import Path
from typing import Any, NoReturn

from analysis.jupyter._plain import make_plain
from analysis.words.i18n import mark

__all__ = ["MEMORY", "OWN_SETTINGS", "PLAINLY", "can_fork", "end_with", "serve", "start_forking"]

#: Environment variable with the bytes that a kernel may take; without it, what the system gives.
MEMORY = "CLUSTER_FUNDING_KERNEL_MEMORY"
#: Environment variable that JupyterLab of ours sets: its kernels keep a person's own settings.
OWN_SETTINGS = "CLUSTER_FUNDING_OWN_SETTINGS"
#: What is said, once, where no kernel can be forked.
PLAINLY = mark("Each notebook starts a kernel of its own and imports anew, which takes longer: only Linux forks them.")
#: Where memory is short, the system ends a kernel sooner than what else runs: half of all memory is added to its own.
FIRST_TO_GO = "500"

#: What every notebook of ours loads: in part late, by the libraries themselves.
PRELOADED = (
    "ipykernel.kernelapp",
    "ipykernel.debugger",
    "IPython.core.pylabtools",
    "matplotlib.backends.backend_svg",
    "matplotlib.pyplot",
    "matplotlib_inline.backend_inline",
    "scipy.stats",
    "narwhals._pandas_like.dataframe",
    "pandas.io.formats.html",
    "pyarrow.pandas_compat",
    "PIL.BmpImagePlugin",
    "PIL.GifImagePlugin",
    "PIL.JpegImagePlugin",
    "PIL.PngImagePlugin",
    "PIL.PpmImagePlugin",
    "analysis.charts",
    "analysis.dataset._exporting",
    "analysis.findings",
    "analysis.dataset.mine",
    "analysis.jupyter._display",
    "analysis.tables",
)
#: A parent that IPython does not watch: ours may end, and the kernels go on.
UNWATCHED = 1
CODE = Path(__file__).parents[1]
INLINE = "module://matplotlib_inline.backend_inline"
SCRIPTS = sysconfig.get_path("scripts")
#: What the environment of the forking process holds besides.
ITS_OWN = {"MPLBACKEND": INLINE, "PYDEVD_DISABLE_FILE_VALIDATION": "1"}


def can_fork() -> bool:
    """Whether kernels can be forked here: Linux only; elsewhere a plain kernel is started."""
    return sys.platform == "linux" and hasattr(os, "pidfd_open")


def _sources() -> dict[Path, int]:
    """When each source file of the package was written, and when a package was installed."""
    files = [Path(sysconfig.get_path("purelib")), *(file for kind in ("*.py", "*.po") for file in CODE.rglob(kind))]
    return {file: file.stat().st_mtime_ns for file in files if file.exists()}


def _begin(by_fork: bool) -> tuple[int, int, int]:
    """Begin the process that forks: its process id, where to ask it, and where it answers."""
    asked, ask = os.pipe()
    answers, answered = os.pipe()
    if by_fork:
        sys.stdout.flush()
        sys.stderr.flush()
        gc.freeze()
        pid = os.fork()
        if pid == 0:
            _serve_here(asked, answered, ask, answers)
    else:
        # -P: a file in the folder that one works in is no module of ours
        command = [sys.executable, "-P", "-c", "from analysis.jupyter._forking import serve; serve()"]
        ends = [(os.POSIX_SPAWN_DUP2, asked, 0), (os.POSIX_SPAWN_DUP2, answered, 1)]
        pid = os.posix_spawn(sys.executable, command, _environment(), file_actions=ends)
    os.close(asked)
    os.close(answered)
    return pid, ask, answers


def _environment() -> dict[str, str]:
    """What the forking process sees: for a report nothing of a person's own settings, in JupyterLab all of them."""
    return {**(os.environ if OWN_SETTINGS in os.environ else make_plain(os.environ)), **ITS_OWN}


def _serve_here(asked: int, answered: int, *others: int) -> NoReturn:
    """Be the process that forks, in the child of a command."""
    try:
        os.dup2(asked, 0)
        os.dup2(answered, 1)
        for end in (asked, answered, *others):
            os.close(end)
        own = _environment()
        os.environ.clear()
        os.environ.update(own)
        serve()
    finally:
        os._exit(0)


class _Parent:
    """The process that forks, started once and ended with this one."""

    def __init__(self, *, by_fork: bool = False) -> None:
        self._lock = threading.Lock()
        self._made_of = _sources()
        self._pid, ask, answers = _begin(by_fork)
        self._handle = os.pidfd_open(self._pid)
        self._ask, self._answers = os.fdopen(ask, "wb"), os.fdopen(answers, "rb")
        atexit.register(self.end)

    def fork(self, request: dict[str, Any]) -> int | None:
        """Process id of a new kernel; None when the parent is gone."""
        with self._lock:
            try:
                self._ask.write(json.dumps(request | {"owner": os.getpid()}).encode() + b"\n")
                self._ask.flush()
                return int(self._answers.readline())
            except (OSError, ValueError):
                return None

    def usable(self) -> bool:
        """Whether it runs, on code that is as it was when it was imported."""
        return not self._ended() and self._made_of == _sources()

    def _ended(self) -> bool:
        return bool(select.select([self._handle], [], [], 0)[0])

    def end(self) -> None:
        """End it; the kernels that it forked go on."""
        with suppress(ProcessLookupError):
            signal.pidfd_send_signal(self._handle, signal.SIGKILL)
        with suppress(ChildProcessError):
            os.waitpid(self._pid, 0)


_parent: _Parent | None = None


def start_forking(*, by_fork: bool = False) -> _Parent:
    """Start the forking process if there is none, or if the code changed; it imports while the caller goes on.

    With ``by_fork`` it is a fork of the caller, which must be one thread and have its standard streams.
    """
    global _parent
    if _parent is not None and not _parent.usable():
        _parent.end()
        _parent = None
    if _parent is None:
        _parent = _Parent(by_fork=by_fork)
    return _parent


def _bound_memory(limit: str | None) -> None:
    """Let a kernel that takes too much get a MemoryError; where all memory is gone, let it be the one that ends."""
    import resource

    if limit:
        resource.setrlimit(resource.RLIMIT_DATA, (int(limit), int(limit)))
    with suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text(FIRST_TO_GO)


def end_with(owner: int) -> None:
    """End this process when the process that asked for it ends, however that does."""
    with suppress(ProcessLookupError):
        select.select([os.pidfd_open(owner)], [], [])
    os._exit(1)


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
    os.environ.update(request["env"])
    os.environ.setdefault("MPLBACKEND", INLINE)
    os.chdir(request["cwd"])
    sys.path[:] = ["", *(folder for folder in sys.path if folder not in ("", SCRIPTS))]
    _bound_memory(os.environ.get(MEMORY))
    threading.Thread(target=end_with, args=(request["owner"],), daemon=True).start()
    from ipykernel.kernelapp import IPKernelApp

    code = 1
    try:
        IPKernelApp.launch_instance(argv=[*request["arguments"], f"--IPKernelApp.parent_handle={UNWATCHED}"])
        code = 0
    finally:
        os._exit(code)


def _load_data() -> None:
    """What every notebook begins with: kept by the functions themselves, which see when it has changed."""
    from analysis.dataset import load
    from analysis.dataset._checking import DataError
    from analysis.numbers import shares

    with suppress(DataError, OSError):  # each notebook will tell
        shares.plans(load())


def serve() -> None:
    """Import once, then fork a kernel per request until the standard input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that asked
    os.chdir(CODE)  # where one works there may be settings of matplotlib
    gc.disable()  # what is imported stays
    for name in PRELOADED:
        importlib.import_module(name)
    _load_data()
    gc.freeze()  # a collection in a kernel would write on, and so copy, the memory of all that was imported
    gc.enable()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # ended kernels leave no zombie
    with open(0, closefd=False) as requests:
        for line in requests:
            pid = os.fork()
            if pid == 0:
                _become_kernel(json.loads(line))
            os.write(1, b"%d\n" % pid)
