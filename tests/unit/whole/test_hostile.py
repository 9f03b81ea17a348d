"""Bad and hostile files through all of reading: nothing lost, never a traceback."""

from __future__ import annotations

import gzip
import io
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from analysis import load
from analysis.__main__ import app
from files import as_ods, as_xlsx, rewritten, saved, table


def test_lone_surrogates_duplicate_headers_and_ragged_rows(tmp_path):
    data = load(saved(tmp_path / "s.json", rb'[{"nom": "A\ud800", "investissement": 5}]'))
    assert data.places["name"].tolist() == ["A\ufffd"]
    data = load(saved(tmp_path / "d.csv", b"Lieu;Cout total;Note;Note\nA;5;x;y\nB;6\nC;7;x;y;z\nD;8;x;y;\n"))
    assert data.places["name"].tolist() == ["A", "B", "D"]
    assert "Note (2)" in data.understood["column"].tolist()
    assert [(p.row, p.rule) for p in data.problems if p.severity == "error"] == [(4, "has 5 cells, the header has 4")]
    assert data.rejected["cell 5"].tolist() == ["z"]


def test_some_mutated_real_files_are_read_or_refused():
    """A small part of the fuzz run: `make fuzz` does 10,000."""
    script = Path(__file__).parents[2] / "fuzz" / "run.py"
    done = subprocess.run(
        [sys.executable, str(script), "--files", "280", "--seed", "3"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


PAGE = b"<table><tr><td>Lieu<td>Co\xc3\xbbt total<tr><td>A<td>90000"
PLACED = "Lieu;Coût total\nA;90000\n"
#: What a small file becomes, by its name; the answer is the number of places, or the code of the refusal.
SMALL_AND_LARGE: dict[str, tuple[Callable[[], bytes], int | str]] = {
    "lines.csv": (lambda: PLACED.encode() + b"\n" * 20_000_000, 1),
    "cells.csv": (lambda: PLACED.encode() + b";;;;;;;\n" * 2_000_000, 1),
    "rows.csv.gz": (lambda: gzip.compress(PLACED.encode() + b"A;5\n" * 4_000_000), "too_many_cells"),
    "far_more.csv.gz": (lambda: gzip.compress(PLACED.encode() + b"A;5\n" * 60_000_000), "unpacks_too_large"),
    "short_rows.csv": (lambda: PLACED.encode() + b"A\n" * 2_000_000, "too_many_rows"),
    "lists.json": (lambda: b"[" + b"[]," * 6_000_000 + b"[]]", "too_many_cells"),
    "nested.json": (lambda: b"[" * 100_000, "nested_too_deeply"),
    "nested_500.json": (lambda: b'[{"nom": "A", "total": 5, "x": ' + b"[" * 500 + b"]" * 500 + b"}]", 1),
    "digits.json": (lambda: b'[{"nom": "A", "investissement": ' + b"9" * 400 + b'}, {"nom": "B", "investissement": 5}]', 1),
    "package.zip": (lambda: zipped("places.csv", b"place_id,name\n" + b"\n" * 20_000_000), "table_too_large"),
    "text.ods": (lambda: ods(b"<text:p>" + b"x" * 1_000_000 + b"</text:p>", 1_900), "reading_too_large"),
    "documents.json": (lambda: b'{"nom":"A","investissement":5}' * 1_200_000, "too_many_rows"),
    "count.xlsx": (lambda: counted(4_294_967_295), "reading_too_large"),
    "spans.html": (lambda: PAGE + b"<tr>" + b"<td colspan=100>" * 1_000_000 + b"</table>", "too_many_columns"),
    "wide_rows.html": (lambda: PAGE + b"<tr><td colspan=100>x" * 100_000 + b"</table>", "too_many_cells"),
    "tags.html": (lambda: PAGE + b"<b>" * 3_000_000, "reading_too_large"),
    "open_tags.html": (lambda: PAGE + b"</table>" + b"<a " * 100_000, 1),
    "tables.html": (lambda: (PAGE + b"</table>") * 1_000, "too_many_sheets"),
    "square.html": (lambda: PAGE + "<tr><td colspan=²>B<td>5</table>".encode(), 2),
    "index.xml": (lambda: of_2003(b"<Row><Cell s:Index='1999'/></Row>" * 100_000), "too_many_cells"),
    "across.xml": (lambda: of_2003(b"<Row>" + b"<Cell s:MergeAcross='9999999'/>" * 9 + b"</Row>"), "too_many_columns"),
    "square.xml": (lambda: of_2003("<Row><Cell s:Index='²'><Data>Lieu</Data></Cell></Row>".encode()), "no_row"),
    "hidden.xml": (lambda: of_2003(b"<Row s:Hidden='1' s:Span='65535'/>" * 100_000), "no_table"),
    "columns.xml": (lambda: of_2003(b"<Column s:Hidden='1' s:Span='16383'/>" * 100_000), "no_table"),
    "rows.fods": (lambda: flat(b"<t:table-row t:number-rows-repeated='1048000'>%s</t:table-row>" % FLAT_CELL, 100), "too_many_cells"),
    "members.csv.gz": (lambda: gzip.compress(PLACED.encode()) + gzip.compress(b"") * 100_000, "too_many_files"),
    "many.zip": (lambda: zipped("a.csv", b"x", 2_000), "too_many_files"),
    "rows.ods": (lambda: ods(b"<text:p>x</text:p>", 1_000_000), "too_many_rows"),
}  # fmt: skip


def counted(texts: int) -> bytes:
    """A workbook that says how many texts it keeps."""
    kept = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="%d" uniqueCount="%d"><si><t>x</t></si></sst>'
    return rewritten(as_xlsx(table()), "xl/sharedStrings.xml", kept % (texts, texts))


def of_2003(rows: bytes) -> bytes:
    """A workbook of Excel 2003 with these rows."""
    space = b"urn:schemas-microsoft-com:office:spreadsheet"
    head = b'<?xml version="1.0"?><Workbook xmlns="%s" xmlns:s="%s"><Worksheet><Table>' % (space, space)
    return head + rows + b"</Table></Worksheet></Workbook>"


FLAT_CELL = b"<t:table-cell o:value-type='string'><x:p>x</x:p></t:table-cell>"


def flat(row: bytes, times: int) -> bytes:
    """A flat OpenDocument sheet with a row, so many times."""
    names = ((b"o", b"office"), (b"t", b"table"), (b"x", b"text"))
    spaces = (b'xmlns:%s="urn:oasis:names:tc:opendocument:xmlns:%s:1.0"' % pair for pair in names)
    head = b'<?xml version="1.0"?><o:document ' + b" ".join(spaces) + b"><o:body><o:spreadsheet><t:table>"
    return head + row * times + b"</t:table></o:spreadsheet></o:body></o:document>"


def zipped(name: str, content: bytes, times: int = 1) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for at in range(times):
            archive.writestr(f"{at}/{name}" if times > 1 else name, content)
        archive.writestr("funding.csv", "place_id,line\n")
    return made.getvalue()


def ods(cell: bytes, times: int) -> bytes:
    """An ODS workbook with a row that stands for many."""
    content = as_ods(table())
    row = b"<table:table-row table:number-rows-repeated='%d'><table:table-cell office:value-type='string'>%s</table:table-cell>"
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        text = archive.read("content.xml").replace(
            b"</table:table>", row % (times, cell) + b"</table:table-row></table:table>"
        )
    return rewritten(content, "content.xml", text)


READ = """
import resource, sys
from pathlib import Path
from analysis import load
from analysis.dataset import DataError
resource.setrlimit(resource.RLIMIT_AS, (4 * 2**30, 4 * 2**30))
for file in sorted(Path(sys.argv[1]).iterdir()):
    try:
        found = len(load(file).places)
    except DataError as error:
        found = ",".join(problem.code for problem in error.problems)
    peak = int(Path("/proc/self/status").read_text().partition("VmHWM:")[2].split()[0])
    print(file.name, found, peak < 2**20)
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the peak of memory is asked of Linux")
def test_small_files_that_become_large_are_bounded_to_one_gibibyte(tmp_path):
    for name, (make, _found) in SMALL_AND_LARGE.items():
        (tmp_path / name).write_bytes(make())
    done = subprocess.run([sys.executable, "-c", READ, str(tmp_path)], capture_output=True, text=True, check=True)
    lines = [line.split(" ") for line in done.stdout.splitlines()]
    assert {name: found for name, found, _small in lines} == {
        n: str(found) for n, (_make, found) in SMALL_AND_LARGE.items()
    }
    assert [name for name, _found, small in lines if small != "True"] == []


def test_names_of_columns_are_shown_without_signs_that_steer_a_terminal(tmp_path):
    file = saved(tmp_path / "a.csv", "Lieu\x1b[31m;Coût total;\x1b]0;x\x07;a\x9bb;\u202egnp\nA;90000;1;2;3\n".encode())
    shown = CliRunner().invoke(app, ["check", str(file)], env={"COLUMNS": "200"}).output
    assert "Coût total" in shown
    assert not set("\x1b\x07\x9b\u202e") & set(shown)
