"""Who signs, and what is refused in the file of settings."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from analysis.words._signature import (
    SIGNATURE_VARIABLE,
    SettingsError,
    Signature,
    get_signature,
    list_signature,
    read_settings,
    sign,
    source_line,
    to_environment,
)
from analysis.words.i18n import speak


def settings(tmp_path, text: str):
    path = tmp_path / "report.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_what_is_set_is_told_and_what_is_not_is_left_out(tmp_path):
    path = settings(tmp_path, 'publisher = "Région <Exemple>"\ncontact = "a@b.example"\ndata_date = 2026-11-26\n')
    found = read_settings(path)
    assert found == Signature(publisher="Région <Exemple>", contact="a@b.example", data_date="2026-11-26")
    with sign(found), speak("fr"):
        told = [text.replace("\u00a0", " ") for text in list_signature()]
    assert told == ["Publié par Région <Exemple>", "cluster-funding 0.1.0", "Données au 26 novembre 2026", "Code : MIT"]
    assert get_signature() == Signature()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('publishers = "x"', "no setting is called 'publishers'; there are publisher, contact"),
        ('contact = "javascript:alert(1)"', "contact cannot be 'javascript:alert(1)'"),
        ('address = "reports/index.html"', "address cannot be"),
        ('data_date = "2026-13-01"', "data_date cannot be '2026-13-01'"),
        ('publisher = "a\\u202eb"', "publisher cannot be"),
        ("publisher = 3 3", "is no file of settings"),
        ("publisher = " + "9" * 5_000, "is no file of settings"),
        (f"publisher = {'[' * 5_000}", "is no file of settings"),
        ("publisher = 3", ""),
    ],
)
def test_a_setting_that_cannot_be_used_is_told_in_one_line(tmp_path, text, told):
    path = settings(tmp_path, text)
    if not told:
        assert read_settings(path).publisher == "3"
        return
    with pytest.raises(SettingsError, match=re.escape(told)):
        read_settings(path)


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(SettingsError, match="cannot read"):
        read_settings(tmp_path / "none.toml")


def test_a_kernel_signs_as_its_report_does(monkeypatch):
    one = Signature(publisher="Ville d’Ex", address="https://a.example/r")
    monkeypatch.setenv(SIGNATURE_VARIABLE, to_environment(one)[SIGNATURE_VARIABLE])
    assert get_signature() == one
    assert source_line().endswith("cluster-funding 0.1.0, Ville d’Ex, https://a.example/r.")


@pytest.mark.parametrize("text", ["", "[]", "no json", json.dumps({"other": 1})])
def test_whatever_the_variable_holds_a_figure_is_signed(monkeypatch, text):
    monkeypatch.setenv(SIGNATURE_VARIABLE, text)
    assert get_signature() == Signature()
    assert source_line().endswith("cluster-funding 0.1.0.")


def test_what_never_ends_is_no_file_of_settings():
    for name in ("/dev/zero", "/dev/random", "."):
        with pytest.raises(SettingsError, match="is no file of settings"):
            read_settings(Path(name))
