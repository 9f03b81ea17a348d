"""A notebook in a real JupyterLab: open it, run all of its cells by the menu, wait for its panels."""

from __future__ import annotations

from playwright.sync_api import Page

#: How long a slow machine may take for one step, in milliseconds; a test never waits longer than the step takes.
PATIENCE = 120_000


def run_all(page: Page, address: str) -> None:
    """Open a notebook, run all of its cells, and wait until its two panels are alive."""
    page.set_default_timeout(PATIENCE)
    page.goto(address)
    page.locator(".jp-Notebook").wait_for()
    page.get_by_text("| Idle").first.wait_for()  # the kernel is there; before, Run All would run nothing
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    page.locator(".cf-panel").nth(1).wait_for()
    page.get_by_text("| Idle").first.wait_for()
