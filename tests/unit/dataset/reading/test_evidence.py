"""What columns are by their numbers."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.dataset._reading.columns import match_columns
from analysis.dataset._reading.evidence import hear_columns


def fields(**columns):
    table = pd.DataFrame({name.replace("_", " "): values for name, values in columns.items()}, dtype="object")
    return hear_columns(table, match_columns(table, {}))


def test_columns_that_make_up_the_rest_of_the_total_are_parts():
    found = fields(Lieu=["P", "Q"], Coût_total=[100, 90], Région=[40, 20], Contrepartie=[60, 70], Effet=[3, 5])
    assert found.fields["Contrepartie"] == "funder:unknown"
    assert "Effet" not in found.fields


def test_codes_of_territories_are_no_money():
    found = fields(
        Lieu=["P", "Q"],
        Région=[75, 84],
        Commune=[19_031, 69_123],
        EPCI=[200_066_645, 200_046_977],
        Coût_total=[1e5, 2e5],
    )
    assert not [name for name in found.fields.values() if name.startswith("funder:")]
    assert found.fields["Commune"] == "insee_code"


def test_five_digits_of_a_municipality_alone_are_asked_for():
    found = fields(Lieu=["P", "Q"], Commune=[19_031, 69_123], Coût_total=[1e5, 2e5])
    assert found.candidates["Commune"] == ("insee_code", "funder:municipality")


def test_two_columns_of_totals_that_complete_each_other_are_one():
    found = fields(Lieu=["P", "Q"], total=[None, 5e5], Coût_total=[4e5, None])
    assert found.frame["Coût total"].tolist() == [4e5, 5e5]
    assert not found.problems
    told = fields(Lieu=["P", "Q", "R"], total=[None, 5e5, 3e5], Coût_total=[4e5, None, 2e5])
    assert [rule.value for _column, rule, _fields in told.problems] == ["totals_two"]


def test_grants_by_year_are_added_up_and_their_total_is_no_cost():
    found = fields(Lieu=["P", "P"], Financeur=["Région", "DETR"], **{"2020": [1, 5], "2021": [2, 5], "Total": [3, 10]})
    assert found.fields == {"Lieu": "name", "Financeur": "funder", "Total": "grant_eur"}


def test_a_mapping_is_not_overruled():
    table = pd.DataFrame({"Lieu": ["P", "Q"], "Région": [75, 84], "Coût total": [1e5, 2e5]}, dtype="object")
    given = {"Région": "funder:region"}
    assert hear_columns(table, match_columns(table, given), set(given)).fields["Région"] == "funder:region"


@pytest.mark.parametrize(
    ("name", "kind"),
    [("CD46", "department"), ("CR Occitanie", "region"), ("Agglo", "intermunicipality"), ("CA du Grand Cahors", "intermunicipality"),
     ("Fondation de France", "foundation"), ("DETR + DSIL", "state"), ("Leader/FEDER", "eu"), ("Région / Dpt", "public_joint"),
     ("CAF", "other_public"), ("Conseil dép.", "department")],
)  # fmt: skip
def test_a_column_named_like_a_funder_is_one_where_its_round_amounts_find_room_in_the_total(name, kind):
    rows = {"Lieu": ["P", "Q", "R"], "Coût total": [320_000, 500_000, 100_000]}
    assert fields(**rows, **{name: [60_000, 160_000, 20_000]}).fields[name] == f"funder:{kind}"
    too_much, uneven = [60_000, 160_000, 120_000], [46_112, 3_207, 12_503]
    assert name not in fields(**rows, **{name: too_much}).fields
    assert name not in fields(**rows, **{name: uneven}).fields


@pytest.mark.parametrize("name", ["Population EPCI", "SIREN EPCI", "Région / privés", "Jauge", "Distance mairie"])
def test_round_numbers_that_no_funder_is_named_for_are_no_part(name):
    rows = {"Lieu": ["P", "Q", "R"], "Coût total": [320_000, 500_000, 100_000], name: [60_000, 160_000, 20_000]}
    assert name not in fields(**rows).fields


@pytest.mark.parametrize(
    ("first", "second"),
    [("Région demandé", "Région accordé"), ("CD46 sollicité", "CD46 obtenu"), ("Région", "Région versé"),
     ("Aide régionale", "Acompte région"), ("Région", "dont Région FEDER"),
     ("Subvention demandée Région", "Subvention accordée Région"),
     ("EPCI", "Agglo")],
)  # fmt: skip
def test_one_grant_at_two_stages_is_not_counted_twice(first, second):
    rows = {"Lieu": ["P", "Q", "R"], "Coût total": [320_000, 500_000, 100_000]}
    found = fields(**rows, **{first: [60_000, 160_000, 20_000], second: [50_000, 100_000, 20_000]})
    assert len([field for field in found.fields.values() if field.startswith("funder:")]) <= 1
