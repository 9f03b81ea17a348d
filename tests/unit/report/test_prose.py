"""Markdown as HTML that cannot run anything."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.report._prose import Prose, is_address, split_sections

TAGS = r"</?(p|h[1-6]|a|em|strong|code|pre|ul|ol|li|blockquote|hr|br|table|thead|tbody|tr|th|td)\b[^<>]*>"


@given(st.text("<>[]()#*_`!|\n -\"'&abjs:/", max_size=60))
def test_whatever_stands_in_a_text_only_tags_of_prose_come_out(text):
    html = str(Prose()(text))
    assert "<" not in re.sub(TAGS, "", html)
    assert not re.search(r'href="(?!https?://|\d\d_\w+\.html)', html)


def test_headings_of_one_name_have_ids_of_their_own_over_all_texts_of_a_page():
    prose = Prose()
    html = prose("## Limits\n\n## Limits") + prose("## Limits")
    assert re.findall(r'id="([^"]+)"', html) == ["limits", "limits-2", "limits-3"]


def test_the_contents_lead_to_the_headings_of_the_second_level():
    text = "# Title\n\n## Où sont-ils ?\n\n### Part\n\n## €"
    assert split_sections([text]) == [("ou-sont-ils", "Où sont-ils ?"), ("section", "€")]
    assert re.findall(r'<h2 id="([^"]+)"', Prose()(text)) == ["ou-sont-ils", "section"]


def test_a_link_to_a_notebook_leads_to_its_page_and_a_picture_is_its_text():
    assert 'href="03_territories.html"' in Prose()("[x](03_territories.ipynb)")
    assert str(Prose()("![a picture](https://a.example/b.png)")) == "<p>a picture</p>\n"


@pytest.mark.parametrize("text", ["https://a.example", "http://a.example/b?c=d#e"])
def test_an_address(text):
    assert is_address(text)


@pytest.mark.parametrize(
    "text", ["a.example", "ftp://a.example", "https://", "https://a.example/…", 'https://a"b', "data:x"]
)
def test_no_address(text):
    assert not is_address(text)
