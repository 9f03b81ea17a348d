"""The command that writes the made files of the data package, or says what is out of step."""

from __future__ import annotations

import package_files
from editions import REAL


def test_the_made_files_are_in_step(capsys):
    assert package_files.main(["--check"], REAL) == 0
    assert capsys.readouterr().out == ""


def test_a_file_out_of_step_is_named_and_written_anew(tmp_path, capsys):
    assert package_files.main([], tmp_path) == 0
    (tmp_path / "README.md").write_text("old", encoding="utf-8")
    assert package_files.main(["--check"], tmp_path) == 1
    assert "README.md is not in step with the vocabulary: run make data" in capsys.readouterr().out
    assert package_files.main([], tmp_path) == 0
    assert package_files.main(["--check"], tmp_path) == 0


def test_a_mistyped_argument_writes_nothing(tmp_path, capsys):
    assert package_files.main(["--chek"], tmp_path) == 2
    assert "usage: python tools/package_files.py [--check]" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
