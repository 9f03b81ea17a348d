"""Files of places and funding lines, of any kind, read as tables of text in the project's vocabulary."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from analysis.dataset._checking.problem import Origin
from analysis.dataset._checking.rules import Rule
from analysis.dataset._reading.files import read_content
from analysis.dataset._reading.mapping import Mapping, read_mapping, write_mapping
from analysis.dataset._reading.package import (
    PACKAGE_VARIABLE,
    find_shipped_data,
    is_package,
    read_package,
    read_shipped_tables,
)
from analysis.dataset._reading.reading import Kind, Reading, Shape, ToldColumn
from analysis.dataset._reading.telling import Told
from analysis.dataset._reading.text import refuse

__all__ = [
    "PACKAGE_VARIABLE",
    "Kind",
    "Mapping",
    "Reading",
    "Shape",
    "Told",
    "ToldColumn",
    "find_shipped_data",
    "read",
    "read_mapping",
    "read_package",
    "write_mapping",
]


def read(path: Path, mapping: Mapping | None = None) -> Reading:
    """Read a data package, or one file of places or grants.

    Parameters
    ----------
    path : Path
        A folder, datapackage.json or zip archive with a data package; or a CSV, TSV, XLSX, XLS, ODS, Parquet or JSON file.
    mapping : Mapping, optional
        What is known of the file.

    Raises
    ------
    UnreadableError
        If nothing can be read; the message says why and what to do.

    Examples
    --------
    >>> str(read(find_shipped_data()).kind)
    'data package'
    """
    try:
        there = path.exists()
    except (OSError, ValueError):  # a name that no file can have
        there = False
    if not there:
        raise refuse(str(path), Rule.NOT_THERE)
    content = None if path.is_dir() or path.name == "datapackage.json" else read_content(path)
    if is_package(path, content):
        if mapping is not None:
            raise refuse(path.name, Rule.MAPPING_NOT_NEEDED)
        return read_package(path, content)
    from analysis.dataset._reading.own_file import read_own_file  # late: a package needs none of it

    assert content is not None
    found = read_own_file(content, path.name, mapping)
    shipped = read_shipped_tables()
    origins = {**found.origins, **{name: Origin(f"{name}.csv") for name in shipped}}
    return replace(found, texts={**found.texts, **shipped}, origins=origins)
