"""Files that people bring: amounts in all spellings, headers, layouts, formats, and the shapes A to E."""

from __future__ import annotations

import io
import json
import math
import string
from pathlib import Path

import pandas as pd
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from analysis import load, shares
from analysis.__main__ import app
from analysis.dataset._checking import UnreadableError
from analysis.dataset._reading.amounts import read_amounts
from analysis.dataset._reading.columns import match
from analysis.dataset._reading.own_file import read_own_file
from analysis.dataset._reading.values import read_as, read_choice, read_shares, read_years
from analysis.dataset._template import workbook
from analysis.words.i18n import speaking


def written(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


def euros(*cells: object) -> list[float | None]:
    values = read_amounts(pd.Series(list(cells), dtype="object")).values
    return [None if math.isnan(value) else value for value in values]


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("67 650,00", 67_650),
        ("1\u00a0465\u00a0600 euros", 1_465_600),
        ("97\u202f000euros", 97_000),
        ("£4,000.00", 4_000),
        ("1.238.920", 1_238_920),
        ("10.863,00 ", 10_863),
        ("102.691,05 €", 102_691.05),
        ("€544,310", 544_310),
        ("150 k€", 150_000),
        ("150k", 150_000),
        ("1,2 M€", 1_200_000),
        ("1,2 million d’euros", 1_200_000),
        ("2 millions d'euros", 2_000_000),
        ("97669,34", 97_669.34),
        ("180 000 € HT", 180_000),
        ("1'500'000", 1_500_000),
        ("EUR 12,000", 12_000),
        ("1.5e+06", 1_500_000),
        (".5", 0.5),
        ("-0", 0),
        (75_000.0, 75_000),
        (12, 12),
        *[(word, None) for word in ("n/a", "Ne rien indiquer", "", "-", "à confirmer", "NC", "unknown")],
    ],
)
def test_amounts_in_the_spellings_of_real_files(cell, value):
    found = read_amounts(pd.Series([cell], dtype="object"))
    assert euros(cell) == [value]
    assert not found.wrong.any()


@pytest.mark.parametrize(
    "cell",
    [
        "1e400",
        "NaN",
        "inf",
        "١٢٣",
        "１２３",
        "12 34",
        "1,234,56",
        "1.2.34",
        "much",
        "=1+1",
        "90%",
        "1 234 56",
        "0x10",
        "1_000",
        True,
    ],
)
def test_what_is_no_amount_is_told_and_never_a_number(cell):
    found = read_amounts(pd.Series([cell], dtype="object"))
    assert found.wrong.tolist() == [True]
    assert found.values.isna().all()


def test_the_column_tells_what_a_mark_means():
    assert euros("1.500", "2.345.000") == [1_500, 2_345_000]
    assert euros("1.500", "2,25") == [1_500, 2.25]
    assert euros("1,500", "2,25") == [1.5, 2.25]
    doubtful = read_amounts(pd.Series(["1,500", "300"], dtype="object"))
    assert doubtful.values.tolist() == [1_500, 300]
    assert doubtful.doubtful == ("1,500",)
    assert read_amounts(pd.Series(["1,500"]), decimal=",").values.tolist() == [1.5]


def test_pounds_and_dollars_are_written_the_english_way(tmp_path):
    found = read_amounts(pd.Series(["£1,500", "£40,000"]))
    assert (found.values.tolist(), found.currency, found.doubtful) == ([1_500, 40_000], "GBP", ())
    file = written(tmp_path / "uk.csv", 'name,total cost,public funding\nX,"£100,000","£40,000"\n')
    data = load(file)
    assert data.places["name"].tolist() == ["X"]
    assert data.funding[["sector", "amount_eur"]].isna().values.tolist() == [
        [False, True]
    ]  # named, but not known in euros
    rated = load(file, mapping=written(tmp_path / "uk.toml", "[rates]\nGBP = 1.2\n"))
    assert rated.funding["amount_eur"].tolist() == [48_000, 72_000]


def test_a_row_per_funder_is_one_place_with_several_lines(tmp_path):
    text = "Lieu;Coût total;Financeur;Montant\nA;100000;Région Sud;40000\nA;100000;DETR;20000\nB;50000;DETR;10000\n"
    data = load(written(tmp_path / "long.csv", text))
    assert data.funding[["place_id", "line", "funder_type"]].values.tolist() == [
        ["a", 1, "region"],
        ["a", 2, "state"],
        ["b", 1, "state"],
    ]
    assert str(data.rows[0]).endswith(
        "3 rows read = 3 accepted, 1 of them merged into the place of another row + 0 set aside"
    )


MARKS = st.sampled_from(
    [(" ", ","), ("\u00a0", ","), ("\u202f", ","), (".", ","), (",", "."), ("'", "."), ("", ","), ("", ".")]
)


@given(
    st.lists(st.integers(0, 10**11), min_size=1, max_size=20),
    MARKS,
    st.sampled_from(["", " €", "€", " euros", " EUR"]),
)
def test_cents_written_in_any_dialect_are_read_back(cents, marks, sign):
    thousands, decimal = marks
    texts = [f"{c // 100:,}".replace(",", thousands) + f"{decimal}{c % 100:02d}{sign}" for c in cents]
    found = read_amounts(pd.Series(texts))
    assert not found.wrong.any()
    assert [round(value * 100) for value in found.values] == cents


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


def test_percentages_and_fractions_are_told_apart_by_their_column():
    assert read_shares(pd.Series(["65 %", "40"])).values.tolist() == [0.65, 0.40]
    assert read_shares(pd.Series([0.65, "0,4"], dtype="object")).values.tolist() == [0.65, 0.4]
    mixed = read_shares(pd.Series(["65", "0,3"]))
    assert mixed.doubtful.tolist() == [False, True]
    assert read_shares(pd.Series(["150 000"])).wrong.tolist() == [True]


def test_codes_years_and_words():
    assert read_as(pd.Series([1, "2a", 974.0, "01"], dtype="object"), "department").values.tolist() == [
        "01",
        "2A",
        "974",
        "01",
    ]
    assert read_as(pd.Series([1001, "2A004", "75056"], dtype="object"), "insee").values.tolist() == [
        "01001",
        "2A004",
        "75056",
    ]
    assert read_as(pd.Series(["oui", "NON", "x", 0], dtype="object"), "boolean").values.tolist() == [
        "true",
        "false",
        "true",
        "false",
    ]
    assert read_as(pd.Series(["javascript:alert(1)"]), "link").wrong.tolist() == [True]
    assert read_years(pd.Series(["2017-06-27", "27/06/17", "juin 2017"])).values.tolist() == ["2017"] * 3
    spellings = pd.Series(["Tiers-Lieux", "FABLAB", "Pépinière d’entreprises", "coworking space", "Autre"])
    assert read_choice(spellings, "place_type").values.tolist() == [
        "third_place",
        "fab_lab",
        "incubator",
        "coworking",
        "other",
    ]


def test_values_tell_a_region_from_what_the_region_gives():
    given_by = pd.DataFrame({"Lieu": ["A"], "Coût": ["100"], "Région": ["40 000"], "Commune": ["10"]})
    assert match(given_by, {}).fields["Région"] == "funder:region"
    where = pd.DataFrame({"Lieu": ["A"], "Coût": ["100"], "Région": ["Occitanie"], "Commune": ["Figeac"]})
    assert (match(where, {}).fields["Région"], match(where, {}).fields["Commune"]) == ("region", "municipality")


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
    found = match(pd.DataFrame({"nom du porteur": ["CC X"], "porteur": ["association"], "Coût": ["5"]}), {}).fields
    assert (found["nom du porteur"], found["porteur"]) == ("carrier_name", "carrier_type")
    assert match(pd.DataFrame({"Porteur": ["CC du Pays"], "Coût": ["5"]}), {}).fields["Porteur"] == "carrier_name"


def test_two_columns_of_one_name_are_nobodys(tmp_path):
    data = load(written(tmp_path / "a.csv", "Lieu;Coût total;Année;Année\nA;100;2018;2019\n"))
    assert data.places["year"].isna().all()
    assert any("is ambiguous and not used: it could be year" in problem.rule for problem in data.problems)


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


def test_title_header_subtotal_and_note_rows_are_left_out_and_told(tmp_path):
    text = "Plans 2019;;\n\nLieu;Coût total;Commune\nA;100;X\nSous-total;100;\nTiers-lieux;;\nB;200;Y\nTOTAL;300;\nSource : région;;\n"
    data = load(written(tmp_path / "a.csv", text))
    assert data.places["investment_eur"].tolist() == [100, 200]
    assert data.left_out == ("row 1: above the header", "rows 5, 8: a subtotal", "rows 6, 9: a title or a note")
    assert str(data.rows[0]) == "a.csv: 2 rows read = 2 accepted + 0 set aside"


def test_a_warning_keeps_the_row_and_an_error_sets_it_aside(tmp_path):
    text = (
        "Lieu;Coût total;Subvention;Taux de subvention\nA;0;10;\nB;21474836;10;\nC;100;150;\nD;-5;1;\nE;beaucoup;1;\n"
        ";70;1;\nF;100;40;90 %\nF;100;40;40 %\n"
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
        [7, "", "70"],
    ]
    assert data.funding.groupby("place_id")["amount_eur"].sum(min_count=1).isna().to_dict()["c"]  # above the total


def table() -> pd.DataFrame:
    return pd.DataFrame({"Lieu": ["A", "B"], "Coût total": [150_000.0, 200_000.5], "Code département": ["01", "2A"]})


def as_ods(frame: pd.DataFrame) -> bytes:
    made = io.BytesIO()
    frame.to_excel(made, engine="odf", index=False)
    return made.getvalue()


def as_xls(frame: pd.DataFrame) -> bytes:
    import xlwt

    book, made = xlwt.Workbook(), io.BytesIO()
    sheet = book.add_sheet("plans")
    for column, name in enumerate(frame):
        sheet.write(0, column, name)
        for row, value in enumerate(frame[name], start=1):
            sheet.write(row, column, value)
    book.save(made)
    return made.getvalue()


def as_xlsx(frame: pd.DataFrame) -> bytes:
    made = io.BytesIO()
    frame.to_excel(made, engine="xlsxwriter", index=False)
    return made.getvalue()


FORMATS = {
    "a.csv": lambda frame: frame.to_csv(index=False).encode(),
    "a.tsv": lambda frame: frame.to_csv(index=False, sep="\t").encode("cp1252"),
    "mac.csv": lambda frame: frame.to_csv(index=False, sep=";", lineterminator="\r").encode("mac_roman"),
    "a.xlsx": as_xlsx,
    "a.xls": as_xls,
    "a.ods": as_ods,
    "a.parquet": lambda frame: frame.to_parquet(),
    "a.json": lambda frame: frame.to_json(orient="records").encode(),
    "a.geojson": lambda frame: json.dumps(
        {
            "type": "FeatureCollection",
            "features": [{"type": "Feature", "geometry": None, "properties": r} for r in frame.to_dict("records")],
        }
    ).encode(),
    "no-ending": as_xlsx,
}


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_gives_the_same_places(name, tmp_path):
    (tmp_path / name).write_bytes(FORMATS[name](table()))
    data = load(tmp_path / name)
    assert data.places[["name", "investment_eur", "department_code", "region"]].values.tolist() == [
        ["A", 150_000.0, "01", "Auvergne-Rhône-Alpes"],
        ["B", 200_000.5, "2A", "Corse"],
    ]
    assert data.problems == ()


def test_360giving_as_json(tmp_path):
    grants = [{"id": "360G-1", "title": "A", "currency": "EUR", "amountAwarded": 5000, "awardDate": "2020-01-02",
               "recipientOrganization": [{"name": "Lab"}], "fundingOrganization": [{"name": "Fondation X"}]}]  # fmt: skip
    data = load(written(tmp_path / "g.json", json.dumps({"grants": grants})))
    assert data.shape.startswith("360Giving")
    assert data.funding[["funder", "funder_type", "sector", "amount_eur"]].values.tolist() == [
        ["Fondation X", "foundation", "private", 5000]
    ]


def test_a_workbook_of_places_and_funding_lines(tmp_path):
    book = xlsxwriter.Workbook(str(tmp_path / "w.xlsx"))
    places, lines, about = (book.add_worksheet(name) for name in ("Lieux", "Financements", "Lisez-moi"))
    for row, cells in enumerate(
        [("Lieu", "Coût total", "Porteur"), ("La Fabrique", 100_000, "Association X"), ("L'Atelier", 50_000, "")]
    ):
        places.write_row(row, 0, cells)
    written_lines = [
        ("Lieu", "Financeur", "Montant"),
        ("La Fabrique", "Région Bretagne", 60_000),
        ("la fabrique", "Fonds propres", 40_000),
        ("Ailleurs", "État", 1),
    ]
    for row, cells in enumerate(written_lines):
        lines.write_row(row, 0, cells)
    about.write_row(0, 0, ["Ce classeur est un exemple"])
    book.close()
    data = load(tmp_path / "w.xlsx")
    assert data.funding[["place_id", "line", "funder_type", "sector", "amount_eur"]].values.tolist() == [
        ["la-fabrique", 1, "region", "public", 60_000],
        ["la-fabrique", 2, "own_funds", "private", 40_000],
    ]
    assert [str(rows).split(": ")[1] for rows in data.rows] == [
        "2 rows read = 2 accepted + 0 set aside",
        "3 rows read = 2 accepted + 1 set aside",
    ]
    assert [(p.sheet, p.row, p.rule) for p in data.problems] == [("Financements", 4, "is no place of the other sheet")]
    assert "sheet Lisez-moi" in " ".join(data.left_out)


def test_two_header_rows_join_the_groups_of_funders(tmp_path):
    text = "Lieu;Coût total;Financements;;\n;;État;Région;Fonds propres\nA;100;30;20;50\n"
    data = load(written(tmp_path / "a.csv", text))
    assert data.funding[["funder_type", "amount_eur"]].values.tolist() == [
        ["state", 30],
        ["region", 20],
        ["own_funds", 50],
    ]


def test_merged_headers_with_a_percentage_beside_each_amount(tmp_path):
    book = xlsxwriter.Workbook(str(tmp_path / "m.xlsx"))
    sheet = book.add_worksheet("2024")
    sheet.merge_range(0, 0, 0, 5, "Plans de financement 2024")
    sheet.write_row(2, 0, ["Lieu", "Coût total HT"])
    sheet.merge_range(2, 2, 2, 3, "État")
    sheet.merge_range(2, 4, 2, 5, "Région")
    sheet.write_row(3, 2, ["€", "%", "€", "%"])
    sheet.write_row(4, 0, ["A", 100_000, 30_000, 0.3, 20_000, 0.2])
    sheet.write_row(5, 0, ["Total", 100_000, 30_000, "", 20_000, ""])
    book.close()
    data = load(tmp_path / "m.xlsx")
    assert data.funding[["funder_type", "amount_eur"]].values.tolist() == [["state", 30_000], ["region", 20_000]]
    assert data.left_out == ("row 1: above the header", "row 6: a subtotal")
    assert data.places["vat"].tolist() == ["excl"]


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_the_template_filled_in_is_read_without_a_problem(lang, tmp_path):
    with speaking(lang):
        (tmp_path / "t.xlsx").write_bytes(workbook())
    data = load(tmp_path / "t.xlsx")
    assert data.problems == ()
    assert data.places[["place_type", "carrier_type", "vat", "department_code", "investment_eur"]].values.tolist() == [
        ["third_place", "association", "excl", "46", 180_000]
    ]
    plan = shares.plans(data).iloc[0]
    assert (plan["public_eur"], plan["private_eur"], plan["complete"]) == (105_000, 75_000, True)
    unused = data.understood[data.understood["field"] == "not used"]
    assert set(unused["remark"]) == {"every cell is empty"}


def test_a_workbook_is_read_again_with_the_mapping_that_was_written(tmp_path):
    file, mapping = tmp_path / "t.xlsx", tmp_path / "t.toml"
    with speaking("fr"):
        file.write_bytes(workbook())
    assert CliRunner().invoke(app, ["check", str(file), "--write-map", str(mapping)]).exit_code == 0
    assert 'sheet = "Lieux"\nlines_sheet = "Financements"' in mapping.read_text(encoding="utf-8")
    first, again = load(file), load(file, mapping=mapping)
    pd.testing.assert_frame_equal(first.places, again.places)
    pd.testing.assert_frame_equal(first.funding, again.funding)
    mapping.write_text('[file]\nsheet = "Lieu"\n')
    result = CliRunner().invoke(app, ["check", str(file), "--map", str(mapping)])
    assert (result.exit_code, "has no sheet 'Lieu' (there are: Lieux, Financements, Listes)" in result.output) == (
        2,
        True,
    )


def test_the_template_has_lists_to_choose_from_and_notes(tmp_path):
    import zipfile

    out = tmp_path / "t.xlsx"
    assert CliRunner().invoke(app, ["template", "--lang", "fr", "--out", str(out)]).exit_code == 0
    with zipfile.ZipFile(out) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
        notes = archive.read("xl/comments1.xml").decode()
    assert sheet.count('<dataValidation type="list"') == 6  # kind, carrier, status, VAT, scope, citizens
    assert "Coût total du plan de financement, en euros." in notes
    again = CliRunner().invoke(app, ["template", "--out", str(out)])
    assert (again.exit_code, "exists" in again.output) == (2, True)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[columns]\n"Coût" = "investment"\n', "there is no field 'investment' (did you mean 'investment_eur'"),
        ("[colums]\n", "has a part [colums] that is not known (did you mean 'columns'"),
        ("[rates]\nGBP = -1\n", "[rates] GBP: must be a number above 0"),
        ('[constants]\nplace_type = "castle"\n', "'castle' is no value of the field"),
        ('[values.place_type]\nX = "castle"\n', "'castle' is no value of the field"),
        ("[columns\n", "is not a mapping file (TOML)"),
    ],
)
def test_a_wrong_mapping_file_says_what_to_do(text, told, tmp_path):
    file = written(tmp_path / "a.csv", "Lieu;Coût\nA;1\n")
    result = CliRunner().invoke(app, ["check", str(file), "--map", str(written(tmp_path / "m.toml", text))])
    assert result.exit_code == 2
    assert told in result.output


def test_a_mapping_sets_units_values_constants_and_decimals(tmp_path):
    file = written(tmp_path / "a.csv", "Endroit;Prix;Genre\nA;1,500;Maison\n")
    mapping = written(
        tmp_path / "a.toml",
        '[columns]\nEndroit = "name"\nPrix = "investment_eur"\nGenre = "place_type"\n[unit]\nPrix = 1000\n[decimal]\nPrix = ","\n'
        '[values.place_type]\nMaison = "third_place"\n[constants]\nyear = 2019\n',
    )
    data = load(file, mapping=mapping)
    assert data.places[["name", "investment_eur", "place_type", "year"]].values.tolist() == [
        ["A", 1_500, "third_place", 2019]
    ]


@given(st.text(alphabet=string.printable + "é€£ \u00a0", max_size=40))
def test_any_text_as_an_amount_is_read_or_told_never_lost(text):
    found = read_amounts(pd.Series([text], dtype="object"))
    from analysis.dataset._reading.words import is_missing

    assert found.values.notna().iloc[0] + found.wrong.iloc[0] + is_missing(text) == 1


def test_the_regions_of_departments_are_the_regions_of_the_pages():
    from analysis.dataset._reading.regions import REGIONS
    from analysis.numbers.summaries import REGIONS as SHOWN

    assert set(REGIONS.values()) == set(SHOWN)
    assert len(REGIONS) == 102  # 101 departments, and 20 as Corsica was once called
