"""Cells that are written once for several rows."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.dataset._reading.filling import fill_down

FIELDS = {"Lieu": "name", "Coût": "investment_eur", "Financeur": "funder", "Montant": "grant_eur"}


@pytest.mark.parametrize(
    ("row", "filled"),
    [
        ((None, None, "DETR", 5), True),
        ((None, 7, "DETR", 5), False),  # a row with a total of its own lacks its name
        (("Forge", None, "DETR", 5), False),
        ((None, None, None, None), False),
    ],
)
def test_a_row_belongs_to_the_one_above_where_it_has_a_funder_and_nothing_else(row, filled):
    table = pd.DataFrame([("Moulin", 9, "Région", 4), row], columns=list(FIELDS), dtype="object")
    found, rows = fill_down(table, FIELDS)
    assert rows == ([1] if filled else [])
    assert (found.iloc[1, 0] == "Moulin") == filled
