"""A report on data that wants to run, to call home or to break the page: nothing of that happens, and all of it is shown."""

from __future__ import annotations

import csv
import io
import re
from itertools import cycle
from pathlib import Path

import pandas as pd
import pytest

from analysis.dataset._exporting import FORMULA
from analysis.dataset._reading import find_shipped_data
from browsing import PAGES, built

HIT = "window.__hit=1"
HOSTILE = [
    f"<script>{HIT}</script>",
    f'"><img src=https://hit.example/i.png onerror="{HIT}">',
    f"' onmouseover='{HIT}' x='",
    f"javascript:{HIT}",
    f"[a](javascript:{HIT}) ![i](https://hit.example/i.png) <https://hit.example> `b` **c** | d",
    f"</script></title></style></textarea><svg onload={HIT}><script>{HIT}</script>",
    f'--> ]]><script xmlns="http://www.w3.org/2000/svg">{HIT}</script><![CDATA[',
    f"&lt;script&gt;{HIT}&lt;/script&gt; &#106;avascript:{HIT} &amp;",
    f'<iframe srcdoc="<script>parent.{HIT}</script>"></iframe><base href=https://hit.example>',
    r"$\frac{1}{$ $$\input{/etc/passwd}$$ \href{https://hit.example}{a} $x^$",
    "{{ 7 * 7 }} {% for x in y %} {n} {0.__class__} %s %(n)s",
    "\u202egnp.exe\u2066 \u200f\u200b \u2028 end",
    "A" * 10_000,
    "# head\n\n- item\n\n<b>bold</b>\x0b\x1b[31m",
    '=HYPERLINK("https://hit.example","a")',
    "+cmd|' /C calc'!A0",
    "-1+1",
    "@SUM(1;1)",
    "\t=1+1",
]
ADDRESSES = [
    f"https://hit.example/?a='onmouseover='{HIT}",
    f"javascript:{HIT}//https://",
    f"https://hit.example/a b</a><script>{HIT}</script>",
    "data:text/html,<script>window.__hit=1</script>",
]
TEXTS = ["name", "municipality", "department", "region", "carrier_name", "partners", "source_publisher", "note"]


@pytest.fixture(scope="module")
def hostile(tmp_path_factory) -> Path:
    """The report on 76 plans whose every free text is hostile."""
    folder = tmp_path_factory.mktemp("hostile")
    places = pd.read_csv(find_shipped_data() / "places.csv", dtype="str", keep_default_na=False)
    places = places.groupby("place_type").head(12).head(76).copy()
    funding = pd.read_csv(find_shipped_data() / "funding.csv", dtype="str", keep_default_na=False)
    funding = funding[funding["place_id"].isin(places["place_id"])].copy()
    for shift, name in enumerate(TEXTS):
        texts = cycle(HOSTILE[shift:] + HOSTILE[:shift])
        places[name] = [next(texts) for _ in range(len(places))]
    addresses = cycle(ADDRESSES)
    places["source_url"] = [next(addresses) if row % 4 == 0 else url for row, url in enumerate(places["source_url"])]
    places.loc[places.index[5], "place_type"] = HOSTILE[0]  # no such value: set aside and told
    funders = cycle(HOSTILE)
    funding["funder"] = [next(funders) for _ in range(len(funding))]
    places.to_csv(folder / "places.csv", index=False)
    funding.to_csv(folder / "funding.csv", index=False)
    return built(folder / "reports", "--data", str(folder), "--no-cache")


def test_no_page_runs_or_requests_anything_and_all_fit_a_phone(opened, hostile):
    with opened(width=390) as found:
        for path in PAGES:
            page = found.show(hostile / path)
            page.eval_on_selector_all("details", "all => all.forEach(d => d.open = true)")
            fire = "all => all.forEach(e => ['mouseover', 'focus', 'load'].forEach(n => e.dispatchEvent(new Event(n))))"
            page.eval_on_selector_all("main *", fire)
            assert page.evaluate("window.__hit") is None, path
            assert page.evaluate("document.documentElement.scrollWidth") <= 390, path
            assert (
                page.locator(
                    "main :is(script:not([type='text/plain']), iframe, svg:not([aria-hidden='true']), base, object, form[action])"
                ).count()
                == 0
            )
            links = page.eval_on_selector_all(
                "a[href]", "all => all.map(a => new URL(a.getAttribute('href'), location).href)"
            )
            assert {link.split(":")[0] for link in links} <= {"http", "https", "file"}
        assert found.outside() == []
        assert found.told == []


def test_hostile_texts_are_shown_as_they_are(opened, hostile):
    with opened() as found:
        page = found.show(hostile / "fr" / "places.html")
        page.fill("#search", "onerror")
        assert '"><img src=https://hit.example/i.png onerror="window.__hit=1">' in page.inner_text("#table")
        page.fill("#search", "gnp.exe")
        assert r"\u202egnp.exe\u2066" in page.inner_text("#table")  # what turns letters round is made visible
        page.select_option("#filter-region", index=1)
        assert page.evaluate("window.__hit") is None
        told = found.show(hostile / "en" / "data-quality.html").inner_text("main")
        assert f"<script>{HIT}</script>" in told
        assert found.told == []


def test_no_letter_turns_its_neighbours_and_no_text_has_no_end(hostile):
    for path in [*hostile.rglob("*.html"), *hostile.rglob("*.svg")]:
        text = path.read_text(encoding="utf-8")
        assert not re.search("[\u202a-\u202e\u2066-\u2069\u200f\x0b\x1b]", text), path
        assert "A" * 600 not in re.sub(r"base64,[^\"]*", "", text), path


def test_no_drawing_runs_or_requests_anything(opened, hostile):
    drawings = sorted(hostile.rglob("*.svg"))
    assert len(drawings) > 40
    with opened() as found:
        for path in drawings:
            page = found.show(path)
            assert page.evaluate("document.documentElement.tagName") == "svg", path  # it was read as XML to its end
            assert len(page.evaluate("document.querySelector('desc').textContent")) > 80
            assert page.evaluate("document.querySelectorAll('script, foreignObject, parsererror').length") == 0
            assert page.evaluate("window.__hit") is None
        assert found.outside() == []
        assert found.told == []


def test_no_table_for_spreadsheets_holds_a_formula(hostile):
    seen = 0
    for path in sorted(hostile.rglob("*.csv")):
        text = path.read_text(encoding="utf-8-sig")
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=";" if "/fr/" in str(path) else ","):
            for cell in row:
                seen += cell.startswith("'")
                assert not cell.startswith(FORMULA) or re.fullmatch(r"-?[\d.,]+(e-?\d+)?", cell), (path, cell)
    assert seen > 20
