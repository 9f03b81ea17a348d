"""Addresses on the page of places: codes, ranges, and letters that an address cannot hold."""

from __future__ import annotations

from urllib.parse import unquote

import pytest

from analysis.report._addresses import FACETS, address_of_place, address_of_places
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
