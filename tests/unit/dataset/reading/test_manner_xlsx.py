"""Workbooks with more to see than values, written by code."""

from __future__ import annotations

import time

import pytest
import xlsxwriter

from analysis import load
from analysis.dataset._reading.manner_xlsx import read_manner
from analysis.dataset._reading.units import Worth


def workbook(path, fill):
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("Plans")
    sheet.write_row(0, 0, ["Lieu", "Coût total", "Région"])
    fill(book, sheet)
    book.close()
    return load(path)


def rules(data):
    return {(problem.code.value, problem.row) for problem in data.problems}


def test_number_formats_bear_units_and_currencies(tmp_path):
    def fill(book, sheet):
        thousands, pounds = book.add_format({"num_format": '0" k€"'}), book.add_format({"num_format": "[$£-809]#,##0"})
        for row, name in enumerate(("Moulin", "Forge"), 1):
            sheet.write(row, 0, name)
            sheet.write_number(row, 1, 400 + row, thousands)
            sheet.write_number(row, 2, 9_000, pounds)

    data = workbook(tmp_path / "a.xlsx", fill)
    assert data.places["investment_eur"].tolist() == [401_000, 402_000]
    assert data.funding["amount_eur"].isna().all()
    assert ("currency_without_rate", None) in rules(data)


def test_errors_and_formulas_without_a_value_are_told_with_their_rows(tmp_path):
    def fill(book, sheet):
        sheet.write_row(1, 0, ["Moulin", 400_000, 90_000])
        sheet.write(2, 0, "Forge")
        sheet.write_formula(2, 1, "=B2*2", None, "")
        sheet.write_number(2, 2, 80_000)
        sheet.write(3, 0, "Lavoir")
        sheet.write_formula(3, 1, "=1/0", None, "#DIV/0!")
        sheet.write_number(3, 2, 70_000)

    data = workbook(tmp_path / "a.xlsx", fill)
    assert data.places["investment_eur"].isna().tolist() == [False, True, True]
    assert {("cell_formula", 3), ("cell_error", 4)} <= rules(data)


def test_hidden_rows_columns_and_sheets_are_left_out_and_said(tmp_path):
    def fill(book, sheet):
        sheet.write_row(0, 3, ["Montant total"])
        for row in range(1, 4):
            sheet.write_row(row, 0, [f"Lieu {row}", 100_000 * row, 10_000, 7])
        sheet.set_row(2, None, None, {"hidden": True})
        sheet.set_column(3, 3, None, None, {"hidden": True})
        other = book.add_worksheet("brouillon")
        other.write_row(0, 0, ["Lieu", "Coût total", "Région"])
        for row in range(1, 9):
            other.write_row(row, 0, [f"X{row}", 5, 5])
        other.hide()

    data = workbook(tmp_path / "a.xlsx", fill)
    assert data.places["investment_eur"].tolist() == [100_000, 300_000]
    assert {("rows_hidden", None), ("column_hidden", None)} <= rules(data)
    assert any("brouillon" in note for note in data.left_out)


def test_rows_of_a_closed_outline_are_read(tmp_path):
    def fill(book, sheet):
        for row in range(1, 4):
            sheet.write_row(row, 0, [f"Lieu {row}", 100_000 * row, 10_000])
            sheet.set_row(row, None, None, {"hidden": True, "level": 1})

    assert len(workbook(tmp_path / "a.xlsx", fill).places) == 3


def test_merged_cells_stand_for_all_their_rows(tmp_path):
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("Plans")
    sheet.write_row(0, 0, ["Lieu", "Coût total", "Financeur", "Montant"])
    sheet.merge_range(1, 0, 2, 0, "Moulin")
    sheet.merge_range(1, 1, 2, 1, 500_000)
    sheet.write_row(1, 2, ["Région", 100_000])
    sheet.write_row(2, 2, ["DETR", 50_000])
    sheet.write_row(3, 0, ["Forge", 200_000, "Région", 20_000])
    book.close()
    data = load(path)
    assert data.places["investment_eur"].tolist() == [500_000, 200_000]
    assert data.funding.groupby("funder_type")["amount_eur"].sum().to_dict() == {"region": 120_000, "state": 50_000}


def test_a_far_cell_without_content_is_no_data(tmp_path):
    def fill(book, sheet):
        sheet.write_row(1, 0, ["Moulin", 400_000, 90_000])
        sheet.write_blank(1_048_575, 16_000, None, book.add_format({"bg_color": "#FF0000"}))

    assert len(workbook(tmp_path / "a.xlsx", fill).places) == 1


@pytest.mark.parametrize(
    "tags",
    [b'<!-- ' + b'<c r="A1" ' * 100_000 + b't="e" -->', b'<c r="A1" t="e"/>' * 100_000,
     b'<!-- ' + b'<row hidden="1" ' * 100_000 + b"-->",
     b'<col hidden="1" min="1" max="16384"/>' * 100_000, b'<c r="A1" s="1" ' * 100_000],
    ids=["tags in a remark", "errors without a value", "rows in a remark", "columns that are hidden again", "styles"],
)  # fmt: skip
def test_the_time_grows_with_the_sheet_and_not_with_its_square(tags):
    begun = time.process_time()
    read_manner(tags + b'<row r="2"><c r="B2" t="e"><v>#REF!</v></c></row>', {1: Worth(1e3, "EUR")})
    assert time.process_time() - begun < 10
