"""The tables of a DOCX or PDF document, found with a library that nothing bounds: run in the process of `reader_process`.

It imports nothing of the package, so that it begins soon.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from typing import Any

__all__ = ["LONG", "MOST_PAGES", "PASSWORD", "SCANNED", "TABLELESS", "NoTableError", "find_drawn", "lay_words"]

#: A document is a few pages; more would take minutes.
MOST_PAGES = 60
#: Paragraphs above a table that are taken along: its title and what it says of the unit.
TITLES = 4
#: Why there is no table: a password, too many pages, no text, no table in the text.
PASSWORD, LONG, SCANNED, TABLELESS = "password", "long", "scanned", "tableless"

Table = list[list[str]]


class NoTableError(Exception):
    """Why a document gives no table: one of the words above."""


def find_drawn(kind: str, content: bytes) -> Iterator[tuple[str, Table]]:
    """The tables of a document ("docx" or "pdf") with their names.

    Raises
    ------
    NoTableError
        If it is protected, too long, a scan, or holds no table.
    """
    found = _of_docx(content) if kind == "docx" else _of_pdf(content)
    if not found:
        raise NoTableError(TABLELESS)
    yield from found


def _of_docx(content: bytes) -> list[tuple[str, Table]]:
    """The tables of a DOCX document, each with the paragraphs above it."""
    import docx
    from docx.table import Table as Drawn
    from docx.text.paragraph import Paragraph

    tables: list[tuple[str, Table]] = []
    above: list[str] = []
    for part in docx.Document(io.BytesIO(content)).iter_inner_content():
        if isinstance(part, Paragraph):
            above += [part.text.strip()] if part.text.strip() else []
        elif isinstance(part, Drawn):
            tables.append((f"table {len(tables) + 1}", [*([text] for text in above[-TITLES:]), *_docx_rows(part)]))
            above = []
    if tables and above:  # a note below says the unit as often as a title
        tables[-1][1].extend([text] for text in above[:TITLES])
    return tables


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


def _of_pdf(content: bytes) -> list[tuple[str, Table]]:
    """The tables of a PDF with a text layer: those with lines around their cells, else words that stand in columns."""
    import pdfplumber

    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)  # its remarks on fonts are no news for who reads
    tables: list[tuple[str, Table]] = []
    words = 0
    try:
        with pdfplumber.open(io.BytesIO(content)) as book:
            if len(book.pages) > MOST_PAGES:
                raise NoTableError(LONG)
            for number, page in enumerate(book.pages, start=1):
                found = page.extract_words()
                words += len(found)
                for table in _page_tables(page, found):
                    tables.append((f"page {number}, table {len(tables) + 1}", table))
                page.close()
    except NoTableError:
        raise
    except Exception as error:  # the reader's own errors have no class in common
        told = f"{type(error).__name__} {error!r} {error.__cause__!r}"
        if "Password" in told or "Encryption" in told:
            raise NoTableError(PASSWORD) from None
        raise
    if not words:
        raise NoTableError(SCANNED)
    return tables


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
