"""A weighted share against a loop over resamples, and readings side by side."""

from __future__ import annotations

import warnings

import numpy as np
import pandas as pd
import pytest

from analysis.numbers import population
from analysis.numbers._by_size import MANY
from raking import CENSUS, made, raked_by_hand


def test_the_share_and_its_interval_are_those_of_a_loop_over_resamples(plans: pd.DataFrame):
    new = population.select_new(plans).reset_index(drop=True)
    flag = new["investment_eur"] < 1_000_000
    found = population.estimate_share(new, flag, CENSUS)
    assert found.value == pytest.approx((raked_by_hand(new) * flag).sum() / len(new), abs=1e-6)
    rng, shares = np.random.default_rng(7), []
    for _ in range(120):
        part = new.iloc[rng.integers(0, len(new), len(new))].reset_index(drop=True)
        weights = raked_by_hand(part)
        shares.append((weights * (part["investment_eur"] < 1_000_000)).sum() / weights.sum())
    # 120 resamples: the ends of 95% move by about 0.02 between seeds.
    assert (found.low, found.high) == pytest.approx(np.quantile(shares, [0.025, 0.975]), abs=0.05)
    assert found.effective_n < found.n == len(new)


def test_the_order_of_the_plans_does_not_move_a_share(plans: pd.DataFrame):
    turned = plans.sample(frac=1, random_state=3)
    one, two = (population.estimate_share(table, "complete", CENSUS) for table in (plans, turned))
    assert (one.value, one.low, one.high) == pytest.approx((two.value, two.low, two.high))


def test_margins_before_and_after_stand_beside_the_census():
    plans = made({("public", "rural"): 6, ("company", "urban"): 6}).assign(region=["Bretagne"] * 9 + [None] * 3)
    table = population.compare_margins(plans, CENSUS).set_index(["margin", "category"])
    assert list(table.columns) == ["n", "sample", "weighted", "census", "raked"]
    assert table.loc[("region", "Bretagne"), ["n", "sample", "raked"]].tolist() == [9, 1.0, False]
    assert table.loc[("legal_form", "public"), "sample"] == 0.5
    assert table.groupby("margin")["census"].sum().tolist() == pytest.approx([1, 1, 1])


def test_readings_leave_out_the_lists_where_a_list_fixes_the_measure(plans: pd.DataFrame):
    flags = plans["citizens_involved"].eq(True)
    free = population.list_readings(plans, flags, CENSUS).set_index("reading")
    fixed = population.list_readings(plans, flags, CENSUS, fixed_by_lists=True).set_index("reading")
    assert list(free.index) == ["published", "web", "lists", "public", "private", "census"]
    assert list(fixed.index) == ["web", "public", "private", "census"]
    assert free.loc["published", "n"] == len(plans)
    assert fixed.loc["public", "n"] < free.loc["public", "n"]
    assert fixed.loc["web", "value"] == free.loc["web", "value"]


SMALL = {
    "no plan": made({}),
    "one plan": made({("public", "rural"): 1}),
    "one draw": made({("public", "rural"): 6, ("public", "urban"): 6}).assign(source_kind="state_list"),
    "only private": made({("company", "rural"): 6, ("association", "urban"): 6}).assign(carrier_sector="private"),
    "no settlement": made({("company", None): 6, ("public", None): 6}),
}


@pytest.mark.parametrize("census", [CENSUS, CENSUS.head(0), None, pd.DataFrame({"other": [1]})], ids=str)
@pytest.mark.parametrize("plans", SMALL.values(), ids=SMALL)
def test_little_data_says_what_it_lacks_without_a_warning(plans: pd.DataFrame, census: pd.DataFrame | None):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = population.estimate_share(plans, pd.Series(True, plans.index), census)
        table = population.list_readings(plans, pd.Series(True, plans.index), census)
        margins = population.compare_margins(plans, census)
    assert found.n == len(plans)
    assert found.lacks
    assert (table["value"].notna() | table["lacks"].ne("")).all()
    assert margins["census"].between(0, 1).all()


def test_both_ways_of_a_weighted_median_agree_where_they_meet():
    rng, n = np.random.default_rng(8), MANY + 1
    plans = pd.DataFrame(
        {
            "carrier_type": rng.choice(["association", "company", "municipality"], n),
            "settlement": rng.choice(["rural", "urban"], n),
            "euros": rng.lognormal(13, 1, n),
        }
    )
    few, many = (population.estimate_weighted_median(table, "euros", CENSUS) for table in (plans[:MANY], plans))
    assert (few.n, many.n) == (MANY, MANY + 1)
    assert many.value == pytest.approx(few.value, rel=0.01)
    # The ends are 1,000 resamples' against a formula's: within an eighth of the interval's width.
    assert (many.low, many.high) == pytest.approx((few.low, few.high), abs=0.125 * (few.high - few.low))
