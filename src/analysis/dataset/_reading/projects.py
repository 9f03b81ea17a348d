"""Rows that are one project: each with a grant of its own, all with what identifies it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from analysis.dataset._reading.roles import list_roles
from analysis.dataset._reading.source_table import SourceTable
from analysis.dataset._reading.words import fold

__all__ = ["find_projects"]

#: With so many projects of one key a row is compared.
MOST_COMPARED = 200
#: What tells one project from another of the same name.
IDENTIFIES = (
    "name",
    "municipality",
    "insee_code",
    "department_code",
    "department",
    "region",
    "carrier_name",
    "surface_m2",
)


@dataclass
class _Project:
    """The first row of a project, and who gives to it."""

    first: int
    funders: set[object]


def _described(table: SourceTable) -> list[str]:
    """Columns that describe a project and are not used: two descriptions are two projects."""
    found = []
    for column in table.frame:
        roles = {role.field for role in list_roles().get(fold(str(column)), ())}
        if column not in table.match.fields and roles & {"name", "note"}:
            found.append(str(column))
    return found


def _folded(texts: pd.Series) -> pd.Series:
    """Texts to compare, each different one folded once; empty where nothing is known."""
    return texts.map({text: fold(str(text)) for text in texts.dropna().unique()}).fillna("").astype("object")


@lru_cache(maxsize=10_000)
def _words(text: str) -> frozenset[str]:
    return frozenset({word for word in fold(str(text)).split() if len(word) > 3})


def _alike(one: str, other: str) -> bool:
    """Whether one description says all that the other says: a place of another name is another project."""
    fewer, more = sorted((_words(one), _words(other)), key=len)
    return fewer <= more if fewer else fold(one) == fold(other)


def find_projects(table: SourceTable, places: pd.DataFrame, total: pd.Series) -> dict[int, int]:
    """Rows of one project: row to the first row of it. Rows with the same funder are not one, they look alike."""
    known = total.notna().any()
    if table.column_of("grant_eur") is None or not (known or (table.column_of("funder") and not table.standard)):
        return {}
    listed = bool(table.standard and table.standard.one_place)
    # a list of the State describes one project in other words for each grant: they are compared, not matched
    own = [name for name in IDENTIFIES if name in places and not (listed and name == "name")]
    keys = pd.DataFrame({name: places[name] for name in own}, index=places.index)
    compared = table.column_of("name") if listed else None
    for column in [*_described(table), *(table.standard.one_place if table.standard else ())]:
        if column in table.frame and column != compared:
            keys[f"column {column}"] = table.frame[column].astype("str")
    keys = keys.astype("str").apply(_folded)
    keys["total"] = total
    funder = table.column_of("funder")
    keys["funder"] = table.frame[funder].astype("str") if funder else ""
    groups = keys.columns[:-1].tolist()
    again = keys.duplicated(groups, keep=False) & places["name"].notna()
    again &= total.notna() | (not known)
    same: dict[tuple[object, ...], list[_Project]] = {}
    told, found = places["name"].to_dict(), {}
    for row, *values, name in keys[again].fillna({"total": -1.0}).itertuples():
        projects = same.setdefault(tuple(values), [])
        of_it = (one for one in projects[:MOST_COMPARED] if not listed or _alike(str(told[row]), str(told[one.first])))
        earlier = next(of_it, None)
        if earlier is None:
            projects.append(_Project(int(row), {name}))
        elif name not in earlier.funders:
            found[int(row)] = earlier.first
            earlier.funders.add(name)
    return found
