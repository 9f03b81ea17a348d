"""Her own file by clicking in a real JupyterLab: upload it, two drop-downs, a row corrected, the mapping saved, its report."""

from __future__ import annotations

import os
import re
import shutil
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from analysis import load
from analysis.dataset._reading import PACKAGE_VARIABLE, find_shipped_data
from analysis.report import find_notebooks
from clicking import PATIENCE, jupyter_lab, run_all
from messy import WRONG, write_messy

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@pytest.fixture(scope="module")
def project(tmp_path_factory) -> Path:
    """A project as a clone is: its data with an empty folder for one's own, and its notebook."""
    folder = tmp_path_factory.mktemp("project") / "root"
    shutil.copytree(find_shipped_data(), folder / "data", ignore=shutil.ignore_patterns("mine"))
    (folder / "data" / "mine").mkdir()
    (folder / "notebooks").mkdir()
    shutil.copy(find_notebooks() / "07_your_data.ipynb", folder / "notebooks")
    return folder


@pytest.fixture(scope="module")
def page(browser: Browser, project: Path) -> Iterator[Page]:
    expect.set_options(timeout=PATIENCE)
    before = os.environ.get(PACKAGE_VARIABLE)
    os.environ[PACKAGE_VARIABLE] = str(project / "data")
    try:
        with jupyter_lab(project) as address:
            opened = browser.new_page(viewport={"width": 1440, "height": 1000})
            run_all(opened, address("notebooks/07_your_data.ipynb"), panels=1)
            yield opened
            opened.close()
    finally:
        if before is None:
            del os.environ[PACKAGE_VARIABLE]
        else:
            os.environ[PACKAGE_VARIABLE] = before


@pytest.fixture(scope="module")
def panel(page: Page, project: Path) -> Locator:
    """The panel with her file, as it is after the upload."""
    found = page.locator(".cf-panel")
    file = write_messy(project.parent / "Suivi (v3 final).xlsx")
    with page.expect_file_chooser() as chooser:
        found.get_by_role("button", name="Upload a file").click()
    chooser.value.set_files(file)
    expect(found.locator(".cf-line").first).to_contain_text("Suivi (v3 final).xlsx")
    return found


def test_after_run_all_the_panel_is_in_view(page):
    expect(page.locator(".cf-panel h4").first).to_be_in_viewport()


def test_her_file_from_the_upload_to_its_report(page, panel, project):
    path = project / "data" / "mine" / "Suivi (v3 final).xlsx"
    before = path.read_bytes()
    assert before == (project.parent / path.name).read_bytes()
    expect(panel.locator(".cf-warn").filter(has_text="To look at twice")).to_contain_text("54 200 TTC")
    # two columns by drop-down, read again at once
    panel.get_by_label("Budget voté", exact=True).select_option(label="funder: region")
    expect(panel.locator(".cf-line").first).to_contain_text(
        f"{lines(path, {'Budget voté': 'funder:region'})} funding lines"
    )
    panel.get_by_label("Fonds du GAL", exact=True).select_option(label="funder: European Union")
    said = {"Budget voté": "funder:region", "Fonds du GAL": "funder:eu"}
    expect(panel.locator(".cf-line").first).to_contain_text(f"{lines(path, said)} funding lines")
    # a row corrected: tried, then saved as a copy
    expect(panel.locator(".cf-line").first).to_contain_text("1 set aside")
    wrong = panel.locator(".cf-fields").filter(has=page.locator("input:visible")).last.get_by_label("Coût total HT")
    wrong.fill("185 000")
    wrong.press("Tab")
    expect(panel.get_by_text(re.compile(f"Row {WRONG}.*would be accepted"))).to_be_visible()
    expect(panel.locator(".cf-line").first).to_contain_text("0 set aside")
    panel.get_by_role("button", name="Save a corrected copy").click()
    copy = path.with_name("Suivi (v3 final)-corrected.xlsx")
    expect(panel.locator(".cf-line").first).to_contain_text(copy.name)
    assert path.read_bytes() == before
    assert load(copy).rows[0].set_aside == 0
    # the mapping is what check --map takes
    panel.get_by_role("button", name="Save the mapping").click()
    saved = panel.get_by_text(re.compile("Saved: .*toml"))
    saved.wait_for()
    mapping = Path(re.search(r"Saved: (.*\.toml)", saved.inner_text())[1])
    assert tomllib.loads(mapping.read_text(encoding="utf-8"))["columns"].items() >= said.items()
    # the report, beside and in a window of its own
    panel.get_by_role("button", name="Make the report").click()
    pages = panel.locator(".cf-contents")
    pages.wait_for(timeout=600_000)
    beside = panel.frame_locator("iframe.cf-pages")
    expect(beside.locator("h1")).to_be_visible()
    pages.get_by_role("link", name="Your data", exact=True).click()
    expect(beside.locator("h1")).to_have_text("Your data")
    expect(beside.locator("body")).to_contain_text(copy.name)
    with page.context.expect_page() as opened:
        pages.get_by_role("link", name="Your data, in a window of its own").click()
    expect(opened.value.locator("h1")).to_have_text("Your data")
    opened.value.close()


def test_one_column_in_another_currency(page, panel):
    row = panel.locator(".cf-column").filter(has=page.get_by_label("Coût total HT", exact=True))
    line = panel.locator(".cf-line").first
    before = line.inner_text()
    row.get_by_label("unit", exact=True).select_option(label="another currency")
    rate = row.get_by_label("one unit in euros")
    rate.fill("1,15")
    rate.press("Tab")
    expect(line).not_to_have_text(before)
    expect(row.get_by_label("unit", exact=True).locator("option:checked")).to_have_text("× 1.15")
    expect(rate).to_be_hidden()
    row.get_by_label("unit", exact=True).select_option(label="as the file says")
    expect(line).to_have_text(before)


def lines(path: Path, columns: dict[str, str]) -> int:
    from analysis.dataset._reading import Mapping

    return len(load(path, mapping=Mapping(columns=columns)).funding)


def test_axe_finds_nothing_in_the_panel(page, panel):
    found = Axe().run(page, context=".cf-panel", options={"runOnly": {"type": "tag", "values": TAGS}, "iframes": False})
    told = [f"{item['id']}: {node['html'][:160]}" for item in found.response["violations"] for node in item["nodes"]]
    assert told == []
