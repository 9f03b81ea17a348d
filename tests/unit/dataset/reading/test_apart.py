"""Workbooks and Parquet files that are read in a process of their own."""

from __future__ import annotations

import io
import zipfile

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from analysis import load
from analysis.dataset._checking import Rule, UnreadableError
from analysis.dataset._reading.apart import read_apart
from files import as_ods, as_xls, as_xlsx, rewritten, saved, table

SHEET = "xl/worksheets/sheet1.xml"


@pytest.mark.parametrize("make", [as_xlsx, as_ods, as_xls])
def test_a_workbook_is_the_same_when_it_is_read_apart(make):
    (found,) = read_apart("book", make(table()), "a", Rule.SPREADSHEET_DAMAGED)
    assert found.shown
    assert found.rows == [["Lieu", "Coût total", "Code département"], ["A", 150_000.0, "01"], ["B", 200_000.5, "2A"]]


def as_parquet(table: pa.Table) -> bytes:
    made = io.BytesIO()
    pq.write_table(table, made, compression="zstd")
    return made.getvalue()


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (b"PAR1 no table", Rule.PARQUET_DAMAGED),
        (as_parquet(pa.table({"Lieu": ["x" * 1_000_000] * 2_000})), Rule.READING_TOO_LARGE),  # a kept text in each row
        (as_parquet(pa.table({"Lieu": pa.nulls(9_900_000)})), Rule.RECORDS_TOO_LARGE),
    ],
)
def test_what_a_parquet_file_becomes_is_bounded(content, rule):
    with pytest.raises(UnreadableError) as refused:
        read_apart("records", content, "a.parquet", Rule.PARQUET_DAMAGED)
    assert refused.value.problems[0].code is rule


SHEET_OF = b"""<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>
<row r="1"><c r="A1" t="s"><v>0</v></c></row><row r="2"><c %s><v>5</v></c></row></sheetData></worksheet>"""


@pytest.mark.parametrize(
    "place",
    [b"r='XFD1048576'", b'r = "XFD1048576"', b'r="xfd1048576"', b'\tr\n=\n"XFD1048576"', b'r="XFD1048576"', b'x="/>" r="XFD1048576"'],
)  # fmt: skip
def test_a_cell_far_out_ends_nothing_in_whatever_way_it_is_written(place, tmp_path):
    file = saved(tmp_path / "far.xlsx", rewritten(as_xlsx(table()), SHEET, SHEET_OF % place))
    with pytest.raises(UnreadableError) as refused:
        load(file)
    assert refused.value.problems[0].code in (Rule.READING_TOO_LARGE, Rule.SHEET_TOO_FAR)


def test_a_kept_text_that_stands_in_many_cells_is_bounded(tmp_path):
    rows = b"".join(b'<row r="%d"><c r="A%d" t="s"><v>0</v></c></row>' % (at, at) for at in range(3, 1_003))
    sheet = (SHEET_OF % b'r="B2"').replace(b"</sheetData>", rows + b"</sheetData>")
    texts = (
        b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>'
        + b"x" * 1_000_000
        + b"</t></si></sst>"
    )
    content = rewritten(rewritten(as_xlsx(table()), SHEET, sheet), "xl/sharedStrings.xml", texts)
    with pytest.raises(UnreadableError) as refused:
        load(saved(tmp_path / "kept.xlsx", content))
    assert refused.value.problems[0].code is Rule.READING_TOO_LARGE


def test_a_workbook_whose_cells_do_not_say_where_they_stand_is_read(tmp_path):
    sheet = b"""<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>
    <row><c t="inlineStr"><is><t>Lieu</t></is></c><c t="inlineStr"><is><t>Co\xc3\xbbt total</t></is></c></row>
    <row><c t="inlineStr"><is><t>A</t></is></c><c><v>90000</v></c></row></sheetData></worksheet>"""
    data = load(saved(tmp_path / "bare.xlsx", rewritten(as_xlsx(table()), SHEET, sheet)))
    assert data.places["investment_eur"].tolist() == [90_000]


def test_formatted_rows_to_the_last_one_are_no_cells(tmp_path):
    rows = b"".join(b'<row r="%d" s="1" customFormat="1"/>' % at for at in range(4, 1_048_577))
    made = io.BytesIO()
    pd.DataFrame({"Lieu": ["A", "B"], "Coût total": [90_000, 50_000]}).to_excel(made, engine="xlsxwriter", index=False)
    with zipfile.ZipFile(made) as archive:
        sheet = archive.read(SHEET).replace(b"</sheetData>", rows + b"</sheetData>")
    data = load(saved(tmp_path / "formatted.xlsx", rewritten(made.getvalue(), SHEET, sheet)))
    assert data.places["investment_eur"].tolist() == [90_000, 50_000]
