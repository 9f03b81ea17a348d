"""Groups in the order of the vocabulary."""

from __future__ import annotations

import pandas as pd

from analysis import vocabulary
from analysis.words._grouping import order_groups, split_groups


def test_codes_stand_in_the_order_of_the_vocabulary_whatever_the_order_of_the_rows():
    codes = list(vocabulary.labels("place_type"))
    column = pd.Series([*reversed(codes), codes[0]], name="place_type")
    assert order_groups(column) == codes


def test_values_that_the_vocabulary_does_not_have_come_after_in_the_order_of_the_alphabet():
    column = pd.Series(["urban", "sea", "air", None], name="settlement")
    assert order_groups(column) == ["urban", "air", "sea"]
    assert order_groups(column.rename("mood")) == ["air", "sea", "urban"]


def test_the_groups_hold_each_row_once_but_for_those_without_a_value():
    frame = pd.DataFrame({"settlement": ["urban", None, "rural", "urban"], "n": [1, 2, 3, 4]})
    assert {name: rows["n"].tolist() for name, rows in split_groups(frame, "settlement")} == {
        "rural": [3],
        "urban": [1, 4],
    }
    ((name, rows),) = split_groups(frame, None)
    assert (name, len(rows)) == ("all", 4)
