"""What a column is, by its name and by its values."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis import load
from analysis.dataset._checking import UnreadableError
from analysis.dataset._reading.columns import match_columns
from files import written


def test_values_tell_a_region_from_what_the_region_gives():
    given_by = pd.DataFrame({"Lieu": ["A"], "Coût": ["100"], "Région": ["40 000"], "Commune": ["10"]})
    assert match_columns(given_by, {}).fields["Région"] == "funder:region"
    where = pd.DataFrame({"Lieu": ["A"], "Coût": ["100"], "Région": ["Occitanie"], "Commune": ["Figeac"]})
    assert (match_columns(where, {}).fields["Région"], match_columns(where, {}).fields["Commune"]) == (
        "region",
        "municipality",
    )


def test_a_total_without_vat_goes_before_one_with_it(tmp_path):
    data = load(written(tmp_path / "a.csv", "Lieu;Coût total TTC;Coût total HT\nA;120;100\n"))
    assert data.places[["investment_eur", "vat"]].values.tolist() == [[100, "excl"]]
    assert "another column is investment_eur" in data.understood["remark"].tolist()


def test_an_ambiguous_amount_is_named_with_its_candidates_and_settled_by_a_mapping(tmp_path):
    file = written(tmp_path / "a.csv", "Lieu;Montant\nA;120000\n")
    with pytest.raises(UnreadableError, match="column Montant: could be investment_eur or grant_eur"):
        load(file)
    mapping = written(tmp_path / "a.toml", '[columns]\nMontant = "investment_eur"\n')
    assert load(file, mapping=mapping).places["investment_eur"].tolist() == [120_000]


def test_a_column_that_can_be_one_thing_only_goes_first():
    found = match_columns(
        pd.DataFrame({"nom du porteur": ["CC X"], "porteur": ["association"], "Coût": ["5"]}), {}
    ).fields
    assert (found["nom du porteur"], found["porteur"]) == ("carrier_name", "carrier_type")
    assert (
        match_columns(pd.DataFrame({"Porteur": ["CC du Pays"], "Coût": ["5"]}), {}).fields["Porteur"] == "carrier_name"
    )


def test_two_columns_of_one_name_are_nobodys(tmp_path):
    data = load(written(tmp_path / "a.csv", "Lieu;Coût total;Année;Année\nA;100;2018;2019\n"))
    assert data.places["year"].isna().all()
    assert any("is ambiguous and not used: it could be year" in problem.rule for problem in data.problems)
