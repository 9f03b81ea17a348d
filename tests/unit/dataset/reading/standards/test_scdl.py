"""Where a list of grants breaks the French standard."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.dataset._reading.layout import lay_out
from analysis.dataset._reading.sheet import Sheet
from analysis.dataset._reading.standards import find_standard
from analysis.dataset._reading.standards.scdl import COLUMNS, check_scdl

#: A row that breaks no rule.
GOOD = {
    "nomAttribuant": "Département X", "idAttribuant": "22800001500015", "dateConvention": "2017-06-27",
    "referenceDecision": "2017-1", "nomBeneficiaire": "Association A", "idBeneficiaire": "", "rnaBeneficiaire": "W123456789",
    "objet": "Atelier", "montant": "47800.20", "nature": "aide en numéraire", "conditionsVersement": "unique",
    "datesPeriodeVersement": "2017-01-01/2017-12-31", "idRAE": "", "notificationUE": "non", "pourcentageSubvention": "0.5",
    "dispositifAide": "",
}  # fmt: skip


def broken(**cells: str) -> list[str]:
    row = {**GOOD, **cells}
    grid = lay_out(Sheet("a.csv", "", [list(row), list(row.values())], (1, 2)), lambda name: True)
    return [problem.column for problem in check_scdl(grid, {name: name for name in row})]


def test_a_row_in_the_standard_breaks_no_rule():
    assert broken() == []


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("nomBeneficiaire", ""),
        ("idAttribuant", "123"),
        ("dateConvention", "27/06/2017"),
        ("dateConvention", "2017-02-30"),
        ("rnaBeneficiaire", "123456789"),
        ("objet", "x" * 257),
        ("montant", "47 800,20"),
        ("nature", "argent"),
        ("datesPeriodeVersement", "2017"),
        ("idRAE", "123456"),
        ("notificationUE", "no"),
        ("pourcentageSubvention", "50"),
        ("pourcentageSubvention", "0"),
    ],
)
def test_one_cell_that_breaks_a_rule_is_the_only_one_told(column, cell):
    assert broken(**{column: cell}) == [column]


def test_a_missing_column_is_told_once_for_the_whole_file():
    row = {name: cell for name, cell in GOOD.items() if name != "nature"}
    grid = lay_out(Sheet("a.csv", "", [list(row), list(row.values())], (1, 2)), lambda name: True)
    assert [(problem.column, problem.row) for problem in check_scdl(grid, {name: name for name in row})] == [
        ("nature", None)
    ]


def test_the_file_of_the_standard_has_the_columns_of_its_rules():
    found = find_standard(pd.DataFrame(columns=[*GOOD, "type"]))
    assert found is not None
    assert (found.fields["montant"], found.fields["type"]) == ("grant_eur", "amount_scope")
    assert list(found.fields) == [*(column.name for column in COLUMNS), "type"]
