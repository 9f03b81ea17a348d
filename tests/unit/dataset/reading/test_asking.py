"""What is asked of columns that are not settled."""

from __future__ import annotations

import pytest

from analysis.dataset import DataError, load
from analysis.dataset._reading import Mapping
from analysis.dataset._reading.mapping import read_mapping, write_mapping
from files import written


def test_columns_of_numbers_and_of_texts_are_asked_about_with_what_they_could_be(tmp_path):
    with pytest.raises(DataError) as found:
        load(written(tmp_path / "a.csv", "Endroit;Avis;Assiette retenue;vide\nLa Nef;bon;90000;\n"))
    known = found.value.understood
    assert isinstance(known, Mapping)
    assert known.open["Assiette retenue"].fields[0] == "investment_eur"
    assert known.columns["Endroit"] == "name"
    assert known.open["Avis"].fields[0] == "name"
    assert "vide" not in known.open
    assert known.file["separator"] == ";"


def test_what_is_asked_is_a_comment_that_changes_nothing(tmp_path):
    data = load(written(tmp_path / "a.csv", "Lieu;Coût total;Région\nLa Nef;90000;x\nLe Sas;1;2\n"))
    text = write_mapping(data.mapping)
    assert read_mapping(written(tmp_path / "a.toml", text)) == data.mapping
