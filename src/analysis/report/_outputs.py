"""What the outputs of a notebook are to a page: sentences, tables and texts, read from what the kernel sent."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from nbformat import NotebookNode

from analysis.words._formatting import show_value

__all__ = ["Shown", "read_output_text", "read_outputs", "read_sentences", "read_table"]

#: Texts that stand right in a column of their like: counts, euros, shares, dates.
NUMBER = re.compile(r"[-+−<>€]?[\s€]*\d[\d\s.,]*\s*(%|[kM]?€?|bn|Md€)")

#: Letters of a cell; a longer one is cut. The longest of ours has 250.
LONGEST = 500


@dataclass(frozen=True)
class Shown:
    """A table as a page shows it: texts only, escaped by the template.

    Attributes
    ----------
    caption : str
        What it shows.
    columns : tuple of str
        Headers.
    rows : tuple of tuple of str
        Cells.
    strong : int, optional
        The column that a reader looks for first, for instance the verdict.
    """

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    strong: int | None = None

    @property
    def numbers(self) -> tuple[bool, ...]:
        """Of each column, whether it holds numbers only."""
        cells = zip(*self.rows, strict=True) if self.rows else ((),) * len(self.columns)
        return tuple(bool(any(column)) and all(not c or NUMBER.fullmatch(c) for c in column) for column in cells)


def read_outputs(cell: NotebookNode) -> list[NotebookNode]:
    """The outputs of a cell that hold data or text; widgets live in JupyterLab only."""
    found: list[NotebookNode] = []
    for output in cell.get("outputs", []):
        data = output.get("data", {})
        if "text" in output or (data and "application/vnd.jupyter.widget-view+json" not in data):
            found.append(output)
    return found


def read_sentences(output: NotebookNode) -> str:
    """The Markdown of an output; empty where it has none."""
    return str(output.get("data", {}).get("text/markdown", ""))


def read_table(output: NotebookNode, *, strong: int | None = None) -> Shown | None:
    """The table of an output; None where it shows none."""
    about: dict[str, Any] = output.get("metadata", {}).get("text/html", {})
    if not about.get("rows"):
        return None
    rows = tuple(tuple(show_value(cell, longest=LONGEST) for cell in row) for row in about["rows"])
    return Shown(str(about["caption"]), tuple(map(str, about["columns"])), rows, strong)


def read_output_text(output: NotebookNode) -> str:
    """The plain text of an output."""
    return str(output.get("text") or output.get("data", {}).get("text/plain", ""))
