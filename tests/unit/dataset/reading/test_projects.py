"""Rows that are one project, and rows that only look so."""

from __future__ import annotations

import pytest

from analysis import load

HEAD = "Projet;Commune;Porteur;Description;Coût total;Financeur;Montant\n"
FIRST = "Tiers-lieu;Y;Commune de Y;gare;100000;Région;30000\n"


@pytest.mark.parametrize(
    ("second", "places"),
    [
        ("Tiers-lieu;Y;Commune de Y;gare;100000;DETR;20000\n", 1),
        ("Tiers-lieu;Z;Commune de Y;gare;100000;DETR;20000\n", 2),
        ("Tiers-lieu;Y;CC du Y;gare;100000;DETR;20000\n", 2),
        ("Tiers-lieu;Y;Commune de Y;école;100000;DETR;20000\n", 2),
        ("Tiers-lieu;Y;Commune de Y;gare;120000;DETR;20000\n", 2),
    ],
)
def test_rows_are_one_project_only_where_all_that_identifies_them_agrees(tmp_path, second, places):
    path = tmp_path / "a.csv"
    path.write_text(HEAD + FIRST + second, encoding="utf-8")
    data = load(path)
    assert len(data.places) == places
    assert data.funding["amount_eur"].sum() == 50_000
    assert any("one project" in note for note in data.left_out) == (places == 1)
