"""The report: each failure named, only what was asked for."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from analysis.jupyter._run import NotebookError
from analysis.report import ReportError, Request, _site, build, find_outdated, refresh
from analysis.words.i18n import LANGUAGES
from books import contents, made, notebook


def test_a_report_has_a_page_per_notebook_an_index_and_a_manifest(folder, tmp_path):
    out, done = tmp_path / "reports", []
    files = build(out, made(folder), on_done=done.append)
    pages = ["00_overview", "01_second", "accessibility", "data-quality", "index", "method", "my-plan", "places"]
    expected = [f"{lang}/{page}.html" for lang in LANGUAGES for page in pages] + [
        *(f"{lang}/{file}" for lang in LANGUAGES for file in ("files/places.csv", "files/places.xlsx", "findings.json")),
        "files/cluster-funding-data.zip", "index.html", "report.json",
    ]  # fmt: skip
    assert [str(path.relative_to(out)) for path in files] == sorted(expected)
    assert sorted(done) == ["00_overview", "01_second"]
    index = (out / "en" / "index.html").read_text(encoding="utf-8")
    assert "Title of 01_second" in index
    assert "<p>A question?</p>" in index
    before = contents(out)
    build(out, made(folder))
    assert contents(out) == before  # same notebooks, same bytes
    assert find_outdated(out, made(folder)) == []
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


@pytest.mark.parametrize("where", [(), ("region=Occitanie",)], ids=["all", "a part"])
def test_the_report_of_large_data_is_made_one_after_the_other_and_is_the_same(folder, tmp_path, monkeypatch, where):
    build(tmp_path / "usual", made(folder, where=where))
    counts: list[int] = []
    once = _site.execute_once
    monkeypatch.setattr(_site, "execute_once", lambda *a, **k: counts.append(k["at_once"]) or once(*a, **k))
    monkeypatch.setattr(_site, "make_all", lambda works: pytest.fail("two languages at once"))
    monkeypatch.setattr(_site, "LARGE", 100)
    build(tmp_path / "large", made(folder, where=where))
    assert counts == [1]
    assert contents(tmp_path / "large") == contents(tmp_path / "usual")


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
    assert "A question?" in (out / "en" / "index.html").read_text(encoding="utf-8")


def test_one_language_leads_to_no_other(folder, tmp_path):
    out = tmp_path / "reports"
    build(out, made(folder, languages=("fr",)))
    page = (out / "fr" / "index.html").read_text(encoding="utf-8")
    assert '<html lang="fr">' in page
    assert "hreflang" not in page
    assert not (out / "en").exists()
    assert 'href="fr/index.html"' in (out / "index.html").read_text(encoding="utf-8")


def test_an_unknown_notebook_is_told_with_those_that_there_are(folder, tmp_path):
    with pytest.raises(ReportError, match=r"no notebook is called 'invst'; did you mean 01_investment\?$"):
        _site._choose_notebooks(_site.find_notebooks(), ["invst"])
    with pytest.raises(ReportError, match="no notebook is called '07'; there are 0"):
        build(tmp_path / "reports", made(folder, only=("07",)))
    with pytest.raises(ReportError, match="there is no notebook in"):
        build(tmp_path / "reports", made(tmp_path))


def test_a_failing_cell_is_named_and_the_earlier_report_is_as_it_was(folder, tmp_path, earlier):
    out, before = earlier, contents(earlier)
    notebook(folder, "01_second", "1 + 1", "x = 1\nx / 0")
    with pytest.raises(NotebookError, match=r"01_second.ipynb, cell 3 \(x = 1\): ZeroDivisionError: division by zero"):
        build(out, made(folder))
    assert contents(out) == before
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_ctrl_c_ends_in_one_line_without_kernel_or_temporary_folder(tmp_path):
    out = tmp_path / "reports"
    command = [sys.executable, "-m", "analysis", "report", "--only", "05", "--only", "07", "--out", str(out)]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True)
    assert process.stderr is not None
    process.stderr.readline()  # notebook 07 is done, 05 runs
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


def test_refresh_writes_outputs_without_run_times_or_machine(folder):
    paths = refresh(folder)
    found = nbformat.read(paths[1], as_version=4)
    assert found.cells[1].outputs[0].data["text/plain"] == "2"
    assert found.metadata["language_info"] == {"name": "python"}
    assert "execution" not in found.cells[1].metadata


def test_data_that_the_environment_names_are_those_of_all_pages(tmp_path, monkeypatch):
    monkeypatch.setenv("CLUSTER_FUNDING_DATA", "mine.csv")
    monkeypatch.setenv("CLUSTER_FUNDING_MAP", "mine.toml")
    found = _site._settled(Request())
    assert (found.data, found.mapping) == (Path("mine.csv"), Path("mine.toml"))
    assert _site._ways(found, None)[0].environment["CLUSTER_FUNDING_DATA"] == str(Path("mine.csv").absolute())
    given = _site._settled(Request(data=tmp_path))
    assert (given.data, given.mapping) == (tmp_path, None)
    monkeypatch.setenv("CLUSTER_FUNDING_DATA", "")
    assert _site._settled(Request()).data is None
