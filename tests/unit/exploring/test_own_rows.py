"""Rows that were set aside, corrected in place."""

from __future__ import annotations

import pytest

from analysis.exploring._own_reading import read_own
from analysis.exploring._own_rows import MOST_ROWS, RowsForm
from messy import WRONG, write_messy


@pytest.fixture
def path(tmp_path):
    return write_messy(tmp_path / "a.xlsx")


def test_a_row_shows_what_is_wrong_first_and_says_whether_it_would_be_accepted(path):
    tried: list[int] = []
    form = RowsForm(lambda: tried.append(1))
    own = read_own(path)
    form.show(own)
    (first, *_others) = form.fields
    assert first == ("Suivi", WRONG, "Coût total HT")
    field = form.fields[first]
    assert field.control.value == "-185000"
    assert "must be at least 0" in field.told
    assert form.find_repairs() == ()
    field.control.value = "185 000"
    assert tried == [1]
    (repair,) = form.find_repairs()
    assert (repair.row, repair.text) == (WRONG, "185 000")
    form.tell(read_own(path, own.given, (repair,)))
    assert "would be accepted" in form._heads["Suivi", WRONG].value
    assert field.told == ""
    form.tell(own)
    assert "would be accepted" not in form._heads["Suivi", WRONG].value


def test_many_rows_are_counted(tmp_path):
    path = tmp_path / "a.csv"
    rows = "".join(f"Lieu {n};-{n}\n" for n in range(1, 15))
    path.write_text(f"Lieu;Coût total\nBon;90000\n{rows}", encoding="utf-8")
    form = RowsForm(lambda: None)
    form.show(read_own(path))
    assert len({key[:2] for key in form.fields}) == MOST_ROWS
    assert "6 rows more" in form.box.children[-1].value
