"""A folder put in the place of another at once, so that a reader never sees half a report; what others put there stays."""

from __future__ import annotations

import ctypes
import errno
import filecmp
import os
import tempfile
from collections.abc import Container, Iterator, Sequence
from contextlib import suppress
from itertools import count
from pathlib import Path

from analysis._system import allow

__all__ = ["OLD", "list_paths", "put_in_place", "rescue", "walk_paths", "write_over"]

EXCHANGE = 2  # RENAME_EXCHANGE of renameat2(2)
HERE = -100  # AT_FDCWD
#: The name that the earlier folder has beside the new one where the system cannot exchange them.
OLD = "old"
#: Why a folder cannot be exchanged: it is where a disk begins, lies in a lower layer, or in a folder that is not ours.
STUCK = (errno.EBUSY, errno.EXDEV, errno.EACCES, errno.EPERM, errno.EROFS)


def _exchange(new: Path, target: Path) -> bool:
    """Exchange two folders in one step where the system can; False where it cannot."""
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError, TypeError):
        return False
    return bool(rename(HERE, os.fsencode(new), HERE, os.fsencode(target), EXCHANGE) == 0)


def put_in_place(new: Path, target: Path) -> Path | None:
    """Put a finished folder where the reader looks for it.

    Parameters
    ----------
    new : Path
        The finished folder.
    target : Path
        Where it goes; may exist, is no link.

    Returns
    -------
    Path or None
        Where the earlier folder is now; None where there was none.

    Raises
    ------
    BlockingIOError
        If the target cannot be moved: only its files can be written.
    OSError
        If it cannot be put there; the earlier one is as it was.
    """
    if not target.exists():
        new.rename(target)
        return None
    if _exchange(new, target):
        return new
    old = new.with_name(OLD)
    try:
        target.rename(old)
    except OSError as error:
        if error.errno in STUCK:
            raise BlockingIOError(error.errno, error.strerror) from None
        raise
    try:
        new.rename(target)
    except OSError:
        old.rename(target)
        raise
    return old


def write_over(new: Path, target: Path, stale: Sequence[str]) -> None:
    """Put the files of a folder into another one by one, each whole, and remove those that are stale."""
    for path in list_paths(new):
        place = target / path
        place.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".report-", dir=place.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write((new / path).read_bytes())
            os.chmod(name, allow(0o666))
            os.replace(name, place)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    for path in stale:
        (target / path).unlink(missing_ok=True)


def walk_paths(folder: Path) -> Iterator[str]:
    """Paths of all that is no folder, links too, as they are found."""
    for here, folders, names in os.walk(folder):
        links = [name for name in folders if Path(here, name).is_symlink()]
        yield from (Path(here, name).relative_to(folder).as_posix() for name in [*names, *links])


def list_paths(folder: Path) -> list[str]:
    """Paths of all that is no folder, links too, in order."""
    return sorted(walk_paths(folder))


def rescue(old: Path, target: Path, ours: Container[str], copied: Container[str] = ()) -> None:
    """Bring what others put into an earlier folder, also while the new one was made, to where the new one is.

    Parameters
    ----------
    old : Path
        The earlier folder, no longer in its place.
    target : Path
        The new one.
    ours : container of str
        Paths that a run of ours wrote: they stay behind.
    copied : container of str
        Paths of others that the new folder has already, as they were before.
    """
    for path in list_paths(old):
        here, there = old / path, target / path
        if path in ours or _alike(here, there):
            continue
        if os.path.lexists(there) and path not in copied:
            names = (there.with_stem(f"{there.stem}-{number}") for number in count(2))
            there = next(name for name in names if not os.path.lexists(name))
        there.parent.mkdir(parents=True, exist_ok=True)
        os.replace(here, there)
    for empty, folders, files in os.walk(old):
        if not folders and not files:
            with suppress(OSError):
                (target / Path(empty).relative_to(old)).mkdir(parents=True, exist_ok=True)


def _alike(one: Path, other: Path) -> bool:
    if one.is_symlink() or other.is_symlink():
        return one.is_symlink() and other.is_symlink() and one.readlink() == other.readlink()
    with suppress(OSError):
        return filecmp.cmp(one, other, shallow=False)
    return False
