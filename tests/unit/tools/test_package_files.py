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
    assert "README.md is not in step: run make data" in capsys.readouterr().out
    assert package_files.main([], tmp_path) == 0
    assert package_files.main(["--check"], tmp_path) == 0


def test_a_mistyped_argument_writes_nothing(tmp_path, capsys):
    assert package_files.main(["--chek"], tmp_path) == 2
    assert "usage: python tools/package_files.py [--check]" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_the_readme_of_the_project_says_how_many_plans_there_are(tmp_path, capsys):
    folder, readme = tmp_path / "data", tmp_path / "README.md"
    folder.mkdir()
    (folder / "places.csv").write_text('place_id,name\na,"two\nlines"\nb,B\n', encoding="utf-8")
    readme.write_text("puts its claims to 7 real financing plans of 7 places", encoding="utf-8")
    assert package_files.main([], folder) == 0
    assert readme.read_text(encoding="utf-8") == "puts its claims to 2 real financing plans of 7 places"
    (folder / "places.csv").write_text("place_id,name\na,A\n", encoding="utf-8")
    assert package_files.main(["--check"], folder) == 1
    assert capsys.readouterr().out == f"{readme} is not in step: run make data\n"


def test_the_readme_has_the_sentence_that_is_counted():
    assert package_files.COUNTED.findall((REAL.parent / "README.md").read_text(encoding="utf-8"))
