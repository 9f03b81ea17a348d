"""The notebooks keep to their conventions, and nbval compares something in each of them."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from analysis.dataset._loading import DATA_VARIABLE
from analysis.dataset.mine import MINE_VARIABLE
from analysis.jupyter._run import execute
from analysis.report import find_notebooks
from packages import keep

PATHS = sorted(find_notebooks().glob("*.ipynb"))
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


def shows_no_gap(data: Path) -> None:
    """Every notebook reaches its end on a file; no number is missing in a sentence, and no figure is empty."""
    for book in execute(PATHS, environment={DATA_VARIABLE: str(data), MINE_VARIABLE: str(data)}).values():
        for cell in book.cells:
            for output in cell.get("outputs", []):
                assert output.output_type != "stream", output.text  # no warning of a library
                shown = output.get("data", {})
                text = shown.get("text/plain", "")
                assert not re.search(r"\bnan\b|\binf\b", text), text
                assert not ("Not shown: " in text and "image/png" in shown), text


@pytest.mark.parametrize("reduced", [{"places": 1}, {"lines": False}, {"only": "density == ''"}], ids=str)
def test_every_notebook_runs_on_little_data(package, reduced):
    shows_no_gap(keep(package, **reduced))


def table(columns: str, row: str, n: int) -> str:
    return "\n".join([columns, *(row.format(i=i, eur=f"{i}50 000") for i in range(1, n + 1))])


BROUGHT = {
    "one place": table("Lieu;Coût total", "L{i};{eur}", 1),
    "three places": table("Lieu;Coût total;Type de lieu", "L{i};{eur};fablab", 3),
    "totals only": table("Lieu;Coût total", "L{i};{eur}", 9),
    "private money only": table("Lieu;Coût total;Entreprises;Mécénat", "L{i};{eur};{i}00 000;{i}0 000", 8),
    "one region": table(
        "Lieu;Type;Région;Année;Coût total;Part publique", "L{i};tiers-lieu;Bretagne;201{i};{eur};6{i} %", 8
    ),
    "grants without a total": table("Bénéficiaire;Subvention;Financeur", "L{i};{eur};Région Sud", 8),
    "operating money": table("Lieu;Chiffre d'affaires;Adhésions", "L{i};{eur};{i}000", 8),
}


@pytest.mark.parametrize("name", BROUGHT)
def test_every_notebook_runs_on_a_file_that_somebody_brings(name, tmp_path):
    (tmp_path / "plans.csv").write_text(BROUGHT[name], encoding="utf-8")
    shows_no_gap(tmp_path / "plans.csv")


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
    panels = ("## Explore the places", "## Compare your plan with its peers")  # to click on, before anything to read
    second = [line for line in headings if line.startswith("## ") and line not in panels]
    assert headings[0].startswith("# ")
    assert second[0] == "## Short answer"
    assert "## Data used" in second
    assert second[-2:] == ["## Limits", "## Next"]
    answers = [cell.source for cell in notebook.cells if "short-answer" in cell.metadata.get("tags", [])]
    # A topic's notebook tells what its claims come to, then its own short answer.
    topics = ["findings.overview(claims)", "answer.short"]
    assert len(answers) == 1 or [source.splitlines()[-1] for source in answers] == topics


def test_notebooks_stay_small_and_well_named():
    assert sum(path.stat().st_size for path in PATHS) < 3_000_000
    for path in PATHS:
        assert " " not in path.name
        assert not path.name.startswith("Untitled")
        book = nbformat.read(path, as_version=4)
        for cell in book.cells:
            for output in cell.get("outputs", []):
                assert len(str(output)) < 150_000
