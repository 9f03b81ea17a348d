"""A folder of results, each kept under a key; safe to delete, to kill and to share, and never larger than it may be.

An entry is written whole or not at all and carries its key and a checksum: whatever is cut short, damaged or renamed is
no entry. Where nothing can be written, nothing is kept, and the work goes on.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

__all__ = ["VARIABLE", "Cache", "default_folder"]

#: Environment variable that names another folder.
VARIABLE = "CLUSTER_FUNDING_CACHE"
#: Bytes that the folder may hold: some thirty versions of the report.
MOST = 256 * 2**20
#: Seconds after which a file that was not finished, or laid down for a run, is removed; no run takes as long.
STALE = 7_200
ENDING = ".kept"


def default_folder() -> Path:
    """Where results are kept: what CLUSTER_FUNDING_CACHE names, else the user's folder for caches."""
    given = os.environ.get(VARIABLE)
    if given:
        return Path(given)
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "cluster-funding"


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
            found = file.read_bytes()
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
        file = self.folder / hashlib.sha256(content).hexdigest() / name
        if not file.is_file() or file.read_bytes() != content:
            self._write(file, content)
        os.utime(file.parent)
        return file

    def tidy(self) -> None:
        """Remove what exceeds the bound, oldest use first, and what was laid down or left unfinished long ago."""
        with contextlib.suppress(OSError):
            found = sorted(((path.stat(), path) for path in self.folder.iterdir()), key=_used, reverse=True)
            left = self.most
            for about, path in found:
                left -= about.st_size
                if path.suffix == ENDING and left < 0:
                    path.unlink(missing_ok=True)
                elif path.suffix != ENDING and time.time() - about.st_mtime > STALE:
                    shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)

    def _write(self, file: Path, content: bytes) -> None:
        """The whole file or none: under another name first, then renamed."""
        file.parent.mkdir(parents=True, exist_ok=True)
        number, name = tempfile.mkstemp(prefix=".", dir=self.folder)
        try:
            with os.fdopen(number, "wb") as new:
                new.write(content)
            os.replace(name, file)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise


def _used(found: tuple[os.stat_result, Path]) -> int:
    return found[0].st_mtime_ns


def _seal(key: str, content: bytes) -> bytes:
    return hashlib.sha256(key.encode() + b"\n" + content).hexdigest().encode()
