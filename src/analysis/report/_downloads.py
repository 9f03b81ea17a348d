"""What readers take along: the data package as a ZIP archive, places as CSV and workbook, the tables of a page as a workbook."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from analysis.dataset import Dataset
from analysis.dataset._exporting import make_readable, to_csv, write_rows
from analysis.dataset._package import SOURCES, make_descriptor, make_dictionary
from analysis.dataset._reading import find_shipped_data
from analysis.numbers._frames import is_one_of
from analysis.report._figures import Figure
from analysis.report._lines import name_carrier, name_payer
from analysis.report._outputs import Shown
from analysis.report._workbook import EUROS, SHARES, WHOLE, BookSheet, make_book, read_numbers
from analysis.words import vocabulary
from analysis.words._signature import list_signature
from analysis.words.i18n import _, get_language, speak
from analysis.words.vocabulary import DERIVED, FUNDING, TABLES, Field

__all__ = [
    "PACKAGE",
    "PLACES",
    "PLACES_BOOK",
    "list_files",
    "make_page_book",
    "make_places_book",
    "make_places_csv",
    "pack_data",
]

PACKAGE = "files/cluster-funding-data.zip"
PLACES = "files/places.csv"
PLACES_BOOK = "files/places.xlsx"
#: Rows up to which a table goes into a workbook: of more it would take the report minutes, and the CSV has all.
MOST_ROWS = 5_000
#: Columns of the sheet of lines besides the name of the place.
LINES = ("funder_type", "funder", "sector", "amount_eur", "amount_basis")
#: Time of the members of the archive: the same data is the same bytes.
EPOCH = (1980, 1, 1, 0, 0, 0)


def _csv(table: pd.DataFrame) -> bytes:
    """A table of the data package: texts as they are, whole numbers without a point."""

    def written(value: Any) -> object:
        if pd.isna(value):
            return None
        if isinstance(value, (bool, np.bool_)):
            return str(bool(value)).lower()
        return int(value) if isinstance(value, (float, np.floating)) and float(value).is_integer() else value

    def column(values: pd.Series) -> pd.Series:
        if pd.api.types.is_string_dtype(values.dtype):  # as it is written
            return values
        if not pd.api.types.is_numeric_dtype(values):
            return pd.Series([written(value) for value in values], values.index, dtype="object")
        which, distinct = pd.factorize(values)  # a list repeats many
        made = np.array([*map(written, distinct), None], dtype="object")
        return pd.Series(made[which], values.index, dtype="object")

    columns = {name: column(table[name]) for name in table}
    return write_rows(pd.DataFrame(columns))


def _described(data: Dataset) -> dict[str, Any]:
    """The descriptor; of a file that a person brings, what is ours (title, licence, sources) is left out."""
    made = make_descriptor()
    if data.path.resolve() == find_shipped_data().resolve():
        return made
    return {name: made[name] for name in ("profile", "name", "resources")} | {"title": data.path.name}


def pack_data(data: Dataset) -> bytes:
    """The tables of a dataset with their description, as `analysis.load` reads them.

    Examples
    --------
    >>> from analysis import load
    >>> pack_data(load())[:2]
    b'PK'
    """
    described = _described(data)
    members = {"datapackage.json": json.dumps(described, ensure_ascii=False, indent=2).encode() + b"\n"}
    members |= {f"{name}.csv": _csv(getattr(data, name)) for name in TABLES}
    if "licenses" in described:
        documents = (find_shipped_data() / name for name in ("LICENSE", "CODING.md", "CHANGELOG.md"))
        members |= {"README.md": make_dictionary().encode()}
        members |= {document.name: document.read_bytes() for document in documents if document.exists()}
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in members.items():
            member = zipfile.ZipInfo(name, EPOCH)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr = 0o644 << 16
            archive.writestr(member, content)
    return made.getvalue()


def make_places_csv(plans: pd.DataFrame, *, lang: str) -> bytes:
    """The places with every column, codes and headers in a language, for a spreadsheet."""
    with speak(lang):
        return to_csv(make_readable(_hide_persons(plans)))


def list_files(plans: pd.DataFrame) -> list[tuple[str, str]]:
    """Name and address of each file that has all places."""
    return [("CSV", PLACES)] + ([("XLSX", PLACES_BOOK)] if len(plans) <= MOST_ROWS else [])


def _find_form(field: Field) -> str:
    if field.unit.startswith("EUR"):
        return EUROS
    return SHARES if field.unit == "share" else WHOLE if field.type == "integer" else "General"


def _show_fields(table: pd.DataFrame, fields: Sequence[Field], name: str) -> BookSheet:
    """The columns of some fields under their names for readers, codes as words."""
    held = [one for one in fields if one.name in table]
    forms = {vocabulary.label(one.name): _find_form(one) for one in held}
    return BookSheet(name, make_readable(table[[one.name for one in held]]), forms)


def _show_lines(plans: pd.DataFrame, funding: pd.DataFrame) -> BookSheet:
    """The funding lines with the name of their place; no private person stands beside a sum."""
    names = dict(zip(plans["place_id"], plans["name"], strict=True))
    lines = funding[is_one_of(funding["place_id"], plans["place_id"])].sort_values(["place_id", "line"], kind="stable")
    shown = lines.assign(funder=[name_payer(line) or None for line in lines.itertuples()])
    sheet = _show_fields(shown, [FUNDING[name] for name in LINES], _("Funding lines"))
    sheet.table.insert(0, vocabulary.label("name"), lines["place_id"].map(names))
    return BookSheet(sheet.name, sheet.table.assign(**{vocabulary.label("place_id"): lines["place_id"]}), sheet.forms)


def _show_meanings(table: pd.DataFrame) -> BookSheet:
    """What each column of the places means, and its unit."""
    fields = [one for one in (*vocabulary.PLACES.fields, *DERIVED.fields) if one.name in table]
    rows = [
        (vocabulary.label(one.name), _(one.description), _(one.unit) if one.unit else "", one.name) for one in fields
    ]
    heads = [_("column"), _("meaning"), _("unit"), _("name in the data package")]
    return BookSheet(_("Columns"), pd.DataFrame(rows, columns=heads))


def _show_source(*told: str, sources: Sequence[dict[str, str]] = ()) -> BookSheet:
    """Where it all comes from: who publishes it, version, date and licence, then what was read."""
    texts = [*told, *list_signature(), _("A published sample, not a census; nominal euros, VAT basis mixed.")]
    read = [(" ".join(filter(None, (one["title"], one.get("path"))))) for one in sources]
    return BookSheet(_("Source and licence"), pd.DataFrame({_("source"): [*texts, *read]}))


def _hide_persons(plans: pd.DataFrame) -> pd.DataFrame:
    """The plans without names of carriers who may be private persons."""
    asked = plans[plans.columns.intersection(["carrier_name", "carrier_sector", "source_kind"])]
    return plans.assign(carrier_name=[name_carrier(plan) or None for plan in asked.itertuples()])


def make_places_book(plans: pd.DataFrame, data: Dataset, *, lang: str) -> bytes:
    """The places as a workbook: places, funding lines, what each column means, source and licence.

    Parameters
    ----------
    plans : DataFrame
        What `shares.plans` returns.
    data : Dataset
        What it was computed from.
    lang : str
        Language of headers and codes.
    """
    with speak(lang):
        fields = [*vocabulary.PLACES.fields, *DERIVED.fields]
        first = {
            "name": 0,
            "place_type": 1,
            "municipality": 2,
            "department": 3,
            "region": 4,
            "year": 5,
            "investment_eur": 6,
        }
        ordered = sorted(fields, key=lambda one: first.get(one.name, len(first)))
        sheets = [
            _show_fields(_hide_persons(plans), ordered, _("Places")),
            _show_lines(plans, data.funding),
            _show_meanings(plans),
            _show_source(sources=SOURCES if "licenses" in _described(data) else ()),
        ]
        return make_book(sheets, title=_("All places"))


def _read_csv(text: str) -> pd.DataFrame:
    """A table of `to_csv` in the language that is spoken, its numbers as numbers."""
    french = get_language() == "fr"
    header, *rows = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=";" if french else ",")

    def cell(value: str) -> object:
        try:
            return float(value.replace(",", ".") if french else value)
        except ValueError:
            return value.removeprefix("'") or None

    columns = {
        name: [cell(value) for value in values] for name, values in zip(header, zip(*rows, strict=True), strict=False)
    }
    numeric = {name: pd.Series(values, dtype="object") for name, values in columns.items()}
    return pd.DataFrame(numeric, columns=header)


def make_page_book(title: str, tables: Sequence[Shown], figures: Sequence[tuple[str, Figure]], *, lang: str) -> bytes:
    """The tables of a page and those behind its figures as one workbook; nothing where it has none.

    Parameters
    ----------
    title : str
        Heading of the page.
    tables : sequence of Shown
        Its tables.
    figures : sequence of (str, Figure)
        What each figure is called, and the figure.
    lang : str
        The language that the page is written in.
    """
    with speak(lang):
        listed: list[tuple[str, str]] = []
        sheets: list[BookSheet] = []
        for number, table in enumerate(tables, start=1):
            name = _("Table {number}").format(number=number)
            read = read_numbers(pd.DataFrame(list(table.rows), columns=list(table.columns)), lang)
            sheets.append(BookSheet(name, read.table, read.forms))
            listed.append((name, table.caption))
        for name, figure in figures:
            if not figure.csv or figure.csv.count("\n") > MOST_ROWS:
                continue
            sheets.append(BookSheet(name, _read_csv(figure.csv)))
            listed.append((name, figure.title))
        if not sheets:
            return b""
        contents = pd.DataFrame(listed, columns=[_("sheet"), _("what it shows")])
        return make_book([BookSheet(_("Contents"), contents), *sheets, _show_source(title)], title=title)
