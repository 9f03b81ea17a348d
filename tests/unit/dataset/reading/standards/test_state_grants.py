"""The State's lists: two grants of one project are one place with two funding lines."""

from __future__ import annotations

from analysis import load
from analysis.dataset._reading.standards.state_grants import find_fields
from files import written

HEADER = "id_projet,id_dep,nom_terr,dotation,echelon,description,cout_total,montant_sub,pct_sub\n"


def test_two_grants_of_one_project_are_one_place(tmp_path):
    rows = (
        "1,23,CC du Pays,DETR,EPCI,Tiers-lieu,100000,30000,0.3\n2,23,CC du Pays,DSIL,EPCI,Tiers-lieu,100000,20000,0.2\n"
    )
    data = load(written(tmp_path / "dotations.csv", HEADER + rows))
    place = data.places.iloc[0]
    assert (len(data.places), place["investment_eur"], place["source_kind"]) == (1, 100_000, "state_list")
    assert (place["department_code"], place["carrier_type"]) == ("23", "intermunicipality")
    assert data.funding[["funder_type", "amount_eur"]].values.tolist() == [["state", 30_000], ["state", 20_000]]


def test_a_list_without_the_whole_cost_is_no_such_list():
    assert find_fields(["nom_terr", "dotation", "montant_sub"]) is None
