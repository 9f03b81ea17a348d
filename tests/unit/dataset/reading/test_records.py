"""Records of JSON and Parquet as a sheet: nested fields get one name each."""

from __future__ import annotations

import io
import json
from datetime import date, datetime

import pandas as pd
import pytest

from analysis import load
from analysis.dataset._checking import UnreadableError
from analysis.dataset._reading.records import read_json, read_parquet


def rows(value: object) -> list[list[object]]:
    (sheet,) = read_json(json.dumps(value).encode(), "a.json")
    return [list(row) for row in sheet.rows]


def test_nested_fields_are_joined_and_lists_are_listed():
    record = {
        "place": {"name": "A", "at": {"code": 1}},
        "funders": [{"name": "État"}, {"name": "Ville"}],
        "tags": ["x", 2],
    }
    assert rows([record]) == [
        ["place:name", "place:at:code", "funders:name", "tags"],
        ["A", 1, "État; Ville", "x; 2"],
    ]


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
    (sheet,) = read_parquet(made.getvalue(), "a.parquet")
    assert [list(row) for row in sheet.rows] == [["name", "on", "total"], ["A", date(2019, 5, 1), 1.5], ["", "", ""]]
    assert list(sheet.numbers) == [1, 2, 3]


LISTED = [
    {
        "nom": "Le Hangar",
        "cout_total": 90_000,
        "aides": [{"nom": "Région", "montant": 30_000}, {"nom": "DETR", "montant": 9_000}],
    },
    {"nom": "La Cale", "cout_total": 50_000, "aides": []},
]


def test_a_list_of_parts_with_numbers_is_a_sheet_that_names_its_record():
    places, parts = read_json(json.dumps(LISTED).encode(), "a.json")
    assert places.rows == [["nom", "cout_total"], ["Le Hangar", 90_000], ["La Cale", 50_000]]
    assert parts.rows == [["nom", "funder", "montant"], ["Le Hangar", "Région", 30_000], ["Le Hangar", "DETR", 9_000]]


def test_where_no_field_tells_records_apart_they_are_numbered():
    same = [{**record, "nom": "Le Lieu"} for record in LISTED]
    places, parts = read_json(json.dumps(same).encode(), "a.json")
    assert [row[0] for row in places.rows] == ["id", 1, 2]
    assert [row[0] for row in parts.rows] == ["id", 1, 1]


@pytest.mark.parametrize("name", ["a.json", "a.parquet"])
def test_funders_in_a_list_are_lines_of_their_place(name, tmp_path):
    file = tmp_path / name
    if name == "a.json":
        file.write_text(json.dumps(LISTED), encoding="utf-8")
    else:
        pd.DataFrame(LISTED).to_parquet(file)
    data = load(file)
    found = data.funding.set_index("funder_type")["amount_eur"].to_dict()
    assert (found, len(data.places), data.problems) == ({"region": 30_000.0, "state": 9_000.0}, 2, ())


def test_json_lines_are_records_and_a_broken_line_is_named():
    (sheet,) = read_json(b'{"a": 1}\n{"a": 2, "b": "x"}\n', "a.jsonl")
    assert sheet.rows == [["a", "b"], [1, ""], [2, "x"]]
    with pytest.raises(UnreadableError, match="row 2: is not JSON"):
        read_json(b'{"a": 1}\n{"a": \n{"a": 2}\n', "a.jsonl")


def test_a_structure_of_amounts_is_a_column_for_each(tmp_path):
    record = {"lieu": "La Cale", "cout_total": 90_000, "aides": {"Région": 30_000, "DETR": 9_000}}
    assert rows([record]) == [["lieu", "cout_total", "Région", "DETR"], ["La Cale", 90_000, 30_000, 9_000]]
    assert rows([{**record, "Région": "Bretagne"}])[0] == ["lieu", "cout_total", "aides:Région", "aides:DETR", "Région"]


def test_documents_one_after_the_other_are_records():
    (sheet,) = read_json(b'{"a": 1}{"a": 2}\n{"a": 3}', "a.json")
    assert sheet.rows == [["a"], [1], [2], [3]]
