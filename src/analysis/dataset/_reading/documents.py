"""Tables in documents: DOCX, and PDF with a text layer; read with the optional extra ``documents``."""

from __future__ import annotations

import importlib.util
import io
import zipfile
from collections.abc import Sequence

from analysis.dataset._checking.rules import Rule
from analysis.dataset._reading import document_tables, reader_process
from analysis.dataset._reading.apart import refused, run_apart
from analysis.dataset._reading.archives import BROKEN_ARCHIVE
from analysis.dataset._reading.sheet import Sheet, spell_whole
from analysis.dataset._reading.spreadsheet import TooLargeError, unpack
from analysis.dataset._reading.text import refuse

__all__ = ["is_docx", "read_docx", "read_pdf"]

MOST_SIZE = 64 * 2**20


def is_docx(content: bytes) -> bool:
    """Whether an archive is a DOCX document."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return "word/document.xml" in archive.namelist()
    except BROKEN_ARCHIVE:
        return False


def _needs(package: str, file: str, kind: str) -> None:
    if importlib.util.find_spec(package) is None:
        raise refuse(file, Rule.DOCUMENTS_EXTRA, kind=kind)


def _sheets(file: str, tables: Sequence[tuple[str, list[list[str]]]]) -> list[Sheet]:
    """Each table with its name; one table needs none."""
    rows = [(name, [[spell_whole(" ".join(cell.split())) for cell in row] for row in table]) for name, table in tables]
    rows = [(name, table) for name, table in rows if any(any(row) for row in table)]
    return [Sheet(file, name if len(rows) > 1 else "", table, range(1, len(table) + 1)) for name, table in rows]


def read_docx(content: bytes, file: str) -> list[Sheet]:
    """The tables of a DOCX document, each with the paragraphs above it.

    Raises
    ------
    UnreadableError
        If the extra is not installed, the document is damaged or too large, or holds no table.
    """
    _needs("docx", file, "DOCX")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            left = MOST_SIZE
            for name in archive.namelist():
                left -= sum(map(len, unpack(archive, name, left)))
    except TooLargeError:
        raise refuse(file, Rule.WORKBOOK_TOO_LARGE, value=MOST_SIZE // 2**20) from None
    except BROKEN_ARCHIVE:
        raise refuse(file, Rule.DOCUMENT_DAMAGED, kind="DOCX") from None
    return _read("docx", content, file)


def read_pdf(content: bytes, file: str) -> list[Sheet]:
    """The tables of a PDF with a text layer: those with lines around their cells, else words that stand in columns.

    Raises
    ------
    UnreadableError
        If the extra is not installed, the document is damaged, protected or a scan, or holds no table.
    """
    _needs("pdfplumber", file, "PDF")
    if len(content) > MOST_SIZE:
        raise refuse(file, Rule.TOO_LARGE, value=MOST_SIZE // 2**20)
    return _read("pdf", content, file)


def _read(kind: str, content: bytes, file: str) -> list[Sheet]:
    found, (why, *numbers) = run_apart(kind, content)
    if why == document_tables.LONG:
        raise refuse(file, Rule.DOCUMENT_TOO_LONG, value=document_tables.MOST_PAGES)
    if why == document_tables.SCANNED:
        raise refuse(file, Rule.DOCUMENT_SCANNED)
    if why == document_tables.TABLELESS:
        raise refuse(file, Rule.DOCUMENT_WITHOUT_TABLE, kind=kind.upper())
    if why == reader_process.DAMAGED:
        raise refuse(file, Rule.DOCUMENT_DAMAGED, kind=kind.upper())
    if why != reader_process.DONE:
        raise refused((why, *numbers), file, Rule.DOCUMENT_DAMAGED)
    return _sheets(file, [(one.name, one.rows) for one in found])
