"""Rows and columns that are sums of others, whatever they are called."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.dataset._reading.testimony import RowIs, find_sum_of_columns, hear_rows


def table(*rows):
    return pd.DataFrame(rows, columns=["Lieu", "Coût", "Région"], dtype="object")


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([("P", 10_000, 300), ("Q", 20_000, 500), ("TOTAL", 30_000, 800)], {2: RowIs.SUBTOTAL}),
        ([("Ensemble des projets", 30_000, 800), ("P", 10_000, 300), ("Q", 20_000, 500)], {0: RowIs.SUBTOTAL}),
        ([("P", 10_000, 300), ("Q", 20_000, 500), (None, 30_000, 800)], {2: RowIs.SUBTOTAL}),
        ([("P", 10_000, 300), ("Q", 20_000, 500), (None, 31_000, 900)], {}),
        ([("P", 10_000, 300), ("Q", 20_000, 500), ("Total", 90_000, 900)], {2: RowIs.CALLED_TOTAL}),
        ([("P", 10_000, 300), ("Q", 20_000, 500), ("Total", 90_000, 800)], {2: RowIs.SUM_IN_PART}),
        ([("P", None, 300), ("Q", 20_000, 500), ("Total", 90_000, 800)], {2: RowIs.SUBTOTAL}),
        ([("P", 10_000, 300), ("Total Zen", 20_000, 500), ("Total", 30_000, 800)], {1: RowIs.LIKE_TOTAL, 2: RowIs.SUBTOTAL}),
        ([("P", 10_000, 300), ("Sous-total Nord", 10_000, 300), ("Q", 7, 2)], {1: RowIs.SUBTOTAL}),
        ([("P", 10_000, 300), ("Q", 20_000, 500), ("Moyenne", 15_000, 400)], {2: RowIs.SUBTOTAL}),
        ([("P", 11_000, 300), ("Q", 23_000, 500), ("R", 5_000, 70), ("Nord", 39_000, 870)], {3: RowIs.SUM_WITHOUT_WORD}),
        ([("P", 11_000, 300), ("Q", 23_000, 500), ("R", 5_000, 70), ("Nord", 39_000, 900)], {}),
        ([("P", 9_000, 300), ("dont travaux", 8_000, 200), ("Q", 1_000, 500)], {1: RowIs.PART}),
        ([("P", 9_000, 300), ("- travaux", 8_000, 200), ("- outils", 1_000, 100)], {1: RowIs.PART, 2: RowIs.PART}),
        ([("  P", 9_000, 300), ("  Q", 8_000, 200), ("  R", 1_000, 100)], {}),
    ],
)  # fmt: skip
def test_sums_go_before_words(rows, expected):
    assert hear_rows(table(*rows)) == expected


def test_a_grand_total_is_the_sum_of_rows_not_of_its_subtotals():
    rows = [("P", 4, 1), ("Sous-total A", 4, 1), ("Q", 6, 2), ("R", 5, 3), ("Sous-total B", 11, 5), ("Total", 15, 6)]
    assert [at for at, found in hear_rows(table(*rows)).items() if found is RowIs.SUBTOTAL] == [1, 4, 5]


def test_a_column_is_the_sum_of_a_run_of_others():
    columns = {"a": [1.0, 2.0], "b": [10.0, 30.0], "sum": [11.0, 32.0], "cost": [90.0, 99.0]}
    series = {name: pd.Series(values) for name, values in columns.items()}
    found = find_sum_of_columns(series, "sum")
    assert found is not None
    assert found.parts == ("a", "b")
    assert find_sum_of_columns(series, "cost") is None
