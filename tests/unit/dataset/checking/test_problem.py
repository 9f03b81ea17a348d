"""A problem as it is told: counted, hinted at, safe to show."""

from __future__ import annotations

import pytest

from analysis import load
from analysis.dataset._checking import DataError, Problem, Rule, UnreadableError
from analysis.words._formatting import show_value
from files import saved
from packages import edit


def test_the_message_counts_the_problems_and_hints_at_the_nearest_value(package):
    edit(package, "places.csv", 2, "place_type", "thrid_place")
    with pytest.raises(DataError) as caught:
        load(package, strict=True)
    first, second = str(caught.value).splitlines()
    assert first == "1 problem in 1 file"
    assert second.startswith("error: places.csv, row 2, column place_type: 'thrid_place': is not one of: third_place,")
    assert second.endswith("(did you mean 'third_place'?)")


def test_long_and_hidden_characters_are_shown_safely():
    assert show_value("x" * 100) == "x" * 59 + "…"
    assert show_value("a\u202eb\x00") == "a\\u202eb\\x00"
    problem = Problem(Rule.TOTAL_ZERO, "a\nb.csv", 2, "c\u202e" + "d" * 100, "e\x1b")
    assert str(problem) == r"warning: a\nb.csv, row 2, column c\u202e" + "d" * 57 + (
        r"…: 'e\x1b': a total of 0 cannot be (taken as not known; correct it where it is known)"
    )


def test_jupyter_shows_the_problems_without_lines_of_code(tmp_path):
    with pytest.raises(UnreadableError) as caught:
        load(saved(tmp_path / "empty.csv", b""))
    assert caught.value._render_traceback_() == ["1 problem in 1 file", "error: empty.csv: file is empty"]
