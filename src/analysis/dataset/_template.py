"""The spreadsheet that people fill in: two sheets, lists to choose from, a note in each header cell, an example row."""

from __future__ import annotations

import io
from typing import Any

from analysis.words import vocabulary
from analysis.words.i18n import _, mark
from analysis.words.vocabulary import FUNDING, PLACES, Field

__all__ = ["list_template_fields", "make_workbook", "name_template"]

#: What the template says besides the vocabulary; `i18n._` says it.
NAME = mark("cluster-funding-template.xlsx")
SHEETS = (mark("Places"), mark("Funding lines"))
LISTS = mark("Lists")
#: The columns of the template, in the order in which people know them; the others follow from them.
PLACE_FIELDS = (
    "name", "place_type", "municipality", "department_code", "region", "carrier_name", "carrier_type", "year",
    "status", "investment_eur", "vat", "amount_scope", "surface_m2", "workstations", "jobs_fte", "partners",
    "citizens_involved", "source_url", "note",
)  # fmt: skip
LINE_FIELDS = ("name", "funder", "funder_type", "amount_eur")
EXAMPLE = {
    "name": mark("Example: delete this row"), "place_type": "third_place", "municipality": "Figeac", "department_code": "46",
    "region": "Occitanie", "carrier_type": "association", "year": 2024, "status": "funded", "investment_eur": 180000,
    "vat": "excl", "amount_scope": "investment", "surface_m2": 320, "citizens_involved": mark("yes"),
}  # fmt: skip
EXAMPLE_LINES = (("region", 60000), ("state", 45000), ("own_funds", 75000))
ROWS = 2000


def list_template_fields() -> tuple[list[Field], list[Field]]:
    """The columns of the two sheets."""
    return [PLACES[name] for name in PLACE_FIELDS], [PLACES["name"], *(FUNDING[name] for name in LINE_FIELDS[1:])]


def _note(field: Field) -> str:
    parts = [_(field.description)]
    parts += [_("Choose from the list.")] if field.values or field.type == "boolean" else []
    required = field.name in ("name", "funder")
    parts += [_("Required.") if required else _("Leave empty what is not known; 0 means zero.")]
    return " ".join(parts)


def _choices(field: Field) -> list[str]:
    """What the cells of a column can be; none where anything can."""
    return [_("yes"), _("no")] if field.type == "boolean" else list(vocabulary.labels(field.name).values())


def _example(field: Field) -> Any:
    value = EXAMPLE.get(field.name, "")
    if field.values:
        return vocabulary.labels(field.name).get(str(value), value)
    return _(value) if isinstance(value, str) else value


def name_template() -> str:
    """Name of the file, in the language that is spoken."""
    return _(NAME)


def make_workbook() -> bytes:
    """The template as an XLSX file, its headers, notes and lists in the language that is spoken.

    Returns
    -------
    bytes
        Filled in, the file is read by `analysis.load`; its first row is an example.

    Examples
    --------
    >>> make_workbook()[:2]
    b'PK'
    """
    import xlsxwriter

    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    book.set_properties({"title": name_template(), "created": None})
    head = book.add_format({"bold": True, "bg_color": "#DCEAF4", "bottom": 1, "text_wrap": True, "valign": "top"})
    needed = book.add_format({"bold": True, "bg_color": "#F6E1BD", "bottom": 1, "text_wrap": True, "valign": "top"})
    text, money = book.add_format({"num_format": "@"}), book.add_format({"num_format": "#,##0"})
    sheets = [book.add_worksheet(_(title)) for title in SHEETS]
    lists = book.add_worksheet(_(LISTS))
    places, lines = list_template_fields()
    at = 0
    for sheet, columns in zip(sheets, (places, lines), strict=True):
        sheet.freeze_panes(1, 1)
        sheet.set_row(0, 32)
        for column, field in enumerate(columns):
            form = money if field.name.endswith("_eur") else text if field.name == "department_code" else None
            sheet.set_column(column, column, 34 if field.name == "name" else 18, form)
            title = vocabulary.label(field.name)
            unit = " (EUR)" if field.name.endswith("_eur") else ""
            sheet.write_string(0, column, f"{title}{unit}", needed if field.name in ("name", "funder") else head)
            sheet.write_comment(0, column, _note(field), {"x_scale": 2})
            choices = _choices(field)
            if choices:
                lists.write_column(0, at, choices)
                letter = xlsxwriter.utility.xl_col_to_name(at, col_abs=True)
                source = f"='{_(LISTS)}'!{letter}$1:{letter}${len(choices)}"
                sheet.data_validation(1, column, ROWS, column, {"validate": "list", "source": source})
                at += 1
    sheets[0].write_row(1, 0, [_example(field) for field in places])
    for row, (kind, amount) in enumerate(EXAMPLE_LINES, start=1):
        label = vocabulary.labels("funder_type")[kind]
        sheets[1].write_row(row, 0, [_(str(EXAMPLE["name"])), label, label, amount])
    lists.hide()
    book.close()
    return made.getvalue()
