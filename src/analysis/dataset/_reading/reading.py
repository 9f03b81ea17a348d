"""What reading a file gives: tables of text in the vocabulary, where each row came from, and what was understood."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple, Self

import pandas as pd

from analysis.dataset._checking.problem import Origin, Problem
from analysis.dataset._reading.mapping import Mapping
from analysis.dataset._reading.telling import Told
from analysis.words._formatting import join_parts
from analysis.words.i18n import _, mark

__all__ = ["PLAN", "WORKBOOK", "Kind", "Parts", "Reading", "Shape", "ToldColumn"]

WORKBOOK = mark("workbook of places and funding lines")
PLAN = mark("financing plan of one project")


class Shape(StrEnum):
    """What a file says of who pays: each member's value is its code, ``text`` its English words."""

    text: str

    def __new__(cls, code: str, text: str) -> Self:
        member = str.__new__(cls, code)
        member._value_, member.text = code, text
        return member

    PACKAGE = "package", mark("data package")
    ONE_GRANT = "A", mark("A: a total and one grant a place; the rest is of unknown nature")
    PUBLIC_PART = "B", mark("B: a total and its public part; the rest is private")
    BY_FUNDER = "C", mark("C: a total and what each funder gives")
    GRANTS = "D", mark("D: grants without a total; the investment is not known")
    OPERATING = "E", mark("E: operating money by source, which is no investment")
    SEVERAL = "several", mark("several: each file has its own")
    TOTALS = "total", mark("totals only: who pays is not known")


@dataclass(frozen=True)
class Kind:
    """What kind of file it is; ``str`` says it in the language that is spoken.

    Attributes
    ----------
    shape : Shape
        What it says of who pays.
    title : str
        The standard that it follows, or `WORKBOOK`; empty where it is neither.

    Examples
    --------
    >>> str(Kind(Shape.TOTALS))
    'shape totals only: who pays is not known'
    """

    shape: Shape = Shape.PACKAGE
    title: str = ""

    def __str__(self) -> str:
        if self.shape is Shape.PACKAGE:
            return _(self.shape.text)
        shape = _("shape {letter}").format(letter=_(self.shape.text))
        return join_parts([_(self.title), shape]) if self.title else shape


class ToldColumn(NamedTuple):
    """What is told of a column of a file: a row of the table "what I understood"."""

    sheet: str
    column: str
    field: Told
    unit: Told
    read_as: Told
    examples: str
    filled: Told
    remark: Told


@dataclass(frozen=True)
class Reading:
    """A file that was read.

    Attributes
    ----------
    texts : dict of DataFrame
        Tables of text by name (places, funding, context, concepts), empty cells missing. The index is the row of the
        source; several funding lines may come from one row.
    origins : dict of Origin
        Where each table stands: file, sheet, and its columns' names there.
    sources : dict of DataFrame
        The rows that were read, as they came; the index is their row.
    problems : tuple of Problem
        What could not be read.
    kind : Kind
        What kind of file it is.
    columns : tuple of ToldColumn
        One for each column of the file.
    left_out : tuple
        Rows and sheets that are no data, with their reason; worded when they are shown.
    merged : dict
        Row of places to the row whose place it belongs to.
    mapping : Mapping
        How the file was read; reading it with this mapping gives the same.
    """

    texts: dict[str, pd.DataFrame]
    origins: dict[str, Origin]
    sources: dict[str, pd.DataFrame]
    problems: tuple[Problem, ...] = ()
    kind: Kind = field(default_factory=Kind)
    columns: tuple[ToldColumn, ...] = ()
    left_out: tuple[Told, ...] = ()
    merged: dict[int, int] = field(default_factory=dict)
    mapping: Mapping = field(default_factory=Mapping)


@dataclass(frozen=True)
class Parts:
    """What was read of a file, a folder or an archive.

    Attributes
    ----------
    readings : tuple of Reading
        One for each table or plan.
    problems : tuple of Problem
        Of files that cannot be read.
    left_out : tuple
        Files that hold no table, with their reason.
    """

    readings: tuple[Reading, ...]
    problems: tuple[Problem, ...] = ()
    left_out: tuple[Told, ...] = ()
