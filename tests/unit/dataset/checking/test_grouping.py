"""Many problems of one kind are one line."""

from __future__ import annotations

from analysis.dataset._checking import Problem, Rule, tell_problems


def several(n: int, **fields: object) -> list[Problem]:
    return [Problem(Rule.AMOUNT_NOT_READ, "a.csv", row, "Total", f"x{row}", fields=fields) for row in range(2, 2 + n)]


def test_few_are_told_one_by_one():
    assert len(list(tell_problems(several(3)))) == 3


def test_many_are_one_line_with_their_number_rows_and_examples():
    (line,) = tell_problems(several(20))
    said = "warning: a.csv, column Total: is not an amount (taken as not known): 20 rows (2, 3, 4, 5, 6, 7, 8, 9 …)"
    assert line == f"{said}, such as 'x2', 'x3', 'x4'"


def test_other_columns_and_whole_files_keep_their_lines():
    more = [Problem(Rule.AMOUNT_NOT_READ, "a.csv", 3, "Région", "y"), Problem(Rule.NAME_MISSING, "a.csv")]
    assert len(list(tell_problems([*several(5), *more]))) == 3


def test_words_that_differ_from_row_to_row_are_those_of_the_first():
    those = [Problem(Rule.TOO_LOW, "a.csv", row, "year", "1", fields={"limit": row}) for row in range(2, 8)]
    (line,) = tell_problems(those)
    assert "must be at least 2; and so on: 6 rows (2, 3, 4, 5, 6, 7)" in line
