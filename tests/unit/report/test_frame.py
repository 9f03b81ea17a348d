"""The frame of every page: its policy names its own style and script, and nothing else."""

from __future__ import annotations

import base64
import hashlib
import re

from markupsafe import Markup

from analysis.report._frame import Site, render, render_choice_page, render_fragment
from analysis.report._outputs import Shown

SITE = Site("en", ("en", "fr"), {"03_territories": {}, "09_other_things": {}})


def page(site: Site = SITE, **given: object) -> str:
    given = {"name": "method", "title": "Method <&>", "text": "", "figures": [], **given}
    return render("plain", site, **given).decode()


def hashes(kind: str, html: str) -> set[str]:
    """Of each inline style or script of a page."""
    texts = re.findall(rf"<{kind}[^>]*>(.*?)</{kind}>", html, flags=re.DOTALL)
    return {base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in texts}


def test_the_policy_allows_the_style_and_the_script_of_the_page_by_their_hashes_alone():
    for html, kinds in ((page(), {"style"}), (page(script="places.js"), {"style", "script"})):
        policy = re.search(r'Content-Security-Policy" content="([^"]*)"', html)
        assert policy
        allowed = set(re.findall(r"'sha256-([^']+)'", policy[1].replace("&#39;", "'")))
        assert allowed == set().union(*(hashes(kind, html) for kind in kinds))
        assert policy[1].startswith("default-src ")


def test_a_title_is_a_text():
    assert "<title>Method &lt;&amp;&gt;" in page()


def test_the_navigation_names_each_notebook_in_the_language_of_the_page():
    assert ">Where<" in page()
    assert ">Other things<" in page()  # a notebook that the project does not know goes by its file's name
    assert ">Où<" in page(Site("fr", ("fr",), SITE.cards))


def test_a_page_leads_to_itself_in_the_other_languages_only():
    assert 'hreflang="fr"' in page()
    assert 'hreflang="en"' not in page()
    assert "hreflang" not in page(Site("en", ("en",)))


def test_the_first_page_leads_to_each_language_french_first():
    html = render_choice_page(("en", "fr")).decode()
    assert re.findall(r'href="(\w\w)/index.html"', html) == ["fr", "en"]
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', html)
    assert policy
    allowed = set(re.findall(r"'sha256-([^']+)'", policy[1].replace("&#39;", "'")))
    assert allowed == hashes("style", html) | hashes("script", html)
    assert "Combien coûte" in html or "Que coûte" in html


def test_a_fragment_of_a_page_shows_texts_as_texts():
    html = render_fragment("table", table=Shown("1 < 2", ("a",), (("<b>",),)))
    assert "1 &lt; 2" in html
    assert "&lt;b&gt;" in html
    assert "<b>" not in html


def test_on_paper_each_link_has_a_number_and_its_address_stands_at_the_end():
    text = Markup('<a href="https://a.example/?b&amp;c">A</a> <a href="https://d.example">D</a>')
    html = page(text=text + Markup('<a href="https://d.example">again</a><a href="#main">in</a>'))
    assert re.findall(r'<sup class="ref">\[(\d)\]', html) == ["1", "2", "2"]
    assert "<li>https://a.example/?b&amp;c</li><li>https://d.example</li>" in html
    assert "<sup" not in page()
