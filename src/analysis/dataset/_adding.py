"""Add a place to a data package: what only a person knows is given, all that follows is derived, and nothing that is wrong goes in."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from analysis.dataset._checking import DataError, Problem
from analysis.dataset._checking.tables import judge_quality
from analysis.dataset._communes import GEOGRAPHY, find_geography
from analysis.dataset._exporting import write_whole
from analysis.dataset._loading import load
from analysis.dataset._reading.amounts import read_amounts
from analysis.dataset._reading.values import find_body, read_choice
from analysis.dataset._reading.words import fold
from analysis.words import vocabulary
from analysis.words._messages import Message, say
from analysis.words.vocabulary import FUNDING, PLACES, FunderType, SourceKind

__all__ = ["AddError", "Line", "add_place", "make_rows", "read_fact", "read_line", "read_number"]

Row = dict[str, str]
#: What a place is taken to be where nobody says otherwise.
ASSUMED = {
    "source_kind": SourceKind.WEB_PAGE.value,
    "carrier_type": "unknown",
    "status": "unknown",
    "vat": "unknown",
    "total_basis": "stated",
    "amount_scope": "investment",
}


class AddError(ValueError):
    """What was given is no place; ``reason`` says why, in the language that is spoken then."""

    def __init__(self, reason: Message) -> None:
        self.reason = reason
        super().__init__(str(reason))


@dataclass(frozen=True)
class Line:
    """One funder as its source writes it, its type, and its amount in euros where it is known."""

    funder: str
    funder_type: str
    amount_eur: float | None = None


def read_number(text: str) -> float | None:
    """A number as people write it; None where there is none.

    Examples
    --------
    >>> read_number("1,2 M€"), read_number("350 m²"), read_number("soon")
    (1200000.0, 350.0, None)
    """
    value = read_amounts(pd.Series([text.replace("m²", "").replace("m2", "").strip()])).values.iloc[0]
    return None if pd.isna(value) else float(value)


def read_line(text: str) -> Line:
    """A funder and its amount, written ``Région Occitanie = 60 000`` or, with a type, ``CAF (other_public) = 12 k€``.

    Raises
    ------
    AddError
        If the amount cannot be read, or there is no such type.

    Examples
    --------
    >>> read_line("Région Occitanie = 60 000")
    Line(funder='Région Occitanie', funder_type='region', amount_eur=60000.0)
    """
    name, equals, told = (part.strip() for part in text.partition("="))
    amount = read_number(told) if told else None
    if equals and told and amount is None:
        raise AddError(say("{line}: the amount cannot be read; write 60000, 60 k€ or 1,2 M€", line=text))
    known = vocabulary.labels("funder_type")
    funder, bracket, kind = name.rstrip(")").rpartition(" (")
    if bracket and name.endswith(")") and kind in known:
        return Line(funder, kind, amount)
    kind = name if name in known else find_body(name)
    return Line(known.get(name, name), kind, amount)


def read_fact(field: str, text: str) -> str:
    """What a person writes of a field, in the spelling of the data: a code, or digits.

    Raises
    ------
    AddError
        If it cannot be read; the message says what can.

    Examples
    --------
    >>> read_fact("place_type", "Tiers-lieu"), read_fact("investment_eur", "1,2 M€"), read_fact("name", " La Fabrique ")
    ('third_place', '1200000', 'La Fabrique')
    """
    text = text.strip()
    about, label = PLACES[field], vocabulary.label(field)
    if not text:
        return ""
    if about.values:
        found = read_choice(pd.Series([text]), field).values.iloc[0]
        if pd.isna(found):
            known = ", ".join(vocabulary.labels(field).values())
            told = say("{field}: {text} is not known; write one of {known}", field=label, text=text, known=known)
            raise AddError(told)
        return str(found)
    if about.type in ("integer", "number"):
        number = read_number(text)
        if number is None:
            raise AddError(say("{field}: {text} is no number", field=label, text=text))
        return f"{number:.10g}"
    return text


def make_rows(facts: Mapping[str, str], lines: Sequence[Line], taken: Sequence[str]) -> tuple[Row, list[Row]]:
    """The row of a place and those of its funders, with all that follows from what is given.

    Parameters
    ----------
    facts : mapping
        Column of places to what the source says of it, in the spelling of the data.
    lines : sequence of Line
        The funders, in the order of the source.
    taken : sequence of str
        Identifiers that other places have.

    Returns
    -------
    tuple
        Column to text, of the place and of each line.

    Raises
    ------
    AddError
        If several municipalities could be meant, or none is known.

    Examples
    --------
    >>> place, rows = make_rows(
    ...     {"name": "La Fabrique", "municipality": "Figeac", "carrier_type": "association", "investment_eur": "100000"},
    ...     [read_line("Région = 60 000"), read_line("own_funds = 40 000")],
    ...     [],
    ... )
    >>> [place[name] for name in ("place_id", "department", "density", "carrier_sector", "plan_quality")]
    ['la-fabrique-figeac', 'Lot', 'small_town', 'private', 'complete']
    >>> [row["sector"] for row in rows]
    ['public', 'private']
    """
    place: Row = {name: "" for name in PLACES.names} | ASSUMED | {name: text for name, text in facts.items() if text}
    place |= _geography(place)
    place["carrier_sector"] = vocabulary.CARRIER_SECTOR_OF.get(place["carrier_type"], "")
    place["place_id"] = place["place_id"] or _make_id(place, taken)
    follows = place["carrier_sector"] if place["carrier_sector"] in ("public", "private") else "unknown"
    rows = [
        {name: "" for name in FUNDING.names}
        | {
            "place_id": place["place_id"],
            "line": str(number),
            "funder": _name_funder(line, place),
            "funder_name": _name_funder(line, place),
            "named": "true",
            "funder_type": line.funder_type,
            "sector": vocabulary.FUNDER_SECTORS.get(line.funder_type, follows),
            "amount_eur": "" if line.amount_eur is None else f"{line.amount_eur:.10g}",
            "amount_basis": "" if line.amount_eur is None else "stated",
        }
        for number, line in enumerate(lines, start=1)
    ]
    known = sum(line.amount_eur or 0.0 for line in lines)
    whole = pd.DataFrame({"place_id": [place["place_id"]], "investment_eur": [float(place["investment_eur"] or "nan")]})
    place["plan_quality"] = str(judge_quality(whole, pd.Series([known])).iloc[0])
    return place, rows


def _name_funder(line: Line, place: Row) -> str:
    """A funder that is called by its type only is the carrier, where its own money is meant and its name is known."""
    own = line.funder_type == FunderType.OWN_FUNDS and line.funder == vocabulary.labels("funder_type")[line.funder_type]
    return place["carrier_name"] if own and place["carrier_name"] else line.funder


def _geography(place: Row) -> Row:
    told = pd.DataFrame([{name: place[name] or None for name in GEOGRAPHY}])
    found = {name: text for name, text in find_geography(told).iloc[0].items() if isinstance(text, str)}
    if (place["municipality"] or place["insee_code"]) and "insee_code" not in found:
        raise AddError(
            say(
                "{municipality}: no municipality of France is called so there, or several are; say its department, "
                "for instance 46, or its Insee code",
                municipality=place["municipality"] or place["insee_code"],
            )
        )
    return {str(name): text for name, text in found.items()}


def _make_id(place: Row, taken: Sequence[str]) -> str:
    """Name and municipality in small letters; a second plan of a place is its phase 2."""
    words = fold(place["name"]).split()
    where = fold(place["municipality"]).split()
    base = "-".join(words if words[-len(where) :] == where else [*words, *where])
    names = (base if number == 1 else f"{base}-phase-{number}" for number in range(1, len(taken) + 2))
    return next(name for name in names if name not in taken)


def add_place(folder: Path, facts: Mapping[str, str], lines: Sequence[Line]) -> Row:
    """Put a place and its lines where they belong in a data package; of other rows no letter changes.

    Parameters
    ----------
    folder : Path
        The package.
    facts, lines
        As `make_rows` takes them.

    Returns
    -------
    dict
        The row of the place.

    Raises
    ------
    AddError
        If what was given is no place.
    DataError
        With what `check` would say of it; then nothing is written.
    OSError
        If a file cannot be read or written.
    """
    before = {name: (folder / f"{name}.csv").read_text(encoding="utf-8") for name in ("places", "funding")}
    place, rows = make_rows(facts, lines, _read_ids(before["places"]))
    after = {"places": _insert(before["places"], [place]), "funding": _insert(before["funding"], rows)}
    if problems := _find_problems(after, place):
        raise DataError(problems)
    for name, text in after.items():
        write_whole(folder / f"{name}.csv", text.encode())
    return place


def _read(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


def _read_ids(text: str) -> list[str]:
    return [row[0] for row in _read(text)[1:]]


def _insert(text: str, rows: Sequence[Row]) -> str:
    """A CSV file with rows where their identifier belongs; the letters of the others stay."""
    records = _split(text)
    head = _read(records[0])[0]
    made = io.StringIO()
    csv.writer(made, lineterminator="\n").writerows([row.get(name, "") for name in head] for row in rows)
    before = 1 + sum(name <= row["place_id"] for row in rows[:1] for name in _read_ids(text))
    return "".join([*records[:before], made.getvalue(), *records[before:]])


def _split(text: str) -> list[str]:
    """The records of a CSV file as they are written: a cell may hold the end of a line."""
    lines, records, kept = io.StringIO(text, newline="").readlines(), [], ""
    for line in lines:
        kept += line
        if kept.count('"') % 2 == 0:
            records.append(kept if kept.endswith("\n") else f"{kept}\n")
            kept = ""
    return records


def _find_problems(tables: Mapping[str, str], place: Row) -> list[Problem]:
    """What a check of the package says that has the new rows."""
    with tempfile.TemporaryDirectory(prefix="cluster-funding-") as name:
        for table, text in tables.items():
            (Path(name) / f"{table}.csv").write_text(text, encoding="utf-8", newline="")
        try:
            found = load(Path(name)).problems
        except DataError as error:
            found = error.problems
    own = {
        (f"{table}.csv", at)
        for table, text in tables.items()
        for at, name in enumerate(_read_ids(text), start=2)
        if name == place["place_id"]
    }
    return [problem for problem in found if (problem.file, problem.row) in own]
