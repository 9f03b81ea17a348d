"""A folder put in the place of another."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.report._swap import put_in_place, recover


def test_a_folder_is_swapped_also_where_the_system_cannot_exchange(tmp_path, monkeypatch):
    monkeypatch.setattr("analysis.report._swap._exchange", lambda new, target: False)
    for text in ("first", "second"):
        new = tmp_path / "new"
        new.mkdir()
        (new / "index.html").write_text(text)
        put_in_place(new, tmp_path / "reports")
    assert (tmp_path / "reports" / "index.html").read_text() == "second"
    (tmp_path / "reports").rename(tmp_path / ".reports-old")  # as a kill between the two renames leaves it
    recover(tmp_path / "reports")
    assert (tmp_path / "reports" / "index.html").read_text() == "second"


def test_a_folder_that_cannot_be_swapped_is_as_it_was_and_one_that_cannot_be_removed_is_no_failure(
    tmp_path, monkeypatch
):
    monkeypatch.setattr("analysis.report._swap._exchange", lambda new, target: False)
    target, new = tmp_path / "reports", tmp_path / "new"
    target.mkdir()
    (target / "index.html").write_text("first")
    with pytest.raises(OSError):
        put_in_place(new, target)  # it is not there
    assert (target / "index.html").read_text() == "first"
    new.mkdir()
    monkeypatch.setattr("analysis.report._swap.shutil.rmtree", refused)
    put_in_place(new, target)
    assert list(target.iterdir()) == []


def refused(path: Path, ignore_errors: bool = False) -> None:
    """Remove as one who may not do so."""
    if not ignore_errors:
        raise PermissionError(13, "Permission denied", str(path))
