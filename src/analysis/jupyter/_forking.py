"""A process that holds the imports and forks kernels: each its own process, without the wait.

`serve` is that process: it imports once, then forks a kernel for each line of JSON on its standard input and answers
with the kernel's process id. It ends with its standard input. A command that is one thread needs no such process: `fork_here`
lets it fork its kernels from itself, so that what it imported is there once.
"""

from __future__ import annotations

import asyncio
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
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NoReturn

from analysis.jupyter._plain import make_plain
from analysis.words.i18n import mark

__all__ = [
    "MEMORY",
    "OWN_SETTINGS",
    "PLAINLY",
    "can_fork",
    "end_with",
    "fork_here",
    "forks_here",
    "import_here",
    "serve",
    "start_forking",
]

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
#: What the notebooks with panels load besides; in JupyterLab one waits for that.
PANELS = ("analysis.exploring", "analysis.report._figures")
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


def _begin() -> tuple[int, int, int]:
    """Begin the process that forks: its process id, where to ask it, and where it answers."""
    asked, ask = os.pipe()
    answers, answered = os.pipe()
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


@contextmanager
def _as_a_kernel_sees_it() -> Iterator[None]:
    """Let a command import as the forking process does: without a person's own settings, and not where they lie."""
    before, folder = dict(os.environ), os.open(os.curdir, os.O_PATH)
    _set_environment(_environment())
    os.chdir(CODE)  # where one works there may be settings of matplotlib
    try:
        yield
    finally:
        _set_environment(before)
        os.fchdir(folder)
        os.close(folder)


def _set_environment(environment: Mapping[str, str]) -> None:
    os.environ.clear()
    os.environ.update(environment)


class _Here:
    """This process itself forks: it must be one thread then, and have imported what it has as a kernel would."""

    here = True

    def fork(self, request: dict[str, Any]) -> int | None:
        """Process id of a new kernel."""
        if not self.usable():
            return None
        with _as_a_kernel_sees_it():
            _import_all()
        return _fork_kernel(request | {"owner": os.getpid()})

    def usable(self) -> bool:
        """Whether it is one thread: of several, one may hold a lock that no one would open in the fork."""
        return threading.active_count() == 1

    def end(self) -> None:
        """Nothing is to be ended."""


class _Parent:
    """The process that forks, started once and ended with this one."""

    here = False

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._made_of = _sources()
        self._pid, ask, answers = _begin()
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


_parent: _Parent | _Here | None = None


def start_forking() -> _Parent | _Here:
    """Start the forking process if there is none, or if the code changed; it imports while the caller goes on."""
    global _parent
    if _parent is not None and not _parent.usable():
        _parent.end()
        _parent = None
    if _parent is None:
        _parent = _Parent()
    return _parent


def import_here(*, everything: bool) -> None:
    """Import what kernels need in a command that may fork them, as they would; or only what reads a person's settings."""
    with _as_a_kernel_sees_it():
        if everything:
            _import_all()
        else:
            importlib.import_module("matplotlib")


@contextmanager
def fork_here() -> Iterator[None]:
    """Let this process fork its kernels from itself, so long as it is one thread."""
    global _parent
    before, _parent = _parent, _Here()
    try:
        yield
    finally:
        if _parent is not None and not _parent.here:
            _parent.end()
        _parent = before


def forks_here() -> bool:
    """Whether kernels are forked from this process, which stays one thread then."""
    return _parent is not None and _parent.here and _parent.usable()


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


def _fork_kernel(request: dict[str, Any]) -> int:
    """Fork the kernel that was asked for, and give its process id."""
    gc.freeze()  # a collection in a kernel would write on, and so copy, all that is there
    pid = os.fork()
    if pid == 0:
        _become_kernel(request)
    return pid


def _become_kernel(request: dict[str, Any]) -> NoReturn:
    """Be the kernel that was asked for; whatever becomes of it, nothing of the process that was forked goes on here."""
    code = 1
    try:
        _leave(request)
        from ipykernel.kernelapp import IPKernelApp

        IPKernelApp.launch_instance(argv=[*request["arguments"], f"--IPKernelApp.parent_handle={UNWATCHED}"])
        code = 0
    finally:
        os._exit(code)


def _leave(request: dict[str, Any]) -> None:
    """Leave what the forked child has of its parent: session, signals, streams, environment, folder, loop."""
    os.setsid()
    for number in (signal.SIGCHLD, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(2, 1)
    _set_environment(request["env"])
    os.environ.setdefault("MPLBACKEND", INLINE)
    os.chdir(request["cwd"])
    sys.path[:] = ["", *(folder for folder in sys.path if folder not in ("", SCRIPTS))]
    _bound_memory(os.environ.get(MEMORY))
    asyncio.set_event_loop(asyncio.new_event_loop())
    threading.Thread(target=end_with, args=(request["owner"],), daemon=True).start()


def _load_data() -> None:
    """What every notebook begins with: kept by the functions themselves, which see when it has changed."""
    from analysis.dataset import load
    from analysis.dataset._checking import DataError
    from analysis.numbers import shares

    with suppress(DataError, OSError):  # each notebook will tell
        shares.plans(load())


def _import_all() -> None:
    """Everything that a kernel will ask for; where it is there already that takes no time."""
    gc.disable()  # what is imported stays
    if OWN_SETTINGS not in os.environ:  # no one will look for faults in the kernels of a report: its debugger stays out
        sys.modules.setdefault("debugpy", None)  # type: ignore[arg-type]
    for name in PRELOADED + (PANELS if OWN_SETTINGS in os.environ else ()):
        importlib.import_module(name)
    _load_data()
    gc.enable()


def serve() -> None:
    """Import once, then fork a kernel per request until the standard input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that asked
    os.chdir(CODE)  # where one works there may be settings of matplotlib
    _import_all()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # ended kernels leave no zombie
    with open(0, closefd=False) as requests:
        for line in requests:
            os.write(1, b"%d\n" % _fork_kernel(json.loads(line)))
