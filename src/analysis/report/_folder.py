"""The folder of the report: ours or refused, taken over where it stays, and exchanged only when the new one is whole."""

from __future__ import annotations

import json
import os
import re
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from analysis._system import allow
from analysis.report._frame import Card
from analysis.report._swap import put_in_place, recover
from analysis.words.i18n import _

__all__ = ["MANIFEST", "Earlier", "ReportError", "find_differing", "find_earlier", "make_manifest", "put_files"]

MANIFEST = "report.json"


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


def make_manifest(files: Mapping[str, bytes], cards: Mapping[str, Mapping[str, Card]]) -> bytes:
    """The list of what we wrote, by which the next run knows its own files."""
    content = {"files": sorted([*files, MANIFEST]), "cards": cards}
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def _paths(folder: Path) -> list[str]:
    return sorted(
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_symlink() or not path.is_dir()
    )


def _writable(folder: Path) -> None:
    """Fail before the work rather than after it."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".report-", dir=folder):
            pass
    except OSError as error:
        told = _("cannot write in {folder}: {why}; name another folder with --out")
        raise ReportError(told.format(folder=folder, why=error.strerror)) from None


def _prefix(out: Path) -> str:
    return f".{out.name}-{os.getpid()}-"


def _sweep(out: Path) -> None:
    """Remove what a killed run left beside the report."""
    for path in out.parent.glob(f".{out.name}-*-*"):
        found = re.fullmatch(rf"\.{re.escape(out.name)}-(\d+)-\w+", path.name)
        if found and not _alive(int(found[1])):
            shutil.rmtree(path, ignore_errors=True)


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except OSError as error:
        return isinstance(error, PermissionError)
    return True


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
    if os.path.lexists(out) and not out.is_dir():
        raise ReportError(_("{out} is a file: name a folder with --out").format(out=out))
    _writable(out.parent)
    _sweep(out)
    recover(out)
    paths = _paths(out) if out.exists() else []
    try:
        told = json.loads((out / MANIFEST).read_text(encoding="utf-8"))
        files, cards = frozenset(map(str, told["files"])), dict(told["cards"])
    except (OSError, ValueError, KeyError, TypeError):
        files, cards = frozenset(), {}
    others = tuple(path for path in paths if path not in files)
    if others and not force:
        told = _(
            "{out} holds files that the report did not write, such as {name}: name another folder with --out, "
            "or write beside them, which stay, with --force"
        )
        raise ReportError(told.format(out=out, name=others[0]))
    return Earlier(out, files & set(paths), cards, others)


def put_files(files: Mapping[str, bytes], before: Earlier) -> list[Path]:
    """Write the files beside the earlier report and put them in its place in one step.

    Returns
    -------
    list of Path
        The files that were written.
    """
    out = before.folder
    new = Path(tempfile.mkdtemp(prefix=_prefix(out), dir=out.parent))
    try:
        new.chmod(allow(0o777))
        for path in before.others:
            (new / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(out / path, new / path, follow_symlinks=False)
        for path, content in files.items():
            (new / path).parent.mkdir(parents=True, exist_ok=True)
            (new / path).write_bytes(content)
        put_in_place(new, out)
    finally:
        shutil.rmtree(new, ignore_errors=True)
    return sorted(out / path for path in files)


def find_differing(files: Mapping[str, bytes], out: Path) -> list[str]:
    """Paths that are missing in a folder, are there without need, or hold something else."""
    try:
        told = json.loads((out / MANIFEST).read_text(encoding="utf-8"))["files"]
    except (OSError, ValueError, KeyError, TypeError):
        told = []

    def same(path: str) -> bool:
        file = out / path
        return path in files and file.is_file() and file.read_bytes() == files[path]

    return sorted(path for path in {*files, *map(str, told)} if not same(path))
