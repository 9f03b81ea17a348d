"""Sheets of one form read as one table."""

from __future__ import annotations

import pytest
import xlsxwriter

from analysis import load
from analysis.dataset._reading.together import find_field_of_sheets


def workbook(path, sheets):
    book = xlsxwriter.Workbook(path)
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for at, row in enumerate(rows):
            sheet.write_row(at, 0, row)
    book.close()
    return path


HEAD = ["Lieu", "Coût total", "Région"]


def test_a_sheet_for_each_year_is_one_table_with_the_year(tmp_path):
    sheets = {
        "2021": [HEAD, ["Moulin", 100_000, 10_000]],
        "2022": [HEAD, ["Forge", 200_000, "beaucoup"], ["Lavoir", "trop", 1]],
    }
    data = load(workbook(tmp_path / "a.xlsx", sheets))
    assert data.places[["name", "year"]].values.tolist() == [["Moulin", 2021], ["Forge", 2022]]
    assert {(p.sheet, p.row, p.column) for p in data.problems} == {("2022", 2, "Région"), ("2022", 3, "Coût total")}
    assert data.rejected[["sheet", "row"]].values.tolist() == [["2022", 3]]
    assert str(data.rows[0]) == "a.xlsx, sheet 2021, 2022: 3 rows read = 2 accepted + 1 set aside"


def test_a_sheet_that_repeats_the_others_is_left_out(tmp_path):
    rows = [["Moulin", 100_000, 10_000], ["Forge", 200_000, 20_000]]
    sheets = {"Tous": [HEAD, *rows], "Bretagne": [HEAD, rows[0]], "Occitanie": [HEAD, rows[1]]}
    data = load(workbook(tmp_path / "a.xlsx", sheets))
    assert len(data.places) == 2
    assert data.places["investment_eur"].sum() == 300_000


def test_each_sheet_has_the_unit_of_its_own_title(tmp_path):
    sheets = {"2021": [["Plans en k€", "", ""], HEAD, ["Moulin", 100, 10]], "2022": [HEAD, ["Forge", 200_000, 20_000]]}
    data = load(workbook(tmp_path / "a.xlsx", sheets))
    assert data.places["investment_eur"].tolist() == [100_000, 200_000]


@pytest.mark.parametrize(
    ("labels", "field"),
    [(["2020", "2021"], "year"), (["Bretagne", "Normandie"], "region"), (["2020", "x"], None), (["a", "b"], None)],
)
def test_names_of_sheets_fill_a_field_where_all_are_of_its_kind(labels, field):
    assert find_field_of_sheets(labels) == field
