"""Files that people bring: every dialect, and the shapes A to E."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import load, shares
from analysis.dataset._reading.own_file import read_own_file
from files import MARKS, written

NAMES_OF_TOTAL = [
    "Coût total",
    "COUT TOTAL HT",
    "Montant total (€)",
    "Total cost",
    "Budget du projet",
    "coût_total",
    "Investissement",
]


@settings(max_examples=60)
@given(
    st.lists(st.integers(1, 10**9), min_size=1, max_size=30),
    st.sampled_from([";", ",", "\t", "|"]),
    st.sampled_from(["utf-8", "utf-8-sig", "cp1252", "utf-16"]),
    st.sampled_from(NAMES_OF_TOTAL),
    st.sampled_from(["Nom du lieu", "Lieu", "Projet", "name", "Intitulé"]),
    MARKS,
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.lists(st.sampled_from(["", "Plans de 2019", "Source : région"]), max_size=3),
)
def test_a_table_in_any_dialect_gives_the_same_euros(totals, separator, encoding, total, name, marks, end, titles):
    thousands, decimal = marks
    rows = [f"{title}{separator}" for title in titles if title] + [f"{name}{separator}{total}"]
    rows += [
        f'"Lieu é {i}"{separator}"{t:,}{decimal}00"'.replace(f"{t:,}", f"{t:,}".replace(",", thousands))
        for i, t in enumerate(totals)
    ]
    text = end.join(rows) + end
    content = (text.replace("\u202f", "\u00a0") if encoding == "cp1252" else text).encode(encoding)
    found = read_own_file(content, "plans.csv")
    assert [float(value) for value in found.texts["places"]["investment_eur"]] == totals
    assert found.texts["places"]["name"].tolist() == [f"Lieu é {i}" for i in range(len(totals))]


SHAPES = {
    "A": ("Lieu;Coût total;Subvention;Financeur\nA;100000;40000;DETR\n", 40_000, 0, 60_000),
    "B": ("Lieu;Coût total;Montant public\nA;100000;40000\n", 40_000, 60_000, 0),
    "B by share": ("Lieu;Coût total;Part publique\nA;100000;40 %\n", 40_000, 60_000, 0),
    "C": ("Lieu;Coût total;État;Région;Mécénat\nA;100000;30000;10000;20000\n", 40_000, 20_000, 40_000),
    "C, own funds of a public carrier": (
        "Lieu;Porteur;Coût total;État;Autofinancement\nA;CC du Pays;100000;30000;70000\n",
        100_000,
        0,
        0,
    ),
    "total": ("Lieu;Coût total\nA;100000\n", 0, 0, 100_000),
}


@pytest.mark.parametrize("name", SHAPES)
def test_the_shapes_and_what_stays_unknown(name, tmp_path):
    text, public, private, unknown = SHAPES[name]
    data = load(written(tmp_path / "a.csv", text))
    assert f"shape {name.split()[0].rstrip(',')}" in data.shape
    plan = shares.plans(data).iloc[0]
    assert (plan["public_eur"], plan["private_eur"], plan["unknown_eur"]) == (public, private, unknown)


def test_grants_without_a_total_leave_the_investment_unknown(tmp_path):
    data = load(written(tmp_path / "a.csv", "Bénéficiaire;Montant de la subvention;Financeur\nA;40000;Région Sud\n"))
    plan = shares.plans(data).iloc[0]
    assert "shape D" in data.shape
    assert (plan["name"], plan["public_eur"]) == ("A", 40_000)
    assert pd.isna(plan["investment_eur"])
    assert pd.isna(plan["public_share_low"])


def test_operating_income_is_no_investment(tmp_path):
    data = load(written(tmp_path / "a.csv", "Lieu;Chiffre d'affaires;Adhésions\nA;40000;1000\n"))
    assert "shape E" in data.shape
    assert data.places["amount_scope"].tolist() == ["operating"]


def test_a_warning_keeps_the_row_and_an_error_sets_it_aside(tmp_path):
    text = (
        "Lieu;Coût total;Subvention;Taux de subvention\nA;0;10;\nB;21474836;10;\nC;100000;150000;\nD;-5;1;\nE;beaucoup;1;\n"
        ";70000;1;\nF;100000;40000;90 %\nF;100000;40000;40 %\n"
    )
    data = load(written(tmp_path / "a.csv", text))
    told = {(p.row, p.column, p.severity) for p in data.problems}
    assert told == {
        (2, "Coût total", "warning"),
        (3, "Coût total", "warning"),
        (4, "Coût total", "warning"),
        (5, "Coût total", "error"),
        (6, "Coût total", "error"),
        (7, "Lieu", "error"),
        (8, "Taux de subvention", "warning"),
        (9, "Lieu", "warning"),
    }
    assert data.places["name"].tolist() == ["A", "B", "C", "F", "F"]
    assert str(data.rows[0]) == "a.csv: 8 rows read = 5 accepted + 3 set aside"
    assert data.rejected[["row", "Lieu", "Coût total"]].fillna("").values.tolist() == [
        [5, "D", "-5"],
        [6, "E", "beaucoup"],
        [7, "", "70000"],
    ]
    assert data.funding.groupby("place_id")["amount_eur"].sum(min_count=1).isna().to_dict()["c"]  # above the total
