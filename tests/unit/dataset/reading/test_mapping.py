"""The mapping file: written, read again, and told what is wrong with it."""

from __future__ import annotations

import os
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

from analysis import load
from analysis.__main__ import app
from analysis.dataset._checking import Rule, UnreadableError
from analysis.dataset._reading import read_mapping
from analysis.dataset._template import make_workbook
from analysis.words.i18n import speak
from files import written


def test_a_workbook_is_read_again_with_the_mapping_that_was_written(tmp_path):
    file, mapping = tmp_path / "t.xlsx", tmp_path / "t.toml"
    with speak("fr"):
        file.write_bytes(make_workbook())
    assert CliRunner().invoke(app, ["check", str(file), "--write-map", str(mapping)]).exit_code == 0
    assert 'sheet = "Lieux"\nlines_sheet = "Financements"' in mapping.read_text(encoding="utf-8")
    first, again = load(file), load(file, mapping=mapping)
    pd.testing.assert_frame_equal(first.places, again.places)
    pd.testing.assert_frame_equal(first.funding, again.funding)
    mapping.write_text('[file]\nsheet = "Lieu"\n')
    result = CliRunner().invoke(app, ["check", str(file), "--map", str(mapping)])
    assert (result.exit_code, "has no sheet 'Lieu' (there are: Lieux, Financements, Listes)" in result.output) == (
        2,
        True,
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[columns]\n"Coût" = "investment"\n', "there is no field 'investment' (did you mean 'investment_eur'"),
        ("[colums]\n", "has a part [colums] that is not known (did you mean 'columns'"),
        ("[rates]\nGBP = -1\n", "[rates] GBP: must be a number above 0"),
        ('[constants]\ncurrency = "pounds"\n', "[constants] currency: must be the three letters of a currency"),
        ('[constants]\nplace_type = "castle"\n', "'castle' is no value of the field"),
        ('[values.place_type]\nX = "castle"\n', "'castle' is no value of the field"),
        ("[columns\n", "is not a mapping file (TOML)"),
        ('[file]\nheader = "²"\n', "[file] header: must be the number of a row"),
        ('[file]\nheader = "9"\n', "the mapping names row 9 as the header, and there is no such row"),
        ('[file]\nseparator = "ab"\n', "[file] separator: must be one sign"),
        ('[file]\nseparator = [";"]\n', "[file] separator: must be a text or a number"),
        ('[file]\nencoding = "punycode"\n', "[file] encoding: is no encoding of texts that is known"),
        ('[file]\nencoding = "undefined"\n', "[file] encoding: is no encoding of texts that is known"),
        ('[values.place_type]\n"x" = ["y"]\n', "is no value of the field"),
        ("[constants]\nyear = [2020]\n", "[constants] year: must be a text or a number"),
        (f"x = {'[' * 5000}\n", "is not a mapping file (TOML)"),
        (f"x = {'9' * 5000}\n", "is not a mapping file (TOML)"),
    ],
)
def test_a_wrong_mapping_file_says_what_to_do(text, told, tmp_path):
    file = written(tmp_path / "a.csv", "Lieu;Coût\nA;1\n")
    result = CliRunner().invoke(app, ["check", str(file), "--map", str(written(tmp_path / "m.toml", text))])
    assert result.exit_code == 2
    assert told in result.output


def test_a_mapping_sets_units_values_constants_and_decimals(tmp_path):
    file = written(tmp_path / "a.csv", "Endroit;Prix;Genre\nA;1,500;Maison\n")
    mapping = written(
        tmp_path / "a.toml",
        '[columns]\nEndroit = "name"\nPrix = "investment_eur"\nGenre = "place_type"\n[unit]\nPrix = 1000\n[decimal]\nPrix = ","\n'
        '[values.place_type]\nMaison = "third_place"\n[constants]\nyear = 2019\n',
    )
    data = load(file, mapping=mapping)
    assert data.places[["name", "investment_eur", "place_type", "year"]].values.tolist() == [
        ["A", 1_500, "third_place", 2019]
    ]


def test_each_column_that_the_mapping_names_and_that_is_not_there_is_warned_of(tmp_path):
    file = written(tmp_path / "a.csv", "Lieu;Coût total\nA;90000\n")
    mapping = written(
        tmp_path / "m.toml", '[columns]\n"Coût totale" = "investment_eur"\n"Nom" = "name"\n[unit]\n"Prix" = 1000\n'
    )
    data = load(file, mapping=mapping)
    assert data.places["investment_eur"].tolist() == [90_000]
    warned = [str(problem) for problem in data.problems if problem.code is Rule.MAPPING_NO_COLUMN]
    assert len(warned) == 3
    assert warned[0].endswith("the mapping names it, and there is no such column (did you mean Coût total?)")


def test_a_mapping_of_a_folder_may_name_columns_of_any_of_its_files(tmp_path):
    folder = tmp_path / "files"
    folder.mkdir()
    written(folder / "a.csv", "Lieu;Prix\nA;90000\n")
    written(folder / "b.csv", "Lieu;Montant global\nB;50000\n")
    mapping = written(
        tmp_path / "m.toml",
        '[columns]\n"Prix" = "investment_eur"\n"Montant global" = "investment_eur"\n"Nom" = "name"\n',
    )
    warned = [p.column for p in load(folder, mapping=mapping).problems if p.code is Rule.MAPPING_NO_COLUMN]
    assert warned == ["Nom"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with a name")
def test_what_never_ends_is_no_mapping_file(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    for name in (tmp_path / "pipe", "/dev/zero"):
        with pytest.raises(UnreadableError):
            read_mapping(Path(name))
