"""Old workbooks with more to see than values, written by code."""

from __future__ import annotations

import struct

import xlwt

from analysis import load
from analysis.dataset._reading.manner_xls import find_stream, read_xls_manners


def workbook(path, fill):
    book = xlwt.Workbook()
    sheet = book.add_sheet("Plans")
    for at, name in enumerate(["Lieu", "Coût total", "Région"]):
        sheet.write(0, at, name)
    fill(book, sheet)
    book.save(str(path))
    return load(path)


def row(sheet, at, cells, style=None):
    for column, cell in enumerate(cells):
        sheet.write(at, column, cell, *([style] if style and column else []))


def rules(data):
    return {(problem.code.value, problem.row) for problem in data.problems}


def test_number_formats_bear_units_and_currencies(tmp_path):
    def thousands(_book, sheet):
        row(sheet, 1, ["Moulin", 450, 120], xlwt.easyxf(num_format_str='0" k€"'))
        row(sheet, 2, ["Forge", 1_250.5, 300], xlwt.easyxf(num_format_str='0.0" k€"'))

    def pounds(_book, sheet):
        row(sheet, 1, ["Moulin", 450_000, 9_000], xlwt.easyxf(num_format_str="[$£-809]#,##0"))
        row(sheet, 2, ["Forge", 150_000, 8_000], xlwt.easyxf(num_format_str="[$£-809]#,##0"))

    assert workbook(tmp_path / "a.xls", thousands).places["investment_eur"].tolist() == [450_000, 1_250_500]
    data = workbook(tmp_path / "b.xls", pounds)
    assert data.places["investment_eur"].isna().all()
    assert ("currency_without_rate", None) in rules(data)


def test_formulas_that_no_program_computed_are_told_with_their_rows(tmp_path):
    def fill(_book, sheet):
        row(sheet, 1, ["Moulin", 400_000, 90_000])
        row(sheet, 2, ["Forge", xlwt.Formula("B2*2"), xlwt.Formula("C2*2")])

    data = workbook(tmp_path / "a.xls", fill)
    assert data.places["investment_eur"].isna().tolist() == [False, True]
    assert ("cell_formula", 3) in rules(data)


def test_hidden_rows_and_columns_are_left_out_and_said(tmp_path):
    def fill(_book, sheet):
        sheet.write(0, 3, "Montant total")
        for at in range(1, 4):
            row(sheet, at, [f"Lieu {at}", 100_000 * at, 10_000, 7])
        sheet.row(2).hidden = True
        sheet.col(3).hidden = True

    data = workbook(tmp_path / "a.xls", fill)
    assert data.places["name"].tolist() == ["Lieu 1", "Lieu 3"]
    assert {"rows_hidden", "column_hidden"} <= {problem.code.value for problem in data.problems}


def test_cells_merged_down_are_filled(tmp_path):
    def fill(_book, sheet):
        sheet.write(0, 2, "Financeur")
        sheet.write(0, 3, "Montant de la subvention")
        sheet.write_merge(1, 2, 0, 0, "Moulin")
        sheet.write_merge(1, 2, 1, 1, 400_000)
        for at, (who, much) in enumerate([("Région", 90_000), ("État", 50_000)], 1):
            sheet.write(at, 2, who)
            sheet.write(at, 3, much)

    book = xlwt.Workbook()
    sheet = book.add_sheet("Plans")
    sheet.write(0, 0, "Lieu")
    sheet.write(0, 1, "Coût total")
    fill(book, sheet)
    book.save(str(tmp_path / "a.xls"))
    data = load(tmp_path / "a.xls")
    assert data.places["investment_eur"].tolist() == [400_000]
    assert data.funding["amount_eur"].tolist() == [90_000, 50_000]


def test_damaged_files_tell_nothing(tmp_path):
    book = xlwt.Workbook()
    row(book.add_sheet("Plans"), 0, ["Lieu", 1.5])
    book.save(str(tmp_path / "a.xls"))
    content = (tmp_path / "a.xls").read_bytes()
    stream = find_stream(content)
    assert stream[:2] == struct.pack("<H", 0x0809)
    for at in range(0, len(content), 37):  # wherever it is cut, or a byte differs
        list(read_xls_manners(content[:at]))
        list(read_xls_manners(content[:at] + b"\xff" + content[at + 1 :]))
