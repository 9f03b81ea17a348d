"""What holds for a whole file: its sheet, the row of its header, its VAT basis, its currencies; and its first rows to see it by."""

from __future__ import annotations

import html
from collections.abc import Callable, Sequence

import ipywidgets as widgets

from analysis.dataset._checking import Problem, Rule
from analysis.dataset._reading import Mapping
from analysis.dataset._reading.sheet import Sheet
from analysis.exploring._fields import Amount, Choice, FormField
from analysis.exploring._own_mapping import say_constant, say_file, say_rate
from analysis.exploring._own_reading import Own
from analysis.exploring._showing import run_in_turn
from analysis.words import vocabulary
from analysis.words._formatting import show_value
from analysis.words.i18n import _

__all__ = ["WholeForm"]

#: So much of a sheet is shown.
ROWS, COLUMNS, LETTERS = 8, 10, 24
#: Currencies to choose from; a mapping file takes any.
CURRENCIES = ("EUR", "GBP", "CHF", "USD", "CAD")


class RowNumber(Amount):
    """The number of a row; nothing where it is to be found."""

    @property
    def number(self) -> str:
        """The number as a mapping has it.

        Raises
        ------
        ValueError
            If it is none.
        """
        text = self.written
        if text and not (text.isascii() and text.isdigit() and 0 < int(text) < 10**7):
            raise ValueError(_("{value!r} is no row; write its number as the spreadsheet shows it").format(value=text))
        return text


class WholeForm:
    """Controls for what holds for a whole file; ``box`` holds the widgets.

    Parameters
    ----------
    changed : callable
        Called when something was said.
    """

    def __init__(self, changed: Callable[[], None]) -> None:
        self._changed, self._quiet = changed, False
        found = _("found by itself")
        self.sheet = Choice(_("sheet of the places"), ())
        self.lines_sheet = Choice(_("sheet of the funding lines"), ())
        self.header = RowNumber(_("row of the column names"), placeholder=found)
        vat = [(label, code) for code, label in vocabulary.labels("vat").items() if code != "unknown"]
        self.vat = Choice(_("all amounts are"), vat)
        self.currency = Choice(_("amounts without a sign are in"), [(code, code) for code in CURRENCIES])
        for field in (self.sheet, self.lines_sheet, self.vat, self.currency):
            field.control.options = [(found, ""), *field.control.options[1:]]
        self.rates: dict[str, Amount] = {}
        self._fields = widgets.Box()
        self._fields.add_class("cf-fields")
        self._preview = widgets.HTML()
        self.box = widgets.VBox([self._fields, self._preview])
        for field in self._own():
            field.control.observe(run_in_turn(self._say), "value")

    def _own(self) -> list[FormField]:
        return [self.sheet, self.header, self.lines_sheet, self.vat, self.currency]

    def _say(self) -> None:
        if not self._quiet:
            self._changed()

    def show(self, own: Own, sheets: Sequence[Sheet]) -> None:
        """Show what was said of a file, its sheets, and its first rows."""
        self._quiet = True
        try:
            names = [sheet.name for sheet in sheets if sheet.name]
            for key, field in (("sheet", self.sheet), ("lines_sheet", self.lines_sheet)):
                value = own.given.file.get(key, "")
                known = [*names, value] if value and value not in names else names
                options = [field.control.options[0], *((show_value(name), name) for name in known)]
                if list(field.control.options) != options:
                    field.control.options = options
                field.control.value = value
                field.layout.display = "" if len(names) > 1 or value else "none"
            self.header.control.value = own.given.file.get("header", "")
            self.vat.control.value = own.given.constants.get("vat", "")
            currency = own.given.constants.get("currency", "").upper()
            self.currency.control.value = currency if currency in CURRENCIES else ""
            self._show_rates(own)
        finally:
            self._quiet = False
        read = own.mapping.file.get("sheet", "")
        self._preview.value = preview(
            next((sheet for sheet in sheets if sheet.name == read), None) or (*sheets, None)[0]
        )

    def _show_rates(self, own: Own) -> None:
        wanted = find_currencies(own.problems, own.given)
        if list(self.rates) != wanted:
            self.rates = {name: Amount(_("1 {currency} in euros").format(currency=name)) for name in wanted}
            for field in self.rates.values():
                field.control.observe(run_in_turn(self._say), "value")
            self._fields.children = [*self._own(), *self.rates.values()]
        for name, field in self.rates.items():
            rate = own.given.rates.get(name)
            field.control.value = f"{rate:g}" if rate else field.control.value
        self._fields.children = [*self._own(), *self.rates.values()]

    def put_into(self, given: Mapping) -> Mapping:
        """A mapping with all that is said here; what is wrong is told beside its field and left out."""
        given = say_file(given, "sheet", self.sheet.value or "")
        given = say_file(given, "lines_sheet", self.lines_sheet.value or "")
        given = say_constant(given, "vat", self.vat.value or "")
        rare = given.constants.get("currency", "").upper() not in ("", *CURRENCIES)
        if self.currency.value or not rare:  # a rare one of her mapping stays
            given = say_constant(given, "currency", self.currency.value or "")
        for field in (self.header, *self.rates.values()):
            field.tell("")
        try:
            given = say_file(given, "header", self.header.number)
        except ValueError as error:
            self.header.tell(str(error))
        for name, field in self.rates.items():
            try:
                given = say_rate(given, name, field.value)
            except ValueError as error:
                field.tell(str(error))
        return given


def find_currencies(problems: Sequence[Problem], given: Mapping) -> list[str]:
    """The currencies of a file for which a rate is asked, or was given.

    Examples
    --------
    >>> asked = Problem(Rule.CURRENCY_WITHOUT_RATE, "a.csv", None, "Cost", fields={"name": "GBP"})
    >>> find_currencies([asked], Mapping(rates={"CHF": 1.05}))
    ['CHF', 'GBP']
    """
    asked = [str(problem.fields["name"]) for problem in problems if problem.code is Rule.CURRENCY_WITHOUT_RATE]
    return sorted({*asked, *given.rates})


def preview(sheet: Sheet | None) -> str:
    """The first rows of a sheet with their numbers, as HTML."""
    if sheet is None or not len(sheet.rows):
        return ""
    rows = []
    for number, cells in zip(sheet.numbers[:ROWS], sheet.rows[:ROWS], strict=False):
        shown = (show_value("" if cell is None else cell, longest=LETTERS) for cell in cells[:COLUMNS])
        told = "".join(f"<td>{html.escape(cell)}</td>" for cell in shown)
        rows.append(f'<tr><th scope="row">{number}</th>{told}</tr>')
    title = html.escape(_("The first rows, as they stand in the file"))
    return (
        f'<details><summary>{title}</summary><div class="cf-paper"><div class="cf-wide" tabindex="0" role="region" '
        f'aria-label="{title}"><table><tbody>{"".join(rows)}</tbody></table></div></div></details>'
    )
