"""What is read, kind by kind, with its right answer: the tests run it, and ``python tests/readable.py`` writes docs/reading.md."""

from __future__ import annotations

import gzip
import io
import json
import sys
import tempfile
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from analysis import load
from analysis.dataset import DataError, Dataset

__all__ = ["CASES", "DOCUMENT", "Case", "outcome", "table"]

DOCUMENT = Path(__file__).parents[1] / "docs" / "reading.md"
HEAD = """# What is read

*Made from `tests/readable.py` by `python tests/readable.py`; the tests run every row.*

Each row is a kind of input that people bring, with a small example. Places, their known total and the known euros of their lines are the numbers
that a careful analyst would give. "Told" is a refusal that names the cause and what to do, "warned" the code of a warning that belongs to the
answer: nothing is guessed in silence.

"""
TABLE = "Lieu;Coût total;Région\nLe Hangar;90000,50;30000\nLa Cale;50000;10000\n"
READ = "2 places, €140,000.50, lines €40,000"
PLAN = [
    ["Plan de financement – Fab lab Le Rabot", "", "", "", ""],
    ["Dépenses", "Montant HT", "Ressources", "Montant", "%"],
    ["Travaux", 70_000, "Région", 60_000, 0.6],
    ["Machines", 30_000, "État – DSIL", 25_000, 0.25],
    ["", "", "Fonds propres", 15_000, 0.15],
    ["Total", 100_000, "Total", 100_000, 1],
]
BLOCKS = "Projet : Le Rabot\nDépenses;Montant TTC\nTravaux;100000\nTotal;100000\n\nRecettes;Montant\nRégion;60000\nEmprunt;40000\nTotal;100000\n"
ONE = "1 place, €100,000, lines €100,000"


@dataclass(frozen=True)
class Case:
    """A kind of input: what it is, the file that shows it, and what is to come of it."""

    kind: str
    shown: str
    file: str
    make: Callable[[], bytes]
    right: str


def _text(text: str, encoding: str = "utf-8") -> Callable[[], bytes]:
    return lambda: text.encode(encoding)


def _json(value: object) -> Callable[[], bytes]:
    return lambda: json.dumps(value).encode()


def _book(engine: str, **sheets: pd.DataFrame) -> Callable[[], bytes]:
    def made() -> bytes:
        content = io.BytesIO()
        with pd.ExcelWriter(content, engine=engine) as writer:
            for name, frame in sheets.items():
                named = any(isinstance(column, str) for column in frame.columns)
                frame.to_excel(writer, sheet_name=name, index=False, header=named)
        return content.getvalue()

    return made


def _zip(**files: str) -> Callable[[], bytes]:
    def made() -> bytes:
        content = io.BytesIO()
        with zipfile.ZipFile(content, "w") as archive:
            for name, text in files.items():
                archive.writestr(name if "/" in name else f"{name}.csv", text)
        return content.getvalue()

    return made


RECORDS = [
    {"lieu": "Le Hangar", "cout_total": 90_000.5, "region": 30_000},
    {"lieu": "La Cale", "cout_total": 50_000, "region": 10_000},
]
NUMBERED = pd.DataFrame(
    {"ID": [70101, 70102], "Nom du lieu": ["Le Hangar", "La Cale"], "Coût total": [90_000.5, 50_000]}
)
LINES = pd.DataFrame(
    {"Dossier ID": [70101, 70102], "Financeur": ["Région", "Région"], "Montant demandé ou obtenu": [30_000, 10_000]}
)
PAGE = "<table><tr><th>Lieu<th>Coût total<th>Région<tr><td>Le Hangar<td>90 000,50<td>30 000<tr><td>La Cale<td>50 000<td>10 000</table>"
MOJIBAKE = TABLE.replace("Le Hangar", "L’Été").encode().decode("cp1252", "replace").replace("\ufffd", "\x81")
EU = "Nom du bénéficiaire;Intitulé de l'opération;Total dépenses éligibles;Montant UE programmé;Fonds\nA;Le lieu;90000,5;30000;FEDER\nB;La Cale;50000;10000;FEDER\n"

HEADS = ["Lieu", "Coût total", "Région"]
BOTH = [HEADS, ["Le Hangar", 90_000.5, 30_000], ["La Cale", 50_000, 10_000]]


def _old_book(*rows: list[object], style: str = "General") -> Callable[[], bytes]:
    def made() -> bytes:
        import xlwt

        book, content = xlwt.Workbook(), io.BytesIO()
        sheet = book.add_sheet("Plans")
        for at, row in enumerate(rows):
            for column, cell in enumerate(row):
                sheet.write(at, column, cell, xlwt.easyxf(num_format_str=style))
        book.save(content)
        return content.getvalue()

    return made


def _flat(*rows: tuple[str, list[object]]) -> Callable[[], bytes]:
    """A flat OpenDocument sheet: each row with its attributes."""
    names = "".join(f' xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in ("office", "table", "text"))
    body = "".join(
        f"<table:table-row {more}>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>' for cell in row
        )
        + "</table:table-row>"
        for more, row in rows
    )
    sheet = f'<office:body><office:spreadsheet><table:table table:name="P">{body}</table:table></office:spreadsheet></office:body>'
    return _text(f'<?xml version="1.0" encoding="UTF-8"?><office:document{names}>{sheet}</office:document>')


def _frame(rows: list[list[object]]) -> pd.DataFrame:
    return pd.DataFrame(rows)


HIDDEN = (
    ("", HEADS),
    ("", ["Le Hangar", "90000,50", "30000"]),
    ('table:visibility="filter"', ["X", "7", "1"]),
    ("", ["La Cale", "50000", "10000"]),
)
STACKED = "Plan de financement – A;\nRessources;Montant\nRégion;30000\nCommune;60000,50\nTotal;90000,50\n\nPlan de financement – B;\nRessources;Montant\nRégion;10000\nCommune;40000\nTotal;50000\n"
PAIRS = "Lieu;Coût total;Financeur 1;Montant 1;Financeur 2;Montant 2\nLe Hangar;90000,5;Région;20000;DETR;10000\nLa Cale;50000;Région;10000;;\n"

CASES = (
    Case("financing plan of one project", "expenses and resources side by side (XLSX)", "plan.xlsx", _book("xlsxwriter", Plan=pd.DataFrame(PLAN)), ONE),
    Case("financing plan of one project", "the same in ODS", "plan.ods", _book("odf", Plan=pd.DataFrame(PLAN)), ONE),
    Case("financing plan of one project", "two blocks one below the other (CSV)", "plan.csv", _text(BLOCKS), ONE),
    Case("financing plan of one project", "resources alone", "plan.csv", _text("Financeur;Montant\nRégion;60000\nCommune;40000\nTotal;100000\n"), ONE),
    Case("financing plan of one project", "a column for each year", "plan.csv", _text("Ressources;2022;2023\nRégion;30000;30000\nCommune;20000;20000\nTotal;50000;50000\n"), ONE),
    Case("financing plan of one project", "two plans one below the other", "plan.csv", _text(STACKED), "2 places, €140,000.50, lines €140,000.50"),
    Case("financing plan of one project", "resources without a total", "plan.csv", _text("Financeur;Montant\nRégion;60000\nCommune;40000\n"), f"{ONE}; warned: plan_without_total"),
    Case("financing plan of one project", "what is still to be found", "plan.csv", _text("Ressources;Montant\nRégion;60000\nCommune;30000\nReste à financer;10000\nTotal;100000\n"), "1 place, €100,000, lines €90,000; warned: plan_gap"),
    Case("financing plan of one project", "asked for and granted", "plan.csv", _text("Financeur;Montant sollicité;Montant obtenu\nRégion;70000;60000\nCommune;30000;40000\nTotal;100000;100000\n"), ONE),
    Case("financing plan of one project", "instalments of one funder", "plan.csv", _text("Ressources;Montant\nRégion - acompte;30000\nRégion - solde;30000\nCommune;40000\nTotal;100000\n"), ONE),
    Case("several files", "an archive of two tables", "a.zip", _zip(a=TABLE[:56], b="Lieu;Coût total;Région\nLa Cale;50000;10000\n"), READ),
    Case("sheets that belong together", "files and lines with a number", "a.xlsx", _book("xlsxwriter", Dossiers=NUMBERED, Financeurs=LINES), READ),
    Case("sheets that belong together", "a sheet for each year", "a.xlsx", _book("xlsxwriter", **{"2021": _frame(BOTH[:2]), "2022": _frame([HEADS, BOTH[2]])}), READ),
    Case("sheets that belong together", "the same in other words", "a.xlsx", _book("xlsxwriter", A=_frame(BOTH[:2]), B=_frame([["Nom du lieu", "Montant total", "Conseil régional"], BOTH[2]])), READ),
    Case("sheets that belong together", "a summary beside the places", "a.xlsx", _book("xlsxwriter", Synthèse=_frame([["Région", "Nombre", "Coût total"], ["Bretagne", 2, 140_000.5]]), Détail=_frame(BOTH)), READ),
    Case("unit", "a title in thousands", "a.csv", _text("Lieux (en milliers d’euros);;\nLieu;Coût total;Région\nLe Hangar;90,0005;30\nLa Cale;50;10\n"), READ),
    Case("unit", "a number format `0\" k€\"` (XLS)", "a.xls", _old_book(HEADS, ["Le Hangar", 90.0005, 30], ["La Cale", 50, 10], style='0" k€"'), READ),
    Case("unit", "hundreds, in the header", "a.csv", _text("Lieu;Coût total (centaines d'euros);Région (€)\nLe Hangar;900,005;30000\nLa Cale;500;10000\n"), READ),
    Case("unit", "parts without the unit of the total", "a.csv", _text("Lieu;Coût total (k€);Région\nLe Hangar;90,0005;30\nLa Cale;50;10\n"), "2 places, €140,000.50, lines €40; warned: part_in_unit"),
    Case("currency", "pounds in the total, none beside the parts", "a.csv", _text("Place;Total cost (£);Region\nShed;90000;30000\nHub;50000;10000\n"), "2 places, no total, lines €0; warned: currency_without_rate"),
    Case("rows that are no places", "subtotals of two rows", "a.csv", _text("Lieu;Coût total;Région\nLe Hangar;90000,5;30000\nLa Cale;50000;10000\nDinan;140000,5;40000\nLe Four;10000;5000\nLe Quai;20000;6000\nBrest;30000;11000\n"), "4 places, €170,000.50, lines €51,000; warned: row_is_sum"),
    Case("rows that are no places", "one row like a subtotal", "a.csv", _text("Lieu;Coût total;Région\nLe Hangar;90000;30000\nLa Cale;50000;10000\nLe Four;140000;40000\nLe Quai;20000;6000\n"), "4 places, €300,000, lines €86,000; warned: row_like_sum"),
    Case("rows that are no places", "tax, and totals with and without it", "a.csv", _text(TABLE + "TOTAL HT;140000,50;40000\nTVA 20%;28000,10;\nTOTAL TTC;168000,60;\n"), f"{READ}"),
    Case("rows that are no places", "indented parts of a place", "a.csv", _text("Lieu;Coût total;Région\nLe Hangar;90000,5;30000\n    gros œuvre;80000;\n    finitions;10000,5;\nLa Cale;50000;10000\n"), READ),
    Case("rows that are no places", "a table for each year, one below the other", "a.csv", _text("Projets 2022;;\nLieu;Coût total;Région\nLe Hangar;90000,5;30000\n;;\nProjets 2023;;\nLieu;Coût total;Région\nLa Cale;50000;10000\n"), READ),
    Case("rows that are no places", "notes below, one with euros", "a.csv", _text(TABLE + ";;\n(1) montants HT\nSource : DDT, 150 000 € au total\n"), READ),
    Case("bounds", "empty rows to the last one of a spreadsheet", "a.csv", _text(TABLE + ";;\n" * 1_048_572), READ),
    Case("bounds", "more cells than a table has", "a.csv.gz", lambda: gzip.compress((TABLE + "A;1;1\n" * 2_000_000).encode()), "told: has more than 5,000,000 cells"),
    Case("bounds", "an amount of 400 digits", "a.json", _json([*RECORDS, {**RECORDS[0], "lieu": "X", "cout_total": int("9" * 400)}]), READ),
    Case("hidden", "rows of a flat OpenDocument sheet", "a.fods", _flat(*HIDDEN), f"{READ}; warned: rows_hidden"),
    Case("hidden", "rows of a web page", "a.html", _text(PAGE.replace("<tr><td>La", "<tr style='display:none'><td>X<td>7<td>1<tr><td>La")), f"{READ}; warned: rows_hidden"),
    Case("several funders", "columns in pairs", "a.csv", _text(PAIRS), READ),
    Case("several funders", "columns that say who gives", "a.csv", _text("Lieu;Coût total;Aide régionale;Participation de l’État\nLe Hangar;90000,5;25000;5000\nLa Cale;50000;10000;0\n"), READ),
    Case("several funders", "a share of the total in each column", "a.csv", _text("Lieu;Coût total;% Région;% Commune\nLe Hangar;100000;30 %;70 %\nLa Cale;40000;25 %;75 %\n"), "2 places, €140,000, lines €140,000"),
    Case("several funders", "a column for each year of a funder", "a.csv", _text("Lieu;Coût total;Région 2021;Région 2022\nLe Hangar;90000,5;10000;20000\nLa Cale;50000;5000;5000\n"), READ),
    Case("several funders", "a row for each, the place written once", "a.csv", _text("Lieu;Coût total;Financeur;Montant\nLe Hangar;90000,5;Région;20000\n;;État;10000\nLa Cale;50000;Région;10000\n"), READ),
    Case("several funders", "shares in a cell", "a.csv", _text("Lieu;Coût total;Financeurs\nLe Hangar;90000,5;Région 20 % - État 10 %\nLa Cale;50000;Région 10 %\n"), "2 places, €140,000.50, lines €32,000.15"),
    Case("several funders", "names without amounts", "a.csv", _text("Lieu;Coût total;Financeurs\nLe Hangar;90000,5;Région, État\nLa Cale;50000;Région\n"), "2 places, €140,000.50, lines €0; warned: funders_without_amounts"),
    Case("header", "two rows, the first of groups, without merged cells", "a.csv", _text("Lieu;Dépenses;;Recettes\n;Coût total (k€);;Région (k€)\nLe Hangar;90,0005;;30\nLa Cale;50;;10\n"), READ),
    Case("columns of other languages", "a total that is the sum of its parts", "a.csv", _text("Lugar;Ayuntamiento;Comunidad;Coste total\nEl Taller;50000,5;40000;90000,5\nLa Nave;30000;20000;50000\n"), "2 places, €140,000.50, lines €140,000.50"),
    Case("columns of other languages", "parts of a known total that could be costs", "a.csv", _text("Name of place;Total project cost;Arts Council;Own money\nShed;90000;30000;60000\nHub;50000;10000;40000\n"), "2 places, €140,000, lines €0; warned: parts_unknown"),
    Case("form of a text file", "semicolons, decimal commas", "a.csv", _text(TABLE), READ),
    Case("form of a text file", "a first line `sep=;`", "a.csv", _text(f"sep=;\n{TABLE}"), READ),
    Case("form of a text file", "comment lines above the header", "a.csv", _text(f"# export\n# région\n{TABLE}"), READ),
    Case("form of a text file", "empty columns and rows at the end", "a.csv", _text(TABLE.replace("\n", ";;;\n") + ";;;;;\n"), READ),
    Case("form of a text file", "decimal commas in a comma file, without quotes", "a.csv", _text("Lieu,Coût total,Région\nLe Hangar,90000,50,30000\nLa Cale,50000,00,10000\n"), READ),
    Case("form of a text file", "a quote that is never closed", "a.csv", _text(TABLE.replace("Le Hangar", '"Le Hangar')), READ),
    Case("form of a text file", "quotes inside cells", "a.csv", _text(TABLE.replace("Le Hangar", '"Le "Grand" Hangar"')), READ),
    Case("form of a text file", "a table drawn with bars", "a.md", _text("| Lieu | Coût total | Région |\n|---|---:|---:|\n| Le Hangar | 90 000,50 | 30 000 |\n| La Cale | 50 000 | 10 000 |\n"), READ),
    Case("form of a text file", "an apostrophe before a number", "a.csv", _text(TABLE.replace(";9", ";'9").replace(";5", ";'5")), READ),
    Case("form of a text file", '`="..."` around a number', "a.csv", _text(TABLE.replace("50000", '"=""50000"""')), READ),
    Case("form of a text file", "invisible signs in numbers", "a.csv", _text(TABLE.replace("30000", "30\u200b000").replace("10000", "10\u3000000")), READ),
    Case("encoding", "cp1252", "a.csv", _text(TABLE, "cp1252"), READ),
    Case("encoding", "UTF-16 without a mark", "a.csv", _text(TABLE, "utf-16-le"), READ),
    Case("encoding", "letters encoded twice", "a.csv", _text(MOJIBAKE), READ),
    Case("another kind of file", "a web page called .xls", "a.xls", _text(PAGE), READ),
    Case("another kind of file", "compressed", "a.csv.gz", lambda: gzip.compress(TABLE.encode()), READ),
    Case("another kind of file", "a file of Apple Numbers", "a.numbers", _zip(**{"Index/Document.iwa": ""}), "told: is a file of Apple Numbers"),
    Case("another kind of file", "a picture", "a.csv", lambda: b"\x89PNG", "told: is a picture, not a table"),
    Case("JSON", "a list of records", "a.json", _json(RECORDS), READ),
    Case("JSON", "one record a line", "a.jsonl", _text("\n".join(map(json.dumps, RECORDS))), READ),
    Case("JSON", "Opendatasoft", "a.json", _json({"records": [{"recordid": "r", "fields": r} for r in RECORDS], "facet_groups": [{"name": "x"}]}), READ),
    Case("JSON", "data.gouv, tabular", "a.json", _json({"data": RECORDS, "links": {}, "meta": {"total": 2}}), READ),
    Case("JSON", "one page of several", "a.json", _json({"total_count": 90, "results": RECORDS}), f"{READ}; warned: part_of_records"),
    Case("JSON", "GeoJSON", "a.geojson", _json({"type": "FeatureCollection", "features": [{"type": "Feature", "properties": r} for r in RECORDS]}), READ),
    Case("JSON", "columns and their cells", "a.json", _json({"columns": list(RECORDS[0]), "data": [list(r.values()) for r in RECORDS]}), READ),
    Case("JSON", "a list of funders in each record", "a.json", _json([{"nom": r["lieu"], "cout_total": r["cout_total"], "aides": [{"financeur": "Région", "montant": r["region"]}]} for r in RECORDS]), READ),
    Case("standard", "EU list of operations", "a.csv", _text(EU), READ),
    Case("standard", "SCDL in capitals", "a.csv", _text("NOMATTRIBUANT;NOMBENEFICIAIRE;OBJET;MONTANT;NATURE\nRégion X;Le lieu;o;30000;aide en numéraire\nRégion X;La Cale;o;10000;aide en numéraire\n"), "2 places, no total, lines €40,000"),
    Case("header", "two languages, x / y", "a.csv", _text("Nom du lieu / Place name;Coût total / Total cost;Région / Region\nLe Hangar;90000,5;30000\nLa Cale;50000;10000\n"), READ),
)  # fmt: skip


def _money(value: float) -> str:
    return f"€{value:,.2f}".removesuffix(".00")


def outcome(case: Case, folder: Path) -> str:
    """What comes of a case: what is read of it, or what is told."""
    file = folder / case.file
    file.write_bytes(case.make())
    try:
        data = load(file)
    except DataError as error:
        return f"told: {error.problems[-1].rule}"
    warned = sorted({problem.code.value for problem in data.problems} & WATCHED)
    return _read(data) + (f"; warned: {', '.join(warned)}" if warned else "")


#: Warnings that are part of a right answer.
WATCHED = {
    "currency_without_rate", "funders_without_amounts", "part_in_unit", "part_of_records", "parts_unknown", "plan_gap", "plan_without_total",
    "row_is_sum", "row_like_sum", "rows_hidden", "sheet_not_read",
}  # fmt: skip


def _read(data: Dataset) -> str:
    n, total = len(data.places), data.places["investment_eur"].sum()
    places = "1 place" if n == 1 else f"{n} places"
    return f"{places}, {_money(total) if total else 'no total'}, lines {_money(data.funding['amount_eur'].sum())}"


def table() -> str:
    """The page: a row for each case, with what comes of it."""
    rows = ["| kind | example | what comes of it |", "|---|---|---|"]
    with tempfile.TemporaryDirectory() as folder:
        rows += [f"| {case.kind} | {case.shown} | {outcome(case, Path(folder))} |" for case in CASES]
    return HEAD + "\n".join(rows) + "\n"


if __name__ == "__main__":
    DOCUMENT.write_text(table(), encoding="utf-8")
    sys.exit(0)
