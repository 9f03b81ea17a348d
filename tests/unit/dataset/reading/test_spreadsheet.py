"""Spreadsheets: cut, swollen, reaching too far, and with formulas."""

from __future__ import annotations

import io
import zipfile

import pytest

from analysis import load
from files import as_ods, as_xlsx, rewritten, saved, table, told

SHEET = "xl/worksheets/sheet1.xml"


@pytest.mark.parametrize("part", [0.1, 0.5, 0.9])
@pytest.mark.parametrize("make", [as_xlsx, as_ods])
def test_a_truncated_workbook_is_damaged(make, part, tmp_path):
    content = make(table())
    assert "is damaged" in told(saved(tmp_path / "cut.xlsx", content[: int(len(content) * part)]))


def test_a_bomb_is_refused_by_what_it_unpacks_to(tmp_path):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<x/>")
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as member:
            for _ in range(400):
                member.write(b" " * 2**20)
    assert len(made.getvalue()) < 2**20
    assert "unpacks to more than 256 MB" in told(saved(tmp_path / "bomb.xlsx", made.getvalue()))


FAR = b"""<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>
<row r="1"><c r="A1"><v>1</v></c></row><row r="%d"><c r="%s"><v>1</v></c></row></sheetData></worksheet>"""

WIDE = (
    b'<table:table-row table:number-rows-repeated="1000000">'
    b'<table:table-cell table:number-columns-repeated="9000" office:value-type="string"><text:p>x</text:p></table:table-cell>'
    b"</table:table-row></table:table>"
)


@pytest.mark.parametrize(("row", "cell"), [(1_048_576, b"XFD1048576"), (1, b"XFD99999"), (900_000, b"AA900000")])
def test_a_cell_far_out_does_not_fill_the_memory(row, cell, tmp_path):
    content = rewritten(as_xlsx(table()), SHEET, FAR % (row, cell))
    assert "has a sheet that reaches too far" in told(saved(tmp_path / "far.xlsx", content))


def test_repeats_of_an_ods_do_not_fill_the_memory(tmp_path):
    content = as_ods(table())
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        text = archive.read("content.xml").replace(b"</table:table>", WIDE)
    assert "has a sheet that reaches too far" in told(
        saved(tmp_path / "wide.ods", rewritten(content, "content.xml", text))
    )


def test_a_spreadsheet_formula_counts_as_its_stored_value(tmp_path):
    import xlsxwriter

    book = xlsxwriter.Workbook(str(tmp_path / "f.xlsx"))
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["Lieu", "Coût total"])
    sheet.write_string(1, 0, "A")
    sheet.write_formula(1, 1, "=2*50000", None, 100_000)
    book.close()
    assert load(tmp_path / "f.xlsx").places["investment_eur"].tolist() == [100_000]
