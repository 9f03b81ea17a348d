"""Bad and hostile files: a clear error or a row set aside, nothing lost, nothing let out, no memory filled."""

from __future__ import annotations

import io
import json
import random
import shutil
import zipfile
from pathlib import Path

import pandas as pd
import pytest
from test_reading import as_ods, as_xlsx, table
from typer.testing import CliRunner

from analysis import load
from analysis.__main__ import app
from analysis.dataset._checking import UnreadableError
from analysis.dataset._exporting import neutral, to_csv
from analysis.dataset._reading import read_package, shipped_data
from analysis.dataset._reading.package import _by_arrow, _read

SHEET = "xl/worksheets/sheet1.xml"


def told(path: Path) -> str:
    """What the command says of a file that cannot be read."""
    result = CliRunner().invoke(app, ["check", str(path)])
    assert result.exit_code == 2, result.output
    assert "Traceback" not in result.output
    return result.output


def saved(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def rewritten(content: bytes, member: str, text: bytes) -> bytes:
    """A workbook with one of its parts replaced."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, text if name == member else old.read(name))
    return made.getvalue()


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (b"", "file is empty"),
        (b"\xef\xbb\xbf", "file is empty"),
        (b"   \n\n  ", "file is empty"),
        (random.Random(1).randbytes(5000).replace(b"\0", b"\1"), "is not a table"),
        (b"Lieu;Co\0t\nA;1\n", "holds a NUL byte"),
        (b"%PDF-1.7 ...", "is a PDF, not a table"),
        (b"<!DOCTYPE html><p>404", "is a web page, not a table"),
        (b"PK\x03\x04 not really", "is damaged or not a spreadsheet"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 cut off", "is damaged or not a spreadsheet"),
        (b"PAR1 cut off", "is damaged or not a Parquet file"),
        (b"[1, 2, 3]", "holds no list of records"),
        (b'{"a": [{"b": 1}', "is not JSON"),
        (b"[" * 100_000, "nested too deeply"),
        (b"Lieu;" * 50_000 + b"Lieu\n" + b"A;" * 50_000 + b"A\n", "has more than 2,000 columns"),
        (b"one column\n1\n2\n", "no column is understood"),
        (b"Lieu;Avis\nA;bon\n", "no column is understood as an investment"),
    ],
    ids=range(16),
)
def test_what_is_no_table_is_one_clear_error(content, rule, tmp_path):
    assert rule in told(saved(tmp_path / "file", content))


def test_a_line_of_300_megabytes_is_refused_before_it_is_read(tmp_path):
    file = tmp_path / "long.csv"
    with file.open("wb") as out:
        out.write(b"Lieu;Cout total\n")
        for _ in range(300):
            out.write(b"A" * 2**20)
    assert "has a line of more than 4 MB" in told(file)


def test_a_file_that_is_too_large_is_refused_by_its_size(tmp_path):
    file = tmp_path / "large.csv"
    with file.open("wb") as out:
        out.truncate(600 * 2**20)
    assert "is larger than 512 MB" in told(file)


@pytest.mark.parametrize("part", [0.1, 0.5, 0.9])
@pytest.mark.parametrize("make", [as_xlsx, as_ods])
def test_a_truncated_workbook_is_damaged(make, part, tmp_path):
    content = make(table())
    assert "is damaged" in told(saved(tmp_path / "cut.xlsx", content[: int(len(content) * part)]))


def test_a_bomb_is_refused_by_what_it_unpacks_to(tmp_path):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<x/>")
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as member:
            for _ in range(400):
                member.write(b" " * 2**20)
    assert len(made.getvalue()) < 2**20
    assert "unpacks to more than 256 MB" in told(saved(tmp_path / "bomb.xlsx", made.getvalue()))


FAR = b"""<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>
<row r="1"><c r="A1"><v>1</v></c></row><row r="%d"><c r="%s"><v>1</v></c></row></sheetData></worksheet>"""
WIDE = (
    b'<table:table-row table:number-rows-repeated="1000000">'
    b'<table:table-cell table:number-columns-repeated="9000" office:value-type="string"><text:p>x</text:p></table:table-cell>'
    b"</table:table-row></table:table>"
)


@pytest.mark.parametrize(("row", "cell"), [(1_048_576, b"XFD1048576"), (1, b"XFD99999"), (900_000, b"AA900000")])
def test_a_cell_far_out_does_not_fill_the_memory(row, cell, tmp_path):
    content = rewritten(as_xlsx(table()), SHEET, FAR % (row, cell))
    assert "has a sheet that reaches too far" in told(saved(tmp_path / "far.xlsx", content))


def test_repeats_of_an_ods_do_not_fill_the_memory(tmp_path):
    content = as_ods(table())
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        text = archive.read("content.xml").replace(b"</table:table>", WIDE)
    assert "has a sheet that reaches too far" in told(
        saved(tmp_path / "wide.ods", rewritten(content, "content.xml", text))
    )


def test_lone_surrogates_duplicate_headers_and_ragged_rows(tmp_path):
    data = load(saved(tmp_path / "s.json", rb'[{"nom": "A\ud800", "investissement": 5}]'))
    assert data.places["name"].tolist() == ["A\ufffd"]
    data = load(saved(tmp_path / "d.csv", b"Lieu;Cout total;Note;Note\nA;5;x;y\nB;6\nC;7;x;y;z\nD;8;x;y;\n"))
    assert data.places["name"].tolist() == ["A", "B", "D"]
    assert "Note (2)" in data.understood["column"].tolist()
    assert [(p.row, p.rule) for p in data.problems if p.severity == "error"] == [(4, "has 5 cells, the header has 4")]
    assert data.rejected["cell 5"].tolist() == ["z"]


def test_formulas_are_text_and_leave_as_text(tmp_path):
    name = '=HYPERLINK("http://evil.example","x")'
    text = f'Lieu;Coût total;Source\n"{name.replace(chr(34), chr(34) * 2)}";5;javascript:alert(1)\n@SUM(A1);-6;\n'
    data = load(saved(tmp_path / "f.csv", text.encode()))
    assert data.places["name"].tolist() == [name]  # the data keeps its values
    assert data.places["source_url"].isna().all()
    assert "named like source_url, but its values are not" in data.understood["remark"].tolist()
    exported = to_csv(data.places[["name", "investment_eur"]]).decode("utf-8-sig")
    assert exported == 'name,investment_eur\n"\'=HYPERLINK(""http://evil.example"",""x"")",5.0\n'
    assert neutral(data.rejected)["Lieu"].tolist() == ["'@SUM(A1)"]


def test_a_spreadsheet_formula_counts_as_its_stored_value(tmp_path):
    import xlsxwriter

    book = xlsxwriter.Workbook(str(tmp_path / "f.xlsx"))
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["Lieu", "Coût total"])
    sheet.write_string(1, 0, "A")
    sheet.write_formula(1, 1, "=2*50000", None, 100_000)
    book.close()
    assert load(tmp_path / "f.xlsx").places["investment_eur"].tolist() == [100_000]


@pytest.mark.parametrize(
    "path",
    [
        "/etc/passwd",
        "../places.csv",
        "a/../../places.csv",
        "http://x.example/places.csv",
        "file:///etc/passwd",
        "C:\\x.csv",
    ],
)
def test_a_descriptor_may_not_lead_out_of_its_package(package, path):
    descriptor = json.loads((package / "datapackage.json").read_text(encoding="utf-8"))
    descriptor["resources"][0]["path"] = path
    (package / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    assert "leads out of the package" in told(package)


def test_a_link_may_not_lead_out_of_its_package(package, tmp_path):
    shutil.move(package / "places.csv", tmp_path / "elsewhere.csv")
    (package / "places.csv").symlink_to(tmp_path / "elsewhere.csv")
    assert "places.csv: is a link that leads out of the folder" in told(package)


def test_a_package_may_name_its_files_and_stand_in_an_archive(package, tmp_path):
    descriptor = json.loads((package / "datapackage.json").read_text(encoding="utf-8"))
    descriptor["resources"][0]["path"] = "tables/lieux.csv"
    (package / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    (package / "tables").mkdir()
    shutil.move(package / "places.csv", package / "tables" / "lieux.csv")
    assert len(load(package).places) == 238
    archive = shutil.make_archive(str(tmp_path / "package"), "zip", package)
    data = load(archive)
    assert (len(data.places), len(data.funding), data.problems) == (238, 415, ())


def test_an_archive_may_not_hold_paths_that_lead_out(tmp_path):
    with zipfile.ZipFile(tmp_path / "evil.zip", "w") as archive:
        for name in ("places.csv", "funding.csv"):
            archive.writestr(f"../{name}", (shipped_data() / name).read_text(encoding="utf-8"))
    assert "holds a path that leads out of it" in told(tmp_path / "evil.zip")


def test_an_archive_of_something_else_says_so(tmp_path):
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as archive:
        archive.writestr("letter.txt", "hello")
    assert "is an archive without a data package or a workbook" in told(tmp_path / "other.zip")


def test_a_place_that_is_set_aside_takes_its_lines_along(package):
    places = pd.read_csv(package / "places.csv", dtype="str", keep_default_na=False)
    places.loc[0, "place_type"] = "castle"
    places.to_csv(package / "places.csv", index=False)
    data = load(package)
    gone = data.rejected[data.rejected["file"] == "funding.csv"]
    assert gone["reason"].unique().tolist() == ["place_id: its place is set aside"]
    assert len(gone) == (read_package(shipped_data()).texts["funding"]["place_id"] == "a-vela-bastia").sum()
    assert all(rows.read == rows.accepted + rows.set_aside for rows in data.rows)


def test_the_fast_and_the_careful_way_read_the_same(package):
    for name in ("places.csv", "funding.csv"):
        fast, (careful, _, problems) = _by_arrow(package / name), _read(package / name, name)
        assert problems == []
        assert fast is not None
        pd.testing.assert_frame_equal(fast, careful, check_index_type=False)


@pytest.mark.parametrize(
    "content", [b"a,a\n1,2\n", b"a,b\n1,2,3\n", b"a,b\n1\x00,2\n", b"a,b\n\xff,2\n", b"a,b\n\n1,2\n"]
)
def test_the_fast_way_leaves_what_is_unusual_to_the_careful_one(content, tmp_path):
    assert _by_arrow(saved(tmp_path / "x.csv", content)) is None


def test_a_file_that_may_not_be_opened_is_told(tmp_path, monkeypatch):
    file = saved(tmp_path / "a.csv", b"Lieu;Cout total\nA;1\n")

    def refuse(*_args, **_options):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(UnreadableError, match=r"a.csv: cannot be opened: Permission denied"):
        load(file)


def test_the_page_on_data_quality_shows_hostile_texts_as_texts(tmp_path):
    from analysis.report._frame import Site
    from analysis.report._quality import quality_page

    text = "Lieu;Coût total;<img src=x onerror=alert(1)>\n<script>alert(1)</script>;5;x\n</table>;<b>;y\n"
    data = load(saved(tmp_path / "<svg onload=alert(1)>.csv", text.encode()))
    page = quality_page(data, site=Site("en", ("en",))).decode()
    assert "&lt;script&gt;" in page
    for tag in ("<script", "<img", "<svg", "<b>;"):
        assert tag not in page


def test_jupyter_shows_the_problems_without_lines_of_code(tmp_path):
    with pytest.raises(UnreadableError) as caught:
        load(saved(tmp_path / "empty.csv", b""))
    assert caught.value._render_traceback_() == ["1 problem in 1 file", "error: empty.csv: file is empty"]


def test_some_mutated_real_files_are_read_or_refused():
    """A small part of the fuzz run: `make fuzz` does 10,000."""
    import subprocess
    import sys

    script = Path(__file__).parents[1] / "fuzz" / "run.py"
    done = subprocess.run(
        [sys.executable, str(script), "--files", "280", "--seed", "3"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
