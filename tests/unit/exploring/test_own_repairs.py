"""Cells as a person corrects them, in a copy."""

from __future__ import annotations

import datetime as dt

import pytest

from analysis import load
from analysis.dataset._reading.files import read_sheets
from analysis.dataset._reading.sheet import Sheet
from analysis.dataset.mine import example
from analysis.exploring._own_repairs import Repair, make_corrected, open_sheets
from messy import write_messy


def cells(content: bytes, number: int = 0) -> list[list[object]]:
    return [list(row) for row in read_sheets(content, "a.xlsx")[number].rows]


@pytest.mark.parametrize("made", ["messy", "example"])
def test_a_copy_without_a_correction_is_read_as_the_file_is(made, tmp_path):
    path = write_messy(tmp_path / "a.xlsx") if made == "messy" else example()
    copy = tmp_path / "copy.xlsx"
    copy.write_bytes(make_corrected(open_sheets(path), ()))
    one, two = load(path), load(copy)
    assert two.places.equals(one.places)
    assert two.funding.equals(one.funding)
    assert [(p.code, p.row, p.column, p.value) for p in two.problems] == [
        (p.code, p.row, p.column, p.value) for p in one.problems
    ]


def test_the_same_cells_give_the_same_bytes():
    sheet = Sheet("a.csv", "", [["Lieu"], ["A"]], (1, 2))
    assert make_corrected([sheet], ()) == make_corrected([sheet], ())


def test_a_cell_is_found_beside_hidden_columns_and_in_the_second_of_two_tables():
    row = ["A", "hidden", "-5", "", "B", "-6"]
    sheet = Sheet("a.xlsx", "S", [["x"] * 6, row], (3, 4), hidden_columns=frozenset({1}))
    first = Repair("S", 4, 1, ("A", "-5"), "5")
    assert cells(make_corrected([sheet], [first]))[3][2] == "5"
    second = Repair("S", 4, 1, ("B", "-6"), "6")
    assert cells(make_corrected([sheet], [second]))[3][5] == "6"


def test_a_cell_beyond_what_the_row_holds_is_written():
    sheet = Sheet("a.csv", "", [["Lieu", "Total"], ["A"]], (1, 2))
    assert cells(make_corrected([sheet], [Repair("", 2, 1, ("A", None), "5")]))[1] == ["A", "5"]


def test_texts_are_no_formulas_and_every_kind_of_cell_is_kept():
    values = ["=1+1", 2.5, True, dt.date(2024, 3, 1), "x" * 40_000, float("inf"), None]
    found = cells(make_corrected([Sheet("a.csv", "a/b:c", [values], (2,))], ()))[1]
    assert found[0] == "=1+1"
    assert found[1:3] == [2.5, True]
    assert str(found[3]).startswith("2024-03-01")
    assert len(str(found[4])) == 32_767
    assert found[5] == "inf"


def test_an_archive_and_a_folder_have_no_sheets_to_correct(tmp_path):
    assert open_sheets(tmp_path) == ()
