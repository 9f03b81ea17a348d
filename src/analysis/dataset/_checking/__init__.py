"""Tables of text in, typed tables and all their problems out, at once; then the rows that are accepted."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analysis.dataset._checking.accepting import Accepted, Rows, accept
from analysis.dataset._checking.columns import check_columns
from analysis.dataset._checking.grouping import tell_problems
from analysis.dataset._checking.problem import DataError, Origin, Problem, UnreadableError, order_as_told, sort_problems
from analysis.dataset._checking.rules import Rule, Severity
from analysis.dataset._checking.tables import check_lines, check_places
from analysis.words.vocabulary import TABLES

__all__ = [
    "Accepted",
    "DataError",
    "Origin",
    "Problem",
    "Rows",
    "Rule",
    "Severity",
    "UnreadableError",
    "accept",
    "check_tables",
    "order_as_told",
    "sort_problems",
    "tell_problems",
]


def check_tables(
    texts: Mapping[str, pd.DataFrame], origins: Mapping[str, Origin] | None = None
) -> tuple[dict[str, pd.DataFrame], list[Problem]]:
    """Check every table against the vocabulary, and the tables against each other.

    Parameters
    ----------
    texts : dict of DataFrame
        Tables of text by name (places, funding and the others of `vocabulary.TABLES`), empty cells missing, indexed by the row of their
        source. A table that could not be read is absent and not looked at.
    origins : dict of Origin, optional
        Where each table stands; ``places.csv`` and so on by default.

    Returns
    -------
    dict of DataFrame
        Typed tables: text, float64 (int64 where an integer column has no gap), "boolean"; columns in vocabulary order.
    list of Problem
        Every broken rule.

    Examples
    --------
    >>> tables, problems = check_tables({"concepts": pd.DataFrame({"concept": ["cluster"], "since": ["1990"]}, dtype="str")})
    >>> [str(problem) for problem in problems][0]
    'error: concepts.csv, column what_it_adds: column is missing'
    """
    where = {name: (origins or {}).get(name) or Origin(f"{name}.csv") for name in TABLES}
    tables: dict[str, pd.DataFrame] = {}
    problems: list[Problem] = []
    for name, table in TABLES.items():
        if name in texts:
            tables[name], found = check_columns(texts[name], table, where[name])
            problems += found
    if "places" in tables:
        problems += check_places(tables["places"], where["places"])
    # without their key, lines and places cannot be set against each other
    if all("place_id" in texts.get(name, ()) for name in ("places", "funding")):
        problems += check_lines(tables["places"], tables["funding"], where["places"], where["funding"])
    return tables, problems
