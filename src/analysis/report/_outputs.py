"""What the outputs of a notebook are to a page: sentences, tables and texts, read from what the kernel sent."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from analysis.words._formatting import show_value

if TYPE_CHECKING:
    from nbformat import NotebookNode

__all__ = ["Shown", "read_output_text", "read_outputs", "read_sentences", "read_table"]

#: Texts that stand right in a column of their like: counts, euros, shares, dates.
NUMBER = re.compile(r"[-+−<>€]?[\s€]*\d[\d\s.,]*\s*(%|[kM]?€?|bn|Md€)")

#: Letters of a cell; a longer one is cut. The longest of ours has 250.
LONGEST = 500
#: Letters that a row of a table takes where it is as narrow as its words allow: more than a phone has, more than a tablet.
MIDDLING, WIDE = 36, 96
#: Letters that a cell of text gets before it takes another line.
ROOMY = 22


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
    behind : tuple of dict
        Of each row the codes and texts behind its cells (`tables.Table`); mostly empty.
    """

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    strong: int | None = None
    behind: tuple[dict[str, str], ...] = ()

    @property
    def numbers(self) -> tuple[bool, ...]:
        """Of each column, whether it holds numbers only."""
        cells = zip(*self.rows, strict=True) if self.rows else ((),) * len(self.columns)
        return tuple(bool(any(column)) and all(not c or NUMBER.fullmatch(c) for c in column) for column in cells)

    @property
    def shape(self) -> str:
        """How much room a row takes: narrow, middling (cards on a phone) or wide (cards on a tablet too)."""
        cells = zip(*self.rows, strict=True) if self.rows else ((),) * len(self.columns)
        letters = sum(
            _measure(name, column, number)
            for name, column, number in zip(self.columns, cells, self.numbers, strict=True)
        )
        return "wide" if letters > WIDE else "middling" if letters > MIDDLING else "narrow"


def _measure(name: str, cells: Sequence[str], number: bool) -> int:
    """Letters that a column takes: its longest word, a number as a whole, and a text up to a roomy line."""
    words = max((len(word) for word in name.split()), default=0)
    longest = max(map(len, cells), default=0)
    return max(words, longest if number else min(longest, ROOMY)) + 2


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
    behind = tuple(
        {name: show_value(text, longest=LONGEST) for name, text in row.items()} for row in about.get("behind", ())
    )
    return Shown(str(about["caption"]), tuple(map(str, about["columns"])), rows, strong, behind)


def read_output_text(output: NotebookNode) -> str:
    """The plain text of an output."""
    return str(output.get("text") or output.get("data", {}).get("text/plain", ""))
