"""Pages in a real browser: which there are, how a report is built, and what an open page did."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, Page

from analysis.report import find_notebooks
from analysis.words.i18n import LANGUAGES

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
#: Where this is set, a missing browser or validator fails instead of being skipped.
REQUIRED = os.environ.get("CLUSTER_FUNDING_BROWSER") == "required"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
]
NOTEBOOKS = sorted(path.stem for path in find_notebooks().glob("[0-9][0-9]_*.ipynb"))
OTHERS = ["index", "my-plan", "places", "method", "data-quality", "accessibility"]
#: Every page of the report, below its folder.
PAGES = [f"{lang}/{name}.html" for lang in LANGUAGES for name in OTHERS + NOTEBOOKS] + ["index.html"]


def built(out: Path, *options: str) -> Path:
    """A report as the command writes it."""
    subprocess.run([sys.executable, "-m", "analysis", "report", "--out", str(out), *options], check=True)
    return out


@dataclass
class Opened:
    """An open window, and what its pages did: the addresses that they asked for, and what they told or tried."""

    page: Page
    requests: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)

    def show(self, path: Path) -> Page:
        """Open a file and wait until it and its script are ready."""
        self.page.goto(path.as_uri())
        if self.page.locator("#filters").count():
            self.page.wait_for_selector("#filters:not([hidden])")
        if self.page.locator("#plan").count():
            self.page.wait_for_selector("#plan:not([hidden])")
        return self.page

    def outside(self) -> list[str]:
        """Requests to anything but files of this machine."""
        return [url for url in self.requests if not url.startswith(("file:", "data:"))]


@contextmanager
def window(browser: Browser, *, width: int = 1440, **options) -> Iterator[Opened]:
    """A window that writes down all that its pages do."""
    page = browser.new_page(viewport={"width": width, "height": 900}, **options)
    found = Opened(page)
    page.on("request", lambda made: found.requests.append(made.url))
    page.on("console", lambda message: found.told.append(message.text))
    page.on("pageerror", lambda error: found.told.append(str(error)))

    def refuse(dialog) -> None:
        found.told.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    page.on("dialog", refuse)
    yield found
    page.close()
