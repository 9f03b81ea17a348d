"""Notebooks executed on fresh kernels, two at a time, each with its own process and time limit."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Coroutine, Iterable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from pathlib import Path
from typing import Any, TypeVar

import nbformat
from jupyter_client.provisioning.factory import KernelProvisionerFactory
from nbclient import NotebookClient
from nbclient.exceptions import CellControlSignal, CellExecutionError, DeadKernelError

from analysis import forking
from analysis.report import warm

__all__ = ["AT_ONCE", "CELL_LIMIT", "NotebookError", "execute"]

AT_ONCE = 2
#: Seconds that one cell may take; the longest takes about two.
CELL_LIMIT = 300
#: Seconds that the whole run may take.
RUN_LIMIT = 3_600

Notebook = nbformat.NotebookNode
Result = TypeVar("Result")


class NotebookError(Exception):
    """A notebook that did not reach its end: which one, which cell, and the error's last line."""


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
        When a cell raises, takes too long, or its kernel dies. The other kernels are stopped.
    """
    if forking.available():
        KernelProvisionerFactory.instance().default_provisioner_name = warm.NAME
        forking.start()
    return _in_a_thread(_execute_all(list(paths), environment or {}, on_done, cell_limit))


def _in_a_thread(work: Coroutine[Any, Any, Result]) -> Result:
    """Run in a thread of its own: it works inside Jupyter too, and nbclient leaves Ctrl-C to us, which ends all kernels."""
    begun: Future[tuple[asyncio.AbstractEventLoop, asyncio.Task[Any] | None]] = Future()

    async def run() -> Result:
        begun.set_result((asyncio.get_running_loop(), asyncio.current_task()))
        return await work

    with ThreadPoolExecutor(1) as pool:
        done = pool.submit(lambda: asyncio.run(run()))
        try:
            return done.result()
        except KeyboardInterrupt:
            loop, task = begun.result()
            if task is not None:
                loop.call_soon_threadsafe(task.cancel)
            wait([done])
            raise


async def _execute_all(
    paths: list[Path], environment: dict[str, str], on_done: Callable[[Path, Notebook], None], cell_limit: int
) -> dict[Path, Notebook]:
    places, done = asyncio.Semaphore(AT_ONCE), {}

    async def one(path: Path) -> None:
        async with places:
            done[path] = await _execute_one(path, environment, cell_limit)
        on_done(path, done[path])

    try:
        async with asyncio.timeout(RUN_LIMIT), asyncio.TaskGroup() as group:
            for path in paths:
                group.create_task(one(path))
    except* NotebookError as failures:
        raise failures.exceptions[0] from None
    except* TimeoutError:
        raise NotebookError(f"the run took more than {RUN_LIMIT} s") from None
    return {path: done[path] for path in paths}


async def _execute_one(path: Path, environment: dict[str, str], cell_limit: int) -> Notebook:
    notebook = nbformat.read(path, as_version=4)
    current: dict[str, Any] = {"index": 0}
    client = NotebookClient(
        notebook,
        timeout=cell_limit,
        kernel_name="python3",
        shutdown_kernel="immediate",
        record_timing=False,
        extra_arguments=["--IPKernelApp.log_level=40"],
        resources={"metadata": {"path": str(path.parent)}},
        on_cell_start=lambda cell, cell_index: current.update(index=cell_index),
    )
    try:
        await client.async_execute(env={**os.environ, **environment})
    except (CellExecutionError, CellControlSignal, DeadKernelError, RuntimeError) as error:
        raise NotebookError(_told(path, notebook, current["index"], error, cell_limit)) from None
    return Notebook(notebook)


def _told(path: Path, notebook: Notebook, index: int, error: Exception, cell_limit: int) -> str:
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
