"""Which notebooks can read nothing but the data: all of ours, and of others those that use this package only."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest

from analysis.jupyter._closed import is_closed
from analysis.report import find_notebooks


def book(*cells: str) -> nbformat.NotebookNode:
    return nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in cells])


@pytest.mark.parametrize("path", sorted(find_notebooks().glob("[0-9][0-9]_*.ipynb")), ids=lambda path: path.stem)
def test_the_notebooks_of_the_project_are_closed(path: Path):
    assert is_closed(nbformat.read(path, as_version=4))


@pytest.mark.parametrize(
    "source",
    [
        "import helper", "import folder.helper", "from . import helper", "import os", "import pandas as pd", "import analysis as a",
        "from analysis.dataset import load", "from analysis import charts as c", "%run other.ipynb", "%load_ext other", "!cat file",
        "%%bash\ncat file", "open('file')", "__import__('os')", "exec('x')", "eval('x')", "get_ipython()", "getattr(analysis, 'x')",
        "analysis.load('figures.csv')", "path = 'x'\nanalysis.load(path)", "analysis.load(f'{x}')", "analysis.dataset.load()",
        "analysis.shares.pd.read_csv('x')", "from analysis import shares\nshares.pd.read_csv('x')",
        "from analysis import shares\nshares.nw",
        "from analysis import shares\ns = shares\ns.pd", "from analysis import mine\nmine.find('/elsewhere')",
        "from analysis import _system",
        "().__class__", "print.__self__.open('x')", "x = 3; del x; y", "[analysis]", "a b", "analysis.load(*['x'])",
    ],
)  # fmt: skip
def test_code_that_may_read_other_files_is_not(source):
    assert not is_closed(book("import analysis", source))


@pytest.mark.parametrize(
    "source",
    [
        "%load_ext analysis\nimport analysis\ndata = analysis.load()\nlen(data.places)",
        "from analysis import shares\nsorted(shares.plans(data)['region'].unique())\ndata = 3",
        "from analysis import mine\nfile = mine.find()\nanalysis.load(file.path, mapping=file.mapping)",
        "[n for n in range(3)]",
    ],
)
def test_code_that_uses_the_package_alone_is(source):
    assert is_closed(book("import analysis", source))
