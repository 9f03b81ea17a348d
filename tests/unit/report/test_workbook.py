"""Workbooks: numbers are numbers, no text becomes a formula, and the same sheets are the same bytes."""

from __future__ import annotations

import io
import re
import time
import zipfile

import pandas as pd
import pytest
from python_calamine import CalamineWorkbook

from analysis.report._workbook import BookSheet, find_number, make_book, read_numbers
from analysis.words._formatting import format_euros, format_number, format_share, format_whole
from analysis.words.i18n import LANGUAGES, speak

FORMULAS = ["=1+1", "+cmd|' /C calc'!A0", "-1+1", "@SUM(1)", "\t=1"]


def opened(made: bytes) -> dict[str, list[list[object]]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(made))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def test_cells_are_what_they_were_numbers_as_numbers():
    table = pd.DataFrame(
        {"lieu": ["A", None], "an": pd.Series([2021, None], dtype="Int64"), "part": [0.5, float("nan")]}
    )
    rows = opened(make_book([BookSheet("Lieux", table)], title="x"))["Lieux"]
    assert rows == [["lieu", "an", "part"], ["A", 2021.0, 0.5]] or rows[2] == ["", "", ""]
    assert rows[1] == ["A", 2021.0, 0.5]


def test_no_text_is_a_formula_or_becomes_one_when_its_cell_is_edited():
    made = make_book([BookSheet("a", pd.DataFrame({"=head": ["text", *FORMULAS]}))], title="=x")
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        page = archive.read("xl/worksheets/sheet1.xml").decode()
        styles = archive.read("xl/styles.xml").decode()
    assert "<f>" not in page
    assert "<hyperlink" not in page
    assert "quotePrefix" in styles
    plain, *quoted, _visible = re.findall(r'<c r="A\d" s="(\d+)" t="s">', page)[1:]
    assert set(quoted) == {quoted[0]} != {plain}
    assert [row[0] for row in opened(made)["a"]][2:6] == FORMULAS[:4]


def test_the_same_sheets_are_the_same_bytes_at_another_time():
    sheets = [BookSheet("a", pd.DataFrame({"x": [1.5]}))]
    made = make_book(sheets, title="x")
    time.sleep(1.1)  # what dates a file dates it to the second
    assert made == make_book(sheets, title="x")
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert {member.date_time[0] for member in archive.infolist()} == {1980}
        assert "2000-01-01" in archive.read("docProps/core.xml").decode()


def test_names_of_sheets_are_names_that_spreadsheets_take():
    wanted = ["[a]:b*c?/\\", "x" * 50, "x" * 50, "'q'", "", "Y", "y"]
    found = list(opened(make_book([BookSheet(name, pd.DataFrame({"a": ["b"]})) for name in wanted], title="x")))
    assert len({name.casefold() for name in found}) == len(wanted)
    assert all(0 < len(name) <= 31 and not re.search(r"[\[\]:*?/\\]", name) for name in found)


def test_hostile_texts_stay_texts_and_have_an_end():
    texts = ["A" * 100_000, "\u202egnp.exe", "a\x0b\x1b[31m", "\ud800", "</t></si><script>", "_x0041_"]
    rows = opened(make_book([BookSheet("a", pd.DataFrame({"x": texts}, dtype="object"))], title="\u202e"))["a"]
    assert len(str(rows[1][0])) <= 32_767
    assert rows[2] == ["\\u202egnp.exe"]
    assert rows[5] == ["</t></si><script>"]
    assert rows[6] == ["_x0041_"]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("value", [0.0, 12.5, 950.0, 1650.0, 150_000.0, 1_230_000.0, 535_000_000.0, 2_500_000_000.0])
def test_a_number_that_is_written_for_readers_is_read_back(lang, value):
    with speak(lang):
        assert find_number(format_euros(value), lang) == (pytest.approx(value), "#,##0")
        assert find_number(format_whole(round(value)), lang) == (round(value), "General")
        assert find_number(format_number(value), lang) == (pytest.approx(value), "General")
        assert find_number(format_share(0.43), lang) == (0.43, "0%")


@pytest.mark.parametrize("text", ["<1%", "43% to 56%", "not known", "", "12 places", "p < 0.001", "1.2.3.4e", "€"])
def test_what_is_more_than_a_number_stays_text(text):
    assert find_number(text, "en") is None


def test_a_column_of_different_units_stays_text():
    sheet = read_numbers(pd.DataFrame({"what": ["cost", "share"], "value": ["€10k", "43%"], "n": ["3", "4"]}), "en")
    assert sheet.table["value"].tolist() == ["€10k", "43%"]
    assert sheet.table["n"].tolist() == [3.0, 4.0]
    assert read_numbers(pd.DataFrame([["1", "2"]], columns=["", ""]), "en").table.shape == (1, 2)
