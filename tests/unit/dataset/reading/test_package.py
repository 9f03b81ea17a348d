"""Data packages as they come: folders, descriptors, archives, and files in them that are no tables."""

from __future__ import annotations

import json
import shutil
import zipfile

import pandas as pd
import pytest

from analysis import load
from analysis.dataset._checking import DataError, UnreadableError
from analysis.dataset._reading import find_shipped_data
from analysis.dataset._reading.package import _by_arrow, _read
from files import saved, told
from packages import edit, problems_of


@pytest.mark.parametrize(
    "path",
    [
        "/etc/passwd",
        "../places.csv",
        "a/../../places.csv",
        "http://x.example/places.csv",
        "file:///etc/passwd",
        "C:\\x.csv",
    ],
)
def test_a_descriptor_may_not_lead_out_of_its_package(package, path):
    descriptor = json.loads((package / "datapackage.json").read_text(encoding="utf-8"))
    descriptor["resources"][0]["path"] = path
    (package / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    assert "leads out of the package" in told(package)


def test_a_link_may_not_lead_out_of_its_package(package, tmp_path):
    shutil.move(package / "places.csv", tmp_path / "elsewhere.csv")
    (package / "places.csv").symlink_to(tmp_path / "elsewhere.csv")
    assert "places.csv: is a link that leads out of the folder" in told(package)


def test_a_package_may_name_its_files_and_stand_in_an_archive(package, tmp_path):
    descriptor = json.loads((package / "datapackage.json").read_text(encoding="utf-8"))
    descriptor["resources"][0]["path"] = "tables/lieux.csv"
    (package / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    (package / "tables").mkdir()
    shutil.move(package / "places.csv", package / "tables" / "lieux.csv")
    assert len(load(package).places) == 238
    archive = shutil.make_archive(str(tmp_path / "package"), "zip", package)
    data = load(archive)
    assert (len(data.places), len(data.funding), data.problems) == (238, 415, ())


def test_an_archive_may_not_hold_paths_that_lead_out(tmp_path):
    with zipfile.ZipFile(tmp_path / "evil.zip", "w") as archive:
        for name in ("places.csv", "funding.csv"):
            archive.writestr(f"../{name}", (find_shipped_data() / name).read_text(encoding="utf-8"))
    assert "holds a path that leads out of it" in told(tmp_path / "evil.zip")


def test_an_archive_of_something_else_says_so(tmp_path):
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as archive:
        archive.writestr("letter.txt", "hello")
    assert "is an archive without a data package or a workbook" in told(tmp_path / "other.zip")


def test_the_fast_and_the_careful_way_read_the_same(package):
    for name in ("places.csv", "funding.csv"):
        fast, (careful, _, problems) = _by_arrow(package / name), _read(package / name, name)
        assert problems == []
        assert fast is not None
        pd.testing.assert_frame_equal(fast, careful, check_index_type=False)


@pytest.mark.parametrize(
    "content", [b"a,a\n1,2\n", b"a,b\n1,2,3\n", b"a,b\n1\x00,2\n", b"a,b\n\xff,2\n", b"a,b\n\n1,2\n"]
)
def test_the_fast_way_leaves_what_is_unusual_to_the_careful_one(content, tmp_path):
    assert _by_arrow(saved(tmp_path / "x.csv", content)) is None


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


def test_a_folder_without_tables_says_what_to_put_there(tmp_path):
    with pytest.raises(UnreadableError, match=r"holds neither a data package nor a table \(put XLSX, ODS, CSV or JSON"):
        load(tmp_path)


def test_a_data_package_without_its_places_says_what_it_holds(tmp_path):
    (tmp_path / "funding.csv").write_text("place_id,line\n", encoding="utf-8")
    with pytest.raises(
        UnreadableError, match=r"places.csv: file is missing \(a data package holds places.csv and funding.csv\)"
    ):
        load(tmp_path)


def test_the_descriptor_stands_for_its_folder_and_a_byte_order_mark_is_no_problem(package):
    content = (package / "places.csv").read_bytes()
    (package / "places.csv").write_bytes(b"\xef\xbb\xbf" + content)
    assert len(load(package / "datapackage.json").places) == 238


@pytest.mark.parametrize("resource", [
    {"name": ["places"], "path": "places.csv"}, {"name": {}, "path": "x"}, {"name": "places", "path": "a/" * 3_000},
    {"name": "places", "path": "x" * 400}, {"name": "places", "path": "a\0b"}, {"name": "places", "path": ["places.csv"]},
])  # fmt: skip
def test_a_descriptor_of_another_kind_is_no_traceback(resource, package):
    (package / "datapackage.json").write_text(json.dumps({"resources": [resource]}), encoding="utf-8")
    try:
        found = str(len(load(package).places))
    except DataError as error:
        found = str(error)
    assert found == "238" or any(told in found for told in ("datapackage.json", "cannot be opened", "file is missing"))
