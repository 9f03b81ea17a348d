"""Files of every format give the same places; what is no table is one clear error."""

from __future__ import annotations

import json
import os
import random
from pathlib import Path

import pytest

from analysis import load
from analysis.dataset._checking import UnreadableError
from files import as_ods, as_xls, as_xlsx, saved, table, told

FORMATS = {
    "a.csv": lambda frame: frame.to_csv(index=False).encode(),
    "a.tsv": lambda frame: frame.to_csv(index=False, sep="\t").encode("cp1252"),
    "mac.csv": lambda frame: frame.to_csv(index=False, sep=";", lineterminator="\r").encode("mac_roman"),
    "a.xlsx": as_xlsx,
    "a.xls": as_xls,
    "a.ods": as_ods,
    "a.parquet": lambda frame: frame.to_parquet(),
    "a.json": lambda frame: frame.to_json(orient="records").encode(),
    "a.geojson": lambda frame: json.dumps(
        {
            "type": "FeatureCollection",
            "features": [{"type": "Feature", "geometry": None, "properties": r} for r in frame.to_dict("records")],
        }
    ).encode(),
    "no-ending": as_xlsx,
}


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_gives_the_same_places(name, tmp_path):
    (tmp_path / name).write_bytes(FORMATS[name](table()))
    data = load(tmp_path / name)
    assert data.places[["name", "investment_eur", "department_code", "region"]].values.tolist() == [
        ["A", 150_000.0, "01", "Auvergne-Rhône-Alpes"],
        ["B", 200_000.5, "2A", "Corse"],
    ]
    assert data.problems == ()


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (b"", "file is empty"),
        (b"\xef\xbb\xbf", "file is empty"),
        (b"   \n\n  ", "file is empty"),
        (random.Random(1).randbytes(5000).replace(b"\0", b"\1"), "is not a table"),
        (b"Lieu;Co\0t\nA;1\n", "holds a NUL byte"),
        (b"%PDF-1.7 ...", "is a PDF that cannot be read"),
        (b"<!DOCTYPE html><p>404", "is a web page, not a table"),
        (b"{\\rtf1 Plan", "is a text document (RTF), not a table"),
        (b"GIF89a", "is a picture, not a table"),
        (b"<?xml version='1.0'?><plans/>", "is an XML document, not a table"),
        (b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "is an XML document, not a table"),
        (b"Lieu;Cout total\n", "holds no row"),
        (b"PK\x03\x04 not really", "is damaged or not a spreadsheet"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 cut off", "is damaged or not a spreadsheet"),
        (b"PAR1 cut off", "is damaged or not a Parquet file"),
        (b"[1, 2, 3]", "holds no list of records"),
        (b'{"a": [{"b": 1}', "is not JSON"),
        (b"[" * 100_000, "nested too deeply"),
        (b"Lieu;" * 50_000 + b"Lieu\n" + b"A;" * 50_000 + b"A\n", "has more than 2,000 columns"),
        (b"one column\n1\n2\n", "no column is understood"),
        (b"Lieu;Avis\nA;bon\n", "no column is understood as an investment"),
    ],
    ids=range(21),
)
def test_what_is_no_table_is_one_clear_error(content, rule, tmp_path):
    assert rule in told(saved(tmp_path / "file", content))


def test_a_file_that_is_too_large_is_refused_by_its_size(tmp_path):
    file = tmp_path / "large.csv"
    with file.open("wb") as out:
        out.truncate(600 * 2**20)
    assert "is larger than 192 MB" in told(file)


def test_a_file_that_may_not_be_opened_is_told(tmp_path, monkeypatch):
    file = saved(tmp_path / "a.csv", b"Lieu;Cout total\nA;1\n")

    open_file = os.open

    def refuse(path, *flags):
        if Path(path) == file:
            raise PermissionError(13, "Permission denied")
        return open_file(path, *flags)

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(UnreadableError, match=r"a.csv: cannot be opened: Permission denied"):
        load(file)
