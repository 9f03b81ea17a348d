"""Questions to a whole column, against Python's own answers cell by cell."""

from __future__ import annotations

import re

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.dataset._checking import columnar

CELLS = st.lists(st.none() | st.text("ab1\u0661\n x", max_size=4), max_size=8)


def column(cells: list[str | None]) -> pd.Series:
    return pd.Series(cells, dtype="str")


@given(CELLS, st.sampled_from([r"\d{2}", "a|b", r"[ab]+ ?", r"\S+"]))
def test_a_pattern_matches_the_whole_text_with_the_digits_of_ascii(cells, pattern):
    by_cell = [cell is not None and re.fullmatch(pattern, cell, re.ASCII) is not None for cell in cells]
    assert columnar.match_pattern(column(cells), pattern).tolist() == by_cell


@given(CELLS, st.lists(st.text("ab1", max_size=2), max_size=4, unique=True))
def test_positions_are_those_of_a_list(cells, values):
    by_cell = [values.index(cell) if cell in values else -1 for cell in cells]
    assert columnar.find_rows(column(cells), values).tolist() == by_cell
    assert columnar.is_among(column(cells), values).tolist() == [place >= 0 for place in by_cell]


@given(CELLS)
def test_a_text_that_stands_twice_is_found_and_an_empty_cell_is_none(cells):
    known = [cell for cell in cells if cell is not None]
    assert columnar.has_twice(column(cells)) == (len(known) > len(set(known)))


@given(st.lists(st.none() | st.floats(allow_nan=False, allow_infinity=False), max_size=8))
def test_numbers_are_read_as_they_were_written(values):
    found = columnar.parse_numbers(column([None if value is None else repr(value) for value in values]))
    assert found is not None
    assert [None if value != value else value for value in found] == values


@pytest.mark.parametrize(
    ("cell", "whole"), [("1,5", False), ("nan", False), ("inf", False), ("0x10", True), ("1.5", True)]
)
def test_one_cell_that_is_spelled_otherwise_leaves_the_column_to_a_closer_look(cell, whole):
    assert columnar.parse_numbers(column(["1", cell]), whole=whole) is None


def test_a_word_without_a_translation_is_missing():
    found = columnar.translate_codes(column(["state", "bank", None]), {"state": "public", "company": "private"})
    assert found.isna().tolist() == [False, True, True]
    assert found[0] == "public"
