"""A folder put in the place of another."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from analysis.report._swap import list_paths, put_in_place, rescue, write_over


def test_a_folder_is_swapped_also_where_the_system_cannot_exchange(tmp_path, monkeypatch):
    monkeypatch.setattr("analysis.report._swap._exchange", lambda new, target: False)
    for text in ("first", "second"):
        new = tmp_path / "new"
        new.mkdir()
        (new / "index.html").write_text(text)
        left = put_in_place(new, tmp_path / "reports")
        if left:
            assert (left / "index.html").read_text() == "first"
            shutil.rmtree(left)
    assert (tmp_path / "reports" / "index.html").read_text() == "second"


def test_a_folder_that_cannot_be_swapped_is_as_it_was(tmp_path, monkeypatch):
    monkeypatch.setattr("analysis.report._swap._exchange", lambda new, target: False)
    target, new = tmp_path / "reports", tmp_path / "new"
    target.mkdir()
    (target / "index.html").write_text("first")
    with pytest.raises(OSError):
        put_in_place(new, target)  # it is not there
    assert (target / "index.html").read_text() == "first"


def tree(folder, **files):
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return folder


def read(folder):
    return {path: (folder / path).read_text() for path in list_paths(folder)}


def test_what_others_put_there_meanwhile_is_brought_over_and_nothing_is_written_over(tmp_path):
    old = tree(
        tmp_path / "old",
        index_html="ours",
        notes__a_txt="new",
        copied_txt="changed",
        same_txt="same",
        en__p_html="theirs",
    )
    (old / "empty").mkdir()
    (old / "link").symlink_to("notes/a.txt")
    new = tree(tmp_path / "new", index_html="ours too", copied_txt="before", same_txt="same", en__p_html="ours")
    rescue(old, new, {"index.html"}, {"copied.txt"})
    assert (new / "link").readlink() == Path("notes/a.txt")
    (new / "link").unlink()
    assert read(new) == {
        "copied.txt": "changed", "en/p-2.html": "theirs", "en/p.html": "ours", "index.html": "ours too", "notes/a.txt": "new",
        "same.txt": "same",
    }  # fmt: skip
    assert (new / "empty").is_dir()


def test_files_are_written_one_by_one_into_a_folder_that_cannot_be_moved(tmp_path):
    target = tree(tmp_path / "reports", index_html="first", stale_html="first", thesis_txt="years of work")
    write_over(tree(tmp_path / "new", index_html="second", en__p_html="new"), target, ["stale.html"])
    assert read(target) == {"en/p.html": "new", "index.html": "second", "thesis.txt": "years of work"}
