"""The files of places and of funding lines: a folder, its descriptor or a zip archive, in CSV or Parquet."""

from __future__ import annotations

import os
import shutil
import zipfile
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from analysis._system import format_size, make_scratch
from analysis.dataset._reading.archives import BROKEN_ARCHIVE
from analysis.numbers._engines.problem import EngineError, take_first_line
from analysis.words.i18n import _

__all__ = ["FORMATS", "Source", "find_source"]

FORMATS = ("parquet", "csv")
TABLES = ("places", "funding")
#: An archive may take this part of what is free on the disk.
PART_OF_DISK = 0.9


@dataclass(frozen=True)
class Source:
    """Where two tables are.

    Attributes
    ----------
    places, funding : tuple of str
        The files of each table: never a pattern. One address where a cluster reads.
    form : {"csv", "parquet"}
        How they are written.
    """

    places: tuple[str, ...]
    funding: tuple[str, ...]
    form: str

    @property
    def size(self) -> int:
        """Bytes of both tables on this machine."""
        return sum(Path(file).stat().st_size for file in (*self.places, *self.funding))


def find_source(path: str, kept: ExitStack) -> Source:
    """The tables of a data package.

    Parameters
    ----------
    path : str
        A folder with ``places`` and ``funding`` as ``.parquet`` or ``.csv``, its ``datapackage.json``, a zip archive of
        one, or an address like ``hdfs://...`` whose tables are Parquet.
    kept : ExitStack
        Removes what an archive is unpacked to.

    Examples
    --------
    >>> from analysis.dataset._reading import find_shipped_data
    >>> find_source(str(find_shipped_data()), ExitStack()).form
    'csv'
    """
    if "://" in path:
        base = path.rstrip("/")
        return Source((f"{base}/places.parquet",), (f"{base}/funding.parquet",), "parquet")
    given = Path(path)
    if not os.path.exists(given):  # False, too, where a name is too long to be one
        raise EngineError(_("{path}: no such file or folder").format(path=path))
    if given.is_file() and zipfile.is_zipfile(given):
        return _in_folder(_unpacked(given, kept), path)
    return _in_folder(given.parent if given.name == "datapackage.json" else given, path)


def _in_folder(folder: Path, told: str) -> Source:
    for form in FORMATS:
        paths = [folder / f"{table}.{form}" for table in TABLES]
        if all(path.exists() for path in paths):
            return Source(_files(paths[0]), _files(paths[1]), form)
    message = _(
        "{path}: no places and funding as .csv or .parquet there; other tables are read by cluster-funding check"
    )
    raise EngineError(message.format(path=told))


def _files(path: Path) -> tuple[str, ...]:
    """A file, or the files of a folder as Spark writes it; what partitions or does not belong to a table is no table."""
    if path.is_file():
        return (str(path.absolute()),)
    found = sorted(one for one in path.iterdir() if not one.name.startswith((".", "_"))) if path.is_dir() else []
    if not found or any(one.suffix != path.suffix or not one.is_file() for one in found):
        told = _("{path}: a table is a file, or a folder of files that end in {suffix}, without folders in it")
        raise EngineError(told.format(path=path, suffix=path.suffix))
    return tuple(str(one.absolute()) for one in found)


def _unpacked(archive: Path, kept: ExitStack) -> Path:
    """The two tables of an archive, unpacked beside other temporary files; what would fill the disk is refused."""
    folder = kept.enter_context(make_scratch())
    wanted = {f"{table}.{form}" for table in TABLES for form in FORMATS}
    try:
        with zipfile.ZipFile(archive) as content:
            inside = {info: PurePosixPath(info.filename).name for info in content.infolist() if not info.is_dir()}
            shortest = sorted(inside, key=lambda info: len(info.filename))  # the shortest path wins
            chosen = {inside[info]: info for info in reversed(shortest) if inside[info] in wanted}
            size, free = sum(info.file_size for info in chosen.values()), shutil.disk_usage(folder).free
            if size > free * PART_OF_DISK:
                told = _("{path}: unpacked it takes {size}; {free} are free in {folder}: TMPDIR names another folder")
                given = {"size": format_size(size), "free": format_size(free), "folder": folder.parent}
                raise EngineError(told.format(path=archive, **given))
            for name, info in chosen.items():
                with content.open(info) as packed, (folder / name).open("wb") as file:
                    shutil.copyfileobj(packed, file, 2**20)
    except EngineError:
        raise
    except BROKEN_ARCHIVE as error:
        message = _("{path}: cannot be unpacked: {reason}")
        raise EngineError(message.format(path=archive, reason=take_first_line(error))) from None
    return folder
