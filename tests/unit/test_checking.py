"""Bad input: every problem is found in one pass, with file, row, column, value and rule."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import load
from analysis.dataset._checking import DataError, Problem, Rule, UnreadableError, check
from analysis.dataset._reading import read_package, shipped_data
from analysis.words._formatting import shown
from analysis.words.vocabulary import TABLES


def edit(folder: Path, file: str, row: int, column: str, value: str) -> None:
    """Write a value into the row that a spreadsheet shows under that number."""
    table = pd.read_csv(folder / file, dtype="str", keep_default_na=False)
    table.loc[row - 2, column] = value
    table.to_csv(folder / file, index=False)


def problems_of(folder: Path) -> list[tuple[str, int | None, str, str, str]]:
    try:
        found = load(folder).problems
    except DataError as error:
        found = error.problems
    return [(p.file, p.row, p.column, p.value, p.rule) for p in found]


def test_the_shipped_data_is_clean_and_whole(data):
    assert data.problems == ()
    assert (len(data.places), len(data.funding)) == (238, 415)
    assert list(data.places) == list(TABLES["places"].names)
    assert data.places["investment_eur"].dtype == "int64" or data.places["investment_eur"].dtype == "float64"
    assert str(data.places["citizens_involved"].dtype) == "boolean"


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


def test_all_problems_of_all_files_are_found_at_once(package):
    edit(package, "places.csv", 2, "place_type", "thrid_place")
    edit(package, "places.csv", 3, "name", "")
    edit(package, "places.csv", 4, "place_id", "a-vela-bastia")
    edit(package, "places.csv", 8, "carrier_sector", "private")
    edit(package, "funding.csv", 2, "amount_eur", "99000000")
    found = {(file, row, column) for file, row, column, _, _ in problems_of(package)}
    assert {
        ("places.csv", 2, "place_type"),
        ("places.csv", 3, "name"),
        ("places.csv", 4, "place_id"),
        ("places.csv", 8, "carrier_sector"),
        ("places.csv", 2, "investment_eur"),
    } <= found


def test_the_message_counts_the_problems_and_hints_at_the_nearest_value(package):
    edit(package, "places.csv", 2, "place_type", "thrid_place")
    with pytest.raises(DataError) as caught:
        load(package, strict=True)
    first, second = str(caught.value).splitlines()
    assert first == "1 problem in 1 file"
    assert second.startswith("error: places.csv, row 2, column place_type: 'thrid_place': is not one of: third_place,")
    assert second.endswith("(did you mean 'third_place'?)")


def test_lines_above_the_total_by_more_than_rounding_name_sum_and_place(package):
    edit(package, "funding.csv", 2, "amount_eur", "4800000")  # 102.1% of 4,700,000
    rules = [rule for file, row, column, _, rule in problems_of(package) if (file, row) == ("places.csv", 2)]
    assert rules == ["funding lines add up to €4,800,000, above 102% of the investment; their amounts are not used"]
    dataset = load(package)
    assert dataset.places["place_id"].iloc[0] == "a-vela-bastia"  # a warning sets nothing aside
    assert dataset.funding.query("place_id == 'a-vela-bastia'")["amount_eur"].isna().all()
    edit(package, "funding.csv", 2, "amount_eur", "4790000")  # 101.9%
    assert [p.column for p in load(package).problems] == ["plan_quality"]


def test_a_line_number_that_stands_twice_is_an_error(package):
    edit(package, "funding.csv", 3, "line", "1")
    assert ("funding.csv", 3, "line", "a-vela-bastia, line 1", "line stands twice in its plan") in problems_of(package)


@pytest.mark.parametrize("name", ["places", "funding"])
def test_a_missing_column_is_one_problem_whatever_the_number_of_rows(package, name):
    texts = read_package(package).texts
    for column in TABLES[name].names:
        _, problems = check({**texts, name: texts[name].drop(columns=column)})
        errors = [(p.file, p.row, p.column, p.rule) for p in problems if p.severity == "error"]
        assert errors == [(f"{name}.csv", None, column, "column is missing")]


def test_the_hint_for_a_missing_column_is_a_name_that_means_nothing_else(package):
    texts = read_package(package).texts
    hints = {}
    for renamed in ({"department_code": "dept"}, {"department_code": "departement_code"}):
        _, problems = check({"places": texts["places"].rename(columns=renamed)})
        hints[renamed["department_code"]] = [p.hint for p in problems if p.column == "department_code"]
    assert hints == {"dept": [""], "departement_code": ["did you mean 'departement_code'?"]}


def test_every_row_with_too_few_or_too_many_cells_is_told(package):
    with (package / "funding.csv").open("a", encoding="utf-8", newline="") as file:
        file.write("a-vela-bastia,8\na-vela-bastia,9,State,state,public,1,2\n")
    assert [(row, rule) for _, row, _, _, rule in problems_of(package)] == [
        (417, "has 2 cells, the header has 6"),
        (418, "has 7 cells, the header has 6"),
    ]


@pytest.mark.parametrize("mark", ["\u2028", "\x85", "\x0c", "\n"])
def test_a_cell_may_hold_any_mark_that_is_no_csv_line_end(package, mark):
    edit(package, "places.csv", 2, "name", f"A Vela{mark}Bastia")
    assert load(package).places["name"].iloc[0] == f"A Vela{mark}Bastia"


def test_missing_files_and_columns_are_problems_too(package):
    table = pd.read_csv(package / "places.csv", dtype="str").rename(columns={"investment_eur": "investment"})
    table.to_csv(package / "places.csv", index=False)
    (package / "funding.csv").unlink()
    (package / "context.csv").unlink()
    found = problems_of(package)
    assert found == [("funding.csv", None, "", "", "file is missing")]
    pd.DataFrame({"place_id": []}).to_csv(package / "funding.csv", index=False)
    found = problems_of(package)
    assert ("places.csv", None, "investment_eur", "", "column is missing") in found
    assert not [p for p in found if p[0] == "context.csv"]  # the project's own is taken


@pytest.mark.parametrize(
    ("content", "row", "rule"),
    [
        (b"", None, "file is empty"),
        (b"place_id,line\n\xe9,1\n", 2, "is not UTF-8 text"),
        (b"place_id,line\na\0b,1\n", 2, "holds a NUL byte"),
        (b"place_id,place_id\na,b\n", 1, "column stands twice"),
        (b"place_id,line,\na,1,\n", 1, "column 3 has no name"),
        (b'place_id,line\n"a,1\n', 2, "is not a CSV table: unexpected end of data"),
    ],
)
def test_a_file_that_is_no_table_is_one_problem(package, content, row, rule):
    (package / "funding.csv").write_bytes(content)
    found = [(p[1], p[4]) for p in problems_of(package) if p[0] == "funding.csv"]
    assert found == [(row, rule)]


def test_a_folder_that_is_not_there_cannot_be_read(tmp_path):
    for name in ("nothing", "x" * 400, "a\0b"):
        with pytest.raises(UnreadableError, match="there is no such file or folder"):
            load(tmp_path / name)
    with pytest.raises(
        UnreadableError, match=r"places.csv: file is missing \(a data package holds places.csv and funding.csv\)"
    ):
        load(tmp_path)


def test_the_descriptor_stands_for_its_folder_and_a_byte_order_mark_is_no_problem(package):
    content = (package / "places.csv").read_bytes()
    (package / "places.csv").write_bytes(b"\xef\xbb\xbf" + content)
    assert len(load(package / "datapackage.json").places) == 238


def test_an_unknown_column_is_a_warning_and_not_used(package):
    table = pd.read_csv(package / "places.csv", dtype="str").assign(mood="good")
    table.to_csv(package / "places.csv", index=False)
    dataset = load(package)
    assert [(p.severity, p.column) for p in dataset.problems] == [("warning", "mood")]
    assert "mood" not in dataset.places


@given(st.text(max_size=80))
def test_any_text_in_a_cell_is_read_or_told_never_a_traceback(text):
    texts = read_package(shipped_data()).texts
    places = texts["places"].head(3).copy()
    places.loc[2, "investment_eur"] = text or None
    tables, problems = check({"places": places})
    told = [p for p in problems if p.column == "investment_eur"]
    assert bool(told) != (tables["places"]["investment_eur"].notna().all() or not text)  # an empty cell is not known
    assert all("\n" not in str(problem) for problem in told)


def test_long_and_hidden_characters_are_shown_safely():
    assert shown("x" * 100) == "x" * 59 + "…"
    assert shown("a\u202eb\x00") == "a\\u202eb\\x00"
    problem = Problem(Rule.TOTAL_ZERO, "a\nb.csv", 2, "c\u202e" + "d" * 100, "e\x1b")
    assert str(problem) == r"warning: a\nb.csv, row 2, column c\u202e" + "d" * 57 + (
        r"…: 'e\x1b': a total of 0 cannot be (taken as not known; correct it where it is known)"
    )
