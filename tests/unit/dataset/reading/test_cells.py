"""What programs put around a value is taken off; what belongs to a word stays."""

from __future__ import annotations

import pytest

from analysis.dataset._reading.cells import clean_cell, clean_sheet
from analysis.dataset._reading.sheet import Sheet


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("'450000", "450000"),
        ("'1 250,50 €", "1 250,50 €"),
        ("'-12", "-12"),
        ("'=SOMME(A1)", "=SOMME(A1)"),
        ("'01000", "01000"),
        ('="450000"', "450000"),
        ('= "01000" ', "01000"),
        ("=A1+B1", "=A1+B1"),
        ("'t Veld", "'t Veld"),
        ("'68 l'atelier", "'68 l'atelier"),
        ("\u200b450\u200b000\ufeff", "450000"),
        ("30\u2060000\u200e", "30000"),
        ("20\u3000000", "20 000"),
        ("１２ ５００", "12 500"),
        ("Co\u00adwor\u00adking", "Coworking"),
        ("plain", "plain"),
        ("بازار\u200cها", "بازار\u200cها"),  # the sign joins no letters, and is part of the word
    ],
)
def test_a_cell_is_its_value(cell, value):
    assert clean_cell(cell) == value


def test_a_clean_sheet_is_the_same_and_numbers_stay():
    sheet = Sheet("a.csv", "", [["Lieu", 5], ["A", 2.5]], (1, 2))
    assert clean_sheet(sheet) is sheet
    assert clean_sheet(Sheet("a.csv", "", [["'5", 5]], (1,))).rows == [["5", 5]]
