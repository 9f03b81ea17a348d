"""Tables of several files one below the other."""

from __future__ import annotations

import pandas as pd

from analysis.dataset._reading import Kind, Mapping, Shape
from analysis.dataset._several import find_again, join_mappings, join_tables, name_kind

PLACES = pd.DataFrame(
    {"place_id": ["a", "b"], "name": ["A", "B"], "investment_eur": [10.0, None], "municipality": [None, "X"]}
)
LINES = pd.DataFrame({"place_id": ["a", "a"], "line": [1, 2]})


def test_identifiers_differ_and_lines_follow_their_place():
    places, lines = join_tables([(PLACES, LINES), (PLACES, LINES), (PLACES.head(1), LINES.head(0))])
    assert places["place_id"].tolist() == ["a", "b", "a-2", "b-2", "a-3"]
    assert lines["place_id"].tolist() == ["a", "a", "a-2", "a-2"]


def test_places_with_one_name_and_total_are_told_once_for_each_other_file():
    found = list(find_again([("x", "", PLACES), ("y", "", PLACES), ("z", "", PLACES.assign(investment_eur=11.0))]))
    assert [(problem.file, problem.value) for problem in found] == [("y", "A")]


def test_a_kind_or_mapping_of_several_is_what_they_have_in_common():
    assert name_kind([Kind(Shape.TOTALS)] * 2) == Kind(Shape.TOTALS)
    assert name_kind([Kind(Shape.TOTALS), Kind(Shape.TOTALS, "x")]).shape is Shape.SEVERAL
    one, two = Mapping(columns={"a": "name", "b": "note"}), Mapping(columns={"a": "name", "b": "year", "c": "status"})
    assert join_mappings([one, two]).columns == {"a": "name", "c": "status"}


def test_a_name_in_many_files_gets_the_next_number_each_time():
    places = pd.DataFrame({"place_id": ["a"], "name": ["A"]})
    lines = pd.DataFrame({"place_id": ["a"], "line": [1]})
    taken = pd.DataFrame({"place_id": ["a-2"], "name": ["A"]})
    found, _lines = join_tables([(places, lines), (taken, lines), *[(places, lines)] * 3])
    assert found["place_id"].tolist() == ["a", "a-2", "a-3", "a-4", "a-5"]
