"""The folder of the report: ours or refused, taken over where it stays, and exchanged only when the new one is whole."""

from __future__ import annotations

import os
import re
import shutil
import signal
import stat
import sys
import tempfile
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from analysis._system import allow, hold_folder, make_held
from analysis.report._frame import Card
from analysis.report._manifest import read_manifest
from analysis.report._swap import OLD, list_paths, put_in_place, rescue, walk_paths, write_over
from analysis.words._formatting import show_value
from analysis.words._reasons import say_reason
from analysis.words.i18n import _

__all__ = ["Earlier", "ReportError", "find_differing", "find_earlier", "put_files", "take_turns"]

#: How the folder in which a report is made is called, beside the report: `.<name>-` before it.
ENDS = ".cluster-funding"
#: The file in it that only we put there: the new report is being made, or is whole.
MAKING, WHOLE, NEW = "cluster-funding-makes-this", "cluster-funding-made-this", "new"


class ReportError(Exception):
    """A report that cannot be built as asked; the message says what to do."""


@dataclass(frozen=True)
class Earlier:
    """What stands in the folder of the report.

    Attributes
    ----------
    folder : Path
        Where it is: where a link leads, not the link.
    files : frozenset of str
        Paths of the files that an earlier run wrote.
    cards : dict
        Language to the cards of its pages.
    others : tuple of str
        Paths of files that we did not write; they stay.
    """

    folder: Path
    files: frozenset[str] = frozenset()
    cards: Mapping[str, Mapping[str, Card]] = field(default_factory=dict)
    others: tuple[str, ...] = ()

    def read(self, path: str) -> bytes:
        """One of its files."""
        return (self.folder / path).read_bytes()


@contextmanager
def take_turns(out: Path) -> Iterator[None]:
    """Let one run at a time work on a report: one that begins later sees what the earlier one wrote."""
    out = Path(os.path.realpath(out))
    lock = out.with_name(f".{out.name}{ENDS}-lock") if out.name else out
    handle = _lock(lock) if out.name else None
    try:
        yield
    finally:
        if handle is not None:
            with suppress(OSError):
                lock.unlink()
            os.close(handle)


def _lock(file: Path) -> int | None:
    """A lock that ends with the process; None where the system has none, or the folder cannot be written."""
    try:
        import fcntl

        file.parent.mkdir(parents=True, exist_ok=True)
        while True:
            handle = os.open(file, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                print(_("Another run writes this report; this one waits for it."), file=sys.stderr, flush=True)
                fcntl.flock(handle, fcntl.LOCK_EX)
            with suppress(OSError):  # the one before removed it
                if os.fstat(handle).st_ino == file.stat().st_ino:
                    return handle
            os.close(handle)
    except (ImportError, OSError):
        return None


def _find_obstacle(folder: Path, name: str) -> OSError | None:
    """Why nothing can be written, seen before the work rather than after it; None where something can."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        tempfile.TemporaryDirectory(prefix=f".{name}-", suffix=ENDS, dir=folder).cleanup()
    except OSError as error:
        return error
    return None


def _refuse_unwritable(out: Path) -> None:
    """A folder may be written that stands where nothing else may, as a disk of its own does."""
    obstacle = _find_obstacle(out.parent, out.name)
    if obstacle is None or (out.is_dir() and _find_obstacle(out, out.name) is None):
        return
    told = _("cannot write in {folder}: {why}; name another folder with --out")
    raise ReportError(told.format(folder=out.parent, why=say_reason(obstacle)))


@contextmanager
def _workplace(out: Path) -> Iterator[Path]:
    """A folder beside the report to make it in, with our mark; a run that is killed leaves it, and the next one sweeps it."""
    beside = out.parent if os.access(out.parent, os.W_OK) else None
    with make_held(f".{out.name}-", ENDS, beside) as made:
        (made / MAKING).touch()
        try:
            yield made
        finally:
            _empty(made)


def _empty(made: Path) -> None:
    """Remove what was made; the mark stays, and says that nothing of others is in it any more, should a kill leave a part."""
    with suppress(OSError):
        (made / WHOLE).replace(made / MAKING)
    for part in (OLD, NEW):
        shutil.rmtree(made / part, ignore_errors=True)


def _is_marked(left: Path) -> bool:
    """Whether a folder has our mark; a kill before it has one, or after, leaves a folder with our rights and nothing in it."""
    with suppress(OSError):
        if any((left / mark).is_file() for mark in (MAKING, WHOLE)):
            return not left.is_symlink()
        return left.lstat().st_mode == stat.S_IFDIR | 0o700 and not any(left.iterdir())
    return False


def _sweep(out: Path) -> None:
    """Remove what killed runs left beside the report, once what others had put into the report is back in it."""
    pattern = re.compile(rf"\.{re.escape(out.name)}-\w{{8}}{re.escape(ENDS)}")
    for left in out.parent.iterdir():
        if not pattern.fullmatch(left.name) or not _is_marked(left):
            continue
        held = hold_folder(left)
        if held is None:  # it is being made
            continue
        if (left / OLD).is_dir() and not out.exists():  # killed between two renames
            (left / OLD).rename(out)
        for old in (left / OLD, left / NEW):
            if old.is_dir() and out.is_dir() and (left / WHOLE).exists():
                rescue(old, out, read_manifest(old).files)
        _empty(left)
        shutil.rmtree(left, ignore_errors=True)
        os.close(held)


def find_earlier(out: Path, *, force: bool = False) -> Earlier:
    """What stands where the report is to go.

    Parameters
    ----------
    out : Path
        Folder of the report, or a link to it; the link stays, be its folder there already or not.
    force : bool
        Accept a folder with files of others; they stay where they are.

    Raises
    ------
    ReportError
        If it is a file, cannot be written, or holds files that we did not write.
    """
    out = Path(os.path.realpath(out))  # once, before anything is written
    if not out.name or (os.path.lexists(out) and not out.is_dir()):
        told = (
            _("{out} is a file: name a folder with --out") if out.name else _("{out}: name a folder in it with --out")
        )
        raise ReportError(told.format(out=out))
    _refuse_unwritable(out)
    _sweep(out)
    manifest = read_manifest(out)
    if not force and (first := next((path for path in walk_paths(out) if path not in manifest.files), None)):
        told = _(
            "{out} holds files that the report did not write, such as {name}: name another folder with --out, "
            "or write beside them, which stay, with --force"
        )
        raise ReportError(told.format(out=out, name=show_value(first)))
    paths = list_paths(out)
    others = tuple(path for path in paths if path not in manifest.files)
    return Earlier(out, manifest.files & set(paths), manifest.cards, others)


def put_files(files: Mapping[str, bytes], before: Earlier) -> list[Path]:
    """Write the files beside the earlier report and put them in its place in one step.

    Where the folder cannot be moved (a disk begins there, it lies in a lower layer), its files are written one by one.

    Returns
    -------
    list of Path
        The files that were written.

    Raises
    ------
    ReportError
        If a file of others stands where one of the report goes, or a folder that cannot be moved could be written in part only.
    """
    out = before.folder
    _refuse_taken(files, before)
    with _workplace(out) as made:
        new = made / NEW
        new.mkdir()
        for path in before.others:
            (new / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(out / path, new / path, follow_symlinks=False)
        for path, content in files.items():
            (new / path).parent.mkdir(parents=True, exist_ok=True)
            (new / path).write_bytes(content)
        _give_rights(new, out)
        (made / MAKING).rename(made / WHOLE)
        with _uninterrupted():
            _put(new, before)
    return sorted(out / path for path in files)


def _refuse_taken(files: Mapping[str, bytes], before: Earlier) -> None:
    """Refuse a folder in which something of others stands where a file of the report goes: a file, or a link to another place."""
    goes = {str(place) for path in files for place in (path, *PurePosixPath(path).parents)}
    taken = next((path for path in before.others if path in goes), None)
    if taken is not None:
        told = _(
            "{out} holds {name}, which the report did not write and where it would write: name another folder with --out"
        )
        raise ReportError(told.format(out=before.folder, name=show_value(taken)))


def _give_rights(new: Path, out: Path) -> None:
    """The rights and the owner of the earlier folder; those of any new folder where there is none."""
    if out.exists():
        about = out.stat()
        with suppress(OSError):
            os.chown(new, about.st_uid, about.st_gid)
        new.chmod(stat.S_IMODE(about.st_mode))
    else:
        new.chmod(allow(0o777))


def _put(new: Path, before: Earlier) -> None:
    out = before.folder
    try:
        old = put_in_place(new, out)
    except BlockingIOError:
        ours = list_paths(new)
        try:
            write_over(new, out, sorted(before.files.difference(ours)))
        except OSError as error:
            told = _("{out} could be written in part only: {why}; run cluster-funding report again")
            raise ReportError(told.format(out=out, why=say_reason(error))) from None
        return
    if old is not None:
        rescue(old, out, before.files, before.others)


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Let Ctrl-C wait: what is exchanged is tidied up too."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    handler = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, handler)


def find_differing(files: Mapping[str, bytes], out: Path) -> list[str]:
    """Paths that are missing in a folder, are there without need, or hold something else."""

    def same(path: str) -> bool:
        file = out / path
        return path in files and file.is_file() and file.read_bytes() == files[path]

    return sorted(path for path in {*files, *read_manifest(out).files} if not same(path))
