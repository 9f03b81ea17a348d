"""The places of a file of one's own: identifiers, names, and what follows from other columns."""

from __future__ import annotations

import pytest

from analysis import load
from files import written


@pytest.fixture
def places(tmp_path):
    """The places of a table as text."""
    return lambda text: load(written(tmp_path / "plans.csv", text)).places


def test_places_of_one_name_get_identifiers_that_differ(places):
    found = places("Lieu;Coût total\nL'Été;100\nl'été;200\nL ete;300\n")
    assert found["place_id"].tolist() == ["l-ete", "l-ete-2", "l-ete-3"]


def test_identifiers_of_the_file_are_kept_where_they_can_be(places):
    assert places("id;Lieu;Coût total\nx-1;A;100\nx-2;B;200\n")["place_id"].tolist() == ["x-1", "x-2"]
    assert places("id;Lieu;Coût total\nX 1;A;100\nX 1;B;200\n")["place_id"].tolist() == ["x-1", "x-1-2"]


def test_without_a_name_the_carrier_names_the_place_and_without_both_its_row(places):
    assert places("Bénéficiaire;Coût total\nCC du Pays;100\n")["name"].tolist() == ["CC du Pays"]
    assert places("Année;Coût total\n2019;100\n2020;200\n")["name"].tolist() == ["plans, row 2", "plans, row 3"]


def test_region_kind_carrier_and_vat_follow_from_other_columns(places):
    found = places("Lieu;Porteur;Code département;Coût total HT\nFablab du port;CC du Pays;2A;100\n").iloc[0]
    assert found[["region", "place_type", "carrier_type", "carrier_sector", "vat"]].tolist() == [
        "Corse", "fab_lab", "intermunicipality", "public", "excl",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("header", "basis"), [("Année d'ouverture", "opening"), ("Date de décision", "decision"), ("Année", None)]
)
def test_the_header_says_what_a_year_is_the_year_of(places, header, basis):
    found = places(f"Lieu;{header};Coût total\nA;2019;100\n")
    assert found["year"].tolist() == [2019]
    assert [None if value != value else value for value in found["year_basis"]] == [basis]


def test_what_a_file_does_not_say_is_not_known(places):
    found = places("Lieu;Coût total\nA;100\n").iloc[0]
    assert found[["carrier_type", "status", "vat", "source_kind"]].tolist() == ["unknown"] * 3 + ["own_file"]


def test_geography_follows_from_a_municipality_and_what_the_file_says_itself_stays(places):
    found = places(
        "Lieu;Commune;Dépt;Région;Coût total\nA;Figeac;46;;100\nB;Figeac;12;;100\nC;Atlantis;;Occitanie;100\n"
    )
    told = found[["department_code", "region", "density"]].astype("object").where(found.notna(), None).values.tolist()
    assert told == [["46", "Occitanie", "small_town"], ["12", "Occitanie", None], [None, "Occitanie", None]]


def test_it_says_how_many_municipalities_were_found(tmp_path):
    data = load(written(tmp_path / "plans.csv", "Lieu;Commune;Coût total\nA;Figeac;100\nB;Atlantis;100\n"))
    remark = data.understood.set_index("column").loc["Commune", "remark"]
    assert remark == "department, region, inhabitants and density follow from it (1 of 2)"
