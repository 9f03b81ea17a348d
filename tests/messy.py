"""A workbook as a region keeps it: a title, short names of columns, units in cells, a subtotal, a row twice, a wrong sign."""

from __future__ import annotations

from pathlib import Path

import xlsxwriter

NAMES = ["N° dossier", "Nom du projet", "Commune", "Porteur", "Type", "Date CP", "Coût total HT", "Budget voté",
         "Fonds du GAL", "État", "Remarques"]  # fmt: skip
ROWS = [
    ["2023-01", "Le Moulin", "Figeac", "Association Le Moulin", "Tiers-lieu", "12/03/2023", "320 000", 60_000, "", 90_000, ""],
    ["2023-02", "La Grange", "Cahors", "SCIC La Grange", "Coworking", "15/05/2023", "1,2 M€", 150_000, 200_000, "", "complet"],
    ["2023-03", "Fab 46", "Gourdon", "CC Quercy", "Fab lab", "02/06/2023", "54 200 TTC", 10_000, "", 5_000, ""],
    ["2023-04", "L'Usine", "Rodez", "Commune de Rodez", "Living-lab", "07/07/2023", "-185000", 40_000, "", "", ""],
    ["2023-05", "Le Quai", "Albi", "SAS Le Quai", "Coworking", "", "A définir", "", "", "", ""],
    ["2023-06", "La Halle", "Auch", "Mairie", "Tiers-lieu", "01/09/2023", "2.350.000", 400_000, 500_000, 300_000, ""],
    ["2023-06", "La Halle", "Auch", "Mairie", "Tiers-lieu", "01/09/2023", "2.350.000", 400_000, 500_000, 300_000, ""],
    ["", "Sous-total", "", "", "", "", "6 459 200", 1_060_000, 700_000, 395_000, ""],
]  # fmt: skip
#: As a spreadsheet counts: the names stand in row 4, the wrong sign in row 8.
HEADER, WRONG = 4, 8


def write_messy(path: Path) -> Path:
    """Write the workbook."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Suivi")
        sheet.write(0, 0, "Suivi des tiers-lieux de la région, version 3")
        sheet.write(2, 0, "à jour au 12/03/2024")
        for at, row in enumerate([NAMES, *ROWS], start=HEADER - 1):
            for column, cell in enumerate(row):
                if cell != "":
                    sheet.write(at, column, cell)
        book.add_worksheet("brouillon").write(0, 0, "x")
    return path
