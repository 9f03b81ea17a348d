"""The page of all places: the packed table is the table, and only addresses lead anywhere."""

from __future__ import annotations

import base64
import gzip
import json
import re

import pytest

from analysis.report import _places as module
from analysis.report._frame import Site
from analysis.report._places import render_places_page

SITE = Site("en", ("en",))


def page(plans, funding=None) -> str:
    return render_places_page(plans, funding, site=SITE, csv="files/places.csv").decode()


def unpacked(html: str) -> dict[str, list]:
    """The columns that the page's script reads: name to the cells of all rows."""
    packed = re.search(r'<script type="text/plain" id="rows">([^<]+)', html)
    assert packed
    columns = json.loads(gzip.decompress(base64.b64decode(packed[1])))
    return {column["name"]: [column["texts"][row] for row in column["rows"]] for column in columns}


def test_the_packed_rows_are_all_places_in_the_order_of_their_names(plans):
    plans = plans[plans["name"].str.len() < 100]  # a longer one is cut
    columns = unpacked(page(plans))
    ordered = plans.sort_values(["name", "place_id"])
    assert columns["name"] == ordered["name"].tolist()
    assert columns["year"] == ["" if year != year else f"{year:.0f}" for year in ordered["year"]]
    assert len(columns["investment_eur"]) == len(plans)


def test_the_plain_table_has_the_first_rows_and_says_that_there_are_more(plans, monkeypatch):
    monkeypatch.setattr(module, "FIRST", 3)
    html = page(plans)
    assert html.count('<th scope="row">') == 3
    assert f"first 3 of {len(plans)} places" in html


@pytest.mark.parametrize("address", ["javascript:alert(1)", "https://a.example b", "", None])
def test_what_is_no_address_leads_nowhere(plans, address):
    html = page(plans.head(1).assign(source_url=address, source_publisher="Somebody"))
    assert "Somebody" in html
    assert 'rel="noopener noreferrer">Somebody' not in html
    assert "javascript:" not in html


def test_the_public_share_is_one_number_where_it_is_known_and_a_range_where_not(plans):
    some = plans.head(3).assign(
        name=["a", "b", "c"], public_share_low=[0.5, 0.25, None], public_share_high=[0.5, 1.0, None]
    )
    assert unpacked(page(some))["public_share"] == ["50%", "25% to 100%", ""]


def test_each_plan_unfolds_to_its_lines_and_the_page_stays_light(plans, data):
    html = page(plans, data.funding)
    packed = re.search(r'<script type="text/plain" id="rows">([^<]+)', html)
    assert packed
    columns = json.loads(gzip.decompress(base64.b64decode(packed[1])))
    column = next(one for one in columns if one["name"] == "plan")
    ordered = plans.sort_values(["name", "place_id"])
    counts = data.funding.groupby("place_id").size()
    for row, place in zip(column["rows"], ordered["place_id"], strict=True):
        assert column["texts"][row].startswith(f"{counts.get(place, 0)} ")
        assert len(column["details"][row]) >= counts.get(place, 0) + 1  # the total
    assert html.count("<details><summary>") == min(len(plans), module.FIRST)
    assert len(html) < 1_500_000


def test_of_many_places_the_lines_are_counted_only(plans, data, monkeypatch):
    monkeypatch.setattr(module, "MOST_TOLD", 3)
    html = page(plans, data.funding)
    assert "<details>" not in html
    assert "2 funding lines" in html


def test_lines_of_a_plan_are_shown_as_text(plans, data):
    lines = data.funding[data.funding["place_id"] == plans["place_id"][0]].assign(funder="<script>alert(1)</script>")
    assert "<script>alert" not in page(plans.head(1), lines)
