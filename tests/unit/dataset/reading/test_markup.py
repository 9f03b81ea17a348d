"""Tables in tags: web pages called .xls, workbooks of Excel 2003, flat OpenDocument files."""

from __future__ import annotations

from datetime import date

import pytest

from analysis import load
from analysis.dataset._checking import UnreadableError
from analysis.dataset._reading.markup import is_markup, read_markup
from files import saved

EXCEL_2003 = """<?xml version="1.0"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Worksheet ss:Name="Plans"><Table>
<Row><Cell><Data ss:Type="String">Lieu</Data></Cell><Cell ss:Index="3"><Data ss:Type="String">Coût total</Data></Cell>
<Cell><Data ss:Type="String">Date</Data></Cell></Row>
<Row ss:Index="3"><Cell><Data ss:Type="String">La Nef</Data></Cell><Cell ss:Index="3"><Data ss:Type="Number">80000.5</Data></Cell>
<Cell><Data ss:Type="DateTime">2021-03-04T00:00:00.000</Data></Cell></Row>
</Table></Worksheet></Workbook>"""
FLAT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet><table:table table:name="P">
<table:table-row><table:table-cell office:value-type="string"><text:p>Lieu</text:p></table:table-cell>
<table:table-cell office:value-type="string"><text:p>Coût <text:span>total</text:span></text:p></table:table-cell>
<table:table-cell table:number-columns-repeated="16000"/></table:table-row>
<table:table-row><table:table-cell office:value-type="string"><text:p>La Nef</text:p></table:table-cell>
<table:table-cell office:value-type="float" office:value="80000.5"><text:p>80 000,50</text:p></table:table-cell></table:table-row>
<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row>
</table:table></office:spreadsheet></office:body></office:document>"""
PAGE = "<table><tr><th>Lieu</th><th>Coût total</th></tr><tr><td>La Nef</td><td>80&nbsp;000,50</td></tr></table>"


@pytest.mark.parametrize(
    "content",
    [
        EXCEL_2003.encode(),
        FLAT.encode(),
        PAGE.encode(),
        f'<meta charset="utf-8"><style>td {{}}</style>{PAGE}'.encode(),
        f"<!DOCTYPE html><html><body><p>Plans</p>{PAGE}</body></html>".encode("utf-16"),
        f"\n<!-- made by a program --><html><table><tr><td>menu</td></tr></table>{PAGE}</html>".encode("cp1252"),
        b"<table><tr><td>Lieu<td>Co\xc3\xbbt total<tr><td>La Nef<td>80000.50",
    ],
    ids=range(7),
)
def test_each_form_gives_the_place(content, tmp_path):
    data = load(saved(tmp_path / "plans.xls", content))
    assert data.places[["name", "investment_eur"]].values.tolist() == [["La Nef", 80_000.5]]


def test_rows_and_cells_stand_where_their_index_says():
    (sheet,) = read_markup(EXCEL_2003.encode(), "a.xls")
    assert sheet.rows == [["Lieu", "", "Coût total", "Date"], [], ["La Nef", "", 80_000.5, date(2021, 3, 4)]]


def test_merged_cells_of_a_page_keep_their_room():
    page = b"<table><tr><td rowspan=2>A<td colspan=2>B<td>C<tr><td>D<td>E<td>F</table>"
    assert read_markup(page, "a.html")[0].rows == [["A", "B", "", "C"], ["", "D", "E", "F"]]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"<html><p>Connexion</p></html>", "is a web page, not a table"),
        (EXCEL_2003.encode()[:300], "is an XML file that is damaged"),
        (FLAT.replace("UTF-8", "UTR-8").encode(), "is an XML file that is damaged"),
        (FLAT.replace("UTF-8", "shift_jis").encode(), "is an XML file that is damaged"),
        (EXCEL_2003.replace('ss:Index="3"><Cell', 'ss:Index="99999999"><Cell').encode(), "more than 5,000,000 cells"),
        (b"<?xml version='1.0'?><rss><item/></rss>", "is an XML document, not a table"),
    ],
)
def test_what_is_no_table_is_told(content, why):
    with pytest.raises(UnreadableError, match=why):
        read_markup(content, "a.xls")


def test_text_that_begins_with_a_sign_is_no_markup():
    assert not is_markup(b"<5 postes;Lieu\n")
