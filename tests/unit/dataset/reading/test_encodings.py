"""The encoding of a file is found, letters that were encoded twice are repaired, and nothing else changes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import load
from analysis.dataset._checking import DataError, Rule
from analysis.dataset._reading.encodings import decode, repair_letters
from files import saved

TEXT = "Lieu;Coût total;Région;Détail\nL’Écluse;100 000,50;30 000;« La forêt » à 5 €\n"
FRENCH = st.text("aàâeéèêëiîïoôuùûüyçœæ’«» €;\nABCÉÈÀ0123456789", max_size=60)


@pytest.mark.parametrize(
    "name", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "mac_roman"]
)
def test_every_encoding_gives_the_same_text(name):
    text = TEXT.replace("œ", "oe")
    assert decode(text.encode(name), "a.csv")[0] == text


@pytest.mark.parametrize("wrong", ["cp1252", "mac_roman", "cp850"])
@pytest.mark.parametrize("times", [1, 2])
def test_letters_encoded_twice_are_repaired(wrong, times):
    text = TEXT.replace("€", "E").replace("É", "é") if wrong == "cp850" else TEXT
    damaged = text
    for _time in range(times):
        damaged = "".join(bytes([b]).decode(wrong, "ignore") or chr(b) for b in damaged.encode())
    repaired, before, after = repair_letters(damaged)
    assert repaired == text
    assert before != after


@given(FRENCH)
def test_a_text_that_is_right_is_left_alone(text):
    assert repair_letters(text)[0] == text


def test_a_file_with_damaged_letters_is_read_and_told(tmp_path):
    body = "Nom du lieu;Coût total;Région\nL’Écluse;100 000,00;30 000\n".encode().decode("cp1252", "replace")
    data = load(saved(tmp_path / "a.csv", body.replace("\ufffd", "\x81").encode()))
    assert data.places["investment_eur"].tolist() == [100_000.0]
    assert [problem.code for problem in data.problems] == [Rule.LETTERS_REPAIRED]
    assert "CoÃ»t is read as Coût" in str(data.problems[0])


def test_letters_that_are_lost_are_named_where_nothing_is_understood(tmp_path):
    with pytest.raises(DataError, match="accents are lost") as found:
        load(saved(tmp_path / "a.csv", "Lieu;Co\ufffdt g\ufffdn\ufffdral;R\ufffdgion\nA;100000;x\n".encode()))
    assert found.value.problems[0].value == "Co\ufffdt"
