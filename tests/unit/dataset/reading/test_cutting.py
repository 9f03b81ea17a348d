"""Sheets that hold two tables, or one that is turned."""

from __future__ import annotations

from analysis.dataset._reading.columns import is_known
from analysis.dataset._reading.cutting import cut
from analysis.dataset._reading.sheet import Sheet


def sheet(rows):
    return Sheet("a.xlsx", "S", rows, range(1, len(rows) + 1))


def test_projects_in_columns_are_turned_and_numbered_by_column():
    rows = [
        ["", "Moulin", "Forge"],
        ["Commune", "Y", "Z"],
        ["Coût total", 5, 6],
        ["Région", 1, 2],
        ["Autofinancement", 4, 4],
    ]
    (found,) = cut(sheet(rows), is_known)
    assert found.turned
    assert found.rows[1] == ["Moulin", "Y", 5, 1, 4]
    assert list(found.numbers) == [1, 2, 3]


def test_a_plan_whose_first_column_names_funders_is_not_turned():
    rows = [["Financeur", "Montant"], ["État", 90], ["Région", 60], ["Département", 30], ["Commune", 20]]
    assert cut(sheet(rows), is_known) == [sheet(rows)]


def test_an_empty_column_parts_two_tables_only_where_their_headers_are_equal():
    twice = [["Lieu", "Coût total", "", "Lieu", "Coût total"], ["A", 1, "", "B", 2]]
    other = [["Lieu", "Coût total", "", "Note", "Source"], ["A", 1, "", "x", "y"]]
    assert [part.rows[1] for part in cut(sheet(twice), is_known)] == [["A", 1], ["B", 2]]
    assert len(cut(sheet(other), is_known)) == 1
