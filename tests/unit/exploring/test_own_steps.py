"""What is told of a file that was read."""

from __future__ import annotations

from analysis.dataset._reading import Mapping
from analysis.exploring._own_reading import read_own
from analysis.exploring._own_steps import show_places, show_problems, tell_read
from messy import write_messy


def test_a_duplicate_unused_money_and_another_vat_are_warnings(tmp_path):
    told = show_problems(read_own(write_messy(tmp_path / "a.xlsx")))
    errors, warnings = told.split("To look at twice")
    assert "must be at least 0" in errors
    assert "looks like a row above" in warnings
    assert "Budget voté: holds amounts" in warnings
    assert "54 200 TTC" in warnings
    assert "a.xlsx" not in told  # it is the only file


def test_two_columns_that_are_said_to_be_one_total_are_told(tmp_path):
    path = write_messy(tmp_path / "a.xlsx")
    own = read_own(path, Mapping(columns={"Coût total HT": "investment_eur", "Budget voté": "investment_eur"}))
    assert "two columns are said to be" in show_problems(own)


def test_corrections_that_are_not_saved_are_said_to_be_so(tmp_path):
    path = write_messy(tmp_path / "a.xlsx")
    own = read_own(path)
    tried = read_own(path, own.given, (own.rows[0].correct("Coût total HT", "185 000"),))
    assert "set aside" in tell_read(own, own)
    assert "not saved yet" not in tell_read(own, own)
    assert "not saved yet" in tell_read(own, tried)
    assert "L&#x27;Usine" in show_places(tried) or "L'Usine" in show_places(tried)


def test_a_file_of_which_nothing_can_be_used_says_so(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("x;y\nu;v\n")
    own = read_own(path)
    assert "nothing can be used yet" in tell_read(own, own)
    assert show_places(own) == ""
    assert "To correct" in show_problems(own)


def test_totals_of_which_none_is_known_in_euros_are_not_zero(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("Place;Total cost (GBP)\nA;100000\nB;200000\n", encoding="utf-8")
    own = read_own(path)
    assert tell_read(own, own).endswith("2 places and 0 funding lines; no total is known in euros.")
