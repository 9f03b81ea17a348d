"""A folder put in the place of another at once, so that a reader never sees half a report."""

from __future__ import annotations

import ctypes
import os
import shutil
from pathlib import Path

__all__ = ["put_in_place", "recover"]

EXCHANGE = 2  # RENAME_EXCHANGE of renameat2(2)
HERE = -100  # AT_FDCWD


def _old(target: Path) -> Path:
    return target.with_name(f".{target.name}-old")


def _exchange(new: Path, target: Path) -> bool:
    """Exchange two folders in one step where the system can; False where it cannot."""
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError, TypeError):
        return False
    return bool(rename(HERE, os.fsencode(new), HERE, os.fsencode(target), EXCHANGE) == 0)


def recover(target: Path) -> None:
    """Bring back the earlier folder when a run was killed between the two renames of a system without exchange."""
    if _old(target).exists() and not target.exists():
        _old(target).rename(target)


def put_in_place(new: Path, target: Path) -> None:
    """Put a finished folder where the reader looks for it, and remove the earlier one.

    What cannot be removed of the earlier one is no failure: the new one is in its place.

    Parameters
    ----------
    new : Path
        The finished folder, on the same file system as ``target``.
    target : Path
        Where it goes; may exist, is no link.

    Raises
    ------
    OSError
        If it cannot be put there; the earlier one is as it was.
    """
    if not target.exists():
        new.rename(target)
    elif _exchange(new, target):
        shutil.rmtree(new, ignore_errors=True)
    else:
        shutil.rmtree(_old(target), ignore_errors=True)
        target.rename(_old(target))
        try:
            new.rename(target)
        except OSError:
            _old(target).rename(target)
            raise
        shutil.rmtree(_old(target), ignore_errors=True)
