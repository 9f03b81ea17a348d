"""The mapping file: written, read again, and told what is wrong with it."""

from __future__ import annotations

import pandas as pd
import pytest
from typer.testing import CliRunner

from analysis import load
from analysis.__main__ import app
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
        ('[constants]\nplace_type = "castle"\n', "'castle' is no value of the field"),
        ('[values.place_type]\nX = "castle"\n', "'castle' is no value of the field"),
        ("[columns\n", "is not a mapping file (TOML)"),
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
