"""One reader of CSV: what is wrong is told with its row, the same at each run, and before an engine computes."""

from __future__ import annotations

from contextlib import suppress

import pytest

from analysis.numbers._engines import csv_files
from analysis.numbers._engines.csv_files import CsvRows, read_header
from analysis.numbers._engines.problem import EngineError

HEADER = "place_id,region,investment_eur\n"


def rows(folder, text, columns=("place_id", "investment_eur")):
    (folder / "places.csv").write_text(text)
    return CsvRows("places", [str(folder / "places.csv")], columns)


def refused(found):
    """What is told, whatever Arrow raises on the way."""
    with suppress(Exception):
        found.open().read_all()
    assert isinstance(found.told, EngineError)
    return str(found.told)


def test_numbers_are_floats_and_all_else_is_text(tmp_path):
    found = rows(tmp_path, f"{HEADER}01,,7\n").open().read_all()
    assert found.to_pylist() == [{"place_id": "01", "investment_eur": 7.0}]
    assert list(map(str, found.schema.types)) == ["string", "double"]


def test_files_of_a_folder_are_one_table_whatever_the_order_of_their_columns(tmp_path):
    (tmp_path / "a.csv").write_text("place_id,investment_eur\na,1\n")
    (tmp_path / "b.csv").write_text("investment_eur,place_id\n2,b\n")
    found = CsvRows("places", [str(tmp_path / f"{name}.csv") for name in "ab"], ("place_id", "investment_eur"))
    assert found.open().read_all()["place_id"].to_pylist() == ["a", "b"]


@pytest.mark.parametrize("bad", ["x,r,a lot\n", "x,r\n", 'x,"r,1\n', "x,r,nan\n"])
def test_what_is_wrong_far_down_is_told_again_at_each_run(tmp_path, monkeypatch, bad):
    monkeypatch.setattr(csv_files, "BLOCK", 4096)
    text = HEADER + "".join(f"p{n},r,{n}\n" for n in range(5_000)) + bad
    said = set()
    for _run in range(3):
        found = rows(tmp_path, text)
        said.add(refused(found))
    assert len(said) == 1
    assert "row 5002" in said.pop() or "nan" in bad or '"' in bad


def test_a_row_that_has_no_end_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(csv_files, "BLOCK", 4096)
    found = rows(tmp_path, HEADER + 'a,"' + "x" * 10_000 + '",1\n')
    assert refused(found).startswith("places: a row of more than 16 MB")


def test_a_value_that_moves_the_cursor_is_shown_as_text(tmp_path):
    found = rows(tmp_path, f"{HEADER}a,r,\x1b[2J\n")
    assert refused(found) == "places, row 2: investment_eur is \\x1b[2J, which is no number"


def test_a_header_is_read_with_its_quotes(tmp_path):
    (tmp_path / "places.csv").write_bytes(b'\xef\xbb\xbf"place_id","a, b"\r\nx,y\r\n')
    assert read_header("places", str(tmp_path / "places.csv")) == ["place_id", "a, b"]
