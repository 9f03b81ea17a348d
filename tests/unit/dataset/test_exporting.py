"""Files for people: no formula and no false decimal in them, headers that they know, and written whole or not at all."""

from __future__ import annotations

import os

import pandas as pd
import pytest

from analysis import load
from analysis.dataset import _exporting
from analysis.dataset._exporting import (
    make_readable,
    make_whole,
    neutralise,
    round_digits,
    to_csv,
    write_rows,
    write_whole,
)
from analysis.words.i18n import speak
from files import saved


def test_a_file_is_written_whole_or_not_at_all(tmp_path):
    target = tmp_path / "rejected.csv"
    write_whole(target, b"one")
    with pytest.raises(TypeError):
        write_whole(target, "no bytes")  # type: ignore[arg-type]
    assert target.read_bytes() == b"one"
    assert [path.name for path in tmp_path.iterdir()] == ["rejected.csv"]


def test_formulas_are_text_and_leave_as_text(tmp_path):
    name = '=HYPERLINK("http://evil.example","x")'
    text = f'Lieu;Coût total;Source\n"{name.replace(chr(34), chr(34) * 2)}";5;javascript:alert(1)\n@SUM(A1);-6;\n'
    data = load(saved(tmp_path / "f.csv", text.encode()))
    assert data.places["name"].tolist() == [name]  # the data keeps its values
    assert data.places["source_url"].isna().all()
    assert "named like source_url, but its values are not" in data.understood["remark"].tolist()
    exported = to_csv(data.places[["name", "investment_eur"]]).decode("utf-8-sig")
    assert exported == 'name,investment_eur\n"\'=HYPERLINK(""http://evil.example"",""x"")",5\n'
    assert neutralise(data.rejected)["Lieu"].tolist() == ["'@SUM(A1)"]


def test_numbers_have_no_false_decimals_in_either_language():
    table = pd.DataFrame({"year": [2021.0, None], "eur": [6945948.1361426255, 46867.0], "share": [1 / 3, -1.0]})
    assert to_csv(make_readable(table)).decode("utf-8-sig").splitlines()[1:] == [
        "2021,6945948.14,0.333333", ",46867,-1",
    ]  # fmt: skip
    with speak("fr"):
        lines = to_csv(make_readable(table)).decode("utf-8-sig").splitlines()
    assert lines == ["année;euros;part", "2021;6945948,14;0,333333", ";46867;-1"]


def test_a_number_loses_nothing_where_it_is_only_written():
    """What is for programs too keeps every digit; only the point of a whole number goes."""
    assert to_csv(pd.DataFrame({"eur": [6945948.1361426255, 5.0]})).decode("utf-8-sig").split() == [
        "eur", "6945948.1361426255", "5",
    ]  # fmt: skip
    assert make_whole(pd.Series([1e300, 2.0])).tolist() == [1e300, 2.0]
    assert round_digits(pd.Series([float("inf"), 0.0, -0.000123456789])).tolist() == [float("inf"), 0.0, -0.000123457]


def test_truth_and_codes_are_words():
    table = pd.DataFrame({"raked": [True, False], "group": ["third_place", "fab_lab"]})
    with speak("fr"):
        assert make_readable(table).to_dict("list") == {
            "utilisé pour les poids": ["oui", "non"],
            "groupe": ["tiers-lieu", "fab lab"],
        }


def test_two_columns_never_take_one_name():
    table = pd.DataFrame({"kind": ["fab_lab"], "place_type": ["fab_lab"]})
    assert list(make_readable(table)) == ["kind", "place_type"]


def test_a_table_without_rows_or_columns_is_written():
    assert to_csv(pd.DataFrame({"a": []})).decode("utf-8-sig") == "a\n"
    assert to_csv(pd.DataFrame()).decode("utf-8-sig").strip() in ("", '""')


def test_a_table_that_is_written_in_pieces_is_the_same(monkeypatch):
    table = load().places
    whole = table.to_csv(index=False, lineterminator="\n", sep=";").encode()
    for rows in (1, 7, len(table), 10_000):
        monkeypatch.setattr(_exporting, "ROWS", rows)
        assert write_rows(table, ";") == whole


def test_a_file_that_is_written_anew_keeps_its_rights_and_a_new_one_gets_those_of_the_person(tmp_path):
    mask = os.umask(0o077)
    try:
        write_whole(tmp_path / "new", b"one")
        assert (tmp_path / "new").stat().st_mode & 0o777 == 0o600
        os.umask(0o022)
        (tmp_path / "new").chmod(0o640)
        write_whole(tmp_path / "new", b"two")
        assert (tmp_path / "new").stat().st_mode & 0o777 == 0o640
    finally:
        os.umask(mask)
