"""Rules of one column: each bad value is named with its file, row, column, value and rule."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import load
from analysis.dataset._checking import check_tables
from analysis.dataset._reading import find_shipped_data, read_package
from analysis.words.vocabulary import TABLES
from packages import edit, problems_of


@pytest.mark.parametrize(
    ("file", "row", "column", "value", "rule"),
    [
        ("places.csv", 5, "investment_eur", "much", "is not a number"),
        ("places.csv", 5, "investment_eur", "1e400", "is not a number"),
        ("places.csv", 5, "investment_eur", "NaN", "is not a number"),
        ("places.csv", 5, "investment_eur", "١٢٣", "is not a number"),
        ("places.csv", 5, "investment_eur", "0", "must be above 0"),
        ("places.csv", 5, "investment_eur", "-250000", "must be above 0"),
        ("places.csv", 7, "population", "12.5", "is not an integer"),
        ("funding.csv", 4, "line", "9007199254740993", "is not an integer"),  # 2**53 + 1: float64 would round it
        ("places.csv", 7, "name", "   ", "value is required"),
        ("places.csv", 9, "department_code", "2Axyz", r"does not match the pattern \d{2}|2[AB]|97\d"),
        ("places.csv", 9, "department_code", "01\n", r"does not match the pattern \d{2}|2[AB]|97\d"),
        ("places.csv", 7, "citizens_involved", "yes", "is not a boolean"),
        ("places.csv", 9, "insee_code", "1234", r"does not match the pattern (\d{2}|2[AB])\d{3}"),
        ("places.csv", 9, "source_url", "javascript:alert(1)", r"does not match the pattern https?://\S+"),
        ("places.csv", 11, "year", "1789", "must be at least 1950"),
        ("funding.csv", 4, "place_id", "no-such-place", "funding line without a place"),
        ("funding.csv", 4, "amount_eur", "-1", "must be at least 0"),
        ("funding.csv", 2, "sector", "private", "contradicts funder_type 'state': it must be 'public'"),
    ],
)
def test_one_bad_value_is_named_with_its_place_and_rule(package, file, row, column, value, rule):
    edit(package, file, row, column, value)
    assert (file, row, column, value, rule) in problems_of(package)


@pytest.mark.parametrize("name", ["places", "funding"])
def test_a_missing_column_is_one_problem_whatever_the_number_of_rows(package, name):
    texts = read_package(package).texts
    for column in TABLES[name].names:
        _, problems = check_tables({**texts, name: texts[name].drop(columns=column)})
        errors = [(p.file, p.row, p.column, p.rule) for p in problems if p.severity == "error"]
        assert errors == [(f"{name}.csv", None, column, "column is missing")]


def test_the_hint_for_a_missing_column_is_a_name_that_means_nothing_else(package):
    texts = read_package(package).texts
    hints = {}
    for renamed in ({"department_code": "dept"}, {"department_code": "departement_code"}):
        _, problems = check_tables({"places": texts["places"].rename(columns=renamed)})
        hints[renamed["department_code"]] = [p.hint for p in problems if p.column == "department_code"]
    assert hints == {"dept": [""], "departement_code": ["did you mean 'departement_code'?"]}


def test_an_unknown_column_is_a_warning_and_not_used(package):
    table = pd.read_csv(package / "places.csv", dtype="str").assign(mood="good")
    table.to_csv(package / "places.csv", index=False)
    dataset = load(package)
    assert [(p.severity, p.column) for p in dataset.problems] == [("warning", "mood")]
    assert "mood" not in dataset.places


@given(st.text(max_size=80))
def test_any_text_in_a_cell_is_read_or_told_never_a_traceback(text):
    texts = read_package(find_shipped_data()).texts
    places = texts["places"].head(3).copy()
    places.loc[2, "investment_eur"] = text or None
    tables, problems = check_tables({"places": places})
    told = [p for p in problems if p.column == "investment_eur"]
    assert bool(told) != (tables["places"]["investment_eur"].notna().all() or not text)  # an empty cell is not known
    assert all("\n" not in str(problem) for problem in told)
