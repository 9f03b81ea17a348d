"""Rows that were set aside, to be corrected in place: each try reads a copy, the file itself is never touched."""

from __future__ import annotations

import html
from collections.abc import Callable
from itertools import islice

import ipywidgets as widgets
import pandas as pd

from analysis.exploring._fields import Words
from analysis.exploring._own_reading import Own, OwnRow
from analysis.exploring._own_repairs import Repair
from analysis.exploring._showing import run_in_turn
from analysis.words._formatting import format_count, join_pair
from analysis.words.i18n import _

__all__ = ["RowsForm"]

#: So many rows are shown at a time, and cells of each.
MOST_ROWS, MOST_CELLS = 8, 9


class RowsForm:
    """The rows that were set aside, a field for each cell that is wrong or used; ``box`` holds the widgets.

    Parameters
    ----------
    tried : callable
        Called when a cell was corrected.
    """

    def __init__(self, tried: Callable[[], None]) -> None:
        self._tried, self._quiet = tried, False
        self.fields: dict[tuple[str, int, str], Words] = {}
        self._rows: dict[tuple[str, int], OwnRow] = {}
        self._heads: dict[tuple[str, int], widgets.HTML] = {}
        self.box = widgets.VBox()

    def show(self, own: Own) -> None:
        """Show the rows of a file that were set aside, as they stand in it."""
        self.fields, self._heads = {}, {}
        self._rows = {(row.sheet, row.row): row for row in own.rows[:MOST_ROWS]}
        used = [column.name for column in own.columns if column.code]
        parts: list[widgets.Widget] = []
        for key, row in self._rows.items():
            head = self._heads[key] = widgets.HTML()
            cells = widgets.Box([self._field(row, name) for name in _shown(row, used)])
            cells.add_class("cf-fields")
            parts += [head, cells]
        left = len(own.rows) - len(self._rows)
        if left:
            told = _("{rows} more: correct these first, or the cells in your spreadsheet.")
            parts.append(widgets.HTML(f"<p>{html.escape(told.format(rows=format_count(left, 'row')))}</p>"))
        self.box.children = parts
        self.tell(own)

    def _field(self, row: OwnRow, column: str) -> Words:
        field = Words(str(column))
        field.control.value = _written(row.cells[column])
        field.tell(row.wrong.get(column, ""))
        field.control.observe(run_in_turn(self._changed), "value")
        self.fields[row.sheet, row.row, column] = field
        return field

    def _changed(self) -> None:
        if not self._quiet:
            self._tried()

    def find_repairs(self) -> tuple[Repair, ...]:
        """The cells that differ from those of the file."""
        return tuple(
            self._rows[sheet, row].correct(column, field.written)
            for (sheet, row, column), field in self.fields.items()
            if field.written != _written(self._rows[sheet, row].cells[column])
        )

    def tell(self, tried: Own) -> None:
        """Say of each row whether it would be accepted as it stands here."""
        aside = {(row.sheet, row.row): row for row in tried.rows}
        nothing = tried.data is None
        for key, head in self._heads.items():
            still = aside.get(key)
            where = _("Row {row}, sheet {sheet}") if key[0] else _("Row {row}")
            why = still.reason if still else _("nothing can be read") if nothing else _("would be accepted")
            mark = "cf-warn" if still or nothing else "cf-good"
            told = join_pair(where.format(row=key[1], sheet=key[0]), why)
            head.value = f'<p class="{mark}" role="status">{html.escape(told)}</p>'
            for (sheet, row, column), field in self.fields.items():
                if (sheet, row) == key:
                    field.tell(still.wrong.get(column, "") if still else "")


def _shown(row: OwnRow, used: list[str]) -> list[str]:
    """The columns of a row to show: what is wrong, then what is used, then what is filled."""
    filled = [name for name, cell in row.cells.items() if _written(cell)]
    known = dict.fromkeys(name for name in (*row.wrong, *used, *filled) if name in row.cells)
    return list(islice(known, MOST_CELLS))


def _written(cell: object) -> str:
    """A cell as a person writes it.

    Examples
    --------
    >>> _written(pd.Timestamp("2023-03-12")), _written(320000.0), _written(None)
    ('12/03/2023', '320000', '')
    """
    if cell is None or cell is pd.NaT or (isinstance(cell, float) and pd.isna(cell)):
        return ""
    if isinstance(cell, float):
        return f"{cell:.15g}"
    return f"{cell:%d/%m/%Y}" if hasattr(cell, "strftime") else str(cell).strip()
