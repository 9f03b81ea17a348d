"""Real files of others, read as they are: what is understood, what is wrong, and that no row is lost.

The files are inputs of tests, not part of the project: where their folder is missing, these tests are skipped.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from typer.testing import CliRunner

from analysis import Dataset, load, shares
from analysis.__main__ import app

FOLDER = Path(os.environ.get("CLUSTER_FUNDING_REALDATA") or Path(__file__).parents[3] / "shared" / "realdata")
pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason=f"the real files are not in {FOLDER}")

STATE = "dotations_2019_extract_innovation_places.csv"
SOMME = "DEP_Somme_TB_20180302_DONNEES_CONVENTIONS.csv"
AUBE = "DEP_Aube_Donnees_essentielles_conventions_subvention.xlsx"
SCHEMA = "scdl_subventions_schema_2.1.1.json"
INVALID = "scdl_exemple_invalide_erreurs_cellules.csv"
BRITISH = "360giving_ALWF_a003W000001B7PzQAK.xlsx"
MAKERSPACES = "ukmakerspacesanonymiseddata.csv"


def fields(data: Dataset) -> dict[str, str]:
    used = data.understood[data.understood["field"] != "not used"]
    return dict(zip(used["column"], used["field"], strict=True))


def rules(data: Dataset) -> Counter[str]:
    return Counter(f"{problem.severity}: {problem.rule}" for problem in data.problems)


@pytest.mark.parametrize(
    ("file", "shape", "account", "places", "lines"),
    [
        (
            STATE,
            "A",
            "86 rows read = 86 accepted, 3 of them merged into the place of another row + 0 set aside",
            83,
            86,
        ),
        (SOMME, "D", "41 rows read = 41 accepted + 0 set aside", 41, 41),
        (AUBE, "D", "7 rows read = 7 accepted + 0 set aside", 7, 7),
        (INVALID, "D", "29 rows read = 29 accepted + 0 set aside", 29, 28),
        (BRITISH, "D", "475 rows read = 475 accepted + 0 set aside", 475, 475),
        (MAKERSPACES, "E", "41 rows read = 36 accepted + 5 set aside", 36, 23),
    ],
)
def test_shape_and_every_row_accounted_for(file, shape, account, places, lines):
    data = load(FOLDER / file)
    assert f"shape {shape}:" in data.shape
    assert [str(rows).split(": ", 1)[1] for rows in data.rows] == [account]
    assert (len(data.places), len(data.funding)) == (places, lines)
    assert len(data.rejected) == data.rows[0].set_aside


def test_the_states_list_of_2019_has_totals_state_shares_and_an_unknown_rest():
    data = load(FOLDER / STATE)
    assert fields(data) == {
        "id_projet": "place_id",
        "id_dep": "department_code",
        "nom_terr": "carrier_name",
        "dotation": "funder",
        "echelon": "carrier_type",
        "description": "name",
        "cout_total": "investment_eur",
        "montant_sub": "grant_eur",
        "pct_sub": "grant_share",
    }
    assert data.problems == ()
    source = pd.read_csv(FOLDER / STATE)
    plans = shares.plans(data)
    assert np.isclose(plans["public_eur"].sum(), source["montant_sub"].sum())
    assert np.isclose(
        plans["investment_eur"].sum(), source.drop_duplicates(["nom_terr", "cout_total"])["cout_total"].sum()
    )
    assert plans["private_eur"].eq(0).all()
    assert (plans["unknown_eur"] > 0).sum() == 83
    assert plans["region"].notna().all()


def test_two_grants_of_one_project_are_one_place_with_two_lines():
    data = load(FOLDER / STATE)
    marans = data.places[data.places["name"].str.contains("port de Marans")]
    assert marans["investment_eur"].tolist() == [513_700.0]
    lines = data.funding[data.funding["place_id"].isin(marans["place_id"])]
    assert lines[["funder", "sector", "amount_eur"]].values.tolist() == [
        ["DETR", "public", 100_000.0],
        ["DSIL", "public", 194_000.0],
    ]


def test_a_mark_of_utf_8_before_cp1252_and_french_amounts():
    data = load(FOLDER / SOMME)
    row = data.understood.set_index("column").loc["montant"]
    assert (row["field"], row["unit"], row["read_as"]) == (
        "grant_eur",
        "EUR, nominal",
        "decimal comma, thousands blank",
    )
    assert data.funding["amount_eur"].iloc[:3].tolist() == [26_956.0, 67_650.0, 80_000.0]
    assert data.funding["funder"].unique().tolist() == ["Département de la Somme"]
    assert data.places["amount_scope"].value_counts().to_dict() == {"operating": 34, "investment": 7}
    assert data.places["year"].unique().tolist() == [2017]
    assert rules(data)["warning: SCDL: is not a date: the standard writes 2017-06-27"] == 41
    assert data.places["investment_eur"].isna().all()


def test_two_header_rows_no_break_spaces_and_empty_sheets():
    data = load(FOLDER / AUBE)
    assert data.left_out == ("sheet Feuil2: empty", "sheet Feuil3: empty")
    assert data.funding["amount_eur"].tolist() == [
        50_000.0,
        97_000.0,
        50_000.0,
        100_000.0,
        1_465_600.0,
        195_000.0,
        623_000.0,
    ]
    assert data.funding["funder_type"].unique().tolist() == ["department"]
    assert data.problems[0].sheet == "Feuil1"


def test_the_standards_invalid_example_has_its_16_errors(monkeypatch):
    from frictionless import Resource, Schema

    schema = Schema.from_descriptor(json.loads((FOLDER / SCHEMA).read_text(encoding="utf-8")))
    monkeypatch.chdir(FOLDER)
    report = Resource(path=INVALID, schema=schema).validate()
    wanted = {tuple(error) for error in report.flatten(["rowNumber", "fieldName"])}
    data = load(FOLDER / INVALID)
    found = {(problem.row, problem.column) for problem in data.problems if problem.rule.startswith("SCDL")}
    assert found == wanted
    assert len(found) == 16


def test_grants_in_pounds_are_not_counted_as_euros_without_a_rate(tmp_path):
    data = load(FOLDER / BRITISH)
    assert data.funding["amount_eur"].isna().all()
    assert rules(data)["warning: amounts are in GBP, and no rate is given: they are not known in euros"] == 1
    dates = pd.read_excel(FOLDER / BRITISH, engine="calamine")["Award Date"].astype("str")  # text and true dates
    assert data.places["year"].tolist() == dates.str[:4].astype("int64").tolist()
    mapping = tmp_path / "map.toml"
    mapping.write_text("[rates]\nGBP = 1.25\n")
    rated = load(FOLDER / BRITISH, mapping=mapping)
    pounds = pd.read_excel(FOLDER / BRITISH, engine="calamine")["Amount Awarded"].sum()
    assert np.isclose(rated.funding["amount_eur"].sum(), 1.25 * pounds)


def test_operating_money_is_never_an_investment_of_a_place():
    data = load(FOLDER / MAKERSPACES)
    assert data.places["amount_scope"].unique().tolist() == ["operating"]
    told = rules(data)
    assert told["warning: is operating money, not an investment"] == 1
    assert told["error: is not an amount"] == 5
    assert data.rejected["row"].tolist() == [9, 11, 20, 37, 42]
    assert data.rejected["reason"].iloc[0] == "What is your annual turnover?: is not an amount"


def test_a_schema_is_no_table_and_says_so():
    result = CliRunner().invoke(app, ["check", str(FOLDER / SCHEMA)])
    assert result.exit_code == 2
    assert "holds no list of records" in result.output


@pytest.mark.parametrize("file", [STATE, SOMME, AUBE, INVALID, BRITISH, MAKERSPACES])
def test_reading_again_with_the_mapping_that_was_written_gives_the_same(file, tmp_path):
    mapping = tmp_path / "map.toml"
    CliRunner().invoke(
        app, ["check", str(FOLDER / file), "--write-map", str(mapping), "--rejected", str(tmp_path / "r.csv")]
    )
    first, again = load(FOLDER / file), load(FOLDER / file, mapping=mapping)
    pd.testing.assert_frame_equal(first.places, again.places)
    pd.testing.assert_frame_equal(first.funding, again.funding)
    assert first.problems == again.problems
