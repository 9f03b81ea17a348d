"""Units as headers, titles and notes say them."""

from __future__ import annotations

import pytest

from analysis.dataset._reading.units import find_worth, find_worth_around, is_unit


@pytest.mark.parametrize(
    ("header", "factor", "currency"),
    [
        ("Coût (K€ HT)", 1e3, "EUR"), ("Région (KE)", 1e3, "EUR"), ("Aide (MF)", 1e6, "FRF"), ("Coût en francs", None, "FRF"),
        ("Cost (£k)", 1e3, "GBP"), ("£000", 1e3, "GBP"), ("Montant en milliers d'euros", 1e3, "EUR"), ("Kosten (CHF)", None, "CHF"),
        ("Coût x 1000", 1e3, None), ("Coût total", None, None), ("Keramik", None, None), ("Financement", None, None),
    ],
)  # fmt: skip
def test_a_header_says_what_its_numbers_are_worth(header, factor, currency):
    found = find_worth(header)
    assert (found.factor, found.currency) == (factor, currency)


@pytest.mark.parametrize(
    ("text", "factor"),
    [
        ("Plans aidés, en k€ HT", 1e3), ("montants exprimés en M€", 1e6), ("Plans (k€)", 1e3), ("Projets de plus de 100 k€", None),
        ("Enveloppe de 3 millions d'euros", None), ("Montants en € (et non en k€)", None), ("Source : Région, 2022", None),
    ],
)  # fmt: skip
def test_a_title_speaks_of_the_table_only_without_a_number_before_the_unit(text, factor):
    assert find_worth_around([("row 1", text)])[0].factor == factor


def test_a_cell_with_a_unit_alone_is_one():
    assert [is_unit(cell) for cell in ("k€", "(M€ HT)", "m²", "%", "Ke", "Le Four", 3)] == [True] * 4 + [False] * 3
