"""The file that a person brings: where notebook 07 looks for it."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from analysis.dataset._exporting import write_whole
from analysis.dataset._reading import find_shipped_data
from analysis.words.i18n import _

__all__ = ["MINE_MAP_VARIABLE", "MINE_VARIABLE", "Mine", "choose", "example", "find", "find_folder", "list_own"]


def __dir__() -> list[str]:
    return __all__


#: Environment variable that names the file; the report sets it.
MINE_VARIABLE = "CLUSTER_FUNDING_MINE"
#: Environment variable that names its mapping file; empty where there is none but the one beside it.
MINE_MAP_VARIABLE = "CLUSTER_FUNDING_MINE_MAP"
#: Where the folder keeps which of its files was chosen by clicking.
CHOSEN = ".chosen.json"


@dataclass(frozen=True)
class Mine:
    """A file or folder that a person brings, and its mapping file if there is one."""

    path: Path
    mapping: Path | None = None

    def __repr__(self) -> str:
        told = _("{file}, read with {mapping}") if self.mapping else "{file}"
        return told.format(file=self.path.name, mapping=self.mapping.name if self.mapping else "")


def example() -> Path:
    """The worked example: a French spreadsheet of real plans, with two mistakes to find.

    Examples
    --------
    >>> example().name
    'plans-exemple.csv'
    """
    return find_shipped_data() / "example" / "plans-exemple.csv"


def _with_mapping(path: Path, named: str = "") -> Mine:
    if named:
        return Mine(path, Path(named))
    beside = path.with_suffix(".toml")
    return Mine(path, beside if path.is_file() and beside.is_file() else None)


def find_folder() -> Path:
    """The folder ``data/mine`` of the project."""
    return find_shipped_data() / "mine"


def list_own(folder: str | Path | None = None) -> list[Path]:
    """The files in ``data/mine`` but for mapping files and hidden ones, by name.

    Parameters
    ----------
    folder : str or Path, optional
        Another folder to look in.

    Examples
    --------
    >>> list_own("no-such-folder")
    []
    """
    place = Path(folder) if folder is not None else find_folder()
    return sorted(path for path in place.glob("*") if not path.name.startswith((".", "~")) and path.suffix != ".toml")


def choose(file: Mine | None, folder: str | Path | None = None) -> None:
    """Let `find` give one file of several from now on, with its mapping; without a file the worked example.

    Parameters
    ----------
    file : Mine or None
        A file in the folder.
    folder : str or Path, optional
        Another folder than ``data/mine``; that of the file by default.

    Raises
    ------
    OSError
        If the folder cannot be written.

    Examples
    --------
    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> for name in ("a.csv", "b.csv"):
    ...     _ = (folder / name).write_text("Lieu;Total")
    >>> choose(Mine(folder / "b.csv"))
    >>> find(folder)
    b.csv
    """
    place = Path(folder) if folder is not None else file.path.parent if file else find_folder()
    told = {"file": file.path.name, "mapping": file.mapping.name if file.mapping else ""} if file else {"file": ""}
    write_whole(place / CHOSEN, json.dumps(told, ensure_ascii=True).encode())


def _find_chosen(place: Path) -> Mine | None:
    """The file that was chosen, if it is still there."""
    with suppress(OSError, ValueError):
        told = json.loads((place / CHOSEN).read_text(encoding="utf-8"))
        if not isinstance(told, dict):
            return None
        names = [Path(str(told.get(key) or "")).name for key in ("file", "mapping")]
        if not names[0]:
            return Mine(example())
        file, mapping = (place / name for name in names)
        if file in list_own(place):
            return Mine(file, mapping if names[1] and mapping.is_file() else None)
    return None


def find(folder: str | Path | None = None) -> Mine:
    """The file in ``data/mine``; of several the one that was chosen, else the folder; the worked example while there is none.

    Parameters
    ----------
    folder : str or Path, optional
        Another folder to look in.

    Returns
    -------
    Mine
        A mapping file of the same name, ending in .toml, is taken along.

    Examples
    --------
    >>> find("no-such-folder")
    plans-exemple.csv
    """
    given = os.environ.get(MINE_VARIABLE)
    if given and folder is None:
        return _with_mapping(Path(given), os.environ.get(MINE_MAP_VARIABLE, ""))
    place = Path(folder) if folder is not None else find_folder()
    if chosen := _find_chosen(place):
        return chosen
    files = list_own(place)
    if len(files) > 1:
        return Mine(place)
    return _with_mapping(files[0]) if files else Mine(example())
