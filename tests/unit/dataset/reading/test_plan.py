"""The financing plan of one project: in the forms in which town halls and associations write it."""

from __future__ import annotations

import io

import pandas as pd
import pytest

from analysis import load
from analysis.dataset._checking import Rule, UnreadableError
from analysis.dataset._reading import plan
from analysis.dataset._reading.plan import find_plan
from analysis.dataset._reading.sheet import Sheet
from files import as_xls, saved

SIDE_BY_SIDE = [
    ["Plan de financement prévisionnel – Tiers-lieu Le Moulin, Vauclair", "", "", "", ""],
    ["", "", "", "", ""],
    ["DÉPENSES", "Montant HT", "RECETTES", "Montant", "%"],
    ["Achat", 50_000, "État – DSIL", 40_000, 0.4],
    ["Travaux", 50_000, "Région", 35_000, 0.35],
    ["", "", "Autofinancement", 25_000, 0.25],
    ["TOTAL", 100_000, "TOTAL", 100_000, 1.0],
]
BELOW = [
    ["Projet : Fab lab La Forge", ""],
    ["Dépenses", "Montant (€ TTC)"],
    ["Machines", "60 000,00 €"],
    ["Total dépenses", "60 000,00 €"],
    ["", ""],
    ["Ressources", "Montant (€)"],
    ["Conseil régional", "40 000,00 €"],
    ["FEDER", "20 000,00 €"],
    ["Total ressources", "60 000,00 €"],
]
ALONE = [
    ["Financeur", "Montant", "Taux"],
    ["Département", 30_000, "60 %"],
    ["Commune de Vauclair", 20_000, "40 %"],
    ["Total", 50_000, "100 %"],
]
LINES = {"state": 40_000, "region": 35_000, "own_funds": 25_000}


def book(rows: list[list[object]], engine: str) -> bytes:
    made = io.BytesIO()
    pd.DataFrame(rows).to_excel(made, engine=engine, header=False, index=False)
    return made.getvalue()


def xls(rows: list[list[object]]) -> bytes:
    names, *body = rows
    frame = pd.DataFrame([[*map(_plain, row)] for row in body])
    frame.columns = [cell or " " * at for at, cell in enumerate(names)]
    return as_xls(frame)


def _plain(cell: object) -> object:
    return float(cell) if isinstance(cell, int) else cell


def csv(rows: list[list[object]], separator: str = ";") -> bytes:
    return "\n".join(separator.join(map(str, row)) for row in rows).encode()


def read(path, content: bytes):
    data = load(saved(path, content))
    return data, data.funding.set_index("funder_type")["amount_eur"].to_dict()


WRITERS = {
    "plan.xlsx": lambda rows: book(rows, "xlsxwriter"),
    "plan.ods": lambda rows: book(rows, "odf"),
    "plan.xls": xls,
    "plan.csv": csv,
    "plan.tsv": lambda rows: csv(rows, "\t"),
}


@pytest.mark.parametrize("name", WRITERS)
def test_expenses_and_resources_side_by_side_are_one_place_with_its_lines(name, tmp_path):
    data, lines = read(tmp_path / name, WRITERS[name](SIDE_BY_SIDE))
    place = data.places.iloc[0]
    assert (len(data.places), place["name"], place["investment_eur"], place["vat"]) == (
        1,
        "Tiers-lieu Le Moulin, Vauclair",
        100_000,
        "excl",
    )
    assert (lines, data.problems, place["place_type"]) == (LINES, (), "third_place")
    assert data.shape.startswith("financing plan of one project")


@pytest.mark.parametrize("name", ["plan.xlsx", "plan.ods", "plan.csv"])
def test_two_blocks_one_below_the_other(name, tmp_path):
    data, lines = read(tmp_path / name, WRITERS[name](BELOW))
    assert data.places[["name", "investment_eur", "vat"]].values.tolist() == [["Fab lab La Forge", 60_000, "incl"]]
    assert (lines, data.problems) == ({"region": 40_000, "eu": 20_000}, ())


def test_resources_alone_are_called_as_the_file_is(tmp_path):
    data, lines = read(tmp_path / "plan-la-gare.csv", csv(ALONE))
    assert data.places[["name", "investment_eur"]].values.tolist() == [["plan la gare", 50_000]]
    assert (lines, data.problems) == ({"department": 30_000, "municipality": 20_000}, ())


def find(rows: list[list[object]], name: str = "") -> tuple[object, dict[str, object]]:
    """The investment of a plan, and what each funder gives."""
    plan = find_plan(Sheet("plan.xlsx", name, rows, range(1, len(rows) + 1)))
    assert plan is not None
    return plan.places.rows[1][1], {str(row[1]): row[2] for row in plan.lines.rows[1:]}


def test_subtotals_headings_parts_and_blanks_are_no_lines():
    rows = [
        ["Dépenses", "Montant", "Ressources", "Montant"],
        ["Travaux", 100, "Aides publiques", ""],
        ["", "", "État", 30],
        ["", "", "dont DETR", 10],
        ["", "", "Région", 20],
        ["", "", "Département", ""],
        ["", "", "Sous-total aides publiques", 50],
        ["", "", "Fonds propres", 50],
        ["Total", 100, "Total", 100],
    ]
    assert find(rows) == (100, {"État": 30, "Région": 20, "Fonds propres": 50})


def test_a_line_that_is_the_sum_of_the_next_is_a_subtotal_whatever_it_is_called():
    rows = [
        ["Dépenses", "Montant", "Ressources", "Montant"],
        ["Travaux", 100, "Financements publics", 50],
        ["", "", "État", 30],
        ["", "", "Région", 20],
        ["", "", "Financements privés", 50],
        ["", "", "Fonds propres", 40],
        ["", "", "Mécénat", 10],
        ["Total", 100, "Total", 100],
    ]
    assert find(rows)[1] == {"État": 30, "Région": 20, "Fonds propres": 40, "Mécénat": 10}


def test_of_two_columns_the_one_that_balances_or_was_granted_counts():
    rows = [
        ["Dépenses", "Montant HT", "Montant TTC", "Ressources", "Sollicité", "Accordé"],
        ["Travaux", 100, 120, "État", 80, 60],
        ["", "", "", "Fonds propres", 20, 40],
        ["Total", 100, 120, "Total", "", ""],
    ]
    assert find(rows) == (100, {"État": 60, "Fonds propres": 40})
    even = [
        ["Dépenses", "HT", "TTC", "Ressources", "Montant"],
        ["Travaux", 100, 120, "Région", 120],
        ["Total", 100, 120, "Total", 120],
    ]
    assert find(even) == (120, {"Région": 120})


def test_amounts_in_one_of_two_columns_are_one_column():
    rows = [["Financeurs", "Acquis (€)", "En attente (€)"], ["État", 30, ""], ["Région", "", 20], ["Commune", 50, ""]]
    assert find(rows)[1] == {"État": 30, "Région": 20, "Commune": 50}


def test_years_and_their_sum_are_the_sum():
    rows = [
        ["Financeurs", "2021", "2022", "Ensemble"],
        ["État", 10, 20, 30],
        ["Région", 5, 15, 20],
        ["Commune", 25, 25, 50],
    ]
    assert find(rows)[1] == {"État": 30, "Région": 20, "Commune": 50}


def test_where_nothing_says_which_column_counts_it_is_asked():
    rows = [["Financeurs", "Version A", "Version B"], ["État", 10, 20], ["Région", 5, 15], ["Commune", 25, 25]]
    with pytest.raises(UnreadableError, match="several columns of amounts \\(Version A, Version B\\)"):
        find(rows)


def test_a_total_without_a_label_and_a_second_header_row():
    rows = [
        ["DEPENSES", "", "RECETTES", ""],
        ["Nature", "Montant HT", "Origine", "Montant HT"],
        ["Travaux", 100, "Région", 70],
        ["", "", "Emprunt", 30],
        ["", 100, "", 100],
    ]
    assert find(rows) == (100, {"Région": 70, "Emprunt": 30})


@pytest.mark.parametrize(
    ("where", "worth"),
    [("title", 1_000), ("header", 1_000), ("sheet", 1_000), ("none", 1)],
)
def test_the_unit_may_stand_in_title_header_or_sheet(where, worth, tmp_path):
    unit = " (en k€)"
    rows = [
        ["Plan de financement – La Nef" + (unit if where == "title" else ""), ""],
        ["Ressources", "Montant" + (" k€" if where == "header" else "")],
        ["Région", 70],
        ["Commune", 30],
        ["Total", 100],
    ]
    made = io.BytesIO()
    pd.DataFrame(rows).to_excel(
        made, engine="xlsxwriter", header=False, index=False, sheet_name="en k€" if where == "sheet" else "A"
    )
    data, lines = read(tmp_path / "a.xlsx", made.getvalue())
    assert (data.places["investment_eur"].tolist(), lines["region"]) == ([100 * worth], 70 * worth)


def test_what_stands_above_the_table_tells_of_the_project(tmp_path):
    above = [
        ["Intitulé du projet", "La Nef"],
        ["Maître d'ouvrage : Commune de Vauclair"],
        ["Année :", "2022"],
        ["Plan de financement"],
    ]
    rows = [*([*row, "", "", "", ""][:5] for row in above), *SIDE_BY_SIDE[2:]]
    data, _lines = read(tmp_path / "a.xlsx", book(rows, "xlsxwriter"))
    assert data.places[["name", "carrier_name", "carrier_type", "year"]].values.tolist() == [
        ["La Nef", "Commune de Vauclair", "municipality", 2022]
    ]


def test_sides_that_do_not_agree_are_told(tmp_path):
    rows = [[*row] for row in SIDE_BY_SIDE]
    rows[4][3] = 30_000
    rows[6][3] = 95_000
    data, lines = read(tmp_path / "a.xlsx", book(rows, "xlsxwriter"))
    assert [(problem.code, problem.row) for problem in data.problems] == [(Rule.PLAN_UNEVEN, 7)]
    assert (data.places["investment_eur"].tolist(), lines["region"]) == ([100_000], 30_000)
    rows[6][3] = 100_000
    data, _lines = read(tmp_path / "b.xlsx", book(rows, "xlsxwriter"))
    assert [(problem.code, problem.row) for problem in data.problems] == [(Rule.PLAN_RESOURCES_SUM, 7)]


def test_pounds_are_not_known_in_euros(tmp_path):
    rows = [
        ["Funding", "Amount"],
        ["Council of the region", "£70,000"],
        ["Own funds", "£30,000"],
        ["ERDF", "£5,000"],
        ["Total", "£105,000"],
    ]
    data, _lines = read(tmp_path / "a.csv", csv(rows))
    assert data.funding["amount_eur"].isna().all()
    assert data.places["investment_eur"].isna().all()
    assert Rule.CURRENCY_WITHOUT_RATE in {problem.code for problem in data.problems}


def test_each_plan_of_a_workbook_is_a_place(tmp_path):
    made = io.BytesIO()
    with pd.ExcelWriter(made, engine="xlsxwriter") as writer:
        for name in ("La Nef", "Le Sas"):
            pd.DataFrame(ALONE).to_excel(writer, sheet_name=name, header=False, index=False)
        pd.DataFrame([["notes"]]).to_excel(writer, sheet_name="Notes", header=False, index=False)
    data = load(saved(tmp_path / "plans.xlsx", made.getvalue()))
    assert data.places["name"].tolist() == ["La Nef", "Le Sas"]
    assert data.funding["place_id"].nunique() == 2
    assert any("Notes" in note for note in data.left_out)


@pytest.mark.parametrize(
    "rows",
    [
        [["Lieu", "Coût total", "Région"], ["A", 100, 30], ["B", 200, 50]],
        [["Projet", "Financeur", "Montant"], ["A", "Région", 30], ["A", "DETR", 20], ["B", "Région", 50]],
        [["Commune", "Financement", "Montant"], ["Vauclair", "DETR", 30], ["Rochefort", "DSIL", 20]],
        [["Financeur", "Montant"], ["Région", 30], ["Région", 40], ["DETR", 20]],  # a list of grants without names
        [["Recettes", "Montant"], ["Vente de pain", 30], ["Location de salles", 40], ["Café", 20]],
        [["Nom", "Dépenses", "Recettes"], ["A", 100, 90], ["B", 200, 150]],
        [],
    ],
    ids=range(7),
)
def test_other_tables_are_no_plan(rows):
    assert find_plan(Sheet("a.csv", "", rows, range(1, len(rows) + 1))) is None


def test_the_budget_of_a_year_is_no_investment(tmp_path):
    rows = [
        ["Charges", "Montants", "Produits", "Montants"],
        ["Loyer", 12_000, "Ventes", 8_000],
        ["Salaires", 20_000, "Commune", 24_000],
        ["Total", 32_000, "Total", 32_000],
    ]
    data, _lines = read(tmp_path / "a.csv", csv(rows))
    assert data.places["amount_scope"].tolist() == ["operating"]
    assert Rule.OPERATING_MONEY in {problem.code for problem in data.problems}


def test_headers_of_amounts_are_no_sides_and_bullets_no_names():
    rows = [
        ["Nature des dépenses", "Coût HT", "Coût TTC", "Financeurs", "Montant", "Taux"],
        ["Travaux", 80, 96, "- DSIL", 60, "60%"],
        ["Matériel", 20, 24, "• Région", 40, "40%"],
        ["Total", 100, 120, "Total", 100, "100%"],
    ]
    plan = find_plan(Sheet("plan.xlsx", "", rows, range(1, 5)))
    assert plan is not None
    assert plan.columns["Coût HT"] == "investment_eur"
    assert [row[1] for row in plan.lines.rows[1:]] == ["DSIL", "Région"]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Budget du projet (k€)", "plan"),
        ("Plan de financement prévisionnel HT", "plan"),
        ("PLAN DE FINANCEMENT : La Nef", "La Nef"),
        ("Plan de financement de l'opération – La Nef", "La Nef"),
        ("Projet de La Nef", "La Nef"),
        ("Annexe 2 : plan de financement – La Nef", "La Nef"),
        ("Financing plan: La Nef", "La Nef"),
    ],
)
def test_the_name_is_what_the_title_says_beside_the_plan(title, name):
    rows = [[title], ["Ressources", "Montant"], ["Région", 60], ["Commune", 40], ["Total", 100]]
    plan = find_plan(Sheet("plan.xlsx", "", rows, range(1, 6)))
    assert plan is not None
    assert plan.places.rows[1][0] == name


@pytest.mark.parametrize("header", ["Montant " + "x" * 400 + " k€", "Mon  tant", "Project", "Funder type"])
def test_a_strange_header_of_the_amounts_is_still_the_header_of_the_amounts(tmp_path, header):
    text = f"Plan de financement – A;\nRessources;{header}\nRégion;30000\nCommune;60000\nTotal;90000\n"
    data = load(saved(tmp_path / "plan.csv", text.encode()))
    assert data.funding["amount_eur"].tolist() in ([30_000, 60_000], [30e6, 60e6])


def test_a_mapping_that_leaves_out_the_amounts_of_a_plan_leaves_its_funders(tmp_path):
    (tmp_path / "m.toml").write_text('[lines]\n"Montant" = "ignore"\n')
    text = "Plan de financement – A\nRessources;Montant\nRégion;30000\nCommune;60000\nTotal;90000\n"
    data = load(saved(tmp_path / "plan.csv", text.encode()), mapping=tmp_path / "m.toml")
    assert data.funding["funder_type"].tolist() == ["region", "municipality"]
    assert data.funding["amount_eur"].isna().all()
    (tmp_path / "m.toml").write_text('[lines]\n"Project" = "ignore"\n')
    data = load(tmp_path / "plan.csv", mapping=tmp_path / "m.toml")
    assert data.funding["amount_eur"].tolist() == [30_000, 60_000]  # the lines of a single plan are its own


def test_rows_of_headers_without_end_are_looked_at_in_proportion(monkeypatch):
    looked = []
    read = plan._numbers
    monkeypatch.setattr(plan, "_numbers", lambda cells: looked.append(len(cells)) or read(cells))

    def look(headers: int) -> int:
        rows = [["Lieu", "Recettes"], *[["Coût total (k€)", "Recettes"]] * headers, ["Total", "Recettes"]]
        looked.clear()
        plan.find_plans(Sheet("plan.csv", "", rows * 3, range(1, 3 * len(rows) + 1)))
        return sum(looked)

    once = look(30)
    assert 0 < look(120) < 5 * once
