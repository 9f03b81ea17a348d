"""Several funders in one cell."""

from __future__ import annotations

import time

import pandas as pd
import pytest

from analysis.dataset._reading.cell_lines import holds_funders, split_cell


@pytest.mark.parametrize(
    ("cell", "pairs"),
    [
        ("Région : 120 000 €\nÉtat (DETR) : 90 000 €", [("Région", "120 000 €"), ("État (DETR)", "90 000 €")]),
        ("Kommun A = 75 000 || Bolag B = 5 000", [("Kommun A", "75 000"), ("Bolag B", "5 000")]),
        ("Région 30 000 €, Commune 70 000 €", [("Région", "30 000 €"), ("Commune", "70 000 €")]),
        ("120 k€ (Région) + 30 k€ (EPCI)", [("Région", "120 k€"), ("EPCI", "30 k€")]),
        ("Région 30 %; Commune 70 %", [("Région", "30 %"), ("Commune", "70 %")]),
        ("Région 20 % - DRAC : 20 000 € (10 %)", [("Région", "20 %"), ("DRAC", "20 000 €")]),
        ("Région - 20 000 €", [("Région", "20 000 €")]),
        ("Région, DETR", []),
        ("depuis 2021", []),
    ],
)
def test_a_cell_is_split_only_where_each_part_is_a_name_with_an_amount(cell, pairs):
    assert list(split_cell(cell)) == pairs


def test_a_column_of_single_amounts_or_notes_holds_no_funders():
    assert not holds_funders(pd.Series(["Région : 10 000", "État : 5 000"]))
    assert not holds_funders(pd.Series(["ouvert en 2021; fermé", "12 postes; wifi"]))


@pytest.mark.parametrize("run", [" ", "\t ", "\u00a0", "\n", "-", "a ", "1 ", "a-", "1,", "€ ", "a:"])
def test_a_long_cell_takes_no_time(run):
    begun = time.process_time()
    split_cell("Région 30 000 €" + run * 100_000 + "x")
    split_cell("; ".join(["Région " + run * 140 + "x"] * 15))
    assert time.process_time() - begun < 5
