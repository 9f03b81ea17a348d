"""Several pieces of work at once: each but the first in a fork of this process, which has all in memory and sends what it made."""

from __future__ import annotations

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

#: Seconds after which a fork that has not answered is given up, and its work done here: ten times what the longest takes.
PATIENCE = 120

T = TypeVar("T")


class _Child(NamedTuple):
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
    begun = [_begin(work) for work in works[1:]]
    try:
        made = [work() for work in works[:1]]
        for child, work in zip(begun, works[1:], strict=True):
            answer = _wait(child)
            made.append(work() if answer is None else pickle.loads(answer))
    finally:
        for child in begun:
            _end(child)
    return made


def _begin(work: Callable[[], T]) -> _Child:
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
    return _Child(pid, answer)


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


def _wait(child: _Child) -> bytes | None:
    """What a fork sent; None where it failed or does not answer."""
    if not select.select([child.answer], [], [], PATIENCE)[0]:
        return None
    with os.fdopen(os.dup(child.answer), "rb") as file:
        answer = file.read()
    return answer or None


def _end(child: _Child) -> None:
    os.close(child.answer)
    with suppress(ProcessLookupError):
        os.kill(child.pid, signal.SIGKILL)
    with suppress(ChildProcessError):
        os.waitpid(child.pid, 0)
