"""The spreadsheet that people fill in: two sheets, lists to choose from, a note in each header cell, an example row."""

from __future__ import annotations

import io
from typing import Any

from analysis import vocabulary
from analysis.vocabulary import FUNDING, PLACES, Field

__all__ = ["NAMES", "workbook"]

NAMES = {"en": "cluster-funding-template.xlsx", "fr": "modele-plans-de-financement.xlsx"}
SHEETS = {"en": ("Places", "Funding lines"), "fr": ("Lieux", "Financements")}
LISTS = {"en": "Lists", "fr": "Listes"}
REQUIRED = {"en": "Required.", "fr": "Obligatoire."}
CHOOSE = {"en": "Choose from the list.", "fr": "Choisir dans la liste."}
UNKNOWN = {
    "en": "Leave empty what is not known; 0 means zero.",
    "fr": "Laisser vide ce qui n'est pas connu ; 0 veut dire zéro.",
}
#: The columns of the template, in the order in which people know them; the others follow from them.
PLACE_FIELDS = (
    "name", "place_type", "municipality", "department_code", "region", "carrier_name", "carrier_type", "year",
    "status", "investment_eur", "vat", "amount_scope", "surface_m2", "workstations", "jobs_fte", "partners",
    "citizens_involved", "source_url", "note",
)  # fmt: skip
LINE_FIELDS = ("name", "funder", "funder_type", "amount_eur")
#: Notes in French; the English ones are the descriptions of the vocabulary.
NOTES_FR = {
    "name": "Nom du lieu. Le même nom relie les financements au lieu.",
    "place_type": "Ce que le lieu est d'abord.",
    "municipality": "Commune du lieu.",
    "department_code": "Avec le zéro : 01, 2A, 974.",
    "region": "Région actuelle.",
    "carrier_name": "Nom du porteur du projet.",
    "carrier_type": "Qui porte le projet ; les fonds propres et les emprunts suivent le secteur du porteur.",
    "year": "Année de la décision ou de l'ouverture.",
    "status": "Où en est le projet.",
    "investment_eur": "Coût total du plan de financement, en euros.",
    "vat": "Montants hors taxes ou toutes taxes comprises.",
    "amount_scope": "Investissement, fonctionnement, ou les deux ensemble.",
    "surface_m2": "Surface de plancher en m².",
    "workstations": "Nombre de postes de travail.",
    "jobs_fte": "Emplois dans le lieu, en équivalents temps plein.",
    "partners": "Noms séparés par un point-virgule.",
    "citizens_involved": "Des habitants ou des usagers prennent part à la gouvernance ou au financement : oui ou non.",
    "source_url": "Adresse de la page qui donne le plan.",
    "note": "Ce que les montants couvrent, et tout calcul.",
    "funder": "Nom du financeur.",
    "funder_type": "Ce qu'est le financeur ; le secteur en découle.",
    "amount_eur": "Montant en euros ; vide si seul le nom est connu.",
}
EXAMPLE: dict[str, dict[str, Any]] = {
    "en": {"name": "Example: delete this row", "place_type": "third_place", "municipality": "Figeac", "department_code": "46",
           "region": "Occitanie", "carrier_type": "association", "year": 2024, "status": "funded", "investment_eur": 180000,
           "vat": "excl", "amount_scope": "investment", "surface_m2": 320, "citizens_involved": "yes"},
    "fr": {"name": "Exemple : supprimer cette ligne", "place_type": "third_place", "municipality": "Figeac", "department_code": "46",
           "region": "Occitanie", "carrier_type": "association", "year": 2024, "status": "funded", "investment_eur": 180000,
           "vat": "excl", "amount_scope": "investment", "surface_m2": 320, "citizens_involved": "oui"},
}  # fmt: skip
EXAMPLE_LINES = (("region", 60000), ("state", 45000), ("own_funds", 75000))
ROWS = 2000


def _fields() -> tuple[list[Field], list[Field]]:
    return [PLACES[name] for name in PLACE_FIELDS], [PLACES["name"], *(FUNDING[name] for name in LINE_FIELDS[1:])]


def _note(field: Field, lang: str) -> str:
    parts = [NOTES_FR[field.name] if lang == "fr" else field.description]
    parts += [CHOOSE[lang]] if field.values or field.type == "boolean" else []
    parts += [REQUIRED[lang]] if field.name in ("name", "funder") else [UNKNOWN[lang]]
    return " ".join(parts)


def _cell(field: Field, value: Any, lang: str) -> Any:
    return vocabulary.labels(field.name, lang).get(value, value) if field.values else value


def workbook(lang: str = "en") -> bytes:
    """The template as an XLSX file.

    Parameters
    ----------
    lang : {"en", "fr"}
        Language of the headers, notes and lists.

    Returns
    -------
    bytes
        Filled in, the file is read by `analysis.load`; its first row is an example.

    Examples
    --------
    >>> workbook("fr")[:2]
    b'PK'
    """
    import xlsxwriter

    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    book.set_properties({"title": NAMES[lang], "created": None})
    head = book.add_format({"bold": True, "bg_color": "#DCEAF4", "bottom": 1, "text_wrap": True, "valign": "top"})
    needed = book.add_format({"bold": True, "bg_color": "#F6E1BD", "bottom": 1, "text_wrap": True, "valign": "top"})
    text, money = book.add_format({"num_format": "@"}), book.add_format({"num_format": "#,##0"})
    sheets = [book.add_worksheet(name) for name in SHEETS[lang]]
    lists = book.add_worksheet(LISTS[lang])
    places, lines = _fields()
    at = 0
    for sheet, fields in zip(sheets, (places, lines), strict=True):
        sheet.freeze_panes(1, 1)
        sheet.set_row(0, 32)
        for column, field in enumerate(fields):
            form = money if field.name.endswith("_eur") else text if field.name == "department_code" else None
            sheet.set_column(column, column, 34 if field.name == "name" else 18, form)
            title = getattr(field, lang)
            unit = " (EUR)" if field.name.endswith("_eur") else ""
            sheet.write_string(0, column, f"{title}{unit}", needed if field.name in ("name", "funder") else head)
            sheet.write_comment(0, column, _note(field, lang), {"x_scale": 2})
            choices = [getattr(value, lang) for value in field.values] or (
                [] if field.type != "boolean" else ["oui", "non"] if lang == "fr" else ["yes", "no"]
            )
            if choices:
                lists.write_column(0, at, choices)
                letter = xlsxwriter.utility.xl_col_to_name(at, col_abs=True)
                source = f"='{LISTS[lang]}'!{letter}$1:{letter}${len(choices)}"
                sheet.data_validation(1, column, ROWS, column, {"validate": "list", "source": source})
                at += 1
    example = EXAMPLE[lang]
    sheets[0].write_row(1, 0, [_cell(field, example.get(field.name, ""), lang) for field in places])
    for row, (kind, amount) in enumerate(EXAMPLE_LINES, start=1):
        label = vocabulary.labels("funder_type", lang)[kind]
        sheets[1].write_row(row, 0, [example["name"], label, label, amount])
    lists.hide()
    book.close()
    return made.getvalue()
