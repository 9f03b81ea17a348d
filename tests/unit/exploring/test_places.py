"""The table of the places of a view."""

from __future__ import annotations

import html


def test_the_table_sorts_and_pages(places, plans):
    places.views.value = "table"
    table = places._table
    assert f"Places 1 to 25 of {len(plans)} places" in table._html.value
    table._sort.value, table._down.value = "name", False
    first = plans.sort_values(["name", "place_id"])["name"].iloc[0]
    assert html.escape(first, quote=False) in table._html.value
    for _page in range(9):
        table._next.click()
    assert table._next.disabled
    assert f"of {len(plans)} places" in table._html.value
    assert 'href="http' in table._html.value
