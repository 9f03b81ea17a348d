"""The page of one plan: one file that needs no other."""

from __future__ import annotations

import html
import re

import pytest

from analysis.comparing import compare, what_if
from analysis.report._plan import FACTS, render_plan_page
from analysis.words.i18n import speak
from fabrique import FABRIQUE


@pytest.fixture(scope="module")
def found(data):
    return compare(data, FABRIQUE), what_if(data, FABRIQUE)


def test_it_says_each_sentence_and_warning_and_shows_the_lines(found):
    text = html.unescape(render_plan_page(*found).decode()).replace("\u00a0", " ").replace("’", "'")  # set in type
    for sentence in (*found[0].sentences, *found[0].warnings):
        assert str(sentence) in text
    for cell in ("region", "€120k", "no line explains", "without region"):
        assert cell in text


def test_it_says_what_the_plan_says_of_its_place_and_what_it_does_not(found):
    told = html.unescape(re.sub(r"<wbr>|\u00a0", " ", render_plan_page(*found).decode()))
    assert "kind of place: third place" in told
    plan = found[0].plan
    assert ("not said: " in told) == any(getattr(plan, name) is None for name in FACTS)


def test_it_leads_to_no_other_page_and_holds_its_picture(found):
    text = render_plan_page(*found).decode()
    assert re.findall(r'src="(?!data:)', text) == []
    assert re.findall(r'href="([^"h#]*\.html)', text) == []
    assert text.count('<svg class="') == 2
    assert "data:font/woff;base64," in text


def test_it_is_written_in_the_language_that_is_spoken(found):
    with speak("fr"):
        text = render_plan_page(*found).decode()
    assert '<html lang="fr"' in text
    assert "Et si" in text
