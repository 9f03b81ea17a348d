"""Several pieces of work, two at once: each in a fork of this process, which has all in memory and sends what it made."""

from __future__ import annotations

import gc
import os
import pickle
import select
import signal
import threading
import warnings
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import NamedTuple, NoReturn, TypeVar

from analysis.jupyter._forking import can_fork, end_with

__all__ = ["make_all"]

#: How many forks at a time.
AT_ONCE = 2
#: Seconds after which forks that have not answered are given up, and their work done here: ten times what the longest takes.
PATIENCE = 120

T = TypeVar("T")


class _Child(NamedTuple):
    number: int
    pid: int
    answer: int


def make_all(works: Sequence[Callable[[], T]]) -> list[T]:
    """What each piece of work returns, in their order; what a fork could not make is made here, where it fails if it must.

    Examples
    --------
    >>> make_all([lambda: "en", lambda: "fr"])
    ['en', 'fr']
    """
    if not can_fork():
        return [work() for work in works]
    made: dict[int, T] = {}
    left, running = list(range(len(works))), dict[int, _Child]()
    gc.freeze()  # a collection in a fork would write on, and so copy, all that is there
    try:
        while left or running:
            while left and len(running) < AT_ONCE:
                child = _begin(works[left[0]], left.pop(0))
                running[child.answer] = child
            ready = select.select(list(running), [], [], PATIENCE)[0]
            for child in [running.pop(answer) for answer in ready or list(running)]:
                answer = _read(child) if ready else b""
                _end(child)
                made[child.number] = pickle.loads(answer) if answer else works[child.number]()
    finally:
        gc.unfreeze()
        for child in running.values():
            _end(child)
    return [made[number] for number in range(len(works))]


def _begin(work: Callable[[], T], number: int) -> _Child:
    answer, sent = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter(
            "ignore", DeprecationWarning
        )  # threads of libraries: they hold no lock, and see `PATIENCE`
        pid = os.fork()
    if pid == 0:
        os.close(answer)
        _make_here(work, sent, os.getppid())
    os.close(sent)
    return _Child(number, pid, answer)


def _make_here(work: Callable[[], object], sent: int, owner: int) -> NoReturn:
    """Do the work in the fork; whatever becomes of it, nothing of the command that was forked goes on here."""
    code = 1
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that asked
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        threading.Thread(target=end_with, args=(owner,), daemon=True).start()
        made = pickle.dumps(work(), protocol=pickle.HIGHEST_PROTOCOL)
        with os.fdopen(sent, "wb") as file:
            file.write(made)
        code = 0
    finally:
        os._exit(code)


def _read(child: _Child) -> bytes:
    """What a fork sent; nothing where it failed."""
    with os.fdopen(os.dup(child.answer), "rb") as file:
        return file.read()


def _end(child: _Child) -> None:
    os.close(child.answer)
    with suppress(ProcessLookupError):
        os.kill(child.pid, signal.SIGKILL)
    with suppress(ChildProcessError):
        os.waitpid(child.pid, 0)
