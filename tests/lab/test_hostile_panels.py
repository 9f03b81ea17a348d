"""Panels of a data set full of hostile strings in a real JupyterLab: nothing runs, nothing is requested, all is shown."""

from __future__ import annotations

import nbformat
from nbformat.v4 import new_code_cell, new_notebook

from browsing import window
from clicking import run_all

EVIL = """
from dataclasses import replace
import analysis
from analysis import comparing, exploring

strings = [
    "<script>window.hit = 1</script>", "\\"><img src=x onerror='window.hit=1'>", "<svg/onload=window.hit=1>",
    "<a href='javascript:window.hit=1'>x</a>", "</pre><iframe src='http://192.0.2.1/'></iframe>",
    "{{7*7}} ${7*7} `x` $\\\\frac{1}{0}$ **b** \\u202e\\u2066", "=HYPERLINK('http://192.0.2.1/')", "x" * 10_000,
]
data = analysis.load()
names = [strings[number % len(strings)] for number in range(len(data.places))]
links = ["javascript:window.hit=1", "https://e.org/\\"><script>window.hit=1</script>"] * (len(names) // 2)
"""
KERNEL = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
PANELS = """
texts = dict.fromkeys(["name", "municipality", "region", "department", "carrier_name", "partners"], names)
evil = replace(data, places=data.places.assign(**texts, source_url=links))
plan = comparing.Plan(300_000, {"region": 100_000}, place_type="third_place", name=strings[1])
exploring.explorer(evil)
"""


def test_nothing_runs_and_nothing_is_requested(browser, server, work):
    cells = [EVIL, PANELS, "exploring.plan_form(evil, plan)"]
    nbformat.write(
        new_notebook(cells=[new_code_cell(cell.strip()) for cell in cells], metadata=KERNEL), work / "hostile.ipynb"
    )
    with window(browser) as opened:
        click_through(opened.page, server("hostile.ipynb"))
        own = server("").split("/lab/")[0]
        assert [url for url in opened.outside() if not url.startswith((own, own.replace("http", "ws"), "blob:"))] == []
        assert not [text for text in opened.told if text.startswith("dialog")]
        assert opened.page.evaluate("window.hit") is None
        evil = '.cf-panel :is(script, iframe, svg[onload], img[src="x"], a[href^="javascript"])'
        assert opened.page.locator(evil).count() == 0


def click_through(page, address):
    """Every view, a hostile value of a filter, hostile texts in the form, and its page."""
    run_all(page, address)
    places, form = page.locator(".cf-panel").nth(0), page.locator(".cf-panel").nth(1)
    for view, shown in (
        ("Funding mix", ".cf-drawn"),
        ("Territories", ".cf-drawn"),
        ("Table", "table caption"),
        ("Investment", ".cf-drawn"),
    ):
        places.get_by_role("button", name=view).click()
        places.locator(f"{shown}:visible").first.wait_for()
    places.get_by_role("button", name="Table").click()
    places.locator("table:visible").get_by_text("<svg/onload=window.hit=1>").first.wait_for()
    region = places.get_by_role("group", name="region", exact=True)
    region.locator("summary").click()
    region.get_by_role("checkbox", name="<script>window.hit = 1</script>").check()
    places.get_by_text("places: median").first.wait_for()
    places.get_by_role("button", name="Copy as code").click()
    form.get_by_role("button", name="Fill in the example").click()
    form.get_by_label("name", exact=True).fill("<img src=x onerror=window.hit=1>")
    form.get_by_label("region, €").fill("<img src=x onerror=window.hit=1>")
    page.keyboard.press("Tab")
    form.get_by_text("is no number").wait_for()
    form.get_by_label("region, €").fill("5")
    page.keyboard.press("Tab")
    form.get_by_role("button", name="Save as a page").click()
    form.get_by_text("Saved beside the notebook").wait_for()
