"""Sheets that belong together by a number are joined; refused files are left out and said."""

from __future__ import annotations

import io

import pandas as pd
import pytest

from analysis import load
from analysis.dataset._checking import Rule
from analysis.dataset._reading.joining import find_joint, leave_out_refused
from analysis.dataset._reading.layout import Grid
from analysis.dataset._reading.sheet import Sheet
from files import saved

FILES = pd.DataFrame(
    {
        "ID": [700101, 700102, 700103],
        "État du dossier": ["Accepté", "Classé sans suite", "Accepté"],
        "Nom du projet": ["La Scierie", "Le Lavoir", "La Gare"],
        "Coût total du projet": [90_000, 60_000, 50_000],
    }
)
LINES = pd.DataFrame(
    {
        "Dossier ID": [700101, 700101, 700102, 700103],
        "Ligne": [1, 2, 1, 1],
        "Nom du financeur": ["Région", "DETR", "Région", "Département"],
        "Montant demandé ou obtenu (€)": [30_000, 9_000, 20_000, 5_000],
    }
)


def workbook(**sheets: pd.DataFrame) -> bytes:
    made = io.BytesIO()
    with pd.ExcelWriter(made, engine="xlsxwriter") as book:
        for name, frame in sheets.items():
            frame.to_excel(book, sheet_name=name, index=False)
    return made.getvalue()


def test_lines_of_files_are_joined_by_their_number_and_refused_files_are_said(tmp_path):
    data = load(saved(tmp_path / "a.xlsx", workbook(Dossiers=FILES, Etablissements=FILES[["ID"]], Financeurs=LINES)))
    assert data.places["name"].tolist() == ["La Scierie", "La Gare"]
    assert data.funding.groupby("place_id")["amount_eur"].sum().tolist() == [39_000, 5_000]
    told = " ".join(data.left_out)
    assert "row 3: refused, as État du dossier says" in told
    assert "row 4: lines of refused files" in told
    assert {problem.code for problem in data.problems} == {Rule.NO_KIND_OF_PLACE}


def test_an_export_of_a_database_is_joined_by_the_name_that_it_shows(tmp_path):
    places = FILES[["Nom du projet", "Coût total du projet"]]
    lines = pd.DataFrame(
        {"Projet": ["La Scierie", "La Gare"], "Financeur": ["Région", "DETR"], "Montant": [30_000, 5_000]}
    )
    data = load(saved(tmp_path / "a.xlsx", workbook(Projets=places, Financements=lines)))
    assert data.funding[["funder_type", "amount_eur"]].values.tolist() == [["region", 30_000], ["state", 5_000]]


@pytest.mark.parametrize(
    "lines",
    [
        LINES.drop(columns="Nom du financeur"),
        LINES.drop(columns="Montant demandé ou obtenu (€)"),
        LINES.assign(**{"Dossier ID": [1, 2, 3, 4]}),
        LINES.rename(columns={"Dossier ID": "x"}).assign(x=[1, 1, 2, 3]),
    ],
    ids=["who", "how much", "of whom", "small numbers"],
)
def test_a_sheet_that_lacks_a_part_is_not_joined(lines):
    assert find_joint(lines, FILES.assign(ID=[1, 2, 3]) if "x" in lines else FILES) is None


@pytest.mark.parametrize("column", [["Accepté", "Refusé", "à voir"], ["Refusé"] * 3, ["ouvert", "fermé", "ouvert"]])
def test_only_a_column_of_decisions_leaves_rows_out(column):
    grid = Grid(Sheet("a.csv", "", [], ()), FILES.assign(**{"État du dossier": column}), (), (), {})
    assert leave_out_refused(grid)[0] is grid
