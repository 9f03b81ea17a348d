"""Which standard a table follows is told by its columns, in any case, language and version; each is a file of its own."""

from __future__ import annotations

import json

import pandas as pd
import pytest

from analysis import load
from analysis.dataset._reading.roles import IGNORE, find_role
from analysis.dataset._reading.standards import CHECKS, find_standard, list_standards, names_column
from analysis.words.vocabulary import PLACES
from files import written

SCDL = "SCDL subventions (a list of grants)"
GIVING = "360Giving (a list of grants)"
STATE = "State's list of investment grants (DETR, DSIL, DSID)"
EU_2014 = "EU list of operations 2014-2020 (a list of grants)"
EU_2021 = "EU list of operations 2021-2027 (a list of grants)"


@pytest.mark.parametrize(
    ("title", "columns"),
    [
        (SCDL, ["nomAttribuant", "nomBeneficiaire", "objet", "montant", "nature"]),
        (SCDL, ["NOMATTRIBUANT", "NOMBENEFICIAIRE", "OBJET", "MONTANT", "NATURE"]),
        (SCDL, ["nom_attribuant", "nom_beneficiaire", "Objet", "Montant", "id_beneficiaire"]),
        (SCDL, ["Nom du bénéficiaire", "montant", "Nom de l'attribuant", "objet de la subvention", "nature"]),
        (
            SCDL,
            [
                "Nom de l’attribuant*",
                "Date de la convention",
                "Nom du bénéficiaire",
                "Objet de la convention",
                "Montant total de la subvention (€)",
            ],
        ),
        (GIVING, ["Amount Awarded", "Recipient Org:Name", "Funding Org:Name"]),
        (GIVING, ["amountAwarded", "recipientOrganization:name", "fundingOrganization:name"]),
        (GIVING, ["AMOUNT AWARDED", "RECIPIENT ORG:NAME", "FUNDING ORG:NAME", "CURRENCY"]),
        (STATE, ["nom_terr", "dotation", "cout_total", "montant_sub"]),
        (STATE, ["DOT", "ECHELON", "INSEEDEP", "BENEFICIAIRE", "COMMENT", "COUT", "SUBVENTION"]),
        (STATE, ["dot", "inseedep", "beneficiaire", "description", "cout", "subvention"]),
        (
            EU_2014,
            ["Beneficiary name", "Operation name", "Total eligible expenditure allocated to the operation", "Country"],
        ),
        (
            EU_2014,
            [
                "Nom du bénéficiaire",
                "Intitulé de l’opération",
                "Total des dépenses éligibles",
                "Taux de cofinancement UE",
            ],
        ),
        (
            EU_2014,
            [
                "Nom du bénéficiaire / Beneficiary name",
                "Nom de l'opération / Operation name",
                "Dépenses éligibles / Total eligible costs",
            ],
        ),
        (
            EU_2021,
            ["Name of the beneficiary", "Name of the operation", "Total cost of the operation", "Fund concerned"],
        ),
        (
            EU_2021,
            [
                "Nom du bénéficiaire",
                "Intitulé de l'opération",
                "Coût total de l'opération",
                "Objectif spécifique concerné",
                "Fonds concerné",
            ],
        ),
        (
            EU_2021,
            [
                "(a) Beneficiary's name",
                "(d) Name of the operation",
                "(h) Total cost of the operation",
                "(i) Fund concerned",
            ],
        ),
    ],
)
def test_a_standard_is_recognised(title, columns):
    found = find_standard(pd.DataFrame(columns=columns))
    assert found is not None
    assert found.title == title


@pytest.mark.parametrize(
    "columns",
    [
        ["Lieu", "Coût total", "montant"],
        ["nomAttribuant", "objet", "nature", "idRAE", "notificationUE"],  # neither who receives nor how much
        ["Amount Awarded", "Recipient Org:Name"],  # nobody gives
        ["nom_terr", "dotation", "cout_total"],
        ["Nom du projet", "Bénéficiaire", "Coût total", "Région", "Département"],  # a table of one's own
        ["Bénéficiaire", "Description", "Dotation", "Coût", "Subvention"],
    ],
)
def test_a_table_that_lacks_what_a_standard_needs_follows_none(columns):
    assert find_standard(pd.DataFrame(columns=columns)) is None


@pytest.mark.parametrize("standard", list_standards(), ids=lambda standard: standard.url.rpartition("/")[0][-30:])
def test_each_file_names_fields_that_there_are(standard):
    fields = {*standard.columns.values(), *standard.beside.values(), *standard.one_place}
    assert all(field == IGNORE or find_role(field) for field in fields)
    assert set(standard.constants) <= {*PLACES.names, "funder", "funder_type"}
    assert set(standard.names.values()) == set(standard.columns)
    assert set(standard.telling) <= set(standard.columns)
    assert standard.check in ("", *CHECKS)
    assert all(any(field in standard.columns.values() for field in one) for one in standard.needed)


def test_two_files_give_a_name_to_one_column_only():
    for standard in list_standards():
        given = [name for name, field in standard.columns.items() if field != IGNORE]
        assert len({standard.columns[name] for name in given}) == len(given)


def test_a_header_is_known_by_its_official_names():
    assert names_column("TAUX DE COFINANCEMENT DE L'UNION")
    assert not names_column("Vauclair")


STATE_2019 = "id_projet,id_dep,nom_terr,dotation,echelon,description,cout_total,montant_sub,pct_sub\n"


def test_two_grants_of_one_project_are_one_place(tmp_path):
    rows = (
        "1,23,CC du Pays,DETR,EPCI,Tiers-lieu,100000,30000,0.3\n2,23,CC du Pays,DSIL,EPCI,Tiers-lieu,100000,20000,0.2\n"
    )
    data = load(written(tmp_path / "dotations.csv", STATE_2019 + rows))
    place = data.places.iloc[0]
    assert (len(data.places), place["investment_eur"], place["source_kind"]) == (1, 100_000, "state_list")
    assert (place["department_code"], place["carrier_type"]) == ("23", "intermunicipality")
    assert data.funding[["funder_type", "amount_eur"]].values.tolist() == [["state", 30_000], ["state", 20_000]]


@pytest.mark.parametrize(
    "other",
    ["2,24,CC du Pays,DSIL,EPCI,Tiers-lieu,100000,20000,0.2", "2,23,CC du Pays,DSIL,EPCI,École,100000,20000,0.2",
     "2,23,CC du Val,DSIL,EPCI,Tiers-lieu,100000,20000,0.2"],
)  # fmt: skip
def test_rows_that_differ_in_department_description_or_carrier_are_two_places(other, tmp_path):
    data = load(
        written(tmp_path / "a.csv", f"{STATE_2019}1,23,CC du Pays,DETR,EPCI,Tiers-lieu,100000,30000,0.3\n{other}\n")
    )
    assert len(data.places) == 2


def test_the_older_list_of_the_state_is_read_in_capitals(tmp_path):
    rows = (
        "DOT;ECHELON;INSEEDEP;CODGEO;BENEFICIAIRE;DESCRIPTION;COUT;SUBVENTION\n"
        "DETR;Commune;04;04001;VAUCLAIR;Fab lab de la gare;90000;30000\nDSIL;Commune;04;04001;VAUCLAIR;Fab lab de la gare;90000;20000\n"
    )
    data = load(written(tmp_path / "a.csv", rows))
    assert data.places[["name", "department_code", "investment_eur"]].values.tolist() == [
        ["Fab lab de la gare", "04", 90_000]
    ]
    assert data.funding["amount_eur"].tolist() == [30_000, 20_000]


@pytest.mark.parametrize(
    ("header", "row", "amount"),
    [
        (
            "Nom du bénéficiaire;Intitulé de l'opération;Total dépenses éligibles;Montant UE programmé;Fonds",
            "Asso;La Nef;90000;36000;FEDER",
            36_000,
        ),
        (
            "Beneficiary name;Operation name;Total eligible expenditure;Union co-financing rate",
            "Asso;La Nef;90000;40%",
            36_000,
        ),
        (
            "Name of the beneficiary;Name of the operation;Total cost of the operation;Fund concerned;Union co-financing rate",
            "A;La Nef;90000;ERDF;40",
            36_000,
        ),
        ("Beneficiary;Operation Title;EU Funds Awarded;Total Eligible Expenditure", "Asso;La Nef;36000;90000", 36_000),
    ],
)
def test_lists_of_operations_give_the_total_and_what_the_union_gives(header, row, amount, tmp_path):
    data = load(written(tmp_path / "a.csv", f"{header}\n{row}\n"))
    assert data.places[["name", "investment_eur"]].values.tolist() == [["La Nef", 90_000]]
    assert data.funding[["funder_type", "amount_eur"]].values.tolist() == [["eu", amount]]


def test_columns_of_other_funders_beside_an_open_standard_are_read(tmp_path):
    header = "Nom du bénéficiaire;Nom du projet;Total dépenses éligibles;Montant UE;Région;Département"
    data = load(written(tmp_path / "a.csv", f"{header}\nAsso;La Nef;90000;36000;20000;5000\n"))
    found = data.funding.set_index("funder_type")["amount_eur"].to_dict()
    assert found == {"region": 20_000, "department": 5_000, "eu": 36_000}


def test_360giving_as_json(tmp_path):
    grants = [{"id": "360G-1", "title": "A", "currency": "EUR", "amountAwarded": 5000, "awardDate": "2020-01-02",
               "recipientOrganization": [{"name": "Lab"}], "fundingOrganization": [{"name": "Fondation X"}]}]  # fmt: skip
    data = load(written(tmp_path / "g.json", json.dumps({"grants": grants})))
    assert data.shape.startswith("360Giving")
    assert data.funding[["funder", "funder_type", "sector", "amount_eur"]].values.tolist() == [
        ["Fondation X", "foundation", "private", 5000]
    ]
