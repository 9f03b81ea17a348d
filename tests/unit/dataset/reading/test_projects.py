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


def test_a_list_of_the_state_describes_one_project_in_other_words_for_each_grant(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(
        "id_projet,id_dep,nom_terr,dotation,echelon,description,cout_total,montant_sub,pct_sub\n"
        "a,17,CC du Val,DETR,epci,Création d'un tiers-lieu sur le port de Valmer,500000,100000,0.2\n"
        "b,17,CC du Val,DSIL,epci,création d’un tiers lieu sur le port.,500000,50000,0.1\n"
        "c,17,CC du Val,DSIL,epci,Toiture du gymnase,500000,50000,0.1\n",
        encoding="utf-8",
    )
    assert load(path).places["investment_eur"].tolist() == [500_000, 500_000]
