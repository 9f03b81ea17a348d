"""The tool that writes what changed between two editions of the data, or says that the file is out of step."""

from __future__ import annotations

import data_changelog
from editions import FROZEN, REAL


def test_the_changelog_of_the_data_is_in_step(capsys):
    assert data_changelog.main(["--check"], FROZEN, REAL) == 0
    assert capsys.readouterr().out == ""


def test_added_dropped_and_changed_are_told_by_identifier(tmp_path, capsys):
    before, after = tmp_path / "before", tmp_path / "after"
    for folder, places, lines in (
        (before, "place_id,note,year\na,x,1\nb,x,2\nc,x,3\nd,x,4\n", "place_id,line,funder\na,1,State\nb,1,Us\n"),
        (after, "place_id,note,year,vat\nb,x,9,no\nc,y,3,no\nd,x,4,no\ne,x,5,no\n", "place_id,line,funder\nb,1,You\n"),
    ):
        folder.mkdir()
        (folder / "places.csv").write_text(places, encoding="utf-8")
        (folder / "funding.csv").write_text(lines, encoding="utf-8")
    found = data_changelog.make_changelog(before, after)
    assert "From 4 plans with 2 lines to 4 plans with 1 lines." in found
    assert "New columns of the places: `vat`" in found
    for part in (
        "## Added (1)\n\n`e`",
        "## Dropped (1)\n\n`a`",
        "## Changed (1)\n\n- `b`: `year`, lines' `funder`\n",
        "sources (1)\n\n`c`",
    ):
        assert part in found
    assert data_changelog.main(["--check"], before, after) == 1
    assert "CHANGELOG.md is not in step with the data: run make data" in capsys.readouterr().out
    assert (data_changelog.main([], before, after), data_changelog.main(["--check"], before, after)) == (0, 0)
    assert data_changelog.main(["--chek"], before, after) == 2
