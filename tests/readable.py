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
that a careful analyst would give. "Told" is a refusal that names the cause and what to do: nothing is guessed in silence.

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

CASES = (
    Case("financing plan of one project", "expenses and resources side by side (XLSX)", "plan.xlsx", _book("xlsxwriter", Plan=pd.DataFrame(PLAN)), ONE),
    Case("financing plan of one project", "the same in ODS", "plan.ods", _book("odf", Plan=pd.DataFrame(PLAN)), ONE),
    Case("financing plan of one project", "two blocks one below the other (CSV)", "plan.csv", _text(BLOCKS), ONE),
    Case("financing plan of one project", "resources alone", "plan.csv", _text("Financeur;Montant\nRégion;60000\nCommune;40000\nTotal;100000\n"), ONE),
    Case("several files", "an archive of two tables", "a.zip", _zip(a=TABLE[:56], b="Lieu;Coût total;Région\nLa Cale;50000;10000\n"), READ),
    Case("sheets that belong together", "files and lines with a number", "a.xlsx", _book("xlsxwriter", Dossiers=NUMBERED, Financeurs=LINES), READ),
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
    return _read(data)


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
