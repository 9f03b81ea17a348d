"""XML workbooks of Excel 2003 with more to see than values."""

from __future__ import annotations

from analysis import load
from analysis.dataset._reading.manner_2003 import read_2003_manners

NAME = "urn:schemas-microsoft-com:office:spreadsheet"
THOUSANDS = '<Styles><Style s:ID="k"><NumberFormat s:Format="0&quot; k€&quot;"/></Style></Styles>'


def cell(value, more=""):
    kind = "Number" if isinstance(value, int) else "Error" if value.startswith("#") else "String"
    return f'<Cell{more}><Data s:Type="{kind}">{value}</Data></Cell>'


def row(*cells, more=""):
    return f"<Row{more}>{''.join(one if one.startswith('<') else cell(one) for one in cells)}</Row>"


def workbook(*rows, columns="", styles=""):
    sheet = f'<Worksheet s:Name="Plans"><Table>{columns}{"".join(rows)}</Table></Worksheet>'
    return f'<?xml version="1.0"?><Workbook xmlns="{NAME}" xmlns:s="{NAME}">{styles}{sheet}</Workbook>'


HEAD = row("Lieu", "Coût total", "Région")


def read(path, text):
    path.write_text(text, encoding="utf-8")
    return load(path)


def rules(data):
    return {(problem.code.value, problem.row) for problem in data.problems}


def test_hidden_rows_and_columns_are_left_out_and_said(tmp_path):
    hidden = row("Forge", cell(90_000), cell(1_000), cell(2), more=' s:Hidden="1"')
    text = workbook(
        row("Lieu", "Coût total", "Région", "Montant total"),
        row("Moulin", cell(400_000), cell(90_000), cell(1)),
        hidden,
        row("Quai", cell(50_000), cell(2_000), cell(3)),
        columns='<Column s:Index="4" s:Hidden="1"/>',
    )
    data = read(tmp_path / "a.xml", text)
    assert data.places["name"].tolist() == ["Moulin", "Quai"]
    assert {code for code, _row in rules(data)} >= {"rows_hidden", "column_hidden"}


def test_number_formats_errors_and_formulas(tmp_path):
    styled = ' s:StyleID="k"'
    text = workbook(
        HEAD,
        row("Moulin", cell(450, styled), cell(120, styled)),
        row("Forge", '<Cell s:Formula="=R[-1]C*2"/>', cell(20, styled)),
        row("Quai", cell("#REF!"), cell(10, styled)),
        styles=THOUSANDS,
    )
    data = read(tmp_path / "a.xml", text)
    assert data.places["investment_eur"].fillna(0).tolist() == [450_000, 0, 0]
    assert data.funding["amount_eur"].tolist() == [120_000, 20_000, 10_000]
    assert {("cell_formula", 3), ("cell_error", 4)} <= rules(data)


def test_what_spans_is_counted():
    text = workbook(row("A", more=' s:Index="3" s:Hidden="1" s:Span="2"'), row(cell("B", ' s:MergeDown="1"')))
    (found,) = read_2003_manners(text.encode())
    assert found.hidden_rows == {2, 3, 4}
    assert found.merged == [(3, 0, 4, 0)]
    assert list(read_2003_manners(b"<Workbook")) == []
