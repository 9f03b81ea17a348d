"""What the content of an ODS file says beside its values."""

from __future__ import annotations

import pytest

from analysis.dataset._reading.manner_ods import read_ods_manners
from analysis.dataset._reading.units import Worth

NAMES = 'xmlns:table="t" xmlns:office="o" xmlns:text="x" xmlns:number="n" xmlns:style="s" xmlns:calcext="c"'


def read(rows, styles=""):
    xml = f"<office:doc {NAMES}>{styles}<table:table>{rows}</table:table></office:doc>"
    (found,) = read_ods_manners(xml.encode())
    return found


@pytest.mark.parametrize(
    ("cell", "texts"),
    [
        ('<table:table-cell office:value-type="string" calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell>',
         {(0, 0): "#DIV/0!"}),
        ('<table:table-cell table:formula="of:=[.A2]*2"/>', {(0, 0): "=A2*2"}),
        ('<table:table-cell table:formula="of:=[.A2]*2" office:value-type="float" office:value="4"/>', {}),
    ],
)  # fmt: skip
def test_errors_and_formulas_without_a_value_are_found(cell, texts):
    assert read(f"<table:table-row>{cell}</table:table-row>").texts == texts


def test_currencies_and_units_of_cells_are_found():
    styles = (
        '<number:number-style style:name="N1"><number:number/><number:text> k€</number:text></number:number-style>'
        '<style:style style:name="ce1" style:family="table-cell" style:data-style-name="N1"/>'
    )
    cells = (
        '<table:table-cell office:value-type="currency" office:currency="USD" office:value="1"/>'
        '<table:table-cell table:style-name="ce1" office:value-type="float" office:value="1"/>'
    )
    found = read(f"<table:table-row>{cells}</table:table-row>", styles)
    assert found.worth == {(0, 0): Worth(None, "USD"), (0, 1): Worth(1e3, "EUR")}


def test_hidden_rows_and_columns_and_tall_cells_are_found():
    found = read(
        '<table:table-column/><table:table-column table:visibility="collapse"/>'
        '<table:table-row table:number-rows-repeated="2"/><table:table-row table:visibility="filter">'
        '<table:table-cell table:number-rows-spanned="3"/></table:table-row>'
    )
    assert (found.hidden_rows, found.hidden_columns, found.merged) == ({2}, {1}, [(2, 0, 4, 0)])


def test_repeats_are_bounded_in_all():
    cell = '<t:table-cell t:formula="of:=1" t:number-columns-repeated="2000"/>'
    columns = '<t:table-column t:visibility="collapse" t:number-columns-repeated="2000"/>' * 1_000
    rows = f'<t:table-row t:visibility="filter" t:number-rows-repeated="2000">{cell}</t:table-row>' * 1_000
    (found,) = read_ods_manners(f'<a xmlns:t="t"><t:table>{columns}{rows}</t:table></a>'.encode())
    assert len(found.hidden_columns) == 16_384
    assert len(found.hidden_rows) == 1_048_576
    assert 2_000 < len(found.texts) <= 501_000
