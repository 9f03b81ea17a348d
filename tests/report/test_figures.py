"""Figures as they stand in the pages: no text on another or cut off, letters of a size to read, points that lead to places."""

from __future__ import annotations

import re

import pytest

from analysis.charts._style import PAPER, TONES
from browsing import PAGES

#: Of each drawing that shows: which texts lie on another, on a key or over its edge, and which are too small to read.
#: A line of text is less high than its box; a turned one (but upright) is measured against the edge alone.
MEASURE = """svgs => svgs.filter(svg => svg.getBoundingClientRect().width).map(svg => {
  const frame = svg.getBoundingClientRect(), faults = [], scale = frame.width / svg.viewBox.baseVal.width;
  const texts = [...svg.querySelectorAll('text')].filter(t => t.textContent.trim()).map(t => {
    const box = t.getBoundingClientRect(), turn = (t.getAttribute('transform') || '').match(/rotate\\((-?[\\d.]+)/);
    const upright = turn && Math.abs(turn[1]) == 90, [x, y] = upright ? [0.2 * box.width, 1] : [1, 0.2 * box.height];
    return {text: t.textContent, size: parseFloat(getComputedStyle(t).fontSize) * scale, slanted: turn && !upright,
            key: t.closest('.legend'), left: box.left + x, right: box.right - x, top: box.top + y, bottom: box.bottom - y};
  });
  const on = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  const keys = [...svg.querySelectorAll('.legend')].map(key => [key, key.getBoundingClientRect()]);
  texts.forEach((a, at) => {
    if (a.left < frame.left - 1 || a.right > frame.right + 1 || a.top < frame.top - 1 || a.bottom > frame.bottom + 1)
      faults.push(`cut: ${a.text}`);
    if (a.size < 11.9) faults.push(`small: ${a.text} (${a.size.toFixed(1)})`);
    if (a.slanted) return;
    texts.slice(at + 1).filter(b => !b.slanted && on(a, b)).forEach(b => faults.push(`${a.text} | ${b.text}`));
    keys.filter(([key, box]) => key != a.key && on(a, box)).forEach(() => faults.push(`on the key: ${a.text}`));
  });
  return [svg.closest('figure').id, svg.getAttribute('class'), faults];
})"""


@pytest.mark.parametrize("width", [360, 1440])
def test_no_text_of_a_figure_lies_on_another_or_is_cut_or_small(opened, report, width):
    found, drawn = {}, set()
    with opened(width=width) as window:
        for path in PAGES:
            page = window.show(report / path)
            page.evaluate("document.fonts.ready")
            page.eval_on_selector_all("input[type=checkbox]", "all => all.forEach(i => i.checked || i.click())")
            for figure, kind, faults in page.eval_on_selector_all(".picture > svg", MEASURE):
                drawn.add(kind)
                if faults:
                    found[path, figure, kind] = faults
    assert drawn == {"narrow" if width == 360 else "wide"}
    assert found == {}


def test_letters_are_those_that_were_measured(opened, report):
    """The page's own font is loaded, and a text is as wide in the page as the drawing left room for."""
    with opened() as window:
        page = window.show(report / "fr" / "01_investment.html")
        loaded = "document.fonts.ready.then(() => [...document.fonts].map(f => [f.family, f.weight, f.status]))"
        assert sorted(page.evaluate(loaded)) == [["figures", "bold", "loaded"], ["figures", "normal", "loaded"]]
        assert window.outside() == []
        assert window.told == []


def test_a_point_says_its_place_and_leads_to_it_but_is_no_stop_of_the_keyboard(opened, report):
    with opened() as window:
        for lang in ("en", "fr"):
            page = window.show(report / lang / "01_investment.html")
            links = page.eval_on_selector_all(
                "svg.wide a", "all => all.map(a => [a.href.baseVal, a.tabIndex, a.querySelector('title').textContent])"
            )
            assert len(links) > 200
            assert all(re.fullmatch(r"places\.html#place-[\w%-]+", address) for address, _stop, _told in links)
            assert {stop for _address, stop, _told in links} == {-1}
            assert sum(bool(re.search(r"\d", told)) for _address, _stop, told in links) > 0.9 * len(links)
            assert page.locator("figcaption .take a[href='places.html']").count() >= 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_drawings_follow_the_scheme_and_prints_are_on_light_paper(opened, report, scheme):
    ink = "all => [...new Set(all.map(t => getComputedStyle(t).fill))]"
    with opened(color_scheme=scheme) as window:
        page = window.show(report / "en" / "01_investment.html")
        light, dark = (f"rgb({', '.join(str(int(c[at : at + 2], 16)) for at in (1, 3, 5))})" for c in _inks())
        assert page.eval_on_selector_all("svg.wide text.f-ink", ink) == [dark if scheme == "dark" else light]
        page.emulate_media(media="print")
        assert page.eval_on_selector_all("svg.wide text.f-ink", ink) == [light]
        assert page.locator("svg.wide").first.is_visible()
        assert not page.locator("svg.narrow").first.is_visible()


def _inks() -> tuple[str, str]:
    (light,) = (colour for colour, tone in TONES.items() if tone.name == "ink" and colour != "#000000")
    assert light != PAPER
    return light, TONES[light].dark


def test_no_id_stands_twice_and_each_that_is_used_is_there(report):
    for path in PAGES:
        text = (report / path).read_text(encoding="utf-8")
        ids = re.findall(r'<[^>]+\sid="([^"]+)"', text)
        assert len(ids) == len(set(ids)), path
        assert set(re.findall(r'<use href="#([^"]+)"', text)) <= set(ids), path
        assert set(re.findall(r'="url\(#([^)]+)\)"', text)) <= set(ids), path
