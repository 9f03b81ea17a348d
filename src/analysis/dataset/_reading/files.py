"""A file of any kind that people bring, as sheets; its content tells the kind, not its name."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from analysis.dataset._checking.rules import Rule
from analysis.dataset._reading.records import read_json, read_parquet
from analysis.dataset._reading.sheet import MOST_TEXT, Sheet
from analysis.dataset._reading.spreadsheet import read_spreadsheet
from analysis.dataset._reading.text import read_text_file, refuse
from analysis.words._messages import Message
from analysis.words.i18n import mark

__all__ = ["read_content", "read_sheets"]

OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OTHER_KINDS = {
    b"%PDF": mark("a PDF"), b"\x89PNG": mark("a picture"), b"\xff\xd8\xff": mark("a picture"),
    b"\x1f\x8b": mark("a gzip archive"), b"7z\xbc\xaf": mark("a 7z archive"), b"Rar!": mark("a RAR archive"),
    b"<!DOCTYPE": mark("a web page"), b"<html": mark("a web page"),
}  # fmt: skip


def read_content(path: Path) -> bytes:
    """The bytes of a file.

    Raises
    ------
    UnreadableError
        If there is no such file, it may not be opened, or it is too large.
    """
    try:
        if not path.is_file():
            raise refuse(path.name, Rule.NO_SUCH_FILE)
        if path.stat().st_size > MOST_TEXT:
            raise refuse(path.name, Rule.TOO_LARGE, value=MOST_TEXT // 2**20)
        return path.read_bytes()
    except (OSError, ValueError) as error:
        if hasattr(error, "problems"):
            raise
        raise refuse(path.name, Rule.CANNOT_OPEN, value=getattr(error, "strerror", None) or str(error)) from None


def _is_workbook(content: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return True  # a damaged one: the reader of workbooks says so
    return bool(names & {"[Content_Types].xml", "content.xml", "mimetype"})


def read_sheets(content: bytes, file: str, settings: dict[str, str] | None = None) -> list[Sheet]:
    """The sheets of a file.

    Parameters
    ----------
    content : bytes
        What the file holds.
    file : str
        Name that problems carry.
    settings : dict, optional
        ``encoding``, ``separator`` and ``sheet`` where they are known.

    Raises
    ------
    UnreadableError
        If nothing in it can be read as a table; the message says what to do.
    """
    settings = settings or {}
    for start, kind in OTHER_KINDS.items():
        if content[:64].lstrip().lower().startswith(start.lower()):
            raise refuse(file, Rule.OTHER_KIND, kind=Message(kind))
    if content.startswith(b"PAR1"):
        return [read_parquet(content, file)]
    if content.startswith(OLD_OFFICE) or (content.startswith(b"PK") and _is_workbook(content)):
        return read_spreadsheet(content, file)
    if content.startswith(b"PK"):
        raise refuse(file, Rule.OTHER_ARCHIVE)
    start = content[:4096].removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    if start in (b"{", b"["):
        return [read_json(content, file)]
    return [read_text_file(content, file, settings)]
