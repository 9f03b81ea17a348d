"""Files of places and funding lines, of any kind, read as tables of text in the project's vocabulary."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from analysis.dataset._checking.problem import Origin
from analysis.dataset._checking.rules import Rule
from analysis.dataset._reading.files import read_content
from analysis.dataset._reading.mapping import Mapping, Open, read_mapping, write_mapping
from analysis.dataset._reading.package import (
    PACKAGE_VARIABLE,
    find_shipped_data,
    is_package,
    read_package,
    read_shipped_tables,
)
from analysis.dataset._reading.reading import Kind, Parts, Reading, Shape, ToldColumn
from analysis.dataset._reading.telling import Told
from analysis.dataset._reading.text import refuse

__all__ = [
    "PACKAGE_VARIABLE",
    "Kind",
    "Mapping",
    "Open",
    "Parts",
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


def read(path: Path, mapping: Mapping | None = None) -> Parts:
    """Read a data package; or each table of places or grants, and each financing plan, of a file, a folder or an archive.

    Parameters
    ----------
    path : Path
        A folder, datapackage.json or zip archive with a data package; or a CSV, TSV, XLSX, XLS, ODS, Parquet, JSON, DOCX or PDF
        file; or a folder or zip archive of such files.
    mapping : Mapping, optional
        What is known of the file.

    Raises
    ------
    UnreadableError
        If nothing can be read; the message says why and what to do.

    Examples
    --------
    >>> str(read(find_shipped_data()).readings[0].kind)
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
        return Parts((read_package(path, content),))
    from analysis.dataset._reading.parts import read_parts  # late: a package needs none of it

    found = read_parts(path, content, mapping)
    shipped = read_shipped_tables()
    origins = {name: Origin(f"{name}.csv") for name in shipped}
    return replace(
        found,
        readings=tuple(
            replace(one, texts={**one.texts, **shipped}, origins={**one.origins, **origins}) for one in found.readings
        ),
    )
