"""A drop-down for each column of a file: what it is, in which unit, with examples of its cells and what is doubtful in it."""

from __future__ import annotations

import html
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import ipywidgets as widgets

from analysis.dataset._checking import Problem
from analysis.dataset._reading import Mapping
from analysis.dataset._reading.roles import is_amount
from analysis.exploring._fields import Amount
from analysis.exploring._own_mapping import OTHER, UNITS, list_fields
from analysis.exploring._own_reading import Own, OwnColumn
from analysis.exploring._showing import run_in_turn
from analysis.words._formatting import format_decimal, join_pair
from analysis.words.i18n import _

__all__ = ["ColumnsForm"]

#: More columns than these are not shown: each is two controls of the page.
MOST = 60


class ColumnsForm:
    """The columns of a file, a row of controls each; ``box`` holds the widgets.

    Parameters
    ----------
    say_field, say_worth : callable
        Called with a column and the code, or the worth of a number, that was chosen for it.
    """

    def __init__(
        self, say_field: Callable[[OwnColumn, str], None], say_worth: Callable[[OwnColumn, float], None]
    ) -> None:
        self._say_field, self._say_worth = say_field, say_worth
        self._quiet = False
        self.fields: dict[tuple[str, bool], widgets.Dropdown] = {}
        self.units: dict[tuple[str, bool], widgets.Dropdown] = {}
        self.rates: dict[tuple[str, bool], Amount] = {}
        self._told: dict[tuple[str, bool], widgets.HTML] = {}
        self.more = widgets.HTML()
        self.box = widgets.VBox()
        self.box.add_class("cf-columns")

    def show(self, own: Own) -> None:
        """Show how the columns were read; the controls stay where the columns are the same."""
        shown = own.columns[:MOST]
        self._quiet = True
        try:
            if [(column.name, column.lines) for column in shown] != list(self.fields):
                self._make(shown)
            for column in shown:
                self._update(column, own)
        finally:
            self._quiet = False
        left = len(own.columns) - len(shown)
        told = _("{n} more columns are read as they are; the mapping file has them all.").format(n=left)
        self.more.value = f"<p>{html.escape(told)}</p>" if left else ""

    def _make(self, columns: Sequence[OwnColumn]) -> None:
        self.fields, self.units, self.rates, self._told = {}, {}, {}, {}
        options = {lines: list_fields(lines=lines) for lines in (False, True)}
        rows = []
        for column in columns:
            key = column.name, column.lines
            name = str(column.name)
            field = widgets.Dropdown(options=options[column.lines], description=name, description_allow_html=False)
            unit = widgets.Dropdown(options=[(_(told), worth) for worth, told in UNITS.items()], description=_("unit"))
            unit.add_class("cf-unit")
            rate = Amount(_("one unit in euros"), placeholder=format_decimal(1.15))
            rate.add_class("cf-rate")
            told = widgets.HTML()
            field.observe(run_in_turn(partial(self._chosen, column, field)), "value")
            unit.observe(run_in_turn(partial(self._worth, column, unit, rate)), "value")
            rate.control.observe(run_in_turn(partial(self._rate, column, rate)), "value")
            self.fields[key], self.units[key], self.rates[key], self._told[key] = field, unit, rate, told
            row = widgets.Box([field, unit, rate, told])
            row.add_class("cf-column")
            rows.append(row)
        self.box.children = [*rows, self.more]

    def _chosen(self, column: OwnColumn, field: Any) -> None:
        if not self._quiet:
            self._say_field(column, field.value)

    def _worth(self, column: OwnColumn, unit: Any, rate: Amount) -> None:
        rate.layout.display = "" if unit.value == OTHER else "none"
        if not self._quiet and unit.value != OTHER:
            self._say_worth(column, unit.value)

    def _rate(self, column: OwnColumn, rate: Amount) -> None:
        """What one unit of a column in another currency is worth; what is no such number is told beside it."""
        rate.tell("")
        try:
            worth = rate.value
        except ValueError as error:
            return rate.tell(str(error))
        if worth is not None and worth <= 0:
            return rate.tell(_("{value!r} is no rate; write a number above 0").format(value=rate.written))
        if worth is not None and not self._quiet:
            self._say_worth(column, worth)
        return None

    def _update(self, column: OwnColumn, own: Own) -> None:
        key = column.name, column.lines
        field, unit = self.fields[key], self.units[key]
        if column.code not in [code for _name, code in field.options]:
            field.options = [*field.options, (column.code, column.code)]
        field.value = column.code
        worth = float(own.given.unit.get(column.name, 0.0))
        if worth not in [known for _name, known in unit.options]:
            unit.options = [*unit.options, (f"× {worth:g}", worth)]
        unit.value = worth
        self.rates[key].control.value = ""
        self.rates[key].layout.display = "none"
        unit.layout.visibility = "visible" if column.code and is_amount(column.code) else "hidden"
        self._told[key].value = tell_column(column, own.problems, own.given)


def tell_column(column: OwnColumn, problems: Sequence[Problem], given: Mapping) -> str:
    """What is told beside a column: examples of its cells, how they were read, and each problem of the whole column.

    Examples
    --------
    >>> tell_column(OwnColumn("A", code="name", examples=("<b>", "Le Moulin"), filled="2 of 3"), (), Mapping())
    '<p class="cf-cells">&lt;b&gt; | Le Moulin <span>(2 of 3)</span></p>'
    """
    cells = html.escape(" | ".join(column.examples) or _("no example"))
    filled = f" <span>({html.escape(column.filled)})</span>" if column.filled else ""
    unit = f"<br><span>{html.escape(column.unit)}</span>" if column.unit and column.code else ""
    lines = [f'<p class="cf-cells">{cells}{filled}{unit}</p>']
    whole = [problem for problem in problems if problem.row is None and problem.column == column.name]
    for problem in whole:
        lines.append(f'<p class="cf-warn">{html.escape(join_pair(_(problem.severity), problem.rule))}</p>')
    said = column.name in (given.lines if column.lines else given.columns)
    if column.remark and not whole and not said:
        lines.append(f'<p class="cf-remark">{html.escape(column.remark)}</p>')
    return "".join(lines)
