"""The page of all places: search, filters, sorting and pages over rows that it carries, with 238 places and with 20,000."""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from analysis.report._frame import Site
from analysis.report._places import render_places_page

MANY = 20_000


@pytest.fixture(scope="module")
def many(plans, tmp_path_factory) -> Path:
    """20,000 places: the real ones again and again, each under a name and with an amount of its own."""
    rows = pd.concat([plans] * (MANY // len(plans) + 1), ignore_index=True).head(MANY)
    rows["name"] = [f"{name} {number}" for number, name in enumerate(rows["name"])]
    rows["place_id"] = [f"{place}-{number}" for number, place in enumerate(rows["place_id"])]
    rows["source_url"] = [
        f"https://a.example/{number:x}" for number in np.random.default_rng(2).integers(0, 2**40, MANY)
    ]
    rows["investment_eur"] = np.random.default_rng(1).integers(10_000, 9_000_000, MANY).astype(float)
    path = tmp_path_factory.mktemp("many") / "places.html"
    path.write_bytes(render_places_page(rows, site=Site("en", ("en",)), csv="places.csv"))
    return path


def names(page) -> list[str]:
    return page.locator("#table tbody th").all_inner_texts()


def test_20000_places_are_searched_sorted_and_filtered_without_any_network(opened, many):
    print(f"\n20,000 places: {many.stat().st_size / 1e6:.2f} MB")
    with opened() as found:
        started = time.monotonic()
        page = found.show(many)
        print(f"open: {time.monotonic() - started:.2f} s")
        assert page.inner_text("#count") == "Places shown: 20,000 of 20,000"
        assert page.inner_text("#page") == "Page 1 of 400"
        assert len(names(page)) == 50

        started = time.monotonic()
        page.fill("#search", "coworking 123")
        print(f"search: {time.monotonic() - started:.2f} s")
        assert names(page)
        assert page.inner_text("#count") != "Places shown: 20,000 of 20,000"
        page.fill("#search", "nothing of that kind")
        assert page.inner_text("#count").startswith("No place has all of this")
        page.click("button[type=reset]")
        assert page.inner_text("#count") == "Places shown: 20,000 of 20,000"

        started = time.monotonic()
        page.click("th[data-column=investment_eur] button")
        page.click("th[data-column=investment_eur] button")
        print(f"sort twice: {time.monotonic() - started:.2f} s")
        assert page.get_attribute("th[data-column=investment_eur]", "aria-sort") == "descending"
        assert page.locator("#table tbody td.number").nth(1).inner_text() == "€9M"

        for column in ("place_type", "region", "settlement"):
            page.select_option(f"#filter-{column}", index=1)
        chosen = [page.locator(f"#filter-{column} option:checked").inner_text() for column in ("place_type", "region")]
        for row in page.locator("#table tbody tr").all_inner_texts():
            assert all(text in row for text in chosen)
        assert found.outside() == []
        assert found.told == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 1440


def test_the_keyboard_alone_is_enough(opened, report):
    with opened() as found:
        page = found.show(report / "fr" / "places.html")
        page.focus("#search")
        page.keyboard.type("coworking")
        page.focus("th[data-column=name] button")
        page.keyboard.press("Enter")
        assert page.get_attribute("th[data-column=name]", "aria-sort") == "descending"
        assert names(page)[0] > names(page)[-1]
        page.focus("#filter-settlement")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        assert not page.inner_text("#count").endswith("238 sur 238")
        assert page.get_attribute("#count", "role") == "status"  # a screen reader tells it
        page.focus("button[type=reset]")
        page.keyboard.press("Enter")
        assert page.inner_text("#count").endswith("238 sur 238")
        page.focus("#after")
        page.keyboard.press("Enter")
        assert page.inner_text("#page") == "Page 2 sur 5"


def test_without_scripts_the_first_places_stand_there_and_the_csv_has_all(browser, report, many):
    page = browser.new_page(java_script_enabled=False)
    page.goto((report / "fr" / "places.html").as_uri())
    assert page.locator("#table tbody tr").count() == 238
    assert not page.locator("#filters").is_visible()
    page.goto(many.as_uri())
    assert page.locator("#table tbody tr").count() == 250
    assert "the first 250 of 20,000 places" in page.inner_text("noscript")
    page.close()
