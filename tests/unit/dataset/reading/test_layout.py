"""Where the table stands in a sheet: titles, headers, subtotals and notes."""

from __future__ import annotations

import pytest
import xlsxwriter

from analysis import load
from analysis.dataset._reading.layout import is_text
from files import written


def test_title_header_subtotal_and_note_rows_are_left_out_and_told(tmp_path):
    text = "Plans 2019;;\n\nLieu;Coût total;Commune\nA;100;X\nSous-total;100;\nTiers-lieux;;\nB;200;Y\nTOTAL;300;\nSource : région;;\n"
    data = load(written(tmp_path / "a.csv", text))
    assert data.places["investment_eur"].tolist() == [100, 200]
    assert data.left_out == ("row 1: above the header", "rows 5, 8: a subtotal", "rows 6, 9: a title or a note")
    assert str(data.rows[0]) == "a.csv: 2 rows read = 2 accepted + 0 set aside"


def test_two_header_rows_join_the_groups_of_funders(tmp_path):
    text = "Lieu;Coût total;Financements;;\n;;État;Région;Fonds propres\nA;100;30;20;50\n"
    data = load(written(tmp_path / "a.csv", text))
    assert data.funding[["funder_type", "amount_eur"]].values.tolist() == [
        ["state", 30],
        ["region", 20],
        ["own_funds", 50],
    ]


def test_merged_headers_with_a_percentage_beside_each_amount(tmp_path):
    book = xlsxwriter.Workbook(str(tmp_path / "m.xlsx"))
    sheet = book.add_worksheet("2024")
    sheet.merge_range(0, 0, 0, 5, "Plans de financement 2024")
    sheet.write_row(2, 0, ["Lieu", "Coût total HT"])
    sheet.merge_range(2, 2, 2, 3, "État")
    sheet.merge_range(2, 4, 2, 5, "Région")
    sheet.write_row(3, 2, ["€", "%", "€", "%"])
    sheet.write_row(4, 0, ["A", 100_000, 30_000, 0.3, 20_000, 0.2])
    sheet.write_row(5, 0, ["Total", 100_000, 30_000, "", 20_000, ""])
    book.close()
    data = load(tmp_path / "m.xlsx")
    assert data.funding[["funder_type", "amount_eur"]].values.tolist() == [["state", 30_000], ["region", 20_000]]
    assert data.left_out == ("row 1: above the header", "row 6: a subtotal")
    assert data.places["vat"].tolist() == ["excl"]


@pytest.mark.parametrize(("cell", "words"), [
    ("12 000,50 €", False), ("–", False), ("", False), ("€", True), ("12 000 x", True), ("k€", True), (12.5, False),
    ("1" * 200_000 + "x", True), ("-" * 200_000 + "x", True), ("1" * 200_000, False),
])  # fmt: skip
def test_a_cell_of_any_length_is_words_or_a_number_in_one_pass(cell, words):
    assert is_text(cell) is words
