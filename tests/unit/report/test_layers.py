"""Plain sentences apart from their statistics."""

from __future__ import annotations

from analysis.findings import Findings, Layers
from analysis.report._layers import find_first_plain, mark_statistics
from analysis.report._prose import Prose
from analysis.report._territory import put_sentences_beside
from analysis.words._messages import say

HOSTILE = say("{x} cost <b>less</b>.", x="**</strong>")


def shown(*messages: object) -> str:
    return Findings(messages)._repr_markdown_()


def test_what_follows_the_plain_sentence_is_statistics_whatever_the_texts_hold():
    html = mark_statistics(Prose()(shown(Layers(HOSTILE, say("n = 9 <i>.")), say("One layer only."))))
    assert html.count('<span class="plain">') == html.count('<span class="statistics">') == 1
    assert "<b>" not in html
    assert '<span class="statistics">N = 9 &lt;i&gt;.</span></li>' in html
    assert "<li>One layer only.</li>" in html


def test_the_sentence_of_all_places_has_its_layers_too():
    part, whole = (shown(Layers(say("Half cost {n}.", n=n), say("Median {n}.", n=n))) for n in (1, 2))
    html = mark_statistics(Prose()(put_sentences_beside(part, whole)))
    assert html.count('<span class="statistics">') == 2


def test_the_first_plain_sentence_of_a_card():
    assert find_first_plain(["", shown(Layers(say("Half cost less."), say("Median 2.")))]) == "Half cost less."
    assert find_first_plain(["text without a list", "- One layer."]) == ""
