"""A real JupyterLab on loopback with a token and folders of its own, and the notebook open in headless Chromium."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from analysis.report import find_notebooks
from clicking import PATIENCE, jupyter_lab, run_all


@pytest.fixture(scope="session")
def work(tmp_path_factory) -> Path:
    """A copy of the notebook to explore in; the server's own folders lie beside it."""
    folder = tmp_path_factory.mktemp("lab")
    (folder / "work").mkdir()
    shutil.copy(find_notebooks() / "06_explore.ipynb", folder / "work")
    return folder / "work"


@pytest.fixture(scope="session")
def server(work: Path) -> Iterator[Callable[[str], str]]:
    """The address of a notebook in a JupyterLab that ends with the tests."""
    expect.set_options(timeout=PATIENCE)
    with jupyter_lab(work) as address:
        yield address


@pytest.fixture(scope="session")
def notebook(browser: Browser, server: Callable[[str], str]) -> Iterator[Page]:
    """The notebook to explore in after "Run All Cells"."""
    page = browser.new_page(viewport={"width": 1440, "height": 1000})
    run_all(page, server("06_explore.ipynb"))
    yield page
    page.close()
