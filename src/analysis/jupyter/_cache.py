"""A folder of results, each kept under a key; safe to delete, to kill and to share, and never larger than it may be.

An entry is written whole or not at all and carries its key and a checksum: whatever is cut short, damaged or renamed is
no entry. Where nothing can be written, nothing is kept, and the work goes on. Nothing is removed but what has a name and
a kind that only we give, whoever else uses the folder.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import stat
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

__all__ = ["VARIABLE", "Cache", "find_default_folder"]

#: Environment variable that names another folder; ours lies in it.
VARIABLE = "CLUSTER_FUNDING_CACHE"
#: Bytes that the folder may hold: some thirty versions of the report.
MOST = 256 * 2**20
#: Seconds after which a file that was not finished, or laid down for a run, is removed; no run takes as long.
STALE = 7_200
#: An entry, a folder with a file that was laid down for a run, a file that was not finished; the first two begin with a
#: digest.
ENDING, LAID, UNFINISHED = ".kept", ".laid", ".unfinished"
OURS = ".cluster-funding-"


def find_default_folder() -> Path:
    """Where results are kept: a folder of ours in what CLUSTER_FUNDING_CACHE names, else in the user's folder for caches."""
    given = os.environ.get(VARIABLE) or os.environ.get("XDG_CACHE_HOME")
    return Path(given or Path.home() / ".cache") / "cluster-funding"


@dataclass(frozen=True)
class Cache:
    """Results in a folder.

    Attributes
    ----------
    folder : Path
        Made when first needed.
    most : int
        Bytes that it may hold; the entries that were not used for longest go first.

    Examples
    --------
    >>> import tempfile
    >>> kept = Cache(Path(tempfile.mkdtemp()))
    >>> kept.put("a" * 64, b"result")
    >>> kept.get("a" * 64)
    b'result'
    """

    folder: Path
    most: int = MOST

    def get(self, key: str) -> bytes | None:
        """What was kept under a key; None where there is nothing, or not what was written."""
        file = self.folder / f"{key}{ENDING}"
        try:
            found = self._read(file)
        except OSError:
            return None
        head, content = found[:64], found[64:]
        if head != _seal(key, content):
            with contextlib.suppress(OSError):
                file.unlink()
            return None
        with contextlib.suppress(OSError):
            os.utime(file)  # it is of use: the last to be removed
        return content

    def put(self, key: str, content: bytes) -> None:
        """Keep a result; a folder that is full or cannot be written is left as it is."""
        with contextlib.suppress(OSError):
            self._write(self.folder / f"{key}{ENDING}", _seal(key, content) + content)

    def lay(self, content: bytes, name: str) -> Path:
        """A file with this content, always at the same path; it stays until it was not asked for in a while.

        Raises
        ------
        OSError
            If it cannot be written.
        """
        file = self.folder / f"{hashlib.sha256(content).hexdigest()}{LAID}" / name
        self._refuse_others()
        if not file.is_file() or file.read_bytes() != content:
            self._write(file, content)
        os.utime(file.parent)
        return file

    def tidy(self) -> None:
        """Remove what exceeds the bound, oldest use first, and what was laid down or left unfinished long ago."""
        with contextlib.suppress(OSError):
            found = sorted(((path.lstat(), path) for path in self.folder.iterdir()), key=_used, reverse=True)
            left = self.most
            for about, path in found:
                kind = _kind(path.name, about)
                stale = time.time() - about.st_mtime > STALE
                left -= about.st_size if kind else 0
                if (kind == ENDING and left < 0) or (kind == UNFINISHED and stale):
                    path.unlink(missing_ok=True)
                elif kind == LAID and stale:
                    _take_up(path)

    def _refuse_others(self) -> None:
        """Use a folder only that no one else can write: an entry is shown on pages, and its drawings may hold scripts."""
        if self.folder.exists() and not _is_own(self.folder.stat()):
            raise PermissionError(f"{self.folder} is another person's, or others can write it")

    def _read(self, file: Path) -> bytes:
        self._refuse_others()
        with open(os.open(file, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0)), "rb") as entry:
            if not _is_own(os.fstat(entry.fileno())):
                raise PermissionError(f"{file} is another person's, or others can write it")
            return entry.read()

    def _write(self, file: Path, content: bytes) -> None:
        """The whole file or none: under another name first, then renamed."""
        if not self.folder.exists():
            self.folder.parent.mkdir(parents=True, exist_ok=True)
            self.folder.mkdir(mode=0o700, exist_ok=True)
        self._refuse_others()
        file.parent.mkdir(exist_ok=True, mode=0o700)
        number, name = tempfile.mkstemp(suffix=UNFINISHED, prefix=OURS, dir=self.folder)
        try:
            with os.fdopen(number, "wb") as new:
                new.write(content)
            os.replace(name, file)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise


def _is_own(about: os.stat_result) -> bool:
    return not hasattr(os, "geteuid") or (about.st_uid == os.geteuid() and not about.st_mode & 0o022)


def _kind(name: str, about: os.stat_result) -> str:
    """Which of our own it is; empty for what anybody else put there."""
    if stat.S_ISDIR(about.st_mode):
        return LAID if re.fullmatch(rf"[0-9a-f]{{64}}\{LAID}", name) else ""
    if not stat.S_ISREG(about.st_mode):
        return ""
    if re.fullmatch(rf"[0-9a-f]{{64}}\{ENDING}", name):
        return ENDING
    return UNFINISHED if re.fullmatch(rf"\{OURS}\w+\{UNFINISHED}", name) else ""


def _take_up(folder: Path) -> None:
    """Remove what was laid down: the files whose digest the folder is named by, and the folder when nothing else is there."""
    for file in folder.iterdir():
        if file.is_file() and not file.is_symlink() and hashlib.sha256(file.read_bytes()).hexdigest() == folder.stem:
            file.unlink()
    with contextlib.suppress(OSError):
        folder.rmdir()


def _used(found: tuple[os.stat_result, Path]) -> int:
    return found[0].st_mtime_ns


def _seal(key: str, content: bytes) -> bytes:
    return hashlib.sha256(key.encode() + b"\n" + content).hexdigest().encode()
