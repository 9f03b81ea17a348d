"""Financing plans in documents, DOCX and PDF, drawn by hand."""

from __future__ import annotations

import io
import zlib

ROWS = [
    ["Dépenses", "Montant", "Ressources", "Montant", "%"],
    ["Travaux", "80 000", "Région", "60 000", "60 %"],
    ["Machines", "20 000", "État (DSIL)", "30 000", "30 %"],
    ["", "", "Fonds propres", "10 000", "10 %"],
    ["Total", "100 000", "Total", "100 000", "100 %"],
]


def as_docx(rows: list[list[str]], *above: str) -> bytes:
    import docx

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


def as_pdf(rows: list[list[str]], *above: str, ruled: bool = True, more: int = 0, blanks: int = 0) -> bytes:
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
    stream = zlib.compress(b" " * blanks) if blanks else b"\n".join(drawn)
    packed = b"/Filter /FlateDecode " if blanks else b""
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R %s] /Count %d >>"
        % (b"".join(b"%d 0 R " % at for at in range(6, 6 + more)), 1 + more),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< %s/Length %d >>\nstream\n" % (packed, len(stream)) + stream + b"\nendstream",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    parts += [parts[2]] * more
    made, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, start=1):
        places.append(len(made))
        made += b"%d 0 obj\n" % number + part + b"\nendobj\n"
    start = len(made)
    made += (
        b"xref\n0 %d\n" % (len(parts) + 1)
        + b"0000000000 65535 f \n"
        + b"".join(b"%010d 00000 n \n" % place for place in places)
    )
    return made + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(parts) + 1, start)
