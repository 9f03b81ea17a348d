"""The page of all places: the packed rows are the places, facets hold codes, and of many places a sample is carried."""

from __future__ import annotations

import base64
import gzip
import json
import re
from typing import Any

import pytest

from analysis.report import _places as module
from analysis.report._addresses import FACETS
from analysis.report._frame import Site
from analysis.report._places import render_places_page
from analysis.words._formatting import show_value

SITE = Site("en", ("en",))


def page(plans, funding, lang: str = "en") -> str:
    return render_places_page(plans, funding, site=Site(lang, (lang,)), files=[("CSV", "files/places.csv")]).decode()


def unpacked(html: str) -> dict[str, Any]:
    """What the page's script reads."""
    packed = re.search(r'<script type="text/plain" id="rows">([^<]+)', html)
    assert packed
    found: dict[str, Any] = json.loads(gzip.decompress(base64.b64decode(packed[1])))
    return found


def test_the_packed_rows_are_all_places_in_the_order_of_their_names(plans, data):
    rows = unpacked(page(plans, data.funding))["rows"]
    ordered = plans.sort_values(["name", "place_id"])
    assert [row["id"] for row in rows] == ordered["place_id"].tolist()
    assert [row["name"] for row in rows] == [show_value(name, longest=module.LONGEST) for name in ordered["name"]]
    assert [row["numbers"][1] for row in rows] == ordered["investment_eur"].tolist()
    years = ["year unknown" if year != year else f"{year:.0f}" for year in ordered["year"]]
    assert [row["year"] for row in rows] == years


def test_each_facet_holds_the_codes_of_the_data(plans, data):
    facets = {facet["name"]: facet for facet in unpacked(page(plans, data.funding, "fr"))["facets"]}
    assert list(facets) == list(FACETS)
    ordered = plans.sort_values(["name", "place_id"])
    for name in set(FACETS) - {"funder_type"}:
        facet = facets[name]
        codes = [facet["codes"][of] for (of,) in facet["of"]]
        assert codes == ordered[name].fillna("none").tolist()
    funders = facets["funder_type"]
    lines = data.funding.groupby("place_id")["funder_type"].agg(set)
    for place, of in zip(ordered["place_id"], funders["of"], strict=True):
        assert {funders["codes"][code] for code in of} == lines.get(place, {"none"})
    assert "commune" in funders["labels"]
    assert "non connu" in facets["settlement"]["labels"] or "none" not in facets["settlement"]["codes"]


def test_the_department_is_shown(plans, data):
    rows = unpacked(page(plans[plans["department"] == "Cantal"], data.funding))["rows"]
    assert rows
    assert all("Cantal" in row["where"] for row in rows)


def test_the_plain_table_has_the_first_rows_and_says_that_there_are_more(plans, data, monkeypatch):
    monkeypatch.setattr(module, "FIRST", 3)
    html = page(plans, data.funding)
    assert html.count('<th scope="row">') == 3
    assert f"first 3 of {len(plans)} places" in html


def test_of_many_places_a_sample_is_carried_and_the_page_says_so(plans, data, monkeypatch):
    monkeypatch.setattr(module, "MOST", 20)
    html = page(plans, data.funding)
    assert f"carries 20 of the {len(plans)} places, drawn at random" in html
    ids = [row["id"] for row in unpacked(html)["rows"]]
    assert len(set(ids)) == 20
    assert ids != plans.sort_values(["name", "place_id"])["place_id"].tolist()[:20]
    assert html == page(plans, data.funding)


@pytest.mark.parametrize("address", ["javascript:alert(1)", "https://a.example b", "", None])
def test_what_is_no_address_leads_nowhere(plans, data, address):
    html = page(plans.head(1).assign(source_url=address, source_publisher="Somebody", other_sources=None), data.funding)
    assert "Somebody" in html
    assert 'rel="noopener noreferrer">Somebody' not in html
    assert "javascript:" not in html


def test_the_public_share_is_a_number_a_range_or_not_known(plans, data):
    some = plans.head(4).assign(
        name=["a", "b", "c", "d"], public_share_low=[0.5, 0.25, None, 0.0], public_share_high=[0.5, 1.0, None, 1.0]
    )
    rows = unpacked(page(some, data.funding))["rows"]
    assert [row["share"] for row in rows] == ["50%", "25% to 100%", "unknown", "unknown"]
    assert [row["numbers"][2] for row in rows] == [0.5, 0.25, None, None]


def test_the_page_stays_light(plans, data):
    for lang in ("en", "fr"):
        assert len(page(plans, data.funding, lang).encode()) < 600_000


def test_lines_of_a_plan_are_shown_as_text(plans, data):
    lines = data.funding[data.funding["place_id"] == plans["place_id"][0]].assign(funder="<script>alert(1)</script>")
    assert "<script>alert" not in page(plans.head(1), lines)
    assert "&lt;script&gt;alert" in page(plans.head(1), lines)
