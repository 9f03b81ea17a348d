"""The ladder of euros: pooled errors, nested bounds, breakdown."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analysis.numbers import ladder
from analysis.numbers._by_size import MANY
from analysis.numbers.ladder import Assumption, Lack
from analysis.numbers.ladder._euros import _pooled_errors
from climbing import GRANT, euro_plans, plan


def test_the_rest_of_a_public_plan_is_public_but_for_a_part():
    table = ladder.climb_euros(plan(), GRANT, parts=(0.0, 0.5, 1.0))
    rest = table[table["assumption"] == Assumption.B2]
    assert (rest["low"] * 200).tolist() == pytest.approx([200, 140, 100])  # a = 1: what the law asks for remains
    assert (rest["high"] == 1).all()


def test_pooled_errors_are_those_of_a_loop_over_resamples(plans: pd.DataFrame, data):
    known, _ = euro_plans(plans)
    row = ladder.climb_euros(plans, data.funding).iloc[0]
    rng = np.random.default_rng(11)
    public, unknown, total = (known[f"{name}_eur"].to_numpy() for name in ("public", "unknown", "investment"))
    drawn = rng.integers(0, len(known), (2000, len(known)))
    low, high = public[drawn].sum(1) / total[drawn].sum(1), (public + unknown)[drawn].sum(1) / total[drawn].sum(1)
    assert row["low"] == pytest.approx(public.sum() / total.sum())
    assert row["high"] == pytest.approx((public + unknown).sum() / total.sum())
    # The bounds lie so far apart that each end is one-sided: 1.645 standard errors.
    assert row["interval_low"] == pytest.approx(row["low"] - 1.645 * low.std(ddof=1), abs=0.01)
    assert row["interval_high"] == pytest.approx(min(1, row["high"] + 1.645 * high.std(ddof=1)), abs=0.01)


def test_bounds_of_euros_are_nested_and_the_order_of_rows_does_not_matter(plans: pd.DataFrame, data):
    parts = tuple(np.linspace(1, 0, 11))
    turned = plans.sample(frac=1, random_state=2)
    for by in (None, "carrier_sector", "settlement", "place_type"):
        table = ladder.climb_euros(plans, data.funding, by=by, parts=parts)
        other = ladder.climb_euros(turned, data.funding, by=by, parts=parts)
        pd.testing.assert_frame_equal(table, other)
        for _, rungs in table[table["assumption"] != Assumption.B3].groupby("group"):
            assert (rungs["low"].diff().dropna() >= -1e-12).all()
            assert rungs["high"].nunique() == 1
            assert (rungs["low"] <= rungs["high"] + 1e-12).all()


def test_breakdown_of_euros():
    found = ladder.break_down_euros(plan())
    assert (found.needed_eur, found.unexplained_eur, found.part) == (20.0, 120.0, pytest.approx(1 / 6))
    assert ladder.break_down_euros(plan(public_eur=150.0, unknown_eur=50.0)).part == 0
    assert ladder.break_down_euros(plan(public_eur=0.0, unknown_eur=50.0)).part == 2  # cannot hold


def test_places_without_euros_have_no_share():
    table = ladder.climb_euros(plan(investment_eur=np.nan), GRANT)
    assert table["n"].unique().tolist() == [0]
    assert table["low"].isna().all()
    assert ladder.break_down_euros(plan(investment_eur=np.nan)).lacks == (Lack.NO_PLANS,)


def test_the_ends_of_many_plans_are_drawn_together_by_how_many_more_there_are(plans: pd.DataFrame, data):
    """Of plans that are there nine times the interval of B3 is a third as wide, whether or not all are looked at."""
    known = plans[plans["investment_eur"].notna()]
    times = [known.assign(place_id=known["place_id"] + f"-{at}") for at in range(9)]
    funding = data.funding.iloc[:0]
    one, many = (ladder.climb_euros(table, funding) for table in (known, pd.concat(times, ignore_index=True)))
    one, many = (table[table["assumption"] == Assumption.B3].iloc[0] for table in (one, many))
    assert many["n"] == 9 * one["n"] > MANY
    assert many["low"] == pytest.approx(one["low"])
    widths = [row["interval_high"] - row["interval_low"] for row in (one, many)]
    assert widths[1] == pytest.approx(widths[0] / 3, rel=0.25)


def test_both_ways_of_pooled_errors_agree_where_they_meet():
    rng = np.random.default_rng(5)
    total = rng.lognormal(12, 0.8, MANY + 1)
    values = total[:, None] * rng.uniform(0.2, 0.9, (MANY + 1, 2))
    few, many = _pooled_errors(values[:MANY], total[:MANY]), _pooled_errors(values, total)
    assert many == pytest.approx(few, rel=0.1)
