"""What reading a file gives: tables of text in the vocabulary, where each row came from, and what was understood."""

from __future__ import annotations

from dataclasses import dataclass, field

import pandas as pd

from analysis.dataset._checking.problem import Origin, Problem
from analysis.dataset._reading.mapping import Mapping
from analysis.words.i18n import mark

__all__ = ["PACKAGE", "UNDERSTOOD", "Reading"]

#: Shape of a data package, which `i18n._` says.
PACKAGE = mark("data package")
#: Columns of the table "what I understood".
UNDERSTOOD = ("sheet", "column", "field", "unit", "read_as", "examples", "filled", "remark")


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
    shape : str
        What kind of file it is, for people.
    understood : DataFrame
        `UNDERSTOOD`: one row per column of the file.
    left_out : tuple of str
        Rows and sheets that are no data, with their reason.
    merged : dict
        Row of places to the row whose place it belongs to.
    mapping : Mapping
        How the file was read; reading it with this mapping gives the same.
    """

    texts: dict[str, pd.DataFrame]
    origins: dict[str, Origin]
    sources: dict[str, pd.DataFrame]
    problems: tuple[Problem, ...] = ()
    shape: str = PACKAGE
    understood: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=list(UNDERSTOOD)))
    left_out: tuple[str, ...] = ()
    merged: dict[int, int] = field(default_factory=dict)
    mapping: Mapping = field(default_factory=Mapping)
