"""What the rows of a table are called."""

from __future__ import annotations

import pytest

from analysis.dataset import load
from analysis.dataset._checking import Rule
from analysis.dataset._reading.standing import calls_rows_places
from files import written


@pytest.mark.parametrize(
    ("header", "places"),
    [
        ("Lieu", True),
        ("Nom du tiers-lieu", True),
        ("Name", True),
        ("Projet", False),
        ("Operation name", False),
        (None, False),
        ("Bénéficiaire", False),
    ],
)
def test_a_header_calls_rows_places_or_works(header, places):
    assert calls_rows_places(header) is places


@pytest.mark.parametrize(("name", "told"), [("Réfection du pont", True), ("Création d'un fab lab", False)])
def test_a_list_of_works_is_told_unless_a_row_names_a_kind_of_place(name, told, tmp_path):
    data = load(written(tmp_path / "a.csv", f"Nom du projet;Coût total;Région\n{name};90000;30000\n"))
    assert (Rule.NO_KIND_OF_PLACE in {problem.code for problem in data.problems}) is told
