"""Quotes that do not fit, decimal commas without quotes, and tables drawn with bars."""

from __future__ import annotations

import pytest

from analysis import load
from analysis.dataset._checking import DataError, Rule
from analysis.dataset._reading.delimited import SplitRows, find_separator, join_decimals, split_rows, undraw
from files import written

HEAD = "Lieu;Objet;Coût total;Région\n"


def read(text: str, tmp_path):
    data = load(written(tmp_path / "a.csv", text))
    return data, data.places["investment_eur"].tolist(), data.funding["amount_eur"].tolist()


@pytest.mark.parametrize(
    "middle",
    [
        'Le Sas;"Atelier partagé;90000;20000\n',
        'Le Sas;Atelier "bois;90000;20000\n',
        'Le Sas;"Atelier "du bois" partagé;90000;20000\n',
        'Le Sas;"Atelier" du bois;90000;20000\n',
        'Le Sas;Atelier de 12" et plus;90000;20000\n',
    ],
)
@pytest.mark.parametrize(
    "end",
    [
        "Le Quai;Bureau;40000;10000\n",
        'Le Quai;"Bureau, ""grand""";40000;10000\n',
        'Le Quai;5 rue "Le Fer;40000;10000\n',
    ],
)
def test_no_row_is_lost_to_a_quote(middle, end, tmp_path):
    _data, totals, region = read(f"{HEAD}La Nef;Studio;80000;5000\n{middle}{end}", tmp_path)
    assert (totals, region) == ([80_000.0, 90_000.0, 40_000.0], [5_000.0, 20_000.0, 10_000.0])


def test_a_quote_that_is_never_closed_is_told_with_its_row(tmp_path):
    data, *_found = read(
        f'{HEAD}La Nef;Studio;80000;5000\nLe Sas;"Atelier;90000;20000\nLe Quai;Bureau;40000;10000\n', tmp_path
    )
    assert [(problem.code, problem.row) for problem in data.problems] == [(Rule.QUOTE_OPEN, 3)]
    assert data.places["name"].tolist() == ["La Nef", "Le Sas", "Le Quai"]


def test_a_cell_may_hold_line_breaks_beside_a_quote_that_is_open(tmp_path):
    text = f'{HEAD}La Nef;"Studio\net cave";80000;5000\nLe Sas;"Atelier;90000;20000\nLe Quai;Bureau;40000;10000\n'
    data, totals, _region = read(text, tmp_path)
    assert totals == [80_000.0, 90_000.0, 40_000.0]
    assert [problem.row for problem in data.problems] == [3]


def test_cells_with_line_breaks_alone_are_read_as_they_are(tmp_path):
    data, totals, _region = read(f'{HEAD}La Nef;"Studio\n\net cave";80000;5000\n', tmp_path)
    assert (totals, data.problems) == ([80_000.0], ())


def test_a_row_whose_cells_do_not_fit_is_set_aside(tmp_path):
    data, totals, _region = read(
        f'{HEAD}La Nef;Studio;80000;5000\nLe Sas;"Atelier;bois;90000;20000\nLe Quai;B;40000;1\n', tmp_path
    )
    assert totals == [80_000.0, 40_000.0]
    assert [(problem.code, problem.row) for problem in data.problems] == [(Rule.QUOTE_BROKEN, 3)]
    assert str(data.rows[0]) == "a.csv: 3 rows read = 2 accepted + 1 set aside"


@pytest.mark.parametrize(
    ("rows", "totals", "region"),
    [
        ("La Nef,80000,50,5000,25\nLe Sas,90000,00,20000,10\n", [80_000.5, 90_000.0], [5_000.25, 20_000.1]),
        ("La Nef,80000,5000,5\nLe Sas,90000,20000,25\n", [80_000.0, 90_000.0], [5_000.5, 20_000.25]),
        ("La Nef,80000,5000\nLe Sas,90000,50,20000\n", [80_000.0, 90_000.5], [5_000.0, 20_000.0]),
        ("La Nef,80 000,50 €,5 000,25 €\n", [80_000.5], [5_000.25]),
    ],
)
def test_decimal_commas_without_quotes_are_put_together(rows, totals, region, tmp_path):
    data, *found = read(f"Lieu,Coût total,Région\n{rows}", tmp_path)
    assert found == [totals, region]
    assert [problem.code for problem in data.problems] == [Rule.DECIMALS_JOINED]


def test_where_there_are_two_ways_the_row_is_set_aside(tmp_path):
    data, totals, _region = read("Lieu,Coût total,Région\nLa Nef,80000,50,12\nLe Sas,90000,20000\n", tmp_path)
    assert totals == [90_000.0]
    assert [(problem.code, problem.row) for problem in data.problems] == [(Rule.ROW_TOO_LONG, 2)]
    with pytest.raises(DataError, match="has 4 cells, the header has 3"):
        load(written(tmp_path / "b.csv", "Lieu,Coût total,Région\nLa Nef,80000,50,12\n"))


def test_a_row_of_nothing_but_short_numbers_ends_soon():
    rows = SplitRows([["a", "b"], [str(n % 10) for n in range(400)]], (1, 2))
    assert list(join_decimals(rows, ",", "a.csv").broken) == [2]


@pytest.mark.parametrize(
    "text",
    [
        "| Lieu | Coût total |\n|---|---:|\n| La Nef | 80 000 |\n",
        "Lieu | Coût total\n--- | ---\nLa Nef | 80 000\n",
        "+------+-----+\n| Lieu | Coût total |\n+------+-----+\n| La Nef | 80 000 |\n+------+-----+\n",
    ],
)
def test_a_table_drawn_with_bars_is_a_table(text, tmp_path):
    data, totals, _region = read(text, tmp_path)
    assert (totals, data.places["name"].tolist(), data.problems) == ([80_000.0], ["La Nef"], ())


def test_a_table_without_rules_keeps_its_cells():
    cells = [["a", "b"], ["c", "d"]]
    assert undraw(cells, (1, 2)) == (cells, [1, 2])


@pytest.mark.parametrize(
    ("text", "separator"),
    [("sep=;\nA,B;C\n", ";"), ('"sep=|"\nA|B\n', "|"), ("A\tB,C\n1\t2,5\n", "\t"), ("A\n1\n", ",")],
)
def test_the_separator_is_found(text, separator):
    assert find_separator(text) == separator


def test_rows_are_numbered_as_a_spreadsheet_shows_them():
    found = split_rows('a;b\n"x\ny";1\nz;2\n', ";", "a.csv")
    assert (list(found.numbers), found.cells[2]) == ([1, 2, 3], ["z", "2"])
