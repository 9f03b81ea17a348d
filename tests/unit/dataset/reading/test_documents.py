"""Financing plans in DOCX and PDF documents; a scan, a protected one and one without a table are named."""

from __future__ import annotations

import importlib.util
import io

import pytest

from analysis import load
from analysis.dataset._checking import UnreadableError
from analysis.dataset._reading.documents import is_docx, read_docx, read_pdf
from drawn import ROWS, as_docx, as_pdf
from files import as_xlsx, saved, table

docx = pytest.importorskip("docx")
pytest.importorskip("pdfplumber")

TITLE = "Plan de financement prévisionnel – Fab lab La Forge (en € HT)"
LINES = {"region": 60_000, "state": 30_000, "own_funds": 10_000}


@pytest.mark.parametrize(
    "content",
    [
        as_docx(ROWS, "Mairie de Vauclair", TITLE),
        as_pdf(ROWS, "Mairie de Vauclair", TITLE),
        as_pdf(ROWS, "Mairie de Vauclair", TITLE, ruled=False),
    ],
    ids=["DOCX", "PDF with lines", "PDF without lines"],
)
def test_a_plan_in_a_document_is_a_place_with_its_lines(content, tmp_path):
    data = load(saved(tmp_path / "plan", content))
    assert data.places[["name", "investment_eur", "vat"]].values.tolist() == [["Fab lab La Forge", 100_000, "excl"]]
    assert data.funding.set_index("funder_type")["amount_eur"].to_dict() == LINES
    assert data.problems == ()


def test_a_table_of_places_in_a_document_is_a_table(tmp_path):
    data = load(
        saved(
            tmp_path / "a.docx",
            as_docx([["Lieu", "Coût total", "Région"], ["La Nef", "80 000 €", "30 000 €"]], "Nos lieux"),
        )
    )
    assert data.places[["name", "investment_eur"]].values.tolist() == [["La Nef", 80_000]]


def test_a_merged_cell_is_one_cell():
    book, made = docx.Document(), io.BytesIO()
    drawn = book.add_table(2, 3)
    drawn.cell(0, 0).merge(drawn.cell(0, 1)).text = "A"
    drawn.cell(0, 2).merge(drawn.cell(1, 2)).text = "B"
    book.save(made)
    assert read_docx(made.getvalue(), "a.docx")[0].rows == [["A", "", "B"], ["", "", ""]]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (as_docx([], "A text"), "is a DOCX without a table"),
        (as_docx(ROWS)[:-300] + b"x" * 300, "is damaged"),
        (as_pdf([], "A text"), "is a PDF without a table"),
        (as_pdf([]), "is a PDF of pictures without text"),
        (as_pdf(ROWS)[:200], "is a PDF"),
    ],
    ids=range(5),
)
def test_what_cannot_be_read_is_named(content, why, tmp_path):
    with pytest.raises(UnreadableError, match=why):
        load(saved(tmp_path / "a", content))


@pytest.mark.parametrize(("read", "kind"), [(read_docx, "DOCX"), (read_pdf, "PDF")])
def test_without_the_extra_it_is_named(read, kind, monkeypatch):
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(UnreadableError, match=rf"is a {kind}.*cluster-funding\[documents\]"):
        read(b"", "a")


def test_a_long_document_is_not_read_for_minutes():
    with pytest.raises(UnreadableError, match="has more than 60 pages"):
        read_pdf(as_pdf(ROWS, more=60), "a.pdf")


def test_a_page_of_one_megabyte_that_unpacks_to_a_thousand_takes_no_memory_of_ours():
    content = as_pdf([], blanks=1_500_000_000)
    assert len(content) < 2_000_000
    with pytest.raises(UnreadableError, match="takes more memory or time than a table does"):
        read_pdf(content, "a.pdf")


def test_a_workbook_is_no_document():
    assert not is_docx(as_xlsx(table()))
    assert is_docx(as_docx([]))
