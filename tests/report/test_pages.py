"""The real report in headless Chromium: nothing leaves, nothing fails, everything can be read."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
REQUIRED = os.environ.get("CLUSTER_FUNDING_BROWSER") == "required"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
]

pytestmark = pytest.mark.skipif(CHROMIUM is None and not REQUIRED, reason="Chromium is not installed")

NAMES = [
    "index",
    "00_overview",
    "01_investment",
    "02_funding_mix",
    "03_territories",
    "04_stakeholders",
    "05_concepts",
    "06_explore",
    "07_your_data",
    "data-quality",
]


@pytest.fixture(scope="session")
def report(tmp_path_factory) -> Path:
    out = tmp_path_factory.mktemp("site") / "reports"
    subprocess.run([sys.executable, "-m", "analysis", "report", "--out", str(out)], check=True)
    return out


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    assert CHROMIUM, "install Chromium (Debian package chromium)"
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(params=NAMES)
def page(request, browser: Browser, report: Path) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.requests, page.told = [], []  # type: ignore[attr-defined]
    page.on("request", lambda made: page.requests.append(made.url))  # type: ignore[attr-defined]
    page.on("console", lambda message: page.told.append(message.text))  # type: ignore[attr-defined]
    page.on("pageerror", lambda error: page.told.append(str(error)))  # type: ignore[attr-defined]
    page.goto((report / f"{request.param}.html").as_uri())
    page.wait_for_load_state("networkidle")
    yield page
    page.close()


def test_nothing_is_requested_and_nothing_fails(page):
    assert [url for url in page.requests if not url.startswith(("file:", "data:"))] == []
    assert page.told == []


def test_every_image_is_drawn_and_has_a_real_alternative_text(page):
    images = page.eval_on_selector_all("img", "all => all.map(i => [i.alt, i.naturalWidth])")
    assert bool(images) != page.url.endswith(("index.html", "data-quality.html"))
    for alt, width in images:
        assert width > 900
        assert len(alt) > 80
        assert re.search(r"\d", alt)
        assert "<" not in alt.replace("p < 0.001", "").replace("<1%", "")


def test_headings_are_in_order_with_one_title(page):
    levels = page.eval_on_selector_all("h1, h2, h3, h4", "all => all.map(h => Number(h.tagName[1]))")
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_links_inside_the_report_resolve(page, report):
    links = page.eval_on_selector_all("a[href]", "all => all.map(a => a.getAttribute('href'))")
    ids = set(page.eval_on_selector_all("[id]", "all => all.map(e => e.id)"))
    for link in links:
        if link.startswith("#"):
            assert link[1:] in ids
        elif not link.startswith(("http://", "https://")):
            assert (report / link).is_file()
    assert len(links) >= 8


@pytest.mark.parametrize("width", [390, 820, 1440])
def test_no_sideways_scrolling(page, width):
    page.set_viewport_size({"width": width, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_code_is_folded_and_opens_with_the_keyboard(page):
    if page.url.endswith(("index.html", "data-quality.html")):
        assert page.locator("details.code").count() == 0
        return
    first = page.locator("details.code").first
    assert not first.locator("pre").is_visible()
    first.locator("summary").focus()
    page.keyboard.press("Enter")
    assert first.locator("pre").is_visible()


def test_no_output_is_a_repr_or_a_traceback(page):
    text = page.inner_text("main")
    for sign in ("Traceback", "<Axes", "<Figure", "object at 0x", "\\<", "&lt;", "nan "):
        assert sign not in text


def test_headers_of_tables_say_what_they_head(page):
    scopes = page.eval_on_selector_all("th", "all => all.map(t => t.getAttribute('scope'))")
    assert set(scopes) <= {"col"}
    assert page.eval_on_selector_all("table", "all => all.filter(t => !t.caption).length") == 0


def test_the_page_asks_for_no_address_and_is_light(page, report):
    path = report / page.url.rsplit("/", 1)[1]
    text = path.read_text(encoding="utf-8")
    assert "default-src 'none'" in text
    assert not re.search(r"""(src|@import|url\()\s*=?\s*["']?https?:""", text)
    assert path.stat().st_size < 1_500_000


def test_the_index_shows_the_claims_and_a_card_per_notebook(browser, report):
    page = browser.new_page()
    page.goto((report / "index.html").as_uri())
    assert page.locator(".claims tbody tr").count() == 8
    assert page.locator(".card").count() == 8
    verdicts = page.locator(".claims td:nth-child(3)").all_inner_texts()
    assert set(verdicts) <= {"supported", "not supported", "cannot tell"}
    page.close()
