"""Tables of a dataset: its rows, its problems, what it knows, its places."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analysis import load, shares, tables
from analysis.tables import _of_data as module
from files import written

TEXT = "Lieu;Coût total;Financeur;Montant\nA;100;Région Sud;40\nB;-5;DETR;20\nTotal;95;;60\n"


@pytest.fixture
def found(tmp_path):
    return load(written(tmp_path / "plans.csv", TEXT))


def test_rows_are_read_accepted_or_set_aside(found):
    assert tables.rows(found).frame.iloc[0].tolist() == ["plans.csv", "2", "1", "1"]


def test_each_column_and_then_each_row_that_is_no_data(found):
    frame = tables.understood(found).frame
    assert frame.iloc[:, 0].tolist() == ["Lieu", "Coût total", "Financeur", "Montant", *found.left_out]
    assert frame.iloc[-1, 1] == "left out"


def test_problems_stand_in_the_order_of_the_rows_and_beyond_a_bound_they_are_counted(found, monkeypatch):
    table = tables.problems(found)
    assert table.caption == f"Problems: {len(found.problems)}"
    assert table.frame[["row", "column", "value"]].values.tolist()[0] == ["3", "Coût total", "-5"]
    monkeypatch.setattr(module, "MOST_PROBLEMS", 2)
    many = tables.problems(replace(found, problems=found.problems[:1] * 5))
    assert len(many.frame) == 2
    assert many.caption == "Problems: 5 (the first 2; the command check lists 3 more)"


def test_coverage_counts_the_places_that_know_a_field(plans):
    table = tables.coverage(plans, ["year", "investment_eur"])
    n = plans["year"].notna().sum()
    assert table.frame.values.tolist()[0] == ["year", str(n), f"{n / len(plans):.0%}"]
    assert table.frame.iloc[1, 2] == "100%"


def test_a_place_is_shown_with_names_for_its_codes_and_nothing_for_what_it_lacks(found, plans):
    row = tables.places(shares.plans(found)).frame.iloc[0]
    assert row[["place", "investment", "public share"]].tolist() == ["A", "€100", "40% to 100%"]
    assert row["region"] == row["source"] == ""
    assert len(tables.places(plans).frame) == len(plans)
    assert not tables.places(plans).frame.map(lambda cell: "_" in cell and not cell.startswith("http")).any(axis=None)
