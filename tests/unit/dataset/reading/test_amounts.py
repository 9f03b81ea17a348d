"""Amounts in all spellings: read as numbers or told, never lost."""

from __future__ import annotations

import math
import string

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.dataset._reading.amounts import read_amounts
from files import MARKS


def euros(*cells: object) -> list[float | None]:
    values = read_amounts(pd.Series(list(cells), dtype="object")).values
    return [None if math.isnan(value) else value for value in values]


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("67 650,00", 67_650),
        ("1\u00a0465\u00a0600 euros", 1_465_600),
        ("97\u202f000euros", 97_000),
        ("£4,000.00", 4_000),
        ("1.238.920", 1_238_920),
        ("10.863,00 ", 10_863),
        ("102.691,05 €", 102_691.05),
        ("€544,310", 544_310),
        ("150 k€", 150_000),
        ("150k", 150_000),
        ("1,2 M€", 1_200_000),
        ("1,2 million d’euros", 1_200_000),
        ("2 millions d'euros", 2_000_000),
        ("97669,34", 97_669.34),
        ("180 000 € HT", 180_000),
        ("1'500'000", 1_500_000),
        ("EUR 12,000", 12_000),
        ("1.5e+06", 1_500_000),
        (".5", 0.5),
        ("-0", 0),
        (75_000.0, 75_000),
        (12, 12),
        *[(word, None) for word in ("n/a", "Ne rien indiquer", "", "-", "à confirmer", "NC", "unknown")],
    ],
)
def test_amounts_in_the_spellings_of_real_files(cell, value):
    found = read_amounts(pd.Series([cell], dtype="object"))
    assert euros(cell) == [value]
    assert not found.wrong.any()


@pytest.mark.parametrize(
    "cell",
    [
        "1e400",
        "NaN",
        "inf",
        "١٢٣",
        "１２３",
        "12 34",
        "1,234,56",
        "1.2.34",
        "much",
        "=1+1",
        "90%",
        "1 234 56",
        "0x10",
        "1_000",
        True,
    ],
)
def test_what_is_no_amount_is_told_and_never_a_number(cell):
    found = read_amounts(pd.Series([cell], dtype="object"))
    assert found.wrong.tolist() == [True]
    assert found.values.isna().all()


def test_the_column_tells_what_a_mark_means():
    assert euros("1.500", "2.345.000") == [1_500, 2_345_000]
    assert euros("1.500", "2,25") == [1_500, 2.25]
    assert euros("1,500", "2,25") == [1.5, 2.25]
    doubtful = read_amounts(pd.Series(["1,500", "300"], dtype="object"))
    assert doubtful.values.tolist() == [1_500, 300]
    assert doubtful.doubtful == ("1,500",)
    assert read_amounts(pd.Series(["1,500"]), decimal=",").values.tolist() == [1.5]


@given(
    st.lists(st.integers(0, 10**11), min_size=1, max_size=20),
    MARKS,
    st.sampled_from(["", " €", "€", " euros", " EUR"]),
)
def test_cents_written_in_any_dialect_are_read_back(cents, marks, sign):
    thousands, decimal = marks
    texts = [f"{c // 100:,}".replace(",", thousands) + f"{decimal}{c % 100:02d}{sign}" for c in cents]
    found = read_amounts(pd.Series(texts))
    assert not found.wrong.any()
    assert [round(value * 100) for value in found.values] == cents


@given(st.text(alphabet=string.printable + "é€£ \u00a0", max_size=40))
def test_any_text_as_an_amount_is_read_or_told_never_lost(text):
    found = read_amounts(pd.Series([text], dtype="object"))
    from analysis.dataset._reading.words import is_missing

    assert found.values.notna().iloc[0] + found.wrong.iloc[0] + is_missing(text) == 1
