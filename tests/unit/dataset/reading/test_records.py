"""Records of JSON and Parquet as a sheet: nested fields get one name each."""

from __future__ import annotations

import io
import json
from datetime import date, datetime

import pandas as pd
import pytest

from analysis.dataset._checking import UnreadableError
from analysis.dataset._reading.records import read_json, read_parquet


def rows(value: object) -> list[list[object]]:
    return [list(row) for row in read_json(json.dumps(value).encode(), "a.json").rows]


def test_nested_fields_are_joined_and_lists_are_listed():
    record = {
        "place": {"name": "A", "at": {"code": 1}},
        "funders": [{"name": "État"}, {"name": "Ville"}],
        "tags": ["x", 2],
    }
    assert rows([record]) == [["place:name", "place:at:code", "funders:name", "tags"], ["A", 1, "État", "x; 2"]]


def test_a_field_that_a_record_lacks_is_an_empty_cell():
    assert rows([{"a": 1}, {"b": True, "a": None}]) == [["a", "b"], [1, ""], ["", True]]


@pytest.mark.parametrize(
    "document",
    [
        [{"a": 1}],
        {"meta": "2019", "grants": [{"a": 1}]},
        {"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"a": 1}, "geometry": None}]},
    ],
    ids=["a list", "a list in a document", "GeoJSON"],
)
def test_the_records_of_a_document_are_found(document):
    assert rows(document) == [["a"], [1]]


@pytest.mark.parametrize("document", [{"a": 1}, {"a": [{"b": 1}], "c": [{"d": 1}]}, [], "text"])
def test_where_no_one_list_of_records_stands_the_file_is_refused(document):
    with pytest.raises(UnreadableError, match="holds no list of records"):
        rows(document)


def test_parquet_keeps_types_and_numbers_its_rows_as_a_spreadsheet_would():
    made = io.BytesIO()
    frame = pd.DataFrame({"name": ["A", None], "on": [datetime(2019, 5, 1), None], "total": [1.5, float("nan")]})
    frame.to_parquet(made)
    sheet = read_parquet(made.getvalue(), "a.parquet")
    assert [list(row) for row in sheet.rows] == [["name", "on", "total"], ["A", date(2019, 5, 1), 1.5], ["", "", ""]]
    assert list(sheet.numbers) == [1, 2, 3]
