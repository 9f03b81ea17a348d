"""The real report in headless Chromium: nothing leaves, nothing fails, everything can be read, in both languages."""

from __future__ import annotations

import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from browsing import NOTEBOOKS, PAGES

WITH_FIGURES = [name for name in NOTEBOOKS if name not in ("06_explore", "07_your_data")]
LIGHT = 1_500_000  # bytes: what a mailbox takes without thinking


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_sound(opened, report, path):
    """One visit, all that a page owes its reader: opening it costs more than looking at it."""
    with opened() as found:
        page = found.show(report / path)
        assert path.startswith(f"{page.get_attribute('html', 'lang')}/") or path == "index.html"
        headings_are_in_order(page)
        images_are_drawn_and_told(page)
        tables_say_what_they_head(page)
        links_resolve(page)
        no_text_is_a_repr_or_a_traceback(page)
        nothing_scrolls_sideways(page)
        code_opens_with_the_keyboard(page, path)
        assert found.outside() == []
        assert found.told == []


def headings_are_in_order(page):
    levels = page.eval_on_selector_all("h1, h2, h3, h4", "all => all.map(h => Number(h.tagName[1]))")
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def images_are_drawn_and_told(page):
    shown = "all => all.map(p => [p.firstElementChild.getAttribute('aria-label'), p.querySelectorAll('svg').length])"
    for alt, drawings in page.eval_on_selector_all(".picture", shown):
        assert drawings == 2
        assert len(alt) > 80
        assert re.search(r"\d", alt)
        assert not re.search(r"<(?!\s?[\d.,]+)", alt)


def tables_say_what_they_head(page):
    scopes = page.eval_on_selector_all("th", "all => all.map(t => t.scope)")
    assert set(scopes) <= {"col", "row"}
    without = "all => all.filter(t => t.closest('.table') && !t.caption).length"
    assert page.eval_on_selector_all("table", without) == 0
    assert page.eval_on_selector_all("table", "all => all.filter(t => !t.querySelector('th[scope=col]')).length") == 0


def links_resolve(page):
    here = Path(unquote(urlsplit(page.url).path))  # the first page leads on to a language
    links = page.eval_on_selector_all("a[href]", "all => all.map(a => a.getAttribute('href'))")
    ids = page.eval_on_selector_all("[id]", "all => all.map(e => e.id)")
    assert len(ids) == len(set(ids))
    for link in links:
        if link.startswith("#"):
            assert link[1:] in ids
        elif not link.startswith(("http://", "https://")):
            assert (here.parent / link.split("#")[0]).is_file(), link


def no_text_is_a_repr_or_a_traceback(page):
    text = page.inner_text("main")
    for sign in ("Traceback", "<Axes", "<Figure", "object at 0x", "\\<", "&lt;", "nan ", "None"):
        assert sign not in text


def nothing_scrolls_sideways(page):
    for width in (320, 390, 820, 1440):  # 320: what 400% leaves of 1280
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def code_opens_with_the_keyboard(page, path: str):
    """One switch shows all code of a page, another its statistics; neither is shown before."""
    assert bool(page.locator(".switches").count()) == (Path(path).stem in NOTEBOOKS)
    for switch, shown in (("show-code", ".code"), ("show-statistics", ".statistics")):
        hidden = page.locator(shown)
        if hidden.count():
            assert not hidden.first.is_visible()
            page.locator(f"#{switch}").focus()
            page.keyboard.press("Space")
            assert hidden.first.is_visible()
            assert hidden.last.is_visible()


def test_pages_are_light_and_let_nothing_in(report):
    for path in PAGES:
        text = (report / path).read_text(encoding="utf-8")
        size = len(text.encode())
        print(f"{path:<28}{size / 1000:>8,.0f} kB")
        assert size <= LIGHT
        policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', text)
        assert policy
        assert policy[1].startswith("default-src &#39;none&#39;; img-src data:; style-src &#39;sha256-")
        assert "unsafe" not in policy[1]
        assert "http" not in policy[1]
        assert not re.search(r"""(src|@import|url\()\s*=?\s*["']?https?:""", text)
        assert not re.search(r"""<[^>]+\s(on\w+|style)=["']""", text)


def test_the_language_switch_leads_to_the_same_page_and_back(opened, report):
    with opened() as found:
        for path in [path for path in PAGES if path.startswith("en/")]:
            found.page.goto((report / path).as_uri())
            found.page.click("nav.languages a[hreflang=fr]")
            assert found.page.url == (report / path.replace("en/", "fr/")).as_uri()
            assert found.page.get_attribute("html", "lang") == "fr"
            found.page.click("nav.languages a[hreflang=en]")
            assert found.page.url == (report / path).as_uri()


@pytest.mark.parametrize(("locale", "lang"), [("fr-FR", "fr"), ("en-GB", "en")])
def test_the_first_page_goes_on_in_the_language_of_the_browser(opened, report, locale, lang):
    with opened(locale=locale) as found:
        found.page.goto((report / "index.html").as_uri())
        found.page.wait_for_url(f"**/{lang}/index.html")
        assert found.told == []


@pytest.mark.parametrize("options", [{"locale": "de-DE"}, {"java_script_enabled": False}])
def test_the_first_page_leads_to_each_language(opened, report, options):
    with opened(**options) as found:
        for lang in ("en", "fr"):
            found.page.goto((report / "index.html").as_uri())
            assert found.page.locator("a[hreflang]").first.get_attribute("hreflang") == "fr"
            found.page.click(f"a[hreflang={lang}]")
            assert found.page.url == (report / lang / "index.html").as_uri()


def test_the_first_screen_has_the_question_a_number_and_what_to_do(opened, report):
    for width, height in ((1440, 900), (390, 844)):
        with opened(width=width) as found:
            for lang in ("en", "fr"):
                page = found.show(report / lang / "index.html")
                page.set_viewport_size({"width": width, "height": height})
                number = page.locator(".big b").first.bounding_box()
                assert number["y"] + number["height"] < height
                assert page.locator(".number").count() == 3
                assert page.locator(".strip circle").count() > 100
                if width > 1000:
                    button = page.locator(".do a").first.bounding_box()
                    assert button["y"] + button["height"] < height


def test_the_index_shows_each_claim_with_sign_colour_and_word(opened, report):
    verdicts = {
        "en": {"Supported", "Not supported", "Cannot tell", "Depends on who is counted",
               "Not supported under an assumption"},
        "fr": {"Confirmée", "Non confirmée", "Non tranchée", "Dépend de qui l’on compte",
               "Non confirmée sous une hypothèse"},
    }  # fmt: skip
    with opened() as found:
        for lang, words in verdicts.items():
            page = found.show(report / lang / "index.html")
            assert page.locator(".claim").count() == 8
            assert page.locator(".verdict .sign").count() == 13  # one a part of a claim
            told = {text.strip().replace("'", "’") for text in page.locator(".verdict").all_inner_texts()}
            assert told <= words
            colours = "all => new Set(all.map(v => getComputedStyle(v).color)).size"
            assert page.eval_on_selector_all(".verdict", colours) >= 4
            assert not page.locator(".claim details p").first.is_visible()
            assert page.locator(".card").count() == len(NOTEBOOKS) - 1  # the claims are above
            assert (report / lang / "index.html").stat().st_size <= 400_000


def test_the_index_and_the_page_on_the_claims_do_not_say_the_same(opened, report):
    said = {}
    with opened() as found:
        for name in ("index", "00_overview"):
            page = found.show(report / "fr" / f"{name}.html")
            said[name] = set(
                page.eval_on_selector_all("h1, main p, table", "all => all.map(e => e.textContent.trim())")
            )
    assert {text for text in said["index"] & said["00_overview"] if len(text) > 40} == set()


def test_figures_are_numbered_and_each_offers_picture_drawing_and_table(opened, report):
    with opened() as found:
        for lang, word in (("en", "Figure"), ("fr", "Graphique")):
            for name in WITH_FIGURES:
                found.page.goto((report / lang / f"{name}.html").as_uri())
                called = found.page.locator("figcaption b").all_inner_texts()
                assert called == [f"{word} {n}." for n in range(1, len(called) + 1)]
                assert called
                files = found.page.eval_on_selector_all(
                    "figcaption .take a[download]", "all => all.map(a => a.getAttribute('href'))"
                )
                assert len(files) == 3 * len(called)
                for file in files:
                    content = (report / lang / file).read_bytes()
                    start = {"png": b"\x89PNG", "svg": b"<?xml", "csv": b"\xef\xbb\xbf"}[file.rsplit(".", 1)[1]]
                    assert content.startswith(start)


def test_the_skip_link_is_first_and_leads_to_the_text(opened, report):
    with opened() as found:
        found.page.goto((report / "fr" / "01_investment.html").as_uri())
        found.page.keyboard.press("Tab")
        assert found.page.evaluate("document.activeElement.className") == "skip"
        assert found.page.locator(".skip").bounding_box()["x"] >= 0
        found.page.keyboard.press("Enter")
        assert found.page.url.endswith("#main")


#: Texts of a page that are set: neither code nor addresses, nor what the script of the places writes.
SET = """() => {
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
  while (walk.nextNode()) {
    if (!walk.currentNode.parentElement.closest("script, style, code, pre, .bare, #table, #filters, textarea"))
      found.push(walk.currentNode.textContent);
  }
  return found;
}"""
UNSET = re.compile(r"[^\W\d_]'\w|\bn = \d|(?<![\w.,/=-])-\d|\d (?:[kM]|Md)€| [:;!?»%](?!\w)|« ")


def test_every_french_page_is_set_as_french_is(opened, report):
    with opened() as found:
        for path in (path for path in PAGES if path.startswith("fr/")):
            page = found.show(report / path)
            texts = [text for text in page.evaluate(SET) if UNSET.search(text)]
            assert texts == [], path


def test_print_shows_answers_and_publishers_and_hides_what_only_a_screen_can_do(opened, report):
    with opened() as found:
        found.page.emulate_media(media="print")
        found.page.goto((report / "fr" / "index.html").as_uri())
        assert found.page.locator(".card p").last.is_visible()
        assert found.page.locator(".claim details p").last.is_visible()
        for hidden in ("nav.pages", ".do", ".menu"):
            assert not found.page.locator(hidden).first.is_visible()
        found.page.goto((report / "fr" / "places.html").as_uri())
        address = "getComputedStyle(document.querySelector('tbody td a'), '::after').content"
        assert found.page.evaluate(address) == "none"  # the publisher's name is printed
        assert not found.page.locator("#filters").is_visible()


def test_a_second_run_without_the_cache_gives_the_same_bytes(report):
    command = [sys.executable, "-m", "analysis", "report", "--out", str(report), "--no-cache", "--check"]
    done = subprocess.run(command, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, f"{report} is up to date\n")
