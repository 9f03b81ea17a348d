"""What if a funder withdraws, or the total grows."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analysis.comparing import compare, what_if
from fabrique import FABRIQUE


def test_what_if_tells_how_the_position_moves(data):
    found = what_if(data, FABRIQUE).set_index("scenario")
    assert found.index.tolist() == ["as_planned", "without_region", "without_own_funds", "a_fifth_dearer"]
    # the region's 120,000 of 300,000 are to be found elsewhere: 210,000 are then unexplained, 90,000 are private
    assert found.loc["without_region", "unexplained_eur"] == 210_000
    assert found.loc["without_region", ["public_low", "public_high"]].tolist() == pytest.approx([0, 0.7])
    assert found.loc["without_own_funds", ["public_low", "public_high"]].tolist() == pytest.approx([0.4, 1])
    assert found.loc["a_fifth_dearer", ["investment_eur", "unexplained_eur"]].tolist() == [360_000, 150_000]
    assert found.loc["a_fifth_dearer", "public_low"] == pytest.approx(120 / 360)
    assert found.loc["a_fifth_dearer", "below"] >= found.loc["as_planned", "below"]


def test_what_if_a_funder_withdraws_or_the_total_grows(data):
    before = compare(data, FABRIQUE).positions.set_index("measure")
    without = replace(FABRIQUE, funding={"own_funds": 90_000})
    dearer = replace(FABRIQUE, investment_eur=360_000)
    assert compare(data, without).positions.set_index("measure").loc["public_share", "value"] == 0
    assert compare(data, dearer).positions["below"].iloc[0] >= before.loc["investment_eur", "below"]
