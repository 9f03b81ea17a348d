"""The files that a person brings: those in the folder, one that she uploads, and what is written beside them."""

from __future__ import annotations

import re
from pathlib import Path

from analysis.dataset import mine
from analysis.dataset._exporting import write_beside
from analysis.dataset._reading import Mapping, write_mapping
from analysis.exploring._own_repairs import CORRECTED, Repair, make_corrected, open_sheets

__all__ = ["keep_upload", "save_corrected", "save_mapping"]

LONGEST = 120


def name_upload(name: str) -> str:
    """The name under which an uploaded file is kept: the last part of its path, without signs that a system forbids.

    Examples
    --------
    >>> name_upload("C:\\\\plans\\\\Suivi (v3).xlsx"), name_upload("../../.bashrc"), name_upload("a\\x00b?.csv")
    ('Suivi (v3).xlsx', 'bashrc', 'a-b-.csv')
    """
    last = re.split(r"[/\\]", name)[-1]
    plain = re.sub(r'[\x00-\x1f\x7f<>:"|?*]', "-", last).strip(" .~")
    stem, dot, ending = plain.rpartition(".")
    return f"{stem[:LONGEST]}{dot}{ending[:10]}" if dot else plain[:LONGEST] or "file"


def keep_upload(folder: Path, name: str, content: bytes) -> Path:
    """Keep an uploaded file in the folder, under the next free name; the same file again is the one that is there.

    Raises
    ------
    OSError
        If the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    return write_beside(folder / name_upload(name), content)


def save_mapping(path: Path, mapping: Mapping) -> Path:
    """Write a mapping beside its file, under the next free name, and let it be read with it from now on.

    Raises
    ------
    OSError
        If the folder cannot be written.
    """
    written = write_beside(path.with_suffix(".toml"), write_mapping(mapping).encode("utf-8", "replace"))
    mine.choose(mine.Mine(path, written))
    return written


def save_corrected(path: Path, given: Mapping, repairs: tuple[Repair, ...], name: str) -> Path:
    """Write a copy with corrected cells into the folder of a file, under the next free name; the file stays as it is.

    Raises
    ------
    OSError
        If the folder cannot be written.
    """
    stem = Path(name_upload(name)).stem or path.stem
    content = make_corrected(open_sheets(path, given), repairs)
    return write_beside(path.parent / f"{stem}{CORRECTED}", content)
