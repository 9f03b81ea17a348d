"""What the machine has and what this is: free memory, room for what a run needs on disk, the rights of files; the version."""

from __future__ import annotations

import os
import re
import shutil
import stat
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

__all__ = [
    "VERSION",
    "allow",
    "format_size",
    "hold_folder",
    "make_held",
    "make_scratch",
    "measure_free_memory",
    "read_start",
]

VERSION = "0.1.0"
GROUP = Path("/sys/fs/cgroup")
#: How the folders of runs are called, and the seconds in which a new one gets its lock.
BEGINS, ENDS, NEW = "cluster-funding-", ".run", 10


def measure_free_memory() -> int:
    """Bytes that a process may still take: what the machine has free, less where a container sets a limit."""
    return min(_of_machine(), _of_container())


def _of_machine() -> int:
    try:
        found = re.search(r"^MemAvailable:\s+(\d+) kB", Path("/proc/meminfo").read_text(encoding="ascii"), re.MULTILINE)
    except OSError:
        found = None
    if found:
        return int(found[1]) * 1024
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2  # no count of what is free: half of all


def _of_container() -> int:
    try:
        limit, used = ((GROUP / name).read_text(encoding="ascii").strip() for name in ("memory.max", "memory.current"))
        return int(limit) - int(used)
    except (OSError, ValueError):  # no container, or no limit
        return 2**63


def format_size(size: float) -> str:
    """A size as people read it.

    Examples
    --------
    >>> format_size(3 * 2**30), format_size(2**20)
    ('3.0 GiB', '1.0 MiB')
    """
    unit = next((u for u in ("B", "KiB", "MiB") if size < 1024 ** (("B", "KiB", "MiB").index(u) + 1)), "GiB")
    return f"{size / 1024 ** ('B', 'KiB', 'MiB', 'GiB').index(unit):.1f} {unit}"


def allow(mode: int) -> int:
    """The rights that a new file gets: those asked for, without what the person's umask takes away.

    Examples
    --------
    >>> allow(0o600) & 0o077
    0
    """
    mask = os.umask(0o077)
    os.umask(mask)
    return mode & ~mask


def read_start(path: Path, most: int) -> bytes:
    """At most so many bytes of a file, at once: some files of a system have no end, others wait for what may come one day.

    Examples
    --------
    >>> len(read_start(Path(__file__), 3))
    3
    """
    with open(path, "rb", opener=lambda name, flags: os.open(name, flags | getattr(os, "O_NONBLOCK", 0))) as file:
        return file.read(most) or b""  # None where there is nothing yet


@contextmanager
def make_scratch() -> Iterator[Path]:
    """A folder for what only this run needs; it goes with the run, and one of a run that was killed goes with the next.

    A run holds a lock on its folder, which ends with the process however that ends: what no one holds was left.
    Only folders of this person are looked at.

    Examples
    --------
    >>> with make_scratch() as folder:
    ...     folder.name.endswith(ENDS)
    True
    """
    base = Path(tempfile.gettempdir())
    with suppress(OSError):
        for left in base.glob(f"{BEGINS}*{ENDS}"):
            _sweep(left)
    with make_held(BEGINS, ENDS, base) as folder:
        yield folder


@contextmanager
def make_held(prefix: str, suffix: str, base: Path | None = None) -> Iterator[Path]:
    """A new folder that this process holds a lock on until it goes, with all in it; `base` is TMPDIR where none is given.

    Examples
    --------
    >>> with make_held("a-", "-z") as folder:
    ...     folder.name[:2], folder.name[-2:]
    ('a-', '-z')
    """
    folder = Path(tempfile.mkdtemp(prefix=prefix, suffix=suffix, dir=base))
    held = hold_folder(folder)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        if held is not None:
            os.close(held)


def _sweep(left: Path) -> None:
    with suppress(OSError):
        about = left.lstat()
        # Jupyter sets that bit where a kernel's key lies
        private = about.st_mode & ~stat.S_ISVTX == stat.S_IFDIR | 0o700
        named = re.fullmatch(rf"{BEGINS}\w{{8}}\{ENDS}", left.name) and private
        ours = named and about.st_uid == os.getuid() and time.time() - about.st_mtime > NEW
        held = hold_folder(left) if ours else None
        if held is not None:
            shutil.rmtree(left, ignore_errors=True)
            os.close(held)


def hold_folder(folder: Path) -> int | None:
    """A lock on a folder; None where another process has it, or the system has none."""
    try:
        import fcntl
    except ImportError:  # Windows
        return None
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(handle)
        return None
    return handle
