"""Number formats as a person sees them."""

from __future__ import annotations

import pytest

from analysis.dataset._reading.manner import Manner, as_shown, join_spans, read_format
from analysis.dataset._reading.sheet import Sheet
from analysis.dataset._reading.units import Worth


@pytest.mark.parametrize(
    ("code", "sign"),
    [
        ('0" k€"', "k€"), ('#,##0.0" M€"', "M€"), ('#,##0," k€"', ""), ('0.0,," M€"', ""), ("#,##0", ""), ("0.0%", ""),
        ('[$£-809]#,##0', "GBP"), ('#,##0\\ [$CHF]', "CHF"), ('#,##0\\ "€"', ""), ('_-* #,##0.00\\ [$€-40C]_-', ""),
        ('#,##0\\ "F"', "FRF"), ('[$$-409]#,##0.00', "USD"), ('0" k"', "k€"), ("dd/mm/yyyy", ""),
    ],
)  # fmt: skip
def test_a_format_tells_where_it_shows_another_size_or_currency(code, sign):
    assert read_format(code).sign() == sign


def test_few_cells_in_another_currency_leave_the_others_in_euros():
    sheet = Sheet("a.xlsx", "", [["Coût"], [1.0], [2.5], [3.0]], range(1, 5))
    shown = as_shown(sheet, Manner(worth={(2, 0): Worth(None, "USD")}))
    assert shown.rows == [["Coût"], ["1 €"], ["2.5 USD"], ["3 €"]]


def test_a_formula_below_the_last_value_is_kept():
    sheet = Sheet("a.xlsx", "", [["Lieu", "Coût"]], range(1, 2))
    shown = as_shown(sheet, Manner(texts={(1, 1): "=B9*2"}))
    assert shown.rows == [["Lieu", "Coût"], ["", "=B9*2"]]
    assert list(shown.numbers) == [1, 2]


def test_a_format_that_no_program_writes_tells_nothing_and_takes_no_time():
    assert not read_format('";' * 100_000 + '0" k€"')


def test_cells_beyond_what_a_sheet_may_hold_are_not_built():
    sheet = Sheet("a.ods", "", [[""] * 2_000] * 2, range(1, 3))
    shown = as_shown(sheet, Manner(texts={(row, 0): "=A1" for row in range(900, 1_000_000, 900)}))
    assert len(shown.rows) <= 2_500


def test_what_is_named_again_is_put_in_once():
    assert join_spans([(0, 16_384)] * 100_000, 16_384) == set(range(16_384))
    assert join_spans([(5, 7), (-1, 2), (6, 6), (9, 5)], 100) == {0, 1, 5, 6}
