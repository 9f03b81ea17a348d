"""Values that are no amounts: shares, codes, years, words."""

from __future__ import annotations

import pandas as pd

from analysis.dataset._reading.values import read_as, read_choice, read_shares, read_years


def test_percentages_and_fractions_are_told_apart_by_their_column():
    assert read_shares(pd.Series(["65 %", "40"])).values.tolist() == [0.65, 0.40]
    assert read_shares(pd.Series([0.65, "0,4"], dtype="object")).values.tolist() == [0.65, 0.4]
    mixed = read_shares(pd.Series(["65", "0,3"]))
    assert mixed.doubtful.tolist() == [False, True]
    assert read_shares(pd.Series(["150 000"])).wrong.tolist() == [True]


def test_codes_years_and_words():
    assert read_as(pd.Series([1, "2a", 974.0, "01"], dtype="object"), "department").values.tolist() == [
        "01",
        "2A",
        "974",
        "01",
    ]
    assert read_as(pd.Series([1001, "2A004", "75056"], dtype="object"), "insee").values.tolist() == [
        "01001",
        "2A004",
        "75056",
    ]
    assert read_as(pd.Series(["oui", "NON", "x", 0], dtype="object"), "boolean").values.tolist() == [
        "true",
        "false",
        "true",
        "false",
    ]
    assert read_as(pd.Series(["javascript:alert(1)"]), "link").wrong.tolist() == [True]
    assert read_years(pd.Series(["2017-06-27", "27/06/17", "juin 2017"])).values.tolist() == ["2017"] * 3
    spellings = pd.Series(["Tiers-Lieux", "FABLAB", "Pépinière d’entreprises", "coworking space", "Autre"])
    assert read_choice(spellings, "place_type").values.tolist() == [
        "third_place",
        "fab_lab",
        "incubator",
        "coworking",
        "other",
    ]
