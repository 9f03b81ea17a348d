"""Published standards of grant lists: how each is recognised, and what its columns are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from analysis.dataset._checking.problem import Problem
from analysis.dataset._reading.layout import Grid
from analysis.dataset._reading.standards import scdl, state_grants, threesixtygiving

__all__ = ["Standard", "find_standard"]


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
    """

    title: str
    fields: dict[str, str]
    check: Callable[[Grid], list[Problem]]
    one_place: tuple[str, ...] = ()
    constants: dict[str, str] | None = None


LIST = {"source_kind": "grant_list"}


def _nothing(grid: Grid) -> list[Problem]:
    return []


def find_standard(frame: pd.DataFrame) -> Standard | None:
    """The standard that a table follows; None if it follows none that is known."""
    columns = [str(column) for column in frame]
    if fields := scdl.find_fields(columns):
        return Standard(scdl.TITLE, fields, scdl.check_scdl, constants=LIST)
    if fields := threesixtygiving.find_fields(columns):
        return Standard(threesixtygiving.TITLE, fields, _nothing, constants=LIST)
    if fields := state_grants.find_fields(columns):
        return Standard(state_grants.TITLE, fields, _nothing, state_grants.ONE_PLACE, state_grants.CONSTANTS)
    return None
