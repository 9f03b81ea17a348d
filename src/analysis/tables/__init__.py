"""Tables for readers: formatted text, one look, the same in a notebook, a page and a plain console."""

from __future__ import annotations

from analysis.tables._of_data import coverage, places, problems, rows, understood
from analysis.tables._of_giving import giving
from analysis.tables._of_groups import claims, features, funder_mix, medians, permanova, regions
from analysis.tables._of_plan import choices, nearest, plan_lines, positions, scenarios
from analysis.tables._of_provenance import closure, law_check
from analysis.tables._of_readings import ladder, readings, specification
from analysis.tables._table import Table, plain

__all__ = [
    "Table",
    "choices",
    "claims",
    "closure",
    "coverage",
    "features",
    "funder_mix",
    "giving",
    "ladder",
    "law_check",
    "medians",
    "nearest",
    "permanova",
    "places",
    "plain",
    "plan_lines",
    "positions",
    "problems",
    "readings",
    "regions",
    "rows",
    "scenarios",
    "specification",
    "understood",
]


def __dir__() -> list[str]:
    return __all__
