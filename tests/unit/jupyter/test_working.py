"""Notebooks in French to work with."""

from __future__ import annotations

import nbformat

from analysis.jupyter._working import write_copies
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
