"""Published standards of grant lists: each is a TOML file here, which says how it is recognised and what its columns are."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.dataset._checking.problem import Problem
from analysis.dataset._reading.layout import Grid
from analysis.dataset._reading.standards.scdl import check_scdl

__all__ = ["Standard", "find_standard", "list_standards", "names_column"]

IGNORE = "ignore"
#: What checks a table against the rules of a standard itself, by the name that its file gives.
CHECKS: dict[str, Callable[[Grid, dict[str, str]], list[Problem]]] = {"scdl": check_scdl}


@dataclass(frozen=True)
class Definition:
    """A standard as its file has it.

    Attributes
    ----------
    title, url : str
        Its name for readers, an identifier of the catalogues, and where it is published.
    columns : dict
        Official column to field.
    names : dict
        Every spelling that a column may have, squashed, to the official column.
    needed : tuple of tuple of str
        Of each, one field must be there.
    telling : tuple of str
        Official columns of which one must be there: only this standard has them. Empty where none is needed.
    least : int
        How many of its columns a table must have.
    open : bool
        Whether columns that the standard does not name are looked at as those of any table are.
    one_place : tuple of str
        Fields that are equal in two rows of one project; empty where each row is its own.
    constants : dict
        Values that hold for each row where no column has them.
    check : str
        Key of `CHECKS`; empty where the standard has no rules of its own.
    beside : dict
        Columns of common practice, squashed, to their field.
    """

    title: str
    url: str
    columns: dict[str, str]
    names: dict[str, str]
    needed: tuple[tuple[str, ...], ...]
    telling: tuple[str, ...] = ()
    least: int = 1
    open: bool = False
    one_place: tuple[str, ...] = ()
    constants: dict[str, str] = field(default_factory=dict)
    check: str = ""
    beside: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Standard:
    """A recognised standard.

    Attributes
    ----------
    title : str
        Its name for readers.
    fields : dict
        Column to field.
    check : callable
        The problems of a table against the standard itself.
    one_place : tuple of str
        Columns that are equal in two rows of one project; empty where each row is its own.
    constants : dict
        Values that hold for each row.
    open : bool
        Whether its other columns are looked at as those of any table are.
    """

    title: str
    fields: dict[str, str]
    check: Callable[[Grid], list[Problem]]
    one_place: tuple[str, ...] = ()
    constants: dict[str, str] | None = None
    open: bool = False


def _squash(name: str) -> str:
    """A name without case, accents, blanks and signs: nomAttribuant, NOM_ATTRIBUANT and "Nom attribuant" are one."""
    plain = unicodedata.normalize("NFKD", name.replace("œ", "oe").replace("’", "'")).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9+]", "", plain.lower())


@cache
def _spellings(name: str) -> tuple[str, ...]:
    """What a header can stand for: itself, each of its languages ("x / y"), and without what stands in brackets."""
    name = name[:400]
    parts = [name, *re.split(r"\s*[/|\n]\s*|\s+-\s+", name)]
    parts += [re.sub(r"\(.*?\)|\[.*?\]", " ", part) for part in parts]
    parts += [re.sub(r"^\s*(?:\(?[a-z0-9]\)|\d+[.)])\s*", "", part, flags=re.IGNORECASE) for part in parts]  # "(a) ..."
    parts += [re.sub(r"\s(?:en|in)?\s*(?:€|eur|euros?)\s*$", "", part, flags=re.IGNORECASE) for part in parts]
    return tuple(dict.fromkeys(filter(None, map(_squash, parts))))


def _define(content: dict[str, Any]) -> Definition:
    columns = content["columns"]
    names = {_squash(name): name for name in columns}
    for name, others in content.get("also", {}).items():
        names |= {_squash(other): name for other in others}
    known = {key: content[key] for key in ("title", "url", "least", "open", "constants", "check") if key in content}
    return Definition(
        **known, columns=columns, names=names, needed=tuple(map(tuple, content["needed"])),
        telling=tuple(content.get("telling", ())), one_place=tuple(content.get("one_place", ())),
        beside={_squash(name): field_ for name, field_ in content.get("beside", {}).items()},
    )  # fmt: skip


@cache
def list_standards() -> tuple[Definition, ...]:
    """The standards that are known, in the order of their files.

    Examples
    --------
    >>> any("SCDL" in standard.title for standard in list_standards())
    True
    """
    files = sorted(Path(__file__).parent.glob("*.toml"))
    return tuple(_define(tomllib.loads(file.read_text(encoding="utf-8"))) for file in files)


def _officials(columns: list[str], of: Definition) -> dict[str, str]:
    """Column to the official column that it is; an official column is found once, the first time."""
    found: dict[str, str] = {}
    for column in columns:
        name = next((of.names[spelled] for spelled in _spellings(column) if spelled in of.names), None)
        if name is not None and name not in found.values():
            found[column] = name
    return found


def _follows(found: dict[str, str], of: Definition) -> bool:
    fields = {of.columns[name] for name in found.values()}
    return (
        len(found) >= of.least
        and all(fields.intersection(one) for one in of.needed)
        and (not of.telling or bool(set(of.telling) & set(found.values())))
    )


@lru_cache(maxsize=20_000)
def names_column(header: str) -> bool:
    """Whether a text is an official column of a standard that names it so in full.

    Examples
    --------
    >>> names_column("NOMBENEFICIAIRE"), names_column("Halle des Possibles")
    (True, False)
    """
    return len(header) < 200 and any(spelled in of.names for of in list_standards() for spelled in _spellings(header))


def find_standard(frame: pd.DataFrame) -> Standard | None:
    """The standard that a table follows: of those that fit, the one that names most of its columns; None if none fits.

    Examples
    --------
    >>> table = pd.DataFrame(columns=["NOMATTRIBUANT", "NOMBENEFICIAIRE", "OBJET", "MONTANT", "NATURE"])
    >>> find_standard(table).fields["MONTANT"]
    'grant_eur'
    """
    columns = [str(column) for column in frame]
    best: tuple[int, Definition, dict[str, str]] | None = None
    for of in list_standards():
        found = _officials(columns, of)
        if _follows(found, of) and (best is None or len(found) > best[0]):
            best = len(found), of, found
    if best is None:
        return None
    _n, of, found = best
    fields = {column: of.columns[name] for column, name in found.items()}
    fields |= {
        column: of.beside[_squash(column)]
        for column in columns
        if column not in fields and _squash(column) in of.beside
    }
    one_place = tuple(column for column, field_ in fields.items() if field_ in of.one_place)
    check = CHECKS.get(of.check)
    constants = {name: value for name, value in of.constants.items() if name not in fields.values()}
    return Standard(
        of.title, fields, (lambda grid: check(grid, found)) if check else _nothing, one_place, constants, of.open
    )  # fmt: skip


def _nothing(grid: Grid) -> list[Problem]:
    return []
