"""What a person should look at twice in her file."""

from __future__ import annotations

import pytest

from analysis import load
from messy import write_messy


def doubts(path, **options) -> list[tuple[str, int | None, str]]:
    return [
        (problem.code.value, problem.row, problem.column)
        for problem in load(path, **options).problems
        if problem.code in ("money_not_used", "vat_contradicted")
    ]


def test_money_that_is_not_used_and_another_vat_are_warned_of(tmp_path):
    path = write_messy(tmp_path / "a.xlsx")
    assert doubts(path) == [
        ("money_not_used", None, "Budget voté"),
        ("money_not_used", None, "Fonds du GAL"),
        ("vat_contradicted", 7, "Coût total HT"),
    ]


def test_a_column_that_a_person_left_out_is_no_doubt(tmp_path):
    from analysis.dataset._reading import Mapping

    path = write_messy(tmp_path / "a.xlsx")
    given = Mapping(columns={"Fonds du GAL": "ignore", "Budget voté": "funder:region"})
    assert [code for code, _row, _column in doubts(path, mapping=given)] == ["vat_contradicted"]


@pytest.mark.parametrize(
    ("name", "cell"),
    [("Code postal", "46100"), ("SIRET", "12345678900012"), ("Population", "46100"), ("Numéro budget", "4610"),
     ("Avis", "favorable"), ("Aide prévue", "12"), ("Tél. budget", "0565000000")],
)  # fmt: skip
def test_numbers_that_are_no_money_are_no_doubt(tmp_path, name, cell):
    path = tmp_path / "a.csv"
    path.write_text(f"Lieu;Coût total;{name}\nA;90000;{cell}\nB;80000;{cell}\n", encoding="utf-8")
    assert doubts(path) == []


@pytest.mark.parametrize(
    ("name", "after", "warned"), [("CDC", "", True), ("Région / privés", "", True), ("CDC", "Avis;", False)]
)
def test_round_numbers_beside_amounts_are_asked_for_whatever_their_name(name, after, warned, tmp_path):
    path = tmp_path / "a.csv"
    cell = "bon;" if after else ""
    path.write_text(f"Lieu;Coût total;{after}{name}\nA;320000;{cell}60000\nB;500000;{cell}160000\n", encoding="utf-8")
    assert bool(doubts(path)) is warned
