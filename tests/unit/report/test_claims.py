"""The claims on the first page."""

from __future__ import annotations

import re

from analysis import tables
from analysis.findings import Verdict
from analysis.report._claims import render_claims
from analysis.report._frame import TEMPLATES
from analysis.report._outputs import Shown
from analysis.words.i18n import speak


def shown(claims) -> Shown:
    table = tables.claims(claims)
    return Shown(table.caption, tuple(table.frame), (), None, table.behind)


def test_each_part_has_a_sign_a_colour_and_a_word(claims):
    with speak("fr"):
        html = str(render_claims(shown(claims)))
    parts = [part for claim in claims for part in claim.parts]
    assert html.count('<li class="claim">') == len(claims) == 8
    assert html.count("<svg") == html.count('class="plain"') == len(parts)
    names = re.findall(r'class="verdict ([\w-]+)"', html)
    assert names == [part.verdict.value.replace("_", "-") for part in parts]
    assert html.count("<details>") == 8


def test_every_verdict_has_a_colour():
    style = (TEMPLATES / "style.css").read_text(encoding="utf-8")
    for verdict in set(Verdict) - {Verdict.CANNOT_TELL}:  # what cannot be told is grey
        assert f".{verdict.value.replace('_', '-')}" in style


def test_all_places_stand_beside_a_part_where_they_differ(claims):
    ours = shown(claims)
    other = ({**ours.behind[0], "plain": "Else <b>.", "verdict": "cannot_tell"}, *ours.behind[1:])
    html = str(render_claims(ours, Shown("", (), (), None, other)))
    assert html.count("All places:") == 1
    assert "Else &lt;b&gt;." in html


def test_a_table_without_codes_shows_no_claims():
    assert render_claims(None) == ""
    assert render_claims(Shown("Plans", ("n",), (("3",),))) == ""
