"""Tables in documents: DOCX, and PDF with a text layer; read with the optional extra ``documents``."""

from __future__ import annotations

import importlib.util
import io
import logging
import zipfile
from collections.abc import Sequence
from typing import Any

from analysis.dataset._checking.problem import UnreadableError
from analysis.dataset._checking.rules import Rule
from analysis.dataset._reading.archives import BROKEN_ARCHIVE
from analysis.dataset._reading.sheet import Sheet, spell_whole
from analysis.dataset._reading.spreadsheet import TooLargeError, unpack
from analysis.dataset._reading.text import refuse

__all__ = ["is_docx", "lay_words", "read_docx", "read_pdf"]

#: A document is a few pages; more would take minutes.
MOST_PAGES = 60
MOST_SIZE = 64 * 2**20
#: Paragraphs above a table that are taken along: its title and what it says of the unit.
TITLES = 4


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
    import docx
    from docx.table import Table
    from docx.text.paragraph import Paragraph

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            left = MOST_SIZE
            for name in archive.namelist():
                left -= sum(map(len, unpack(archive, name, left)))
        tables: list[tuple[str, list[list[str]]]] = []
        above: list[str] = []
        for part in docx.Document(io.BytesIO(content)).iter_inner_content():
            if isinstance(part, Paragraph):
                above += [part.text.strip()] if part.text.strip() else []
            elif isinstance(part, Table):
                tables.append((f"table {len(tables) + 1}", [*([text] for text in above[-TITLES:]), *_docx_rows(part)]))
                above = []
        if tables and above:  # a note below says the unit as often as a title
            tables[-1][1].extend([text] for text in above[:TITLES])
    except TooLargeError:
        raise refuse(file, Rule.WORKBOOK_TOO_LARGE, value=MOST_SIZE // 2**20) from None
    except (*BROKEN_ARCHIVE, AttributeError, TypeError, IndexError, SyntaxError, AssertionError):
        raise refuse(file, Rule.DOCUMENT_DAMAGED, kind="DOCX") from None
    except Exception as error:  # the reader's own errors have no class in common
        raise refuse(file, Rule.DOCUMENT_DAMAGED, kind="DOCX") from error
    if not tables:
        raise refuse(file, Rule.DOCUMENT_WITHOUT_TABLE, kind="DOCX")
    return _sheets(file, tables)


def _docx_rows(table: Any) -> list[list[str]]:
    """The texts of a table; a merged cell once, where it begins."""
    seen: set[Any] = set()
    rows = []
    for row in table.rows:
        cells = []
        for cell in row.cells:
            cells.append("" if cell._tc in seen else cell.text)
            seen.add(cell._tc)
        rows.append(cells)
    return rows


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
    import pdfplumber

    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)  # its remarks on fonts are no news for who reads
    tables: list[tuple[str, list[list[str]]]] = []
    words = 0
    try:
        with pdfplumber.open(io.BytesIO(content)) as book:
            if len(book.pages) > MOST_PAGES:
                raise refuse(file, Rule.DOCUMENT_TOO_LONG, value=MOST_PAGES)
            for number, page in enumerate(book.pages, start=1):
                found = page.extract_words()
                words += len(found)
                for table in _page_tables(page, found):
                    tables.append((f"page {number}, table {len(tables) + 1}", table))
                page.close()
    except UnreadableError:
        raise
    except Exception as error:  # the reader's own errors have no class in common
        told = f"{type(error).__name__} {error!r} {error.__cause__!r}"
        rule = Rule.PASSWORD if "Password" in told or "Encryption" in told else Rule.DOCUMENT_DAMAGED
        raise refuse(file, rule, kind="PDF") from None
    if not words:
        raise refuse(file, Rule.DOCUMENT_SCANNED)
    if not tables:
        raise refuse(file, Rule.DOCUMENT_WITHOUT_TABLE, kind="PDF")
    return _sheets(file, tables)


def _page_tables(page: Any, words: list[dict[str, Any]]) -> list[list[list[str]]]:
    """The tables of a page, each with the lines of text above it; one below the other as the page has them."""
    found = []
    top = 0.0
    for table in sorted(page.find_tables(), key=lambda table: table.bbox[1]):
        rows = [[cell or "" for cell in row] for row in table.extract()]
        if len(rows) < 2 or max(map(len, rows)) < 2:
            continue
        above = _lines([word for word in words if top <= word["top"] < table.bbox[1] - 1])
        found.append([*([text] for text in above[-TITLES:]), *rows])
        top = table.bbox[3]
    if found:
        below = _lines([word for word in words if word["top"] > top])
        found[-1].extend([text] for text in below[:TITLES])
        return found
    rows = lay_words(words)
    return [rows] if sum(len([cell for cell in row if cell]) > 1 for row in rows) > 1 else []


def _by_line(words: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """Words of one height, from left to right; lines from above."""
    lines: list[list[dict[str, Any]]] = []
    for word in sorted(words, key=lambda word: (word["top"], word["x0"])):
        if lines and abs(lines[-1][0]["top"] - word["top"]) < 3:
            lines[-1].append(word)
        else:
            lines.append([word])
    return [sorted(line, key=lambda word: word["x0"]) for line in lines]


def _lines(words: list[dict[str, Any]]) -> list[str]:
    return [" ".join(word["text"] for word in line) for line in _by_line(words)]


def lay_words(words: list[dict[str, Any]]) -> list[list[str]]:
    """Words of a page as rows of cells: a gap wider than a blank parts cells, and cells one below the other are a column.

    Examples
    --------
    >>> def word(text, x0, x1, top):
    ...     return {"text": text, "x0": x0, "x1": x1, "top": top, "bottom": top + 10}
    >>> page = [word("Recettes", 10, 50, 0), word("Montant", 200, 240, 0), word("Région", 10, 40, 20), word("60", 212, 222, 20),
    ...         word("000", 225, 240, 20)]
    >>> lay_words(page)
    [['Recettes', 'Montant'], ['Région', '60 000']]
    """
    rows: list[list[tuple[float, float, str]]] = []
    for line in _by_line(words):
        cells: list[tuple[float, float, str]] = []
        for word in line:
            gap = word["x0"] - cells[-1][1] if cells else 0.0
            if cells and gap < 0.8 * (word["bottom"] - word["top"]):
                cells[-1] = (cells[-1][0], word["x1"], f"{cells[-1][2]} {word['text']}")
            else:
                cells.append((word["x0"], word["x1"], word["text"]))
        rows.append(cells)
    spans: list[list[float]] = []
    for x0, x1, _text in sorted(cell for cells in rows if len(cells) > 1 for cell in cells):
        if spans and x0 < spans[-1][1]:
            spans[-1][1] = max(spans[-1][1], x1)
        else:
            spans.append([x0, x1])
    found = []
    for cells in rows:
        row = [""] * len(spans) if len(cells) > 1 else [" ".join(text for *_at, text in cells)]
        for x0, x1, text in cells if len(cells) > 1 else []:
            at = next(i for i, (low, high) in enumerate(spans) if x0 < high and x1 > low)
            row[at] = f"{row[at]} {text}".strip()
        found.append(row)
    return found
