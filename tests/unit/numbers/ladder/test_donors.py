"""Shares taken from complete plans, against loops over resamples written without the package."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analysis.numbers import ladder
from analysis.numbers.ladder import Assumption, Lack
from climbing import NO_LINES, euro_plan, euro_plans


def test_a_plan_takes_the_share_of_a_complete_plan_within_its_bounds(plans: pd.DataFrame, data):
    known, giving = euro_plans(plans)
    share = (giving["public_eur"] / giving["investment_eur"]).to_numpy()
    sector = giving["carrier_sector"].to_numpy()
    expected = 0.0
    for row in known.itertuples():
        low, high = row.public_share_low, row.public_share_high
        if high - low <= 1e-9:
            expected += row.investment_eur * low
            continue
        inside = (share >= low - 1e-9) & (share <= high + 1e-9)
        own = share[inside & (sector == row.carrier_sector)]
        pool = own if len(own) else share[inside]
        expected += row.investment_eur * (pool.mean() if len(pool) else (low + high) / 2)
    table = ladder.climb_euros(plans, data.funding).set_index("assumption")
    found = table.loc[Assumption.B3]
    assert found["low"] == pytest.approx(expected / known["investment_eur"].sum())
    assert found["interval_low"] < found["low"] < found["interval_high"]
    assert table.loc[Assumption.B0, "low"] <= found["low"] <= table.loc[Assumption.B0, "high"]


def test_donors_come_from_the_sector_then_from_any_and_else_the_bounds_are_used():
    donors = [
        euro_plan("d1", "public", 200.0, 0.0, complete=True),
        euro_plan("d2", "private", 20.0, 180.0, complete=True),
    ]
    cases = {
        ("public", 80.0, 0.0): 200.0,  # the public donor
        ("private", 0.0, 0.0): 20.0,
        ("mixed", 100.0, 0.0): 200.0,  # no donor of its sector; of all, one within its bounds
        ("mixed", 40.0, 100.0): 70.0,  # none within its bounds: their middle
    }
    for (sector, public, private), expected in cases.items():
        table = pd.concat([euro_plan("u", sector, public, private, complete=False), *donors], ignore_index=True)
        row = ladder.climb_euros(table, NO_LINES).set_index("assumption").loc[Assumption.B3]
        assert row["low"] * 600 == pytest.approx(expected + 220)


def test_donors_of_other_kinds_come_from_the_reference():
    subject = pd.concat([euro_plan(f"u{at}", "public", 20.0 * at, 0.0, complete=False) for at in range(6)])
    alone = ladder.climb_euros(subject, NO_LINES).iloc[-1]
    reference = pd.concat([subject, euro_plan("d", "public", 180.0, 20.0, complete=True)])
    helped = ladder.climb_euros(subject, NO_LINES, reference=reference).iloc[-1]
    assert np.isnan(alone["low"])
    assert alone["lacks"] == Lack.NO_COMPLETE
    assert helped["low"] == pytest.approx(0.9)
    assert helped["n"] == 6
    # In a resample without the donor the shares lie between the bounds.
    assert helped["interval_low"] <= 0.9 <= helped["interval_high"] + 1e-9
