"""Notebooks executed on fresh kernels, two at a time, each with its own process and time limit.

A notebook can be run in several ways, for instance once in each language. Its kernel runs them one after the other, each
in an empty namespace: what a process keeps (imports, numbers that were computed before) serves them all.
"""

from __future__ import annotations

import asyncio
import atexit
import os
from collections.abc import Callable, Coroutine, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from analysis._system import make_scratch, measure_free_memory
from analysis.jupyter import _forking as forking
from analysis.jupyter._forking import MEMORY
from analysis.jupyter._format import nbformat
from analysis.jupyter._plain import OURS, make_plain

if TYPE_CHECKING:
    from nbclient import NotebookClient

__all__ = ["AT_ONCE", "CELL_LIMIT", "NotebookError", "Way", "call_while_waiting", "execute", "execute_ways"]

AT_ONCE = 2
#: Seconds that one cell may take; the longest takes about two.
CELL_LIMIT = 300
#: Seconds that the whole run may take.
RUN_LIMIT = 3_600
#: Bytes of figures that take as long as the claims.
CLAIMS = 150_000
#: Bytes below which a kernel's memory is not bounded.
LITTLE = 2**30

#: What a kernel is told: to be quiet, to write no history, and to hold the last results (`_`), not every figure of a notebook.
ARGUMENTS = ["--IPKernelApp.log_level=40", "--HistoryManager.enabled=False", "--InteractiveShell.cache_size=0"]

#: Seconds between two calls while kernels run.
TICK = 0.2

Notebook = nbformat.NotebookNode
#: Who is told of a notebook that is done, in all its ways.
OnDone = Callable[[Path, list[Notebook]], None]
_waiting: list[Callable[[], None]] = []


class NotebookError(Exception):
    """Notebooks that did not reach their end: for each a line with its name, the cell, and the error's first line."""


@dataclass(frozen=True)
class Way:
    """One way to run a notebook.

    Attributes
    ----------
    environment : dict
        Variables that its cells see, besides those of this process.
    prepare : callable
        Gives the notebook to run from the one that was read, for instance its translation.
    """

    environment: dict[str, str] = field(default_factory=dict)
    prepare: Callable[[Notebook], Notebook] = deepcopy


def execute(
    paths: Iterable[Path],
    *,
    environment: dict[str, str] | None = None,
    on_done: Callable[[Path, Notebook], None] = lambda path, notebook: None,
    cell_limit: int = CELL_LIMIT,
) -> dict[Path, Notebook]:
    """Execute notebooks and return them with their outputs; nothing is written.

    Parameters
    ----------
    paths : iterable of Path
        The notebooks.
    environment : dict, optional
        Variables that the kernels see besides those of this process.
    on_done : callable
        Called with each notebook as soon as it is done, while others still run.
    cell_limit : int
        Seconds that one cell may take.

    Returns
    -------
    dict
        Path to executed notebook, in the order of ``paths``.

    Raises
    ------
    NotebookError
        When a cell raises, takes too long or too much memory, or its kernel dies. The other notebooks are done first.
    """
    done = execute_ways(
        {path: [Way(environment or {})] for path in paths},
        on_done=lambda path, books: on_done(path, books[0]),
        cell_limit=cell_limit,
    )
    return {path: books[0] for path, books in done.items()}


def execute_ways(
    work: Mapping[Path, Sequence[Way]],
    *,
    on_done: OnDone = lambda path, notebooks: None,
    cell_limit: int = CELL_LIMIT,
    at_once: int = AT_ONCE,
) -> dict[Path, list[Notebook]]:
    """Execute notebooks in several ways, all those of a notebook on one kernel, so many notebooks at once.

    Returns
    -------
    dict
        Path to the executed notebook in each of its ways.

    Raises
    ------
    NotebookError
        As `execute`.
    """
    done: dict[Path, list[Notebook]] = {}

    def take(path: Path, books: list[Notebook]) -> None:
        done[path] = books
        on_done(path, books)

    if forking.can_fork():
        from jupyter_client.provisioning.factory import KernelProvisionerFactory

        from analysis.jupyter import _warm as warm

        KernelProvisionerFactory.instance().default_provisioner_name = warm.NAME
        forking.start_forking()
    alone = forking.forks_here() and asyncio._get_running_loop() is None
    run = _here if alone else _in_a_thread
    with make_scratch() as scratch:
        run(_execute_all(work, take, cell_limit, at_once, scratch))
    return {path: done[path] for path in work}


class _Loop(asyncio.SelectorEventLoop):
    """A loop that leaves Ctrl-C to us: nbclient would end one kernel, we end all."""

    def add_signal_handler(self, *given: Any) -> None:  # type: ignore[override]
        raise NotImplementedError

    def remove_signal_handler(self, sig: int) -> bool:
        return False


def _here(work: Coroutine[Any, Any, None]) -> None:
    """Run in this thread, which forks the kernels; Ctrl-C ends all of them."""
    with asyncio.Runner(loop_factory=_Loop) as runner:
        runner.run(work)


@contextmanager
def call_while_waiting(call: Callable[[], None]) -> Iterator[None]:
    """Call something several times a second while kernels run: what a thread would do, and there may be none."""
    _waiting.append(call)
    try:
        yield
    finally:
        _waiting.remove(call)


async def _call_waiting() -> None:
    while True:
        await asyncio.sleep(TICK)
        for call in _waiting:
            call()


def _in_a_thread(work: Coroutine[Any, Any, None]) -> None:
    """Run in a thread of its own: it works inside Jupyter too, and nbclient leaves Ctrl-C to us, which ends all kernels."""
    begun: Future[tuple[asyncio.AbstractEventLoop, asyncio.Task[Any] | None]] = Future()

    async def run() -> None:
        begun.set_result((asyncio.get_running_loop(), asyncio.current_task()))
        await work

    with ThreadPoolExecutor(1) as pool:
        done = pool.submit(lambda: asyncio.run(run()))
        try:
            done.result()
        except KeyboardInterrupt:
            loop, task = begun.result()
            if task is not None:
                loop.call_soon_threadsafe(task.cancel)
            wait([done])
            raise


async def _execute_all(
    work: Mapping[Path, Sequence[Way]], on_done: OnDone, cell_limit: int, at_once: int, scratch: Path
) -> None:
    running = asyncio.Semaphore(at_once)
    failed: dict[Path, str] = {}

    async def one(path: Path) -> None:
        async with running:
            try:
                books = await _execute_one(path, work[path], cell_limit, scratch)
            except NotebookError as error:
                failed[path] = str(error)
                return
        on_done(path, books)

    waiting = asyncio.create_task(_call_waiting())
    try:
        async with asyncio.timeout(RUN_LIMIT), asyncio.TaskGroup() as group:
            for path in sorted(work, key=_size, reverse=True):
                group.create_task(one(path))
    except* TimeoutError:
        raise NotebookError(f"the run took more than {RUN_LIMIT} s") from None
    finally:
        waiting.cancel()
    if failed:
        raise NotebookError("\n".join(failed[path] for path in work if path in failed))


def _most() -> int:
    """Bytes that a kernel may take: what is free now; where that is little, the system decides."""
    return max(measure_free_memory(), LITTLE)


def _size(path: Path) -> int:
    """A guess at how long a notebook takes: the long ones go first, so that none runs alone at the end.

    Figures make the file large and take long; claims are a small table, and take as long.
    """
    return path.stat().st_size + CLAIMS * ('"claims"' in path.read_text(encoding="utf-8"))


async def _execute_one(path: Path, ways: Sequence[Way], cell_limit: int, scratch: Path) -> list[Notebook]:
    from nbclient import NotebookClient
    from nbclient.exceptions import CellControlSignal, CellExecutionError, DeadKernelError

    read = nbformat.read(path, as_version=4)
    done: list[Notebook] = []
    current: dict[str, Any] = {"index": 0, "notebook": read}
    client = NotebookClient(
        read,
        timeout=cell_limit,
        kernel_name="python3",
        shutdown_kernel="immediate",
        record_timing=False,
        extra_arguments=ARGUMENTS,
        resources={"metadata": {"path": str(path.parent)}},
        on_cell_start=lambda cell, cell_index: current.update(index=cell_index),
    )
    manager = client.create_kernel_manager()
    manager.kernel_spec_manager = _only_ours()
    manager.client_factory = _of_one_thread()
    manager.connection_file = str(scratch / f"{path.stem}-{uuid4().hex}.json")
    plain = {**make_plain(os.environ), "IPYTHONDIR": str(scratch / "ipython"), MEMORY: str(_most())}
    try:
        async with client.async_setup_kernel(env={**plain, **ways[0].environment}):
            for way in ways:
                if done:
                    client.nb = _afresh(way.environment)
                    await _run_cells(client)
                current["notebook"] = client.nb = way.prepare(read)
                await _run_cells(client)
                done.append(client.nb)
    except (CellExecutionError, CellControlSignal, DeadKernelError, RuntimeError) as error:
        raise NotebookError(_told(path, current["notebook"], current["index"], error, cell_limit)) from None
    finally:
        atexit.unregister(client._cleanup_kernel)  # of a kernel that never began it would tell a traceback
    return done


def _of_one_thread() -> Any:
    """A client without the thread that listens to a kernel's heart: whether it runs, its process tells."""
    from jupyter_client.asynchronous.client import AsyncKernelClient

    class OfOneThread(AsyncKernelClient):
        def start_channels(self, *given: Any, **named: Any) -> None:
            super().start_channels(*given, **{**named, "hb": False})

    return OfOneThread


def _only_ours() -> Any:
    """This very Python: a person's own kernel of that name may have other packages and variables."""
    from jupyter_client.kernelspec import KernelSpec, KernelSpecManager

    class OnlyOurs(KernelSpecManager):
        def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
            argv = [*OURS, "-f", "{connection_file}"]
            return KernelSpec(argv=argv, display_name=kernel_name, language="python", metadata={"debugger": True})

    return OnlyOurs()


async def _run_cells(client: NotebookClient) -> None:
    client.reset_execution_trackers()
    for index, cell in enumerate(client.nb.cells):
        await client.async_execute_cell(cell, index, execution_count=client.code_cells_executed + 1)
    client.set_widgets_metadata()


def _afresh(environment: dict[str, str]) -> Notebook:
    """A notebook that empties the namespace and sets the variables of the next way."""
    source = (
        "get_ipython().extension_manager.loaded.discard('analysis')\n"
        "get_ipython().run_line_magic('reset', '-f')\n"
        f"__import__('os').environ.update({environment!r})"
    )
    return Notebook(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source)]))


def _told(path: Path, notebook: Notebook, index: int, error: Exception, cell_limit: int) -> str:
    from nbclient.exceptions import CellControlSignal, CellExecutionError, DeadKernelError

    first = (notebook.cells[index].source.splitlines() or [""])[0]
    if isinstance(error, CellExecutionError):
        what = f"{error.ename}: {error.evalue}".strip().splitlines()[0]
    elif isinstance(error, DeadKernelError):
        what = "the kernel died"
    elif isinstance(error, CellControlSignal):
        what = f"the cell took more than {cell_limit} s"
    else:
        what = str(error).splitlines()[0]
    return f"{path.name}, cell {index + 1} ({first}): {what}"
