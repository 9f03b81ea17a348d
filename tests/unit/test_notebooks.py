"""The notebooks keep to their conventions, and nbval compares something in each of them."""

from __future__ import annotations

import re
import subprocess
import sys

import nbformat
import pytest

from analysis.dataset import DATA_VARIABLE
from analysis.report import notebooks_folder
from analysis.report.run import execute
from conftest import keep

PATHS = sorted(notebooks_folder().glob("*.ipynb"))
COMPARED = ("text/plain", "text/html", "text/markdown")


def compared(notebook: nbformat.NotebookNode) -> int:
    """Cells whose stored output nbval compares; it skips pictures and cells without output."""
    return sum(
        any(kind in output.get("data", {}) for kind in COMPARED)
        for cell in notebook.cells
        if cell.cell_type == "code"
        for output in cell.outputs[:1]
    )


@pytest.fixture(params=PATHS, ids=lambda path: path.stem)
def notebook(request) -> nbformat.NotebookNode:
    return nbformat.read(request.param, as_version=4)


def test_every_cell_but_the_set_up_is_compared(notebook):
    code = [
        cell for cell in notebook.cells if cell.cell_type == "code" and "setup" not in cell.metadata.get("tags", [])
    ]
    assert compared(notebook) == len(code) > 5


def test_figures_are_compared_by_their_text(notebook):
    pictures = [
        o for c in notebook.cells if c.cell_type == "code" for o in c.outputs if "image/png" in o.get("data", {})
    ]
    assert pictures
    for output in pictures:
        about = output.metadata["image/png"]
        assert about["alt"] == output.data["text/plain"]
        assert len(about["alt"]) > 80
        assert about["title"]


@pytest.mark.parametrize("reduced", [{"places": 1}, {"lines": False}, {"only": "density == ''"}], ids=str)
def test_every_notebook_runs_on_little_data(package, reduced):
    folder = keep(package, **reduced)
    for book in execute(PATHS, environment={DATA_VARIABLE: str(folder)}).values():
        for cell in book.cells:
            for output in cell.get("outputs", []):
                text = output.get("data", {}).get("text/plain", "")
                assert not re.search(r"\bnan\b|\binf\b", text), text


def test_a_wrong_number_in_a_stored_output_fails(tmp_path):
    book = nbformat.v4.new_notebook()
    output = nbformat.v4.new_output("execute_result", {"text/plain": "3"}, execution_count=1)
    book.cells = [nbformat.v4.new_code_cell("1 + 1", execution_count=1, outputs=[output])]
    nbformat.write(book, tmp_path / "wrong.ipynb")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "--nbval", "-q", "-p", "no:cacheprovider", "wrong.ipynb"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "1 failed" in done.stdout


def test_cells_are_short_calls(notebook):
    for cell in notebook.cells:
        lines = cell.source.splitlines()
        if cell.cell_type == "code":
            assert len(lines) <= 15
            assert not [line for line in lines if line.rstrip().endswith(";") or line.startswith(("def ", "for "))]


def test_the_skeleton_is_the_same(notebook):
    headings = [
        line
        for c in notebook.cells
        if c.cell_type == "markdown"
        for line in c.source.splitlines()
        if line[:2] in ("# ", "##")
    ]
    second = [line for line in headings if line.startswith("## ")]
    assert headings[0].startswith("# ")
    assert second[0] == "## Short answer"
    assert "## Data used" in second
    assert second[-2:] == ["## Limits", "## Next"]
    tags = [tag for cell in notebook.cells for tag in cell.metadata.get("tags", [])]
    assert tags.count("short-answer") == 1


def test_notebooks_stay_small_and_well_named():
    assert sum(path.stat().st_size for path in PATHS) < 3_000_000
    for path in PATHS:
        assert " " not in path.name
        assert not path.name.startswith("Untitled")
        book = nbformat.read(path, as_version=4)
        for cell in book.cells:
            for output in cell.get("outputs", []):
                assert len(str(output)) < 150_000
