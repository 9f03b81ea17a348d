"""The files that a person brings, and what is written beside them."""

from __future__ import annotations

import pytest

from analysis import load, mine
from analysis.dataset._reading import Mapping, read_mapping
from analysis.exploring._own_files import keep_upload, save_corrected, save_mapping
from analysis.exploring._own_reading import read_own
from messy import write_messy


def test_an_upload_overwrites_nothing_and_leaves_the_folder_never(tmp_path):
    folder = tmp_path / "mine"
    first = keep_upload(folder, "a.csv", b"one")
    assert keep_upload(folder, "a.csv", b"one") == first
    assert keep_upload(folder, "a.csv", b"two").name == "a-2.csv"
    assert first.read_bytes() == b"one"
    for name in ("../../evil.csv", "/etc/passwd", "C:\\x\\y.csv", "..", "", "\x00", "a" * 500 + ".xlsx", "~lock.ods"):
        assert keep_upload(folder, name, b"x").parent == folder
    assert sorted(path.name for path in tmp_path.iterdir()) == ["mine"]


def test_a_mapping_that_is_saved_is_the_one_that_is_read_from_then_on(tmp_path, monkeypatch):
    monkeypatch.delenv(mine.MINE_VARIABLE, raising=False)
    path = write_messy(tmp_path / "a.xlsx")
    (tmp_path / "a.toml").write_text("# mine\n")
    given = read_own(path, Mapping(columns={"Budget voté": "funder:region"})).mapping
    written = save_mapping(path, given)
    assert written.name == "a-2.toml"
    assert (tmp_path / "a.toml").read_text() == "# mine\n"
    assert read_mapping(written) == given
    assert mine.find(tmp_path) == mine.Mine(path, written)
    assert load(path, mapping=written).funding["funder_type"].isin(["region"]).any()


@pytest.mark.parametrize("name", ["copy", "copy.xlsx", "../copy.ods", ""])
def test_a_corrected_copy_stands_beside_and_the_file_is_as_it_was(tmp_path, name):
    path = write_messy(tmp_path / "a.xlsx")
    before = path.read_bytes()
    row = read_own(path).rows[0]
    copy = save_corrected(path, Mapping(), (row.correct("Coût total HT", "185 000"),), name)
    assert copy.parent == tmp_path
    assert copy != path
    assert path.read_bytes() == before
    assert load(copy).rows[0].set_aside == 0
