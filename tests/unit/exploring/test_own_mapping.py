"""What drop-downs say, as the mapping that `check --map` takes."""

from __future__ import annotations

import pytest

from analysis.dataset._reading import Mapping, read_mapping, write_mapping
from analysis.dataset._reading.roles import find_role
from analysis.exploring._own_mapping import (
    list_fields,
    list_twice,
    say_column,
    say_constant,
    say_file,
    say_rate,
    say_unit,
)
from analysis.words.i18n import LANGUAGES, speak


def test_what_is_said_by_clicking_is_a_mapping_file(tmp_path):
    given = say_column(Mapping(), "Budget voté", "funder:region")
    given = say_column(given, "Avis", "")
    given = say_column(given, "Montant", "amount_eur", lines=True)
    given = say_unit(given, "Coût", 1000.0)
    given = say_file(given, "header", "4")
    given = say_constant(given, "vat", "excl")
    given = say_rate(given, "GBP", 1.15)
    path = tmp_path / "m.toml"
    path.write_text(write_mapping(given), encoding="utf-8")
    assert read_mapping(path) == given


def test_what_is_taken_back_is_not_said():
    given = say_unit(say_file(say_constant(Mapping(), "vat", "excl"), "header", "4"), "A", 1000.0)
    given = say_rate(given, "GBP", 1.15)
    assert (
        say_rate(say_unit(say_file(say_constant(given, "vat", ""), "header", ""), "A", 0.0), "GBP", None) == Mapping()
    )


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("lines", [False, True])
def test_every_choice_is_a_field_with_a_name_of_its_own_in_each_language(lang, lines):
    with speak(lang):
        choices = list_fields(lines=lines)
    names, codes = zip(*choices, strict=True)
    assert len(set(codes)) == len(codes)
    assert len(set(names)) == len(names)
    assert all(find_role(code) for code in codes if code)
    assert not any("_" in name for name in names)


def test_two_columns_may_be_one_funder_but_not_one_total():
    assert list_twice(Mapping(columns={"A": "note", "B": "note", "C": "ignore", "D": "ignore"})) == {}
    assert list_twice(Mapping(columns={"A": "name", "B": "name"})) == {"name": ["A", "B"]}
