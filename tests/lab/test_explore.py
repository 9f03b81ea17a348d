"""The notebook to explore in, as a person uses it: JupyterLab, Run All, sliders, a region, a plan, a saved page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from analysis import comparing, load, selecting, shares
from analysis.comparing._exporting import order_by_use
from analysis.exploring._controls import list_euro_steps
from analysis.words import vocabulary
from analysis.words._formatting import format_euros


def panel(page: Page, number: int) -> Locator:
    return page.locator(".cf-panel").nth(number)


@pytest.fixture
def places(notebook: Page) -> Locator:
    """The panel of all places, reset."""
    found = panel(notebook, 0)
    found.get_by_role("button", name="Reset").click()
    notebook.evaluate("document.querySelectorAll('.cf-multi details').forEach((lid) => { lid.open = false; })")
    told(found, len(PLANS))
    # the line may say so from before: what is ticked while the reset is on its way would be lost
    notebook.wait_for_timeout(500)
    notebook.get_by_text("| Idle").first.wait_for()
    return found


PLANS = shares.plans(load())


def told(places: Locator, n: int) -> None:
    """Wait until the line says that n places are left."""
    expect(places.locator(".cf-line")).to_contain_text(f"{n} of {len(PLANS)} places")


def drawn(places: Locator) -> Locator:
    """What a screen reader is told of the figure."""
    return places.locator(".cf-drawn figcaption").first


def pick(places: Locator, name: str, value: str) -> None:
    """Tick a value in the list of a filter."""
    group = places.get_by_role("group", name=name, exact=True)
    if not group.locator("details").evaluate("lid => lid.open"):
        group.locator("summary").click()
    group.get_by_role("checkbox", name=re.compile(rf"^{re.escape(value)} \(")).check()


def test_the_first_panel_is_in_view_after_run_all(notebook):
    expect(panel(notebook, 0).locator(".cf-multi").first).to_be_in_viewport()


def test_run_all_shows_both_panels_and_no_error(notebook):
    assert notebook.locator(".cf-panel").count() == 2
    assert notebook.locator('.jp-OutputArea-output[data-mime-type="application/vnd.jupyter.stderr"]').count() == 0
    assert notebook.locator(".jp-RenderedText[data-mime-type*=error]").count() == 0


def test_a_slider_moves_with_the_keyboard_and_the_numbers_follow(places, notebook):
    first = places.get_by_label("investment, from")
    first.focus()
    before = first.get_attribute("aria-valuetext")
    for _press in range(12):
        notebook.keyboard.press("ArrowRight")
    after = first.get_attribute("aria-valuetext")
    assert before != after
    low = next(
        step for step in list_euro_steps(*PLANS["investment_eur"].agg(["min", "max"])) if format_euros(step) == after
    )
    n = int((PLANS["investment_eur"] >= low).sum())
    assert 5 <= n < len(PLANS)
    told(places, n)
    expect(drawn(places)).to_contain_text("Investment by kind of place")
    assert first.evaluate("e => document.activeElement === e")
    # one line with two handles
    low, high = (places.get_by_label(f"investment, {end}").bounding_box() for end in ("from", "to"))
    assert low["y"] == high["y"]
    assert low["x"] == high["x"]


def test_a_region_is_picked_and_every_view_shows_it(places):
    pick(places, "region", "Bretagne")
    found = selecting.select(PLANS, region="Bretagne")
    told(places, len(found))
    kinds = found["place_type"].value_counts()
    expect(drawn(places)).to_contain_text(f"third place, n = {kinds['third_place']}:")
    places.get_by_role("button", name="Funding mix").click()
    expect(drawn(places)).to_contain_text(re.compile("^The sources say who pays for"))
    places.get_by_role("button", name="Territories").click()
    expect(drawn(places)).to_contain_text(f"Bretagne {len(found)};")
    places.get_by_role("button", name="Table").click()
    expect(places.locator("table caption").last).to_have_text(re.compile(f"of {len(found)} places"))
    links = places.locator("table").last.get_by_role("link")
    assert links.count() >= 20
    assert all(str(link.get_attribute("href")).startswith("http") for link in links.all())
    places.get_by_role("button", name="Investment").click()


def test_the_table_sorts_and_turns_its_pages(places):
    places.get_by_role("button", name="Table").click()
    table = places.locator("table").last
    dearest = PLANS.sort_values("investment_eur", ascending=False)["name"].iloc[0]
    expect(table.locator("tbody tr").first).to_contain_text(dearest)
    places.get_by_role("button", name="Next").click()
    expect(table.locator("caption")).to_have_text(f"Places 26 to 50 of {len(PLANS)} places")
    places.get_by_label("greatest first").uncheck()
    cheapest = PLANS.sort_values("investment_eur")["name"].iloc[0]
    expect(table.locator("tbody tr").first).to_contain_text(cheapest)
    places.get_by_role("button", name="Investment").click()


def test_words_are_searched_for_while_they_are_written(places):
    places.get_by_label("search", exact=True).press_sequentially("bretagne commun")
    told(places, len(selecting.select(PLANS, text="bretagne commun")))


def test_where_no_place_is_left_nothing_is_shown_but_what_to_relax(places):
    pick(places, "region", "Corse")
    few = selecting.select(PLANS, region="Corse")
    told(places, len(few))
    expect(drawn(places)).to_contain_text(few["name"].iloc[0])
    pick(places, "kind of place", vocabulary.labels("place_type", "en")["incubator"])
    alert = places.get_by_role("alert")
    expect(alert).to_contain_text("no place meets all of this")
    expect(alert).to_contain_text("To see more, relax: region")
    expect(places.locator(".cf-drawn")).to_have_count(0)
    expect(places.get_by_role("button", name="CSV")).to_be_disabled()


def test_several_regions_are_picked_with_the_keyboard_and_the_lists_count(places, notebook):
    region = places.get_by_role("group", name="region", exact=True)
    region.locator("summary").focus()
    notebook.keyboard.press("Enter")
    search = region.get_by_role("searchbox")
    search.fill("bretag")
    assert region.get_by_role("checkbox").count() == 1
    notebook.keyboard.press("Tab")
    notebook.keyboard.press("Space")
    told(places, len(selecting.select(PLANS, region="Bretagne")))
    search.fill("")
    counted = len(selecting.select(PLANS, region="Corse"))
    region.get_by_role("checkbox", name=f"Corse ({counted})").check()
    told(places, len(selecting.select(PLANS, region=["Bretagne", "Corse"])))
    expect(region.locator("summary")).to_have_text("Bretagne, Corse")
    notebook.keyboard.press("Escape")
    expect(region.locator("details")).not_to_have_attribute("open", "")


def test_a_selection_is_taken_along(places):
    pick(places, "region", "Bretagne")
    n = len(selecting.select(PLANS, region="Bretagne"))
    told(places, n)
    for kind, name in (("XLSX", f"places-{n}.xlsx"), ("CSV", f"places-{n}.csv"), ("PNG", "investment.png")):
        with places.page.expect_download() as taken:
            places.get_by_role("button", name=kind).click()
        assert taken.value.suggested_filename == name
        content = Path(taken.value.path()).read_bytes()
        assert content.startswith({"XLSX": b"PK", "CSV": b"\xef\xbb\xbf", "PNG": b"\x89PNG"}[kind])


def test_a_point_says_its_name_and_leads_to_its_source(places):
    point = places.locator(".cf-drawn a").first
    assert str(point.get_attribute("href")) in set(PLANS["source_url"].dropna())
    assert point.locator("title").first.text_content()


def test_copy_as_code_gives_the_lines_that_make_the_same_choice(places):
    pick(places, "region", "Bretagne")
    told(places, len(selecting.select(PLANS, region="Bretagne")))
    places.get_by_role("button", name="Copy as code").click()
    expect(places.locator("pre").first).to_contain_text("Bretagne")
    code = places.locator("pre").first.inner_text()
    names: dict = {}
    exec(f"import analysis\n{code}", names)
    assert len(names["plans"]) == len(selecting.select(PLANS, region="Bretagne"))


def test_a_plan_is_typed_compared_and_saved(notebook, work):
    form = panel(notebook, 1)
    form.get_by_role("button", name="Fill in the example").click()
    form.get_by_label("name", exact=True).fill("Le <b>Relais</b>")
    form.get_by_label("total, €").fill("400 k€")
    form.get_by_label("region, €").fill("abc")
    notebook.keyboard.press("Tab")
    expect(form.get_by_role("alert").first).to_contain_text("'abc' is no number")
    expect(form.locator("ul").first).to_contain_text("Le <b>Relais</b> is within that range. €400k")
    form.get_by_label("region, €").fill("190 000")
    notebook.keyboard.press("Tab")
    expect(form.locator(".cf-line").first).to_contain_text("sum of the lines: €370k, total: €400k, still to find: €30k")
    lines = {"state": 60_000, "region": 190_000, "intermunicipality": 30_000, "own_funds": 90_000}
    used = order_by_use(load().funding["funder_type"], list(lines))
    plan = comparing.Plan(
        400_000, {kind: lines[kind] for kind in used},
        place_type="third_place", carrier_type="association", settlement="rural", surface_m2=350, workstations=20, vat="excl",
        name="Le <b>Relais</b>",
    )  # fmt: skip
    expected = comparing.compare(load(), plan)
    for text in expected.sentences:
        expect(form.locator(".cf-paper ul").first).to_contain_text(text)
    form.get_by_role("button", name="Save as a page").click()
    expect(form.get_by_text("Saved beside the notebook: plan-le-b-relais-b.html")).to_be_visible()
    saved = work / "plan-le-b-relais-b.html"
    link = form.get_by_role("link", name="Open the page in a window of its own")
    expect(link).to_have_attribute("href", "/files/plan-le-b-relais-b.html")
    page = notebook.context.browser.new_page()
    requests: list[str] = []
    page.on("request", lambda made: requests.append(made.url))
    page.goto(saved.as_uri())
    assert page.locator("h1").inner_text() == "Le <b>Relais</b> among its peers"
    told = [text.inner_text().replace("\u00a0", " ").replace("’", "'") for text in page.locator(".answer li").all()]
    assert told == [str(sentence) for sentence in expected.sentences]  # but for how they are set in type
    assert [url for url in requests if not url.startswith(("file:", "data:"))] == []
    assert saved.stat().st_size < 1_500_000
    assert violations(page) == []
    page.close()


def test_a_total_below_its_lines_is_told_beside_the_total(notebook):
    form = panel(notebook, 1)
    form.get_by_role("button", name="Fill in the example").click()
    expect(form.locator(".cf-paper ul").first).to_contain_text("Our third place")
    before = form.locator(".cf-paper ul").first.inner_text()
    form.get_by_label("total, €").fill("200000")
    notebook.keyboard.press("Tab")
    field = form.locator(".cf-field").filter(has=notebook.get_by_label("total, €"))
    expect(field.get_by_role("alert")).to_contain_text("is below the sum of the funding lines")
    assert form.locator(".cf-paper ul").first.inner_text() == before
    form.get_by_label("total, €").fill("400000")
    notebook.keyboard.press("Tab")
    expect(field.get_by_role("alert")).to_have_count(0)


def violations(page: Page, within: str | None = None) -> list[str]:
    """What axe finds against WCAG 2.2 AA."""
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
    found = Axe().run(page, context=within, options={"runOnly": {"type": "tag", "values": tags}})
    return [f"{item['id']}: {node['html'][:160]}" for item in found.response["violations"] for node in item["nodes"]]


@pytest.mark.parametrize("view", ["Investment", "Table"])
def test_axe_finds_nothing_in_the_panels(places, notebook, view):
    places.get_by_role("button", name=view).click()
    places.locator("table:visible").wait_for()
    assert violations(notebook, ".cf-panel") == []


def test_every_control_is_reached_with_the_keyboard(places, notebook):
    places.locator("summary").first.focus()
    reached = []
    for _press in range(16):
        reached.append(
            notebook.evaluate("document.activeElement.closest('.cf-panel') && document.activeElement.tagName")
        )
        notebook.keyboard.press("Tab")
    assert None not in reached
    assert {"SUMMARY", "INPUT", "BUTTON"} <= set(reached)
