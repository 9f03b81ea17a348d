"""Tables of provenance, on the shipped data."""

from __future__ import annotations

import pytest

from analysis import load, provenance, shares, tables
from analysis.words.i18n import speak
from editions import SECOND


@pytest.fixture(scope="module")
def second():
    data = load(SECOND)
    return data, shares.plans(data)


def test_complete_plans_are_counted_by_how_they_close(second):
    data, plans = second
    table = tables.closure(provenance.count_closures(plans, data.funding))
    assert table.caption == "How the complete plans close (n = 68 complete plans)"
    assert table.frame.iloc[0, :3].tolist() == [
        "independently complete: total and every line are stated", "29", "23",
    ]  # fmt: skip
    assert table.frame["plans"].astype(int).sum() == 68


def test_a_remark_of_the_law_names_place_carrier_share_and_source(second):
    data, plans = second
    found = provenance.check_law(plans, data.funding)
    table = tables.law_check(found)
    assert table.frame.iloc[0, :4].tolist() == ["Le Shadok, fabrique du numérique", "2015", "Ville de Strasbourg", "8%"]
    assert table.frame["source"].str.startswith("https://").all()
    assert f"1 of {len(found)} plans that it binds" in table.caption
    with speak("fr"):
        assert f"1 des {len(found)} plans" in tables.law_check(found).caption
    assert tables.law_check(found.head(0)).frame.empty
