"""The report: whole or as it was, each failure named, only what was asked for."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import nbformat
import pandas as pd
import pytest
from typer.testing import CliRunner

from analysis import load
from analysis.__main__ import app
from analysis.jupyter._run import NotebookError, execute
from analysis.numbers._parts import part_of
from analysis.report import ReportError, Request, build, outdated, refresh
from analysis.report._downloads import data_package
from analysis.report._figures import Figure
from analysis.report._folder import MANIFEST, manifest, put
from analysis.report._folder import earlier as found
from analysis.report._frame import Site
from analysis.report._pages import Pair, card, notebook_page
from analysis.report._swap import put_in_place, recover
from analysis.words.i18n import LANGUAGES


def notebook(folder: Path, name: str, *cells: str, tag: str = "short-answer") -> Path:
    """A small notebook that keeps to the conventions: title, question, tagged answer."""
    book = nbformat.v4.new_notebook()
    book.cells = [nbformat.v4.new_markdown_cell(f"# Title of {name}\n\nA question?\n\n## Analysis")]
    for source in cells:
        book.cells.append(nbformat.v4.new_code_cell(source, metadata={"tags": [tag]}))
    path = folder / f"{name}.ipynb"
    nbformat.write(book, path)
    return path


ANSWER = "from analysis.findings import Findings\nFindings(('An answer with 3 < 4.',))"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two quick notebooks."""
    path = tmp_path / "notebooks"
    path.mkdir()
    notebook(path, "00_overview", ANSWER)
    notebook(path, "01_second", "1 + 1")
    return path


def contents(out: Path) -> dict[str, bytes]:
    return {str(path.relative_to(out)): path.read_bytes() for path in out.rglob("*") if path.is_file()}


def made(folder: Path, **options) -> Request:
    """A report of these notebooks."""
    return Request(folder=folder, **options)


def test_a_report_has_a_page_per_notebook_an_index_and_a_manifest(folder, tmp_path):
    out, done = tmp_path / "reports", []
    files = build(out, made(folder), on_done=done.append)
    pages = ["00_overview", "01_second", "accessibility", "data-quality", "index", "method", "places"]
    expected = [f"{lang}/{page}.html" for lang in LANGUAGES for page in pages] + [
        "en/files/places.csv", "fr/files/places.csv", "files/cluster-funding-data.zip", "index.html", "report.json",
    ]  # fmt: skip
    assert [str(path.relative_to(out)) for path in files] == sorted(expected)
    assert sorted(done) == ["00_overview", "01_second"]
    index = (out / "en" / "index.html").read_text(encoding="utf-8")
    assert "Title of 01_second" in index
    assert "An answer with 3 &lt; 4." in index
    before = contents(out)
    build(out, made(folder))
    assert contents(out) == before  # same notebooks, same bytes
    assert outdated(out, made(folder)) == []
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_only_one_notebook_is_built_and_the_other_pages_are_kept(folder, tmp_path):
    out = tmp_path / "reports"
    build(out, made(folder, only=("01",)))
    assert not (out / "en" / "00_overview.html").exists()
    assert "Not built yet: 00_overview" in (out / "en" / "index.html").read_text(encoding="utf-8")
    build(out, made(folder))
    first = contents(out)
    notebook(folder, "00_overview", "1 / 0")  # would fail if it were run
    done: list[str] = []
    build(out, made(folder, only=("01",)), on_done=done.append)
    assert done == ["01_second"]
    assert contents(out)["fr/00_overview.html"] == first["fr/00_overview.html"]
    assert "An answer with" in (out / "en" / "index.html").read_text(encoding="utf-8")


def test_one_language_leads_to_no_other(folder, tmp_path):
    out = tmp_path / "reports"
    build(out, made(folder, languages=("fr",)))
    page = (out / "fr" / "index.html").read_text(encoding="utf-8")
    assert '<html lang="fr">' in page
    assert "hreflang" not in page
    assert not (out / "en").exists()
    assert 'href="fr/index.html"' in (out / "index.html").read_text(encoding="utf-8")


def test_what_is_not_up_to_date_is_named(folder, tmp_path):
    out = tmp_path / "reports"
    with pytest.raises(ReportError, match="there is no report in"):
        outdated(out, made(folder))
    build(out, made(folder))
    (out / "en" / "01_second.html").write_text("by hand")
    (out / "fr" / "method.html").unlink()
    assert outdated(out, made(folder)) == ["en/01_second.html", "fr/method.html"]


def test_an_unknown_notebook_is_told_with_those_that_there_are(folder, tmp_path):
    with pytest.raises(ReportError, match="no notebook is called '07'; there are 0"):
        build(tmp_path / "reports", made(folder, only=("07",)))
    with pytest.raises(ReportError, match="there is no notebook in"):
        build(tmp_path / "reports", made(tmp_path))


def test_a_failing_cell_is_named_and_the_earlier_report_is_as_it_was(folder, tmp_path):
    out = tmp_path / "reports"
    build(out, made(folder))
    before = contents(out)
    notebook(folder, "01_second", "1 + 1", "x = 1\nx / 0")
    with pytest.raises(NotebookError, match=r"01_second.ipynb, cell 3 \(x = 1\): ZeroDivisionError: division by zero"):
        build(out, made(folder))
    assert contents(out) == before
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("import os, signal\nos.kill(os.getpid(), signal.SIGKILL)", r"cell 2 \(import os, signal\): the kernel died"),
        ("import time\ntime.sleep(60)", r"cell 2 \(import time\): the cell took more than 3 s"),
    ],
    ids=["dead kernel", "hung cell"],
)
def test_a_dead_or_hung_kernel_ends_its_notebook(tmp_path, cell, told):
    path = notebook(tmp_path, "00_overview", cell)
    started = time.monotonic()
    with pytest.raises(NotebookError, match=told):
        execute([path], cell_limit=3)
    assert time.monotonic() - started < 45


@pytest.mark.parametrize("how", ["a file", "a stranger's folder", "one stranger's file"])
def test_an_output_folder_that_is_not_ours_is_refused(folder, tmp_path, how):
    out = tmp_path / "reports"
    if how == "a file":
        out.write_text("text")
    else:
        out.mkdir()
        (out / "thesis.txt").write_text("years of work")
    if how == "one stranger's file":
        (out / "report.json").write_text(json.dumps({"files": ["report.json"], "cards": {}}))
    with pytest.raises(ReportError, match=r"is a file: name|did not write, such as thesis.txt: .* --force$"):
        build(out, made(folder))
    assert out.is_file() or (out / "thesis.txt").read_text() == "years of work"


def test_with_force_the_files_of_others_stay(folder, tmp_path):
    out = tmp_path / "reports"
    (out / "notes").mkdir(parents=True)
    (out / "notes" / "thesis.txt").write_text("years of work")
    (out / "CNAME").symlink_to("notes/thesis.txt")
    build(out, made(folder), force=True)
    build(out, made(folder), force=True)
    assert (out / "CNAME").readlink() == Path("notes/thesis.txt")
    assert (out / "notes" / "thesis.txt").read_text() == "years of work"
    assert (out / "fr" / "index.html").is_file()


@pytest.mark.parametrize("leads", ["beside", "to another folder", "over another link", "nowhere yet"])
@pytest.mark.parametrize("exchange", [True, False], ids=["exchanged", "renamed"])
def test_a_link_to_the_folder_stays_and_its_folder_gets_the_report(tmp_path, monkeypatch, leads, exchange):
    if not exchange:
        monkeypatch.setattr("analysis.report._swap._exchange", lambda new, target: False)
    here, published = tmp_path / "here", tmp_path / "published"
    here.mkdir()
    real = (here if leads == "beside" else published / "www") / "real"
    if leads != "nowhere yet":
        real.mkdir(parents=True)
    (here / "other").symlink_to(real)
    lead = Path("other") if leads == "over another link" else Path(os.path.relpath(real, here))
    (here / "link").symlink_to(lead)
    for text in (b"first", b"second"):
        files = {"index.html": text}
        put(files | {MANIFEST: manifest(files, {})}, found(here / "link"))
        assert (here / "link").readlink() == lead
        assert (real / "index.html").read_bytes() == text
    left = {"link", "other"} | ({"real"} if leads == "beside" else set())
    assert {path.name for path in here.iterdir()} == left
    assert list(real.parent.iterdir()) == ([real] if leads != "beside" else list(here.iterdir()))


def test_a_link_to_a_file_or_to_itself_is_refused_before_the_work(tmp_path):
    (tmp_path / "file").write_text("text")
    for name, lead in (("link", "file"), ("loop", "loop")):
        (tmp_path / name).symlink_to(lead)
        with pytest.raises(ReportError, match=f"{'file' if name == 'link' else 'loop'} is a file: name a folder"):
            found(tmp_path / name)
        assert (tmp_path / name).readlink() == Path(lead)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "link", "loop"]


@pytest.mark.skipif(not os.access("/dev/shm", os.W_OK), reason="no other file system is there")
def test_a_link_may_lead_to_another_file_system(folder, tmp_path):
    with tempfile.TemporaryDirectory(dir="/dev/shm") as other:
        (tmp_path / "link").symlink_to(Path(other) / "www")
        put({"index.html": b"", MANIFEST: manifest({"index.html": b""}, {})}, found(tmp_path / "link"))
        build(tmp_path / "link", made(folder, languages=("fr",), only=("00",)))
        assert (tmp_path / "link").is_symlink()
        assert [path.name for path in Path(other).iterdir()] == ["www"]
        assert (Path(other) / "www" / "fr" / "index.html").is_file()


@pytest.fixture
def earlier(folder, tmp_path) -> Path:
    """A report that stands there before."""
    out = tmp_path / "reports"
    build(out, made(folder, languages=("fr",)))
    return out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--lang", "de"], "unknown language 'de': choose en or fr or all"),
        (["--where", "regio=Corse"], "no field is called 'regio': did you mean region?"),
        (["--where", "region=Ocitanie"], "region: no place has 'Ocitanie': did you mean Occitanie"),
        (["--where", "region"], "'region' is no condition: write FIELD=VALUE, for instance region=Occitanie"),
        (
            ["--where", "region=Corse", "--where", "settlement=rural"],
            "no place meets all of: region=Corse, settlement=rural",
        ),
        (["--only", "99"], "no notebook is called '99'"),
        (["--out", "a-file"], "a-file is a file: name a folder with --out"),
        (["--out", "a-file/reports"], "cannot write in a-file: "),
        (["--out", "/proc/reports"], "cannot write in /proc: "),
        (
            ["--out", "theirs"],
            "theirs holds files that the report did not write, such as thesis.txt: name another folder",
        ),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_cannot_be_is_told_in_one_line_and_the_earlier_report_stays(earlier, monkeypatch, arguments, told):
    monkeypatch.chdir(earlier.parent)
    Path("a-file").write_text("text")
    Path("theirs").mkdir()
    Path("theirs", "thesis.txt").write_text("years of work")
    before = contents(earlier)
    result = CliRunner().invoke(app, ["report", *arguments])
    assert result.exit_code == 2
    assert result.output.count("\n") == 1
    assert told in result.output.replace(f"{earlier.parent}/", "")
    assert contents(earlier) == before
    assert sorted(path.name for path in earlier.parent.iterdir()) == ["a-file", "notebooks", "reports", "theirs"]


@pytest.fixture
def disk(tmp_path) -> Iterator[Path]:
    """A small disk of its own."""
    place = tmp_path / "disk"
    place.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=3M", "tmpfs", str(place)], capture_output=True).returncode:
        pytest.skip("only root can mount a small disk")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def test_a_full_disk_is_told_in_one_line_and_the_earlier_report_stays(folder, disk):
    out = disk / "reports"
    build(out, made(folder, languages=("fr",)))
    before = contents(out)
    (disk / "ballast").write_bytes(b"0" * (shutil.disk_usage(disk).free - 300_000))
    result = CliRunner().invoke(app, ["report", "--out", str(out), "--only", "05", "--lang", "fr"])
    assert result.exit_code == 2
    assert result.output.splitlines()[-1].endswith("the earlier one is as it was: No space left on device")
    assert contents(out) == before
    assert sorted(path.name for path in disk.iterdir()) == ["ballast", "reports"]


def test_what_a_killed_run_left_is_swept_away_and_what_runs_is_not(folder, tmp_path):
    done = subprocess.Popen([sys.executable, "-c", ""])
    done.wait()
    (tmp_path / f".reports-{done.pid}-abc").mkdir()
    (tmp_path / f".reports-{os.getpid()}-abc").mkdir()
    build(tmp_path / "reports", made(folder))
    assert sorted(path.name for path in tmp_path.glob(".reports-*")) == [f".reports-{os.getpid()}-abc"]


@pytest.mark.parametrize("moment", [0.5, 2.0, 3.5, 5.0])
def test_a_kill_at_any_moment_leaves_the_earlier_report_whole(folder, tmp_path, moment):
    out = tmp_path / "reports"
    build(out, made(folder))
    before = contents(out)
    code = (
        "import sys; from pathlib import Path; from analysis.report import Request, build; "
        "build(Path(sys.argv[1]), Request(folder=Path(sys.argv[2])))"
    )
    process = subprocess.Popen([sys.executable, "-c", code, str(out), str(folder)], start_new_session=True)
    time.sleep(moment)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    assert contents(out) == before


def test_ctrl_c_ends_in_one_line_without_kernel_or_temporary_folder(tmp_path):
    out = tmp_path / "reports"
    command = [sys.executable, "-m", "analysis", "report", "--out", str(out)]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True)
    assert process.stderr is not None
    process.stderr.readline()  # the first notebook is done, others run
    os.killpg(process.pid, signal.SIGINT)
    told = process.communicate(timeout=60)[1]
    assert process.returncode == 130
    assert told.splitlines()[-1] == "Stopped; nothing was changed."
    assert "Traceback" not in told
    assert list(tmp_path.iterdir()) == []


def test_a_report_can_be_built_where_a_loop_runs_already(folder, tmp_path):
    async def inside() -> list[Path]:
        return build(tmp_path / "reports", made(folder))

    assert (tmp_path / "reports" / "fr" / "index.html") in asyncio.run(inside())


def test_a_folder_is_swapped_also_where_the_system_cannot_exchange(tmp_path, monkeypatch):
    monkeypatch.setattr("analysis.report._swap._exchange", lambda new, target: False)
    for text in ("first", "second"):
        new = tmp_path / "new"
        new.mkdir()
        (new / "index.html").write_text(text)
        put_in_place(new, tmp_path / "reports")
    assert (tmp_path / "reports" / "index.html").read_text() == "second"
    (tmp_path / "reports").rename(tmp_path / ".reports-old")  # as a kill between the two renames leaves it
    recover(tmp_path / "reports")
    assert (tmp_path / "reports" / "index.html").read_text() == "second"


def test_a_folder_that_cannot_be_swapped_is_as_it_was_and_one_that_cannot_be_removed_is_no_failure(
    tmp_path, monkeypatch
):
    monkeypatch.setattr("analysis.report._swap._exchange", lambda new, target: False)
    target, new = tmp_path / "reports", tmp_path / "new"
    target.mkdir()
    (target / "index.html").write_text("first")
    with pytest.raises(OSError):
        put_in_place(new, target)  # it is not there
    assert (target / "index.html").read_text() == "first"
    new.mkdir()
    monkeypatch.setattr("analysis.report._swap.shutil.rmtree", refused)
    put_in_place(new, target)
    assert list(target.iterdir()) == []


def refused(path: Path, ignore_errors: bool = False) -> None:
    """Remove as one who may not do so."""
    if not ignore_errors:
        raise PermissionError(13, "Permission denied", str(path))


def test_refresh_writes_outputs_without_run_times_or_machine(folder):
    paths = refresh(folder)
    found = nbformat.read(paths[1], as_version=4)
    assert found.cells[1].outputs[0].data["text/plain"] == "2"
    assert found.metadata["language_info"] == {"name": "python"}
    assert "execution" not in found.cells[1].metadata


def test_hostile_text_in_a_notebook_is_shown_not_run():
    book = nbformat.v4.new_notebook()
    hostile = (
        "<script>alert(1)</script> [a](javascript:alert(2)) ![i](https://x.example/i.png) <img src=x onerror=alert(3)>"
    )
    output = nbformat.v4.new_output(
        "execute_result", {"text/markdown": hostile, "text/plain": hostile}, execution_count=1
    )
    alone = nbformat.v4.new_output("display_data", {"text/plain": hostile})
    stream = nbformat.v4.new_output("stream", text=hostile)
    book.cells = [
        nbformat.v4.new_markdown_cell(
            f"# Title {hostile}\n\n## Part\n\n## Part\n\n[next](01_x.ipynb) [out](https://a.example)"
        ),
        nbformat.v4.new_code_cell("1", metadata={"tags": ["short-answer"]}, outputs=[output, alone, stream]),
    ]
    pair = Pair(book)
    site = Site("en", ("en",), {"00_overview": card(pair)})
    page = notebook_page(pair, site=site, name="00_overview")["00_overview.html"].decode()
    for bad in ("<script", "javascript:", "<img src=x", "x.example"):
        assert bad not in page.replace("javascript:alert(2)) ![i](https://x.example/i.png) &lt;img", "").replace(
            "[a](javascript:alert(2)) ![i](https://x.example/i.png)", ""
        )
    assert 'id="part"' in page
    assert 'id="part-2"' in page
    assert '<a href="01_x.html">next</a>' in page
    assert '<a href="https://a.example" rel="noopener noreferrer">out</a>' in page


@pytest.mark.parametrize("where", [(), ("region=Occitanie",)], ids=["all", "a part"])
def test_the_data_package_of_a_report_is_read_as_what_it_was_made_from(data, tmp_path, where):
    given = part_of(data, where).data if where else data
    (tmp_path / "data.zip").write_bytes(data_package(given))
    found = load(tmp_path / "data.zip")
    assert found.problems == ()
    for name in ("places", "funding"):
        pd.testing.assert_frame_equal(getattr(found, name).reset_index(drop=True), getattr(given, name))


def test_a_part_stands_beside_the_whole_with_a_word_on_few_places(tmp_path):
    """Two places: each number of theirs has that of all places at its side, and the page says that two are too few."""
    out = tmp_path / "reports"
    build(out, Request(where=("region=Martinique",), only=("03",), languages=("fr",)))
    page = (out / "fr" / "03_territories.html").read_text(encoding="utf-8")
    text = page.replace("\u00a0", " ").replace("\u202f", " ")
    assert "Martinique : 2 lieux sur 238." in text
    assert "trop peu" in text
    assert "Ensemble des lieux" in text or "Tous les lieux" in text
    assert (out / "fr" / "figures" / "03_territories-1-all.png").is_file()
    assert (out / "fr" / "files" / "places.csv").read_bytes().count(b"\n") == 3


def test_a_drawing_says_its_title_and_what_it_shows():
    figure = Figure("a", "Fab labs & others", "3 places < 5", b"", svg='<?xml version="1.0"?>\n<svg width="1">\n</svg>')
    drawing = ElementTree.fromstring(figure.files["figures/a.svg"])
    assert [(part.tag, part.text) for part in drawing] == [("title", "Fab labs & others"), ("desc", "3 places < 5")]
