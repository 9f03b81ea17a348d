"""The page of all places in a browser: search, filters, addresses, plans, cards, print, with real places and with many."""

from __future__ import annotations

import csv
import io
from itertools import pairwise
from pathlib import Path

import numpy as np
import pandas as pd
import pdfplumber
import pytest
from axe_playwright_python.sync_playwright import Axe

from analysis import Dataset, inference, load, shares
from analysis.report._addresses import address_of_place, address_of_places
from analysis.report._frame import Site
from analysis.report._places import MOST, render_places_page
from analysis.words._formatting import format_euros, format_interval
from analysis.words.i18n import LANGUAGES, speak
from editions import SECOND

MANY = 20_000
#: A4, in points.
WIDE, HIGH = 595, 842


@pytest.fixture(scope="module")
def real() -> Dataset:
    """The data that the report is made from."""
    return load(SECOND)


@pytest.fixture(scope="module")
def pages(real, tmp_path_factory) -> Path:
    """The page in each language, in a folder like that of the report."""
    folder, plans = tmp_path_factory.mktemp("places"), shares.plans(real)
    for lang in LANGUAGES:
        made = render_places_page(plans, real.funding, site=Site(lang, tuple(LANGUAGES)), files=[("CSV", "places.csv")])
        (folder / lang).mkdir()
        (folder / lang / "places.html").write_bytes(made)
    return folder


@pytest.fixture(scope="module")
def many(plans, data, tmp_path_factory) -> Path:
    """20,000 places: the real ones again and again, each under a name and with an amount of its own."""
    rows = pd.concat([plans] * (MANY // len(plans) + 1), ignore_index=True).head(MANY)
    source = rows["place_id"]
    rows["name"] = [f"{name} {number}" for number, name in enumerate(rows["name"])]
    rows["place_id"] = [f"{place}-{number}" for number, place in enumerate(source)]
    rows["source_url"] = [
        f"https://a.example/{number:x}" for number in np.random.default_rng(2).integers(0, 2**40, MANY)
    ]
    rows["investment_eur"] = np.random.default_rng(1).integers(10_000, 9_000_000, MANY).astype(float)
    lines = data.funding.merge(pd.DataFrame({"place_id": source, "new": rows["place_id"]}), on="place_id")
    lines["place_id"] = lines.pop("new")
    path = tmp_path_factory.mktemp("many") / "places.html"
    path.write_bytes(render_places_page(rows, lines, site=Site("en", ("en",)), files=[("CSV", "places.csv")]))
    return path


def show(found, pages: Path, address: str, lang: str = "fr"):
    """The page at an address as a link leads there."""
    found.page.goto("about:blank")
    found.page.goto(f"{(pages / lang).as_uri()}/{address}")
    found.page.wait_for_selector("#filters:not([hidden])")
    return found.page


def names(page) -> list[str]:
    return page.locator("#table tbody th bdi").all_inner_texts()


def count(page) -> int:
    """How many places the page says that it shows."""
    told = page.inner_text("#count")
    return int(told.split(":")[1].split("sur")[0].split("of")[0].strip().replace("\u202f", "").replace(",", ""))


def test_a_search_finds_a_department_whatever_its_case_and_accents(opened, pages, real):
    with opened() as found:
        page = show(found, pages, "places.html")
        cantal = real.places[real.places["department"] == "Cantal"]
        assert len(cantal) >= 5
        for words in ("Cantal", "cantal", "CÀNTAL"):
            page.fill("#search", words)
            assert set(names(page)) >= set(cantal["name"])
        assert all("Cantal" in row for row in page.locator("#table tbody th .where").all_inner_texts())
        page.fill("#search", "ile de france etat")  # as nobody types the hyphen, and a funder
        assert 0 < count(page) < len(real.places)
        page.fill("#search", "nothing of that kind")
        assert "Aucun lieu" in page.inner_text("#count")
        assert not page.locator("#money").is_visible()
        page.click("button[type=reset]")
        assert count(page) == len(real.places)
        assert found.told == []


def test_what_is_told_of_a_selection_is_what_python_computes(opened, pages, real):
    """n, median, its interval and the middle half, to the last digit that is shown, in both languages."""
    plans = shares.plans(real)
    asked = [("region", value) for value in plans["region"].dropna().unique()]
    asked += [
        ("settlement", "rural"),
        ("place_type", "third_place"),
        ("source_kind", "state_list"),
        ("generation", "older"),
    ]
    seen = 0
    with opened() as found:
        for lang in LANGUAGES:
            for name, value in asked:
                page = show(found, pages, address_of_places({name: value}), lang)
                some = plans[plans[name] == value]["investment_eur"].dropna()
                assert count(page) == (plans[name] == value).sum()
                told = page.inner_text("#money")
                if len(some) < inference.LEAST_FOR_SUMMARY:
                    assert not any(letter.isdigit() for letter in told.replace("5", ""))
                    continue
                middle = inference.estimate_median(some)
                low, high = np.quantile(some, [0.25, 0.75])
                with speak(lang):
                    shown = [format_euros(middle.value), format_interval(middle.low, middle.high, format_euros)]
                    shown += [format_euros(low), format_euros(high)]
                assert all(text in told for text in shown), (told, shown)
                seen += 1
    assert seen > 20


def test_every_filter_takes_codes_from_the_address_and_shows_their_names(opened, pages, real):
    plans = shares.plans(real)
    lines = real.funding
    asked = {
        "region": "Occitanie", "department": "Cantal", "place_type": "fab_lab", "settlement": "rural",
        "carrier_type": "association", "source_kind": "web_page", "generation": "new", "carrier_sector": "private",
        "plan_quality": "complete", "mix": "mixed",
    }  # fmt: skip
    with opened() as found:
        for name, code in asked.items():
            page = show(found, pages, address_of_places({name: code}))
            assert count(page) == (plans[name] == code).sum()
            assert page.locator(f"#filter-{name} option:checked").inner_text().endswith(f"({count(page)})")
            assert page.locator(f"#filter-{name}").is_visible()  # also where it is folded away
        page = show(found, pages, address_of_places({"funder_type": "citizens"}))
        assert count(page) == lines[lines["funder_type"] == "citizens"]["place_id"].nunique()
        page = show(found, pages, address_of_places({"place_type": ["fab_lab", "makerspace"], "year": (2010, 2020)}))
        some = plans[plans["place_type"].isin(["fab_lab", "makerspace"]) & plans["year"].between(2010, 2020)]
        assert count(page) == len(some)
        assert page.input_value("#from") == "2010"
        page = show(found, pages, address_of_places({"place_id": plans["place_id"][:3].tolist()}))
        assert count(page) == 3
        assert "3 lieux" in page.inner_text("#named")
        page = show(found, pages, address_of_places({"settlement": None}))
        assert count(page) == plans["settlement"].isna().sum()
        page = show(
            found, pages, "places.html#region=%E0%A4%A&settlement=<img src=x onerror=alert(1)>&year=9e9&sort=toString"
        )
        assert "Aucun lieu" in page.inner_text("#count")
        assert found.told == []
        assert found.outside() == []


def test_lists_count_their_places_and_stand_in_the_order_of_the_language(opened, pages, real):
    with opened() as found:
        page = show(found, pages, "places.html")
        options = page.locator("#filter-region option").all_inner_texts()[1:]
        assert f"Occitanie ({(real.places['region'] == 'Occitanie').sum()})" in options
        labels = [option.split(" (")[0] for option in options]
        assert labels.index("Hauts-de-France") < labels.index("Île-de-France") < labels.index("La Réunion")
        page.select_option("#filter-region", "Bretagne")
        departments = page.locator("#filter-department option").all_inner_texts()[1:]
        assert {option.split(" (")[0] for option in departments} == set(
            real.places[real.places["region"] == "Bretagne"]["department"]
        )


def test_filters_stand_in_the_address_and_outlive_going_back(opened, pages):
    with opened() as found:
        page = show(found, pages, "places.html")
        page.select_option("#filter-region", "Occitanie")
        page.select_option("#filter-settlement", "rural")
        both = count(page)
        assert page.url.endswith("#region=Occitanie&settlement=rural")
        page.go_back()
        assert page.url.endswith("#region=Occitanie")
        assert count(page) > both
        assert page.input_value("#filter-settlement") == ""
        page.go_forward()
        assert count(page) == both
        page.locator("a.open").first.click()
        assert "#place-" in page.url
        assert "&region=Occitanie" in page.url
        assert page.locator(".plan").count() == 1
        page.goto("about:blank")
        page.go_back()
        page.wait_for_selector("#filters:not([hidden])")
        assert count(page) == both
        assert page.locator(".plan").count() == 1
        page.focus("body")
        page.evaluate("location.hash = '#main'")  # the link that skips to the text takes no filter away
        assert count(page) == both
        assert found.told == []


def test_a_place_opens_its_plan_at_its_address_and_by_its_name(opened, pages):
    with opened() as found:
        page = show(found, pages, address_of_place("shadok-strasbourg"))
        plan = page.locator(".plan")
        assert plan.count() == 1
        told = plan.inner_text()
        for text in ("Qui paie", "545", "8 %".replace(" ", "\u00a0"), "Sources", "2 000".replace(" ", "\u202f")):
            assert text in told
        widths = page.eval_on_selector_all(".piece", "all => all.map(p => p.getBoundingClientRect().width)")
        assert len(widths) == 3
        assert widths[0] / sum(widths) == pytest.approx(0.68, abs=0.02)
        assert page.evaluate("document.activeElement.className") == "open"
        assert page.locator("tr#place-shadok-strasbourg").bounding_box()["y"] < 200
        links = page.eval_on_selector_all(".sources a", "all => all.map(a => [a.textContent, a.href])")
        assert links
        assert all(href.startswith("http") and not text.startswith("http") for text, href in links)
        page.keyboard.press("Enter")  # the name is a link that closes again
        assert plan.count() == 0
        assert page.evaluate("document.activeElement.closest('tr').id") == "place-shadok-strasbourg"
        page.locator("a.open").first.click()
        assert plan.count() == 1
        page.locator("a.open").nth(4).click()
        assert plan.count() == 1  # one at a time
        page = show(found, pages, address_of_place("no-such-place"))
        assert "pas dans la liste" in page.inner_text("#count")
        assert found.told == []


def test_two_clicks_lead_from_a_figures_link_to_a_source(opened, pages):
    """The first is the link under a figure; here it has led to the page, as address and as place."""
    with opened() as found:
        for address in (
            address_of_places({"place_type": "third_place", "settlement": "rural"}),
            address_of_place("lh3d-fablab-le-havre"),
        ):
            page = show(found, pages, address)
            link = page.locator("td.source a, .sources a").first
            assert link.is_visible()
            assert link.get_attribute("href").startswith("https://")


@pytest.mark.parametrize("lang", list(LANGUAGES))
@pytest.mark.parametrize("width", [320, 390, 820, 1440])
def test_no_word_is_broken_nothing_is_cut_and_nothing_overlaps(opened, pages, lang, width):
    broken = """all => all.flatMap(cell => {
      const walk = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT), found = [];
      while (walk.nextNode()) for (const word of walk.currentNode.data.matchAll(/[\\p{L}\\p{N}'’]+/gu)) {
        const range = document.createRange();
        range.setStart(walk.currentNode, word.index);
        range.setEnd(walk.currentNode, word.index + word[0].length);
        if (new Set([...range.getClientRects()].map(r => Math.round(r.top))).size > 1) found.push(word[0]);
      }
      return found;
    })"""
    out = "all => all.filter(e => e.scrollWidth > e.clientWidth + 1).map(e => e.innerText)"
    with opened(width=width) as found:
        page = show(found, pages, f"{address_of_place('ancien-college-jesuites-billom-phase-2')}", lang)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.eval_on_selector_all("#table :is(th, td), .find label, #told", broken) == []
        assert page.eval_on_selector_all("#table :is(th, td)", out) == []
        wide = page.eval_on_selector(".list", "e => e.scrollWidth - e.clientWidth")
        assert wide <= 0
        cells = page.eval_on_selector_all(
            "#table tbody tr:not(.opened) > *",
            "all => all.filter(e => e.offsetParent).map(e => e.getBoundingClientRect()).map(r => [r.left, r.top, r.right, r.bottom])",
        )
        for one, other in pairwise(cells):
            across = min(one[2], other[2]) - max(one[0], other[0])
            down = min(one[3], other[3]) - max(one[1], other[1])
            assert across <= 1 or down <= 1


def test_on_a_phone_a_place_is_a_card_without_gaps(opened, pages):
    with opened(width=390) as found:
        page = show(found, pages, address_of_places({"q": "shadok"}))
        card = page.locator("#table tbody tr").first
        lines = card.inner_text()
        assert "6,6\u00a0M€" in lines
        assert "100\u00a0%" in lines
        assert page.locator(".share .card-only").first.inner_text().strip() == "public"
        assert page.locator("td.source a").first.is_visible()
        boxes = card.locator("> *").evaluate_all(
            "all => all.map(e => e.getBoundingClientRect()).map(r => [r.top, r.bottom]).sort((a, b) => a[0] - b[0])"
        )
        reached = boxes[0][1]
        for top, bottom in boxes[1:]:
            assert top - reached < 8
            reached = max(reached, bottom)


@pytest.mark.parametrize("scripts", [True, False])
def test_all_places_print_on_at_most_14_pages_with_publishers_instead_of_addresses(browser, pages, tmp_path, scripts):
    page = browser.new_page(java_script_enabled=scripts)
    page.goto((pages / "fr" / "places.html").as_uri())
    if scripts:
        page.wait_for_selector("#filters:not([hidden])")
    page.pdf(path=tmp_path / "places.pdf", prefer_css_page_size=True)
    page.close()
    with pdfplumber.open(tmp_path / "places.pdf") as made:
        print(f"{len(made.pages)} pages")
        assert len(made.pages) <= 14
        assert {(round(one.width), round(one.height)) for one in made.pages} == {(WIDE, HIGH)}
        text = "\n".join(one.extract_text() for one in made.pages)
    assert "http" not in text
    assert text.count("Journal des") > 10
    for first in ("A Vela", "ZAM"):
        assert first in text


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_with_a_plan_and_all_filters_open(opened, pages, scheme):
    options = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
    with opened(width=390 if scheme == "dark" else 1440, color_scheme=scheme) as found:
        for lang in LANGUAGES:
            page = show(found, pages, address_of_place("a-vela-bastia"), lang)
            page.eval_on_selector("#more", "d => d.open = true")
            page.evaluate(Axe().axe_script)
            faults = page.evaluate("options => axe.run(options)", options)["violations"]
            assert [(fault["id"], [node["html"][:200] for node in fault["nodes"]]) for fault in faults] == []


def test_the_selection_is_taken_along_as_csv(opened, pages, real, tmp_path):
    with opened() as found:
        page = show(found, pages, address_of_places({"department": "Cantal"}))
        with page.expect_download() as given:
            page.click("#take")
        given.value.save_as(tmp_path / "some.csv")
        assert given.value.suggested_filename == "lieux-choisis.csv"
    content = (tmp_path / "some.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    cantal = real.places[real.places["department"] == "Cantal"]
    assert {row["lieu"] for row in rows} == set(cantal["name"])
    assert sorted(float(row["investissement"].replace(",", ".")) for row in rows) == sorted(cantal["investment_eur"])
    assert all(row["année"] == "" or row["année"].isdigit() for row in rows)


def test_of_20000_places_a_sample_is_searched_sorted_and_filtered_in_a_light_page(opened, many):
    print(f"\n20,000 places: {many.stat().st_size / 1e6:.2f} MB")
    assert many.stat().st_size < 1_500_000
    with opened() as found:
        page = found.show(many)
        assert "carries 2,000 of the 20,000 places" in page.inner_text(".sample")
        assert count(page) == MOST
        assert page.inner_text("#page") == "Page 1 of 40"
        assert len(names(page)) == 50
        page.fill("#search", "coworking")
        assert 0 < count(page) < MOST
        page.click("button[type=reset]")
        assert count(page) == MOST
        page.click("th[data-column=investment_eur] button")
        page.click("th[data-column=investment_eur] button")
        assert page.get_attribute("th[data-column=investment_eur]", "aria-sort") == "descending"
        assert page.locator("#table tbody td.euros").first.inner_text() in ("€9M", "€8.99M")
        assert found.outside() == []
        assert found.told == []


def test_the_keyboard_alone_is_enough(opened, pages, real):
    total = len(real.places)
    with opened() as found:
        page = show(found, pages, "places.html")
        page.focus("#search")
        page.keyboard.type("coworking")
        page.focus("th[data-column=name] button")
        page.keyboard.press("Enter")
        assert page.get_attribute("th[data-column=name]", "aria-sort") == "descending"
        assert names(page)[0] > names(page)[-1]
        page.focus("#filter-settlement")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        assert count(page) < total
        assert page.get_attribute("#told", "role") == "status"  # a screen reader tells it
        page.focus("button[type=reset]")
        page.keyboard.press("Enter")
        assert count(page) == total
        page.focus("#after")
        page.keyboard.press("Enter")
        assert page.inner_text("#page") == "Page 2 sur 6"


def test_without_scripts_the_first_places_stand_there_and_the_csv_has_all(browser, pages, many, real):
    page = browser.new_page(java_script_enabled=False)
    page.goto((pages / "fr" / address_of_place("a-vela-bastia").split("#")[0]).as_uri() + "#place-a-vela-bastia")
    assert page.locator("#table tbody tr").count() == len(real.places)
    assert page.locator(":target").get_attribute("id") == "place-a-vela-bastia"
    assert page.locator(":target details li").count() == 3
    assert not page.locator("#filters").is_visible()
    page.goto(many.as_uri())
    assert page.locator("#table tbody tr").count() == 300
    assert "the first 300 of 20,000 places" in page.inner_text("noscript")
    page.close()
