"""What the machine has and what this is: free memory, for the choice of an engine and the bound of a kernel; the version."""

from __future__ import annotations

import os
import re
from pathlib import Path

__all__ = ["VERSION", "allow", "format_size", "measure_free_memory"]

VERSION = "0.1.0"
GROUP = Path("/sys/fs/cgroup")


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
