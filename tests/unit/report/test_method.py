"""The page on method, in each language."""

from __future__ import annotations

import re

import pytest

from analysis.report._frame import Site
from analysis.report._method import SOURCE, render_method_page
from analysis.words.i18n import LANGUAGES


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_section_of_the_source_is_on_the_page_and_in_its_contents(lang):
    html = render_method_page(site=Site(lang, tuple(LANGUAGES))).decode()
    ids = re.findall(r'<h2 id="([^"]+)"', html)
    assert len(ids) == len(set(ids)) == len(re.findall(r"^## ", SOURCE.read_text(encoding="utf-8"), flags=re.MULTILINE))
    assert all(f'href="#{name}"' in html for name in ids)


def test_the_french_page_is_in_french():
    english, french = (render_method_page(site=Site(lang, tuple(LANGUAGES))).decode() for lang in ("en", "fr"))
    paragraphs = set(re.findall(r"<p>([^<]{60,})</p>", english))
    assert paragraphs
    assert not any(text in french for text in paragraphs)


def test_the_sample_stands_beside_the_census(data):
    from dataclasses import replace

    from figures import CENSUS

    html = render_method_page(replace(data, census=CENSUS), site=Site("fr", ("en", "fr"))).decode()
    assert "L’échantillon à côté du recensement</a>" in html
    assert html.count("<figure") == 1
    assert "forme" not in re.search(r'role="img" aria-label="([^"]+)"', html)[1]
    assert "une fois pondéré" in re.search(r'role="img" aria-label="([^"]+)"', html)[1]
    without = render_method_page(replace(data, census=None), site=Site("fr", ("en", "fr"))).decode()
    assert "<figure" not in without
