"""The geography that follows from a municipality: department, region, inhabitants, density and a point.

The table of all 34,969 municipalities comes from the official geographic code, Insee's density grid and IGN's Admin Express
(Licence Ouverte 2.0), geography of 2026.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.dataset._reading.words import fold

__all__ = ["FOLDED", "GEOGRAPHY", "TABLE", "find_geography", "fold_name", "read_communes"]

TABLE = Path(__file__).with_name("communes.parquet")
#: What follows from a municipality, in the order of the columns of places.
GEOGRAPHY = (
    "municipality",
    "insee_code",
    "department_code",
    "department",
    "region",
    "latitude",
    "longitude",
    "population",
    "density",
)
#: The column with the name as it is compared.
FOLDED = "folded"
#: A district of Paris, Lyon or Marseille after the name of the town.
DISTRICT = re.compile(r" \d{1,2} ?(er|e|eme|ieme)?( arrondissement)?$")
Row = dict[Any, Any]
SAINTS = {"st": "saint", "ste": "sainte", "sts": "saints", "stes": "saintes"}


def fold_name(name: str) -> str:
    """The name of a municipality as it is compared.

    Examples
    --------
    >>> fold_name("St-Étienne"), fold_name("Lyon 3e arrondissement")
    ('saint etienne', 'lyon')
    """
    words = fold(name).split()
    return DISTRICT.sub("", " ".join(SAINTS.get(word, word) for word in words))


@cache
def read_communes() -> pd.DataFrame:
    """All municipalities of France, one a row: their folded name and the columns of `GEOGRAPHY`, text."""
    import pyarrow
    from pyarrow import parquet

    with parquet.ParquetFile(TABLE, pre_buffer=False) as file:
        communes: pd.DataFrame = file.read(use_threads=False).to_pandas()
    pyarrow.default_memory_pool().release_unused()  # to read took several times what is kept
    return communes


def find_geography(places: pd.DataFrame) -> pd.DataFrame:
    """What follows from the municipality of each place, where only one can be meant, else from its department.

    Parameters
    ----------
    places : DataFrame
        Text: insee_code, or municipality with department_code, department or region; a name that France has once needs none
        of them. Columns may be lacking.

    Returns
    -------
    DataFrame
        A row for each place with the columns of `GEOGRAPHY`, text; empty where nothing is told, several could be meant, or the
        place contradicts itself.

    Examples
    --------
    >>> names, codes = ["St-Denis", "Figeac", "Saint-Denis", None], ["93", None, None, "46"]
    >>> places = pd.DataFrame({"municipality": names, "department_code": codes})
    >>> find_geography(places)[["insee_code", "department"]].values.tolist()
    [['93066', 'Seine-Saint-Denis'], ['46102', 'Lot'], [nan, nan], [nan, 'Lot']]
    """
    given = places.reindex(columns=list(GEOGRAPHY)).astype("str").fillna("")
    # a list of grants has thousands of rows and hundreds of municipalities
    which = given.groupby(list(GEOGRAPHY), sort=False).ngroup()
    told = given[~which.duplicated()]
    names = told["municipality"].map(fold_name)
    communes = read_communes()
    near = communes[communes[FOLDED].isin(names) | communes["insee_code"].isin(told["insee_code"])]
    by_name, by_code = _group(near, FOLDED), _group(near, "insee_code")
    departments: list[Row] = communes.drop_duplicates("department_code").to_dict("records")
    found = []
    for place, name in zip(told.to_dict("records"), names, strict=True):
        code = place["insee_code"]
        meant = _agreeing(by_code.get(code, []) if code else by_name.get(name, []), place)
        found.append(meant[0] if len(meant) == 1 else _find_department(place, departments))
    distinct = pd.DataFrame(found, columns=list(GEOGRAPHY), dtype="str")
    return distinct.iloc[which.to_numpy()].set_axis(places.index)


def _group(communes: pd.DataFrame, column: str) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for commune in communes.to_dict("records"):
        found.setdefault(commune[column], []).append(commune)
    return found


def _agreeing(communes: list[Row], place: Row) -> list[Row]:
    """Those in the department and the region that a place tells."""
    told = [(column, fold(place[column])) for column in ("department_code", "department", "region") if place[column]]
    return [commune for commune in communes if all(fold(commune[column]) == text for column, text in told)]


def _find_department(place: Row, departments: list[Row]) -> Row:
    """What is known where no municipality is: the department that the place tells, with its region."""
    known = _agreeing(departments, place) if place["department_code"] or place["department"] else []
    return (
        {column: known[0][column] for column in ("department_code", "department", "region")} if len(known) == 1 else {}
    )
