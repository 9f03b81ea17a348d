"""Addresses on the page of places: codes, ranges, and letters that an address cannot hold."""

from __future__ import annotations

from urllib.parse import unquote

import pytest

from analysis.report._addresses import FACETS, address_of_place, address_of_places, find_filters
from analysis.words import vocabulary


def test_every_facet_is_a_field_of_the_vocabulary():
    assert [vocabulary.find_field(name).name for name in FACETS] == list(FACETS)


@pytest.mark.parametrize(
    ("filters", "written"),
    [
        ({}, ""),
        ({"region": ["Bretagne", "Île-de-France"]}, "#region=Bretagne,%C3%8Ele-de-France"),
        ({"settlement": None}, "#settlement=none"),
        ({"year": (None, 2020)}, "#year=-2020"),
        ({"year": (2010, 2020.0), "sort": "-investment_eur"}, "#year=2010-2020&sort=-investment_eur"),
        ({"q": "a & b=c, d"}, "#q=a%20%26%20b%3Dc%2C%20d"),
    ],
)
def test_an_address_holds_what_is_chosen(filters, written):
    assert address_of_places(filters) == f"places.html{written}"


def test_no_name_leaves_its_part_of_the_address():
    hostile = 'a&region=b#"><script>,'
    address = address_of_place(hostile)
    assert not set('&#"<>,') & set(address.removeprefix("places.html#place-"))
    assert unquote(address).endswith(hostile)


def test_a_figure_leads_to_what_its_places_have_in_common(plans):
    new = plans[plans["generation"] == "new"]
    rural = new[new["settlement"] == "rural"]
    assert find_filters(new["place_id"], plans) == {"generation": "new"}
    assert find_filters(rural["place_id"], plans) == {"generation": "new", "settlement": "rural"}
    assert find_filters(plans["place_id"], plans) == {}
    unknown = plans[plans["settlement"].isna()]["place_id"]
    assert "settlement" not in find_filters(unknown, plans)


def test_places_that_know_something_are_among_those_that_the_filters_leave(plans):
    known = plans[(plans["place_type"] == "fab_lab") & plans["surface_m2"].notna()]
    left = plans
    for name, code in find_filters(known["place_id"], plans).items():
        left = left[left[name] == code]
    assert set(known["place_id"]) <= set(left["place_id"])
    assert set(left["place_type"]) == {"fab_lab"}
