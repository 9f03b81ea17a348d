"""The forms in which services and programs write a table as JSON."""

from __future__ import annotations

import pytest

from analysis.dataset._reading.json_forms import find_records, read_lines_of_json

RECORDS = [{"lieu": "Le Hangar", "total": 90_000}, {"lieu": "La Cale", "total": 50_000}]
NAMES = ["lieu", "total"]
ROWS = [["Le Hangar", 90_000], ["La Cale", 50_000]]


@pytest.mark.parametrize(
    "document",
    [
        RECORDS,
        {"records": [{"recordid": "r", "fields": record} for record in RECORDS], "facet_groups": [{"name": "lieu"}]},
        {"total_count": 2, "records": [{"links": [], "record": {"id": "r", "fields": record}} for record in RECORDS]},
        {"total_count": 2, "results": RECORDS},
        {"data": RECORDS, "links": {"next": None}, "meta": {"page": 1, "total": 2}},
        {"records": [{"id": 1, "fields": record} for record in RECORDS]},
        {"type": "FeatureCollection", "features": [{"type": "Feature", "properties": record} for record in RECORDS]},
        {"features": [{"attributes": record} for record in RECORDS], "fields": [{"name": "lieu"}, {"name": "total"}]},
        {"columns": NAMES, "data": ROWS},
        {"columns": NAMES, "index": [0, 1], "data": ROWS},
        {"columns": [{"name": name, "type": "x"} for name in NAMES], "rows": ROWS},
        {
            "schema": {"fields": [{"name": name} for name in NAMES]},
            "rows": [{"f": [{"v": v} for v in row]} for row in ROWS],
        },
        {"schema": {"fields": [{"name": name} for name in NAMES]}, "data": RECORDS},
        {"lieu": ["Le Hangar", "La Cale"], "total": [90_000, 50_000]},
        {"lieu": {"0": "Le Hangar", "1": "La Cale"}, "total": {"0": 90_000, "1": 50_000}},
        {"0": RECORDS[0], "1": RECORDS[1]},
        [NAMES, *ROWS],
        {"values": [NAMES, *ROWS], "range": "A1:B3"},
        {"result": {"records": RECORDS}},
    ],
    ids=range(19),
)
def test_each_form_gives_the_same_records(document):
    assert find_records(document) == RECORDS


@pytest.mark.parametrize(
    "document",
    [
        [1, 2],
        {"a": 1, "b": 2},
        {"a": [1], "b": [1, 2]},
        {"columns": ["a"], "data": [[1, 2]]},
        {"a": [{"b": 1}], "c": [{"d": 1}]},
        [],
    ],
)
def test_what_is_no_one_table_is_none(document):
    assert find_records(document) is None


def test_lines_are_read_one_by_one():
    assert read_lines_of_json('{"a": 1}\n{"a": 2}') == ([{"a": 1}, {"a": 2}], 0, "")
    assert read_lines_of_json('{"a": 1}\nno')[:2] == (None, 2)
