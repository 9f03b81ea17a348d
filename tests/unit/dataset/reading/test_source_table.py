"""What is shown of each column: what it is, three examples of how it was read, and how often it is filled."""

from __future__ import annotations

from analysis import load
from files import written


def understood(folder, text):
    return load(written(folder / "a.csv", text)).understood.set_index("column")


def test_every_column_has_its_row_also_one_that_is_not_used(tmp_path):
    table = understood(tmp_path, "Lieu;Humeur;Coût total\nA;gaie;100\nB;;200\n")
    assert table.index.tolist() == ["Lieu", "Humeur", "Coût total"]
    assert table["field"].tolist() == ["name", "not used", "investment_eur"]
    assert table["filled"].tolist() == ["2 of 2", "1 of 2", "2 of 2"]


def test_examples_say_what_a_cell_was_read_as_three_at_most_and_none_twice(tmp_path):
    table = understood(tmp_path, "Lieu;Coût total\nA;1,5 k€\nB;1,5 k€\nC;2 M€\nD;3 k€\nE;4 k€\n")
    assert table.loc["Coût total", "examples"] == "1,5 k€ → 1500 | 2 M€ → 2000000 | 3 k€ → 3000"


def test_a_long_example_is_cut(tmp_path):
    table = understood(tmp_path, f"Lieu;Coût total\n{'x' * 300};100\n")
    assert table.loc["Lieu", "examples"] == "x" * 39 + "…"
