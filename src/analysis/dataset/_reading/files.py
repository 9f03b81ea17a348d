"""A file of any kind that people bring, as sheets; its content tells the kind, not its name."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from analysis._system import read_start
from analysis.dataset._checking.rules import Rule
from analysis.dataset._reading.archives import BROKEN_ARCHIVE, OLD_OFFICE, find_shut, inflate
from analysis.dataset._reading.cells import clean_sheet
from analysis.dataset._reading.markup import is_markup, read_markup
from analysis.dataset._reading.records import is_json, read_json, read_parquet
from analysis.dataset._reading.sheet import MOST_CELLS, MOST_TEXT, ROW, Sheet
from analysis.dataset._reading.spreadsheet import read_spreadsheet
from analysis.dataset._reading.text import read_text_file, refuse
from analysis.words._formatting import format_whole
from analysis.words._messages import Message, spell
from analysis.words._reasons import say_reason
from analysis.words.i18n import mark

__all__ = ["is_archive", "read_content", "read_sheets"]

OTHER_KINDS = {
    b"\x89PNG": mark("a picture"), b"\xff\xd8\xff": mark("a picture"), b"GIF8": mark("a picture"),
    b"7z\xbc\xaf": mark("a 7z archive"), b"Rar!": mark("a RAR archive"), b"{\\rtf": mark("a text document (RTF)"),
}  # fmt: skip
#: What an archive holds that is a document of an office program, but no workbook.
OFFICE_KINDS = {
    "ppt/presentation.xml": mark("a presentation"),
    "mimetype:application/vnd.oasis.opendocument.text": mark("a text document (ODT)"),
    "mimetype:application/vnd.oasis.opendocument.presentation": mark("a presentation"),
}
#: Tables of a page, a document or a list of records; workbooks have fewer sheets.
MOST_TABLES = 200
WORKBOOK = {"[Content_Types].xml", "content.xml", "mimetype"}


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
        content = read_start(path, MOST_TEXT + 1)
        if len(content) > MOST_TEXT:
            raise refuse(path.name, Rule.TOO_LARGE, value=MOST_TEXT // 2**20)
        return content
    except (OSError, ValueError) as error:
        if hasattr(error, "problems"):
            raise
        raise refuse(path.name, Rule.CANNOT_OPEN, value=say_reason(error)) from None


def _names(content: bytes) -> set[str] | None:
    """The names in an archive, and its kind where it says it; None where it is damaged."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
            if "mimetype" in names and archive.getinfo("mimetype").file_size < 200:
                names.add("mimetype:" + archive.read("mimetype").decode("ascii", "replace").strip())
            return names
    except BROKEN_ARCHIVE:
        return None


def is_archive(content: bytes) -> bool:
    """Whether a file is a zip archive of other files: neither a workbook nor a document."""
    if not content.startswith(b"PK") or find_shut(content):
        return False
    names = _names(content)
    return names is not None and not names & (WORKBOOK | {"word/document.xml"})


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
    sheets = _read(content, file, settings or {})
    if len(sheets) > MOST_TABLES:
        raise refuse(file, Rule.TOO_MANY_SHEETS, most_sheets=MOST_TABLES)
    return [clean_sheet(_bounded(sheet)) for sheet in sheets]


def _bounded(sheet: Sheet) -> Sheet:
    """A sheet, if its rows are no more than a table may have: what is told of a row takes more room than a cell.

    Raises
    ------
    UnreadableError
        If they are.
    """
    most = MOST_CELLS // (ROW + max(map(len, sheet.rows[:1_000]), default=0))
    filled = (
        len(sheet.rows)
        if len(sheet.rows) <= most
        else sum(any(cell not in ("", None) for cell in row) for row in sheet.rows)
    )
    if filled > most:
        raise refuse(sheet.file, Rule.TOO_MANY_ROWS, sheet=sheet.name, most_rows=spell(format_whole, most))
    return sheet


def _read(content: bytes, file: str, settings: dict[str, str]) -> list[Sheet]:
    if content.startswith(b"\x1f\x8b"):
        content = inflate(content, file)
        file = file.removesuffix(".gz")
        if content.startswith(b"\x1f\x8b") or content[257:262] == b"ustar":
            raise refuse(file, Rule.OTHER_ARCHIVE)
    for start, kind in OTHER_KINDS.items():
        if content.startswith(start):
            raise refuse(file, Rule.OTHER_KIND, kind=Message(kind))
    if shut := find_shut(content):
        raise refuse(file, shut)
    if content.startswith(b"PAR1"):
        return read_parquet(content, file)
    if content.startswith(OLD_OFFICE):
        return read_spreadsheet(content, file)
    if content.startswith(b"PK"):
        return _read_packed(content, file)
    if content[:1024].lstrip().startswith(b"%PDF"):
        from analysis.dataset._reading.documents import read_pdf  # late: few bring one

        return read_pdf(content, file)
    if is_markup(content):
        return read_markup(content, file)
    if is_json(content):
        return read_json(content, file)
    return [read_text_file(content, file, settings)]


def _read_packed(content: bytes, file: str) -> list[Sheet]:
    """What an archive of an office program holds."""
    names = _names(content)
    for name, kind in OFFICE_KINDS.items():
        if names and name in names:
            raise refuse(file, Rule.OTHER_KIND, kind=Message(kind))
    if names and "word/document.xml" in names:
        from analysis.dataset._reading.documents import read_docx  # late: few bring one

        return read_docx(content, file)
    if names is None or names & WORKBOOK:
        return read_spreadsheet(content, file)  # a damaged one: it says so
    raise refuse(file, Rule.OTHER_ARCHIVE)
