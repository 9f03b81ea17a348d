"""A folder put in the place of another."""

from __future__ import annotations

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
