"""Tables of documents: where each stands, and why there is none."""

from __future__ import annotations

import pytest

from analysis.dataset._reading import document_tables
from analysis.dataset._reading.document_tables import NoTableError, find_drawn, lay_words
from drawn import ROWS, as_docx, as_pdf


def test_a_table_comes_with_the_texts_around_it():
    for kind, content in (("docx", as_docx(ROWS, "Title")), ("pdf", as_pdf(ROWS, "Title"))):
        ((_name, rows),) = find_drawn(kind, content)
        assert rows == [["Title"], *ROWS]


pytest.importorskip("docx")
pytest.importorskip("pdfplumber")


@pytest.mark.parametrize(
    ("content", "why"), [(as_pdf([]), "SCANNED"), (as_pdf([], "A text"), "TABLELESS"), (as_pdf(ROWS, more=60), "LONG")]
)
def test_why_there_is_none(content, why):
    with pytest.raises(NoTableError, match=getattr(document_tables, why)):
        list(find_drawn("pdf", content))


def test_words_one_below_the_other_are_a_column():
    words = [(10, 0, "Région"), (200, 0, "60"), (10, 20, "État"), (200, 20, "30")]
    placed = [{"text": text, "x0": x, "x1": x + 30, "top": top, "bottom": top + 10} for x, top, text in words]
    assert lay_words(placed) == [["Région", "60"], ["État", "30"]]
