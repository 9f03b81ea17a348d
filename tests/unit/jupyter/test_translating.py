"""A notebook in another language: its cells, links and code stay."""

from __future__ import annotations

import ast
import re

import nbformat
import pytest

from analysis.jupyter._translating import split_blocks, translate_notebook
from analysis.report import find_notebooks

NOTEBOOKS = sorted(find_notebooks().glob("[0-9][0-9]_*.ipynb"))


def test_french_text_in_the_data_of_a_message_is_no_field():
    assert list(split_blocks("# A\n\ntext\nof two lines\n\n- b\n- c\n")) == ["# A", "text\nof two lines", "- b\n- c"]


def blanked(source: str) -> str:
    """The code of a cell with every text that people read made the same."""
    tree = ast.parse(re.sub(r"^%.*", "", source, flags=re.MULTILINE))
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and " " in node.value:
            node.value = "text"
    return ast.dump(tree)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_translated_notebook_keeps_cells_links_and_code(path):
    source = nbformat.read(path, as_version=4)
    found = translate_notebook(source, "fr")
    assert [cell.id for cell in found.cells] == [cell.id for cell in source.cells]
    chosen = 'analysis.i18n.use("fr")\n'
    assert sum(chosen in cell.source for cell in found.cells) == 1
    for before, after in zip(source.cells, found.cells, strict=True):
        if before.cell_type == "code":
            assert blanked(after.source.replace(chosen, "")) == blanked(before.source)
            assert after.outputs == []
        elif before.source != "### Concentration":  # a word of both languages
            assert after.source != before.source
            assert re.findall(r"\]\((.*?)\)", after.source) == re.findall(r"\]\((.*?)\)", before.source)
    assert translate_notebook(source, "en") == source
