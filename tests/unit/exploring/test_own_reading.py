"""A file read with what a person corrected."""

from __future__ import annotations

import pytest

from analysis import load
from analysis.dataset._reading import Mapping
from analysis.exploring._own_reading import read_own
from messy import WRONG, write_messy


@pytest.fixture
def path(tmp_path):
    return write_messy(tmp_path / "suivi.xlsx")


def test_it_is_read_as_load_reads_it(path):
    given = Mapping(columns={"Budget voté": "funder:region"})
    own, data = read_own(path, given), load(path, mapping=given)
    assert own.data is not None
    assert own.data.places.equals(data.places)
    assert own.data.funding.equals(data.funding)
    assert own.problems == data.problems
    assert own.mapping == data.mapping


def test_every_column_is_told_with_examples_also_one_that_is_not_used(path):
    columns = {column.name: column for column in read_own(path).columns}
    assert columns["Coût total HT"].code == "investment_eur"
    assert columns["Budget voté"].code == ""
    assert columns["Budget voté"].examples == ("60000", "150000", "10000")


def test_a_row_that_is_set_aside_has_its_cells_and_what_is_wrong(path):
    (row,) = read_own(path).rows
    assert (row.sheet, row.row) == ("Suivi", WRONG)
    assert row.cells["Nom du projet"] == "L'Usine"
    assert list(row.wrong) == ["Coût total HT"]


def test_a_correction_is_tried_on_a_copy_and_the_file_is_as_it_was(path):
    before, files = path.read_bytes(), sorted(path.parent.iterdir())
    own = read_own(path)
    found = read_own(path, own.given, (own.rows[0].correct("Coût total HT", "185 000"),))
    assert found.rows == ()
    assert found.data is not None
    assert own.data is not None
    assert found.data.places["investment_eur"].sum() == own.data.places["investment_eur"].sum() + 185_000
    assert path.read_bytes() == before
    assert sorted(path.parent.iterdir()) == files
    assert found.path == path


def test_a_file_in_which_no_amount_is_understood_names_its_columns_and_a_click_settles_it(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("Endroit;Prix\nA;100000\nB;200000\n", encoding="utf-8")
    own = read_own(path)
    assert own.data is None
    assert {column.name for column in own.columns} == {"Endroit", "Prix"}
    found = read_own(path, Mapping(columns={"Endroit": "name", "Prix": "investment_eur"}))
    assert found.data is not None
    assert found.data.places["investment_eur"].tolist() == [100_000, 200_000]


def test_a_file_whose_rows_are_all_wrong_says_so_and_keeps_its_columns(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("Lieu;Coût total\nA;-5\nB;-6\n", encoding="utf-8")
    own = read_own(path)
    assert own.data is None
    assert [column.code for column in own.columns] == ["name", "investment_eur"]
    assert {problem.row for problem in own.problems if problem.severity == "error"} == {2, 3}


def test_the_columns_of_funding_lines_are_told_apart_from_those_of_the_places(tmp_path):
    import xlsxwriter

    path = tmp_path / "two.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for name, rows in (
            ("Lieux", [["Lieu", "Coût total"], ["A", 90_000], ["B", 80_000]]),
            ("Lignes", [["Lieu", "Financeur", "Montant"], ["A", "Région", 30_000], ["B", "État", 20_000]]),
        ):
            sheet = book.add_worksheet(name)
            for at, row in enumerate(rows):
                sheet.write_row(at, 0, row)
    told = [(column.lines, column.name, column.code) for column in read_own(path).columns]
    assert (False, "Coût total", "investment_eur") in told
    assert (True, "Montant", "amount_eur") in told
    assert (True, "Lieu", "place_id") in told or (True, "Lieu", "name") in told


def test_a_data_package_is_read_without_a_mapping(package):
    own = read_own(package)
    assert own.data is not None
    assert own.columns == ()
    refused = read_own(package, Mapping(columns={"name": "name"}))
    assert refused.data is None
    assert refused.problems[0].code == "mapping_not_needed"
