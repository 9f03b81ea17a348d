"""Funding lines: one row per funder, and a workbook with a sheet of them."""

from __future__ import annotations

import xlsxwriter

from analysis import load
from files import written


def test_a_row_per_funder_is_one_place_with_several_lines(tmp_path):
    text = "Lieu;Coût total;Financeur;Montant\nA;100000;Région Sud;40000\nA;100000;DETR;20000\nB;50000;DETR;10000\n"
    data = load(written(tmp_path / "long.csv", text))
    assert data.funding[["place_id", "line", "funder_type"]].values.tolist() == [
        ["a", 1, "region"],
        ["a", 2, "state"],
        ["b", 1, "state"],
    ]
    assert str(data.rows[0]).endswith(
        "3 rows read = 3 accepted, 1 of them merged into the place of another row + 0 set aside"
    )


def test_a_workbook_of_places_and_funding_lines(tmp_path):
    book = xlsxwriter.Workbook(str(tmp_path / "w.xlsx"))
    places, lines, about = (book.add_worksheet(name) for name in ("Lieux", "Financements", "Lisez-moi"))
    for row, cells in enumerate(
        [("Lieu", "Coût total", "Porteur"), ("La Fabrique", 100_000, "Association X"), ("L'Atelier", 50_000, "")]
    ):
        places.write_row(row, 0, cells)
    written_lines = [
        ("Lieu", "Financeur", "Montant"),
        ("La Fabrique", "Région Bretagne", 60_000),
        ("la fabrique", "Fonds propres", 40_000),
        ("Ailleurs", "État", 1),
    ]
    for row, cells in enumerate(written_lines):
        lines.write_row(row, 0, cells)
    about.write_row(0, 0, ["Ce classeur est un exemple"])
    book.close()
    data = load(tmp_path / "w.xlsx")
    assert data.funding[["place_id", "line", "funder_type", "sector", "amount_eur"]].values.tolist() == [
        ["la-fabrique", 1, "region", "public", 60_000],
        ["la-fabrique", 2, "own_funds", "private", 40_000],
    ]
    assert [str(rows).split(": ")[1] for rows in data.rows] == [
        "2 rows read = 2 accepted + 0 set aside",
        "3 rows read = 2 accepted + 1 set aside",
    ]
    assert [(p.sheet, p.row, p.rule) for p in data.problems] == [("Financements", 4, "is no place of the other sheet")]
    assert "sheet Lisez-moi" in " ".join(data.left_out)
