"""Spellings that are one word, and words for "not known"."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.dataset._reading.words import fold, is_missing


@pytest.mark.parametrize("text", ["Coût total", "COUT  TOTAL", "coût_total", "coutTotal", "coût-total :"])
def test_spellings_of_one_name_are_compared_as_one(text):
    assert fold(text) == "cout total"


@given(st.text(max_size=60))
def test_a_plain_text_is_plain_already(text):
    assert fold(fold(text)) == fold(text)
    assert fold(text).isascii()


@pytest.mark.parametrize("text", ["N/A", "n.c.", "—", " ", "Non renseigné", "à préciser", "?"])
def test_what_stands_for_not_known(text):
    assert is_missing(text)


@pytest.mark.parametrize("text", ["0", "-0", "Nana", "Vide-grenier", "n", "en cours de rénovation lourde"])
def test_what_is_a_value(text):
    assert not is_missing(text)
