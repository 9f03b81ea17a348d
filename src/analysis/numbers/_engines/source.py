"""The files of places and of funding lines: a folder, its descriptor or a zip archive, in CSV or Parquet."""

from __future__ import annotations

import shutil
import zipfile
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from analysis.numbers._engines.problem import EngineError, take_first_line
from analysis.words.i18n import _

__all__ = ["FORMATS", "Source", "find_source"]

FORMATS = ("parquet", "csv")
TABLES = ("places", "funding")


@dataclass(frozen=True)
class Source:
    """Where two tables are.

    Attributes
    ----------
    places, funding : str
        A file, a folder of files (as Spark writes it), or an address that a cluster understands.
    form : {"csv", "parquet"}
        How they are written.
    """

    places: str
    funding: str
    form: str

    @property
    def size(self) -> int:
        """Bytes of both tables on this machine."""
        paths = [Path(self.places), Path(self.funding)]
        files = [file for path in paths for file in ([path] if path.is_file() else path.rglob("*"))]
        return sum(file.stat().st_size for file in files if file.is_file())


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
        return Source(f"{base}/places.parquet", f"{base}/funding.parquet", "parquet")
    given = Path(path)
    if not given.exists():
        raise EngineError(_("{path}: no such file or folder").format(path=path))
    if given.is_file() and zipfile.is_zipfile(given):
        return _in_folder(_unpacked(given, kept), path)
    return _in_folder(given.parent if given.name == "datapackage.json" else given, path)


def _in_folder(folder: Path, told: str) -> Source:
    for form in FORMATS:
        paths = [folder / f"{table}.{form}" for table in TABLES]
        if all(path.exists() for path in paths):
            return Source(str(paths[0].absolute()), str(paths[1].absolute()), form)
    message = _(
        "{path}: no places and funding as .csv or .parquet there; other tables are read by cluster-funding check"
    )
    raise EngineError(message.format(path=told))


def _unpacked(archive: Path, kept: ExitStack) -> Path:
    """The two tables of an archive, unpacked beside other temporary files."""
    folder = Path(kept.enter_context(TemporaryDirectory(prefix="cluster-funding-")))
    wanted = {f"{table}.{form}" for table in TABLES for form in FORMATS}
    try:
        with zipfile.ZipFile(archive) as content:
            inside = {name: PurePosixPath(name) for name in content.namelist()}
            for name in sorted(inside, key=len, reverse=True):  # the shortest path wins
                if inside[name].name in wanted:
                    with content.open(name) as packed, (folder / inside[name].name).open("wb") as file:
                        shutil.copyfileobj(packed, file, 2**20)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError) as error:
        message = _("{path}: cannot be unpacked: {reason}")
        raise EngineError(message.format(path=archive, reason=take_first_line(error))) from None
    return folder
