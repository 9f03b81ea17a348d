"""The places of a table, in the spelling of the vocabulary."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import PurePath

import pandas as pd

from analysis.dataset._checking.columnar import match_pattern
from analysis.dataset._checking.problem import Origin
from analysis.dataset._checking.rules import Rule
from analysis.dataset._communes import GEOGRAPHY, find_geography
from analysis.dataset._reading.columns import find_vat
from analysis.dataset._reading.money import read_counts, spell_digits
from analysis.dataset._reading.money import read_total as total_of
from analysis.dataset._reading.regions import REGIONS
from analysis.dataset._reading.roles import find_role
from analysis.dataset._reading.source_table import SourceTable
from analysis.dataset._reading.values import find_body, find_kinds, read_as, read_choice, read_words
from analysis.dataset._reading.words import fold
from analysis.words import vocabulary
from analysis.words._formatting import format_whole
from analysis.words._messages import Message, say, spell
from analysis.words.i18n import mark
from analysis.words.vocabulary import SLUG

__all__ = ["read_places", "read_plain_field"]


#: How a column was read, by its kind.
READ_AS = {
    "boolean": mark("yes or no"),
    "choice": mark("codes"),
    "department": mark("department"),
    "insee": mark("Insee code"),
    "link": mark("link"),
    "text": mark("text"),
    "year": mark("year"),
}
ASSUMED = {"carrier_type": "unknown", "status": "unknown", "vat": "unknown", "source_kind": "own_file"}


def _list_names(field: str) -> str:
    """The values of a field by the names that a file may write."""
    return ", ".join(vocabulary.labels(field).values())


def read_plain_field(table: SourceTable, name: str) -> pd.Series | None:
    """A field that is no money, in the spelling of the vocabulary; None if no column has it."""
    column = table.column_of(name)
    if column is None:
        value = table.mapping.constants.get(
            name, (table.standard.constants or {}).get(name) if table.standard else None
        )
        return None if value is None else pd.Series(value, index=table.frame.index, dtype="str")
    role = find_role(name)
    kind = role.kind if role else "text"
    cells = table.frame[column]
    if kind == "count":
        values = read_counts(table, column, whole=name == "population")
        return spell_digits(values)
    if kind == "choice":
        found = read_choice(cells, name, table.mapping.values.get(name))
        known = spell(_list_names, name)
        table.tell(column, found.wrong, Rule.CODE_NOT_READ, name=spell(vocabulary.label, name), known=known)
    elif kind in ("text", ""):
        found = read_words(cells)
    else:
        found = read_as(cells, kind)
        table.tell(column, found.wrong, Rule.CELL_NOT_READ, name=spell(vocabulary.label, name))
    table.read_as[column] = Message(READ_AS.get(kind, kind))
    table.show(column, found.values)
    return found.values


def _ids(given: pd.Series | None, names: pd.Series) -> pd.Series:
    """Identifiers that differ, made from the file's own or from the names."""
    base = names if given is None else given.fillna(names)
    if base.notna().all() and base.is_unique and match_pattern(base, SLUG).all():
        return base
    seen: Counter[str] = Counter()
    found = []
    for text in base.fillna("place"):
        slug = "-".join(fold(str(text)).split())[:60].strip("-") or "place"
        seen[slug] += 1
        while seen[slug] > 1:
            slug = f"{slug}-{seen[slug]}"
            seen[slug] += 1
        found.append(slug)
    return pd.Series(found, index=base.index, dtype="str")


def _named(table: SourceTable, carrier: pd.Series | None) -> pd.Series:
    """The name of each place: its own, else its carrier's, its municipality's or its row's."""
    name = read_plain_field(table, "name")
    if name is not None:
        if carrier is not None and (missing := name.isna() & carrier.notna()).any():
            table.remark("name", say("where it is empty, the carrier names the place"))
            name = name.where(~missing, carrier)
        return name
    sheet = table.grid.sheet
    for other, values in (("carrier_name", carrier), ("municipality", read_plain_field(table, "municipality"))):
        if values is not None:
            table.remark(other, say("also the name of the place: no column has it"))
            return values
    table.tell_once("", Rule.NAME_MISSING)
    return pd.Series(
        [f"{PurePath(sheet.file).stem}, row {int(str(row)) % Origin.ROWS}" for row in table.frame.index],
        index=table.frame.index,
        dtype="str",
    )


def _year_basis(table: SourceTable) -> str | None:
    name = fold(table.column_of("year") or "")
    if re.search(r"ouvert|open|creation", name):
        return "opening"
    return "decision" if re.search(r"decision|convention|attribution|award|vote|exercice", name) else None


def read_places(table: SourceTable) -> tuple[pd.DataFrame, pd.Series]:
    """The places of a table as text, and their investment."""
    index = table.frame.index
    carrier = read_plain_field(table, "carrier_name")
    names = _named(table, carrier)
    if carrier is None and table.standard and table.column_of("grant_eur"):
        carrier = names  # lists of grants name who receives them
    found: dict[str, pd.Series | None] = {"name": names, "carrier_name": carrier}
    found["place_id"] = _ids(read_plain_field(table, "place_id"), names)
    for name in vocabulary.PLACES.names:
        if name not in found and name not in ("investment_eur", "carrier_sector", "plan_quality"):
            found[name] = read_plain_field(table, name)
    total, scope = total_of(table)
    places = pd.DataFrame({name: values for name, values in found.items() if values is not None}, index=index)
    for name, value in {**ASSUMED, "amount_scope": scope}.items():
        places[name] = places[name].fillna(value) if name in places else value
    _complete(table, places)
    return places, total


def _complete(table: SourceTable, places: pd.DataFrame) -> None:
    """What follows from other columns: VAT from a header, kind of place and carrier from names, region from a department."""
    column = table.column_of("investment_eur")
    if column and table.column_of("vat") is None and find_vat(column) != "unknown":
        places["vat"] = find_vat(column)
    if "place_type" not in places:
        words = places["name"].fillna("") + " " + (places["note"].fillna("") if "note" in places else "")
        places["place_type"] = find_kinds(words)
        if places["place_type"].notna().any():
            table.remark("name", say("kind of place read from its words"))
    if (
        table.column_of("carrier_type") is None
        and "carrier_name" in places
        and "carrier_type" not in table.mapping.constants
    ):
        places["carrier_type"] = (
            places["carrier_name"]
            .map(lambda name: find_body(str(name), carrier=True), na_action="ignore")
            .fillna("unknown")
        )
        table.remark("carrier_name", say("carrier read from its name"), first=False)
    _place_on_map(table, places)
    if "region" not in places and "department_code" in places:
        places["region"] = places["department_code"].map(REGIONS).astype("str")
        table.remark("department_code", say("region read from it"))
    places["carrier_sector"] = places["carrier_type"].map(vocabulary.CARRIER_SECTOR_OF).astype("str")
    basis = _year_basis(table)
    if "year" in places and "year_basis" not in places and basis:
        places["year_basis"] = places["year"].where(places["year"].isna(), basis).astype("str")


def _place_on_map(table: SourceTable, places: pd.DataFrame) -> None:
    """What follows from municipalities, where the file does not say it; each is looked for in its own department and region."""
    told = [name for name in ("insee_code", "municipality") if name in places]
    if not told:
        return
    found = find_geography(places[[name for name in GEOGRAPHY if name in places]])
    known = found["insee_code"].notna()
    if not known.any():
        return
    for name in GEOGRAPHY:
        places[name] = places[name].fillna(found[name]) if name in places else found[name]
    table.remark(
        told[-1],
        say(
            "department, region, inhabitants and density follow from it ({n} of {total})",
            n=spell(format_whole, int(known.sum())),
            total=spell(format_whole, len(places)),
        ),
        first=False,
    )
