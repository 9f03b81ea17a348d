"""Notebooks in French to work with."""

from __future__ import annotations

import nbformat

from analysis.jupyter._working import write_copies, write_notebook
from analysis.report import find_notebooks
from spoken import english, plain


def test_a_french_notebook_runs_speaks_french_and_is_not_overwritten(tmp_path):
    folder, out = tmp_path / "source", tmp_path / "french"
    folder.mkdir()
    (folder / "03_territories.ipynb").write_bytes((find_notebooks() / "03_territories.ipynb").read_bytes())
    assert write_copies(folder, out, "fr") == ([out / "03_territories.ipynb"], [])
    notebook = nbformat.read(out / "03_territories.ipynb", as_version=4)
    shown = [
        output.data["text/plain"] for cell in notebook.cells for output in cell.get("outputs", []) if "data" in output
    ]
    assert english("\n".join(shown)) == []
    assert any(plain(text).startswith("Où sont les lieux ?") for text in shown)
    mine = (out / "03_territories.ipynb").read_text(encoding="utf-8").replace("Où sont", "Mais où sont")
    (out / "03_territories.ipynb").write_text(mine, encoding="utf-8")
    assert write_copies(folder, out, "fr") == ([], [out / "03_territories.ipynb"])
    assert (out / "03_territories.ipynb").read_text(encoding="utf-8") == mine


def test_a_link_that_someone_planted_is_not_followed(tmp_path):
    (tmp_path / "target").write_text("of another")
    (tmp_path / ".05_concepts.ipynb.new").symlink_to("target")
    (tmp_path / "06_explore.ipynb").symlink_to("nowhere")
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1")])
    write_notebook(book, tmp_path / "05_concepts.ipynb")
    assert (tmp_path / "target").read_text() == "of another"
    assert nbformat.read(tmp_path / "05_concepts.ipynb", as_version=4).cells[0].source == "1"
    source = tmp_path / "source"
    source.mkdir()
    nbformat.write(book, source / "06_explore.ipynb")
    assert write_copies(source, tmp_path, "en") == ([], [tmp_path / "06_explore.ipynb"])
    assert not (tmp_path / "nowhere").exists()
