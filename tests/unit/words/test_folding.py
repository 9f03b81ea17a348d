"""Accents and capitals make no difference."""

from __future__ import annotations

import pytest

from analysis.words._folding import fold_letters


@pytest.mark.parametrize(
    ("text", "plain"),
    [("Île-de-France", "ile-de-france"), ("MÉDIANE", "mediane"), ("Œuvre", "oeuvre"), ("κόσμος", "κοσμος"), ("plan_1", "plan_1")],
)  # fmt: skip
def test_letters_are_small_and_plain_and_none_is_lost(text, plain):
    assert fold_letters(text) == plain
