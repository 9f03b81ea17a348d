"""Financing plans in DOCX and PDF documents; a scan, a protected one and one without a table are named."""

from __future__ import annotations

import importlib.util
import io

import pytest

from analysis import load
from analysis.dataset._checking import UnreadableError
from analysis.dataset._reading import documents
from analysis.dataset._reading.documents import is_docx, read_docx, read_pdf
from files import as_xlsx, saved, table

docx = pytest.importorskip("docx")
pytest.importorskip("pdfplumber")

TITLE = "Plan de financement prévisionnel – Fab lab La Forge (en € HT)"
ROWS = [
    ["Dépenses", "Montant", "Ressources", "Montant", "%"],
    ["Travaux", "80 000", "Région", "60 000", "60 %"],
    ["Machines", "20 000", "État (DSIL)", "30 000", "30 %"],
    ["", "", "Fonds propres", "10 000", "10 %"],
    ["Total", "100 000", "Total", "100 000", "100 %"],
]
LINES = {"region": 60_000, "state": 30_000, "own_funds": 10_000}


def as_docx(rows: list[list[str]], *above: str) -> bytes:
    book, made = docx.Document(), io.BytesIO()
    for text in above:
        book.add_paragraph(text)
    if rows:
        drawn = book.add_table(len(rows), len(rows[0]))
        for at, row in enumerate(rows):
            for column, text in enumerate(row):
                drawn.cell(at, column).text = text
    book.save(made)
    return made.getvalue()


def as_pdf(rows: list[list[str]], *above: str, ruled: bool = True) -> bytes:
    """A page with a table, drawn by hand: text at its place, and lines around the cells where they are asked for."""
    xs, drawn = [40, 160, 250, 390, 480, 540], []

    def text(x: float, y: float, said: str) -> None:
        body = (
            said.replace("€", "\u20ac")
            .encode("cp1252")
            .replace(b"\\", b"\\\\")
            .replace(b"(", b"\\(")
            .replace(b")", b"\\)")
        )
        drawn.append(b"BT /F1 10 Tf %d %d Td (" % (x, y) + body + b") Tj ET")

    for at, said in enumerate(above):
        text(40, 780 - 20 * at, said)
    top = 780 - 20 * len(above) - 20
    for at, row in enumerate(rows):
        for column, said in enumerate(row):
            if said:
                text(xs[column] + 3, top - 20 * at, said)
    if ruled:
        bottom = top - 20 * len(rows) + 14
        drawn += [b"%d %d m %d %d l S" % (40, y, 540, y) for y in range(bottom, top + 15, 20)]
        drawn += [b"%d %d m %d %d l S" % (x, bottom, x, bottom + 20 * len(rows)) for x in xs]
    stream = b"\n".join(drawn)
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n" % len(stream) + stream + b"\nendstream",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    made, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, start=1):
        places.append(len(made))
        made += b"%d 0 obj\n" % number + part + b"\nendobj\n"
    start = len(made)
    made += b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    return made + b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % start


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


def test_a_long_document_is_not_read_for_minutes(monkeypatch):
    monkeypatch.setattr(documents, "MOST_PAGES", 0)
    with pytest.raises(UnreadableError, match="has more than 0 pages"):
        read_pdf(as_pdf(ROWS), "a.pdf")


def test_a_workbook_is_no_document():
    assert not is_docx(as_xlsx(table()))
    assert is_docx(as_docx([]))
