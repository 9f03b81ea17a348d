"""The key of an executed notebook: a digest of everything that its outputs can come from. See docs/cache.md."""

from __future__ import annotations

import hashlib
import json
import os
import re
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from analysis.dataset._reading import find_shipped_data
from analysis.jupyter._plain import list_settings, names_ingredients

__all__ = ["Ingredients", "names_mine"]

PACKAGE = Path(__file__).parents[1]
#: What of the package no kernel runs: they make the page of an executed notebook. Data and notebooks have their own keys.
NOT_CODE = (PACKAGE / "report" / "template", PACKAGE / "data", PACKAGE / "notebooks")
DESCRIPTOR = "datapackage.json"
LOADED = time.time_ns()


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def names_mine(notebook: Any) -> bool:
    """Whether a cell names a person's own file or the example; only then may its kernel know where they are."""
    return any(
        re.search(r"\b(mine|example)\b", cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "code"
    )


class Ingredients:
    """What the notebooks of a run are made of: what they have in common is read once, when this is made.

    Raises
    ------
    OSError
        If a file cannot be read, or a folder holds a link to another; then nothing is to be looked up or kept.
    """

    def __init__(self) -> None:
        self._seen: dict[Path, _State] = {}
        data = find_shipped_data()
        self._own = [data / "example", data / "mine"]
        self._common: dict[str, Any] = {
            "python": [sys.version, sys.platform, sys.executable],
            "packages": self._packages(),
            "lock": self._contents([PACKAGE.parents[1] / "requirements.lock"]),
            "code": self._contents(self._files(PACKAGE, without=NOT_CODE)),
            "data": self._contents(self._files(data, without=self._own)),
            "settings": self._contents(list_settings()),
            "environment": names_ingredients(os.environ),
        }
        code = [self._seen[Path(name)] for kind in ("packages", "code") for name in self._common[kind]]
        self._loaded_as_read = max(state.changed for state in code) < _begun()

    def key(self, path: Path, notebook: Any, environment: Mapping[str, str]) -> str:
        """Key of a notebook run in one way.

        Parameters
        ----------
        path : Path
            Where it lies; the files beside it count, since its cells could read them.
        notebook : NotebookNode
            What is executed: the notebook after translation.
        environment : mapping
            Variables that its kernel sees; what lies at a path that one names counts.

        Returns
        -------
        str
            64 hexadecimal digits.
        """
        beside = [file for file in path.parent.iterdir() if file.suffix != ".ipynb"]
        named = {name: self._at(Path(value)) for name, value in environment.items() if os.path.isabs(value)}
        own = [self._at(folder) for folder in self._own] if names_mine(notebook) else []
        everything = [self._common, str(path), notebook, dict(environment), self._contents(beside), named, own]
        return _digest(json.dumps(everything, sort_keys=True).encode())

    def unchanged(self) -> bool:
        """Whether all that was looked at is as it was, code since this process began: what ran meanwhile fits its key."""
        as_seen = all(_state(path) == seen for path, seen in self._seen.items())
        return self._loaded_as_read and as_seen

    def _packages(self) -> dict[str, str]:
        """The installed packages: name and version of each, the list of its files with their digests, and what leads on."""
        folders = {Path(folder) for folder in sys.path if folder}
        found = (file for folder in folders for kind in ("*.dist-info/RECORD", "*.pth") for file in folder.glob(kind))
        return self._contents(found)

    def _at(self, path: Path) -> dict[str, str]:
        """What is at a path: all files of a folder or data package, nothing, or a file and the mapping file beside it."""
        folder = path.parent if path.name == DESCRIPTOR else path
        return self._contents(self._files(folder) if folder.is_dir() else [path, path.with_suffix(".toml")])

    def _files(self, folder: Path, *, without: Iterable[Path] = ()) -> Iterator[Path]:
        left_out = set(without)
        for found, folders, names in os.walk(folder):
            self._seen[Path(found)] = _state(Path(found))
            folders[:] = [name for name in folders if name != "__pycache__" and Path(found, name) not in left_out]
            if any(Path(found, name).is_symlink() for name in folders):
                raise OSError(f"{found} holds a link to a folder")
            yield from (Path(found, name) for name in names)

    def _contents(self, files: Iterable[Path]) -> dict[str, str]:
        """Path to digest of what is in it."""
        found = {}
        for file in sorted(files):
            self._seen[file] = _state(file)
            if file.is_file():
                found[str(file)] = _digest(file.read_bytes())
        return found


class _State(NamedTuple):
    """What changes whenever a file or the list of a folder does; nothing can set the time of its change back."""

    inode: int = 0
    size: int = 0
    modified: int = 0
    changed: int = 0


def _state(path: Path) -> _State:
    try:
        about = path.stat()
    except OSError:
        return _State()
    return _State(about.st_ino, about.st_size, about.st_mtime_ns, about.st_ctime_ns)


def _begun() -> int:
    """When this process began, in nanoseconds as a file's times; where that is not known, when this module was loaded."""
    try:
        fields = Path("/proc/self/stat").read_text().rpartition(")")[2].split()
        age = time.clock_gettime(time.CLOCK_BOOTTIME) - int(fields[19]) / os.sysconf("SC_CLK_TCK")
    except (OSError, ValueError, AttributeError):
        return LOADED
    return time.time_ns() - int(age * 1e9)
