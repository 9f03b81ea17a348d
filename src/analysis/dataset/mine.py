"""The file that a person brings: where notebook 07 looks for it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from analysis.dataset._reading import find_shipped_data
from analysis.words.i18n import _

__all__ = ["MINE_MAP_VARIABLE", "MINE_VARIABLE", "Mine", "example", "find"]


def __dir__() -> list[str]:
    return __all__


#: Environment variable that names the file; the report sets it.
MINE_VARIABLE = "CLUSTER_FUNDING_MINE"
#: Environment variable that names its mapping file; empty where there is none but the one beside it.
MINE_MAP_VARIABLE = "CLUSTER_FUNDING_MINE_MAP"


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


def find(folder: str | Path | None = None) -> Mine:
    """The file in ``data/mine``, or the folder where several are there; the worked example while there is none.

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
    place = Path(folder) if folder is not None else find_shipped_data() / "mine"
    files = sorted(path for path in place.glob("*") if not path.name.startswith((".", "~")) and path.suffix != ".toml")
    if len(files) > 1:
        return Mine(place)
    return _with_mapping(files[0]) if files else Mine(example())
