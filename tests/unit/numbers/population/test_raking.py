"""Weights against hand cases and a loop over the plans."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.numbers import population
from analysis.numbers.population import Lack
from raking import CENSUS, made, raked_by_hand


def test_one_margin_is_met_by_division():
    plans = made({("company", "rural"): 2, ("company", "urban"): 6})
    found = population.rake(plans, CENSUS[CENSUS["dimension"] == "settlement"])
    assert found.values.to_numpy() == pytest.approx([0.34 * 8 / 2] * 2 + [0.66 * 8 / 6] * 6)
    assert found.lacks == (Lack.LEGAL_FORM_OPEN,)


def test_weights_are_those_of_a_loop_over_the_plans(plans: pd.DataFrame):
    new = population.select_new(plans)
    found, by_hand = population.rake(new, CENSUS), raked_by_hand(new)
    assert found.lacks == ()
    assert found.values.to_numpy() == pytest.approx(by_hand.to_numpy(), abs=1e-6)
    assert found.effective_n == pytest.approx(by_hand.sum() ** 2 / (by_hand**2).sum(), abs=1e-4)


def test_a_weight_is_cut_at_five_times_the_mean_and_raked_once_more():
    plans = made({("association", "urban"): 1, ("public", "urban"): 40, ("public", "rural"): 20})
    census = pd.DataFrame({"dimension": "legal_form", "category": ["association", "school"], "share": [0.5, 0.5]})
    once = population.rake(plans, census)
    # One association stands for half of the census: 30.5 times the mean, cut to 5, and raised again by the second raking.
    assert once.values.iloc[0] == pytest.approx(30.5)
    assert once.rough


counts = st.integers(min_value=1, max_value=12)


@settings(max_examples=25)
@given(st.lists(counts, min_size=10, max_size=10), st.integers(min_value=0, max_value=5))
def test_weights_reproduce_the_margins_of_the_census(sizes: list[int], unsettled: int):
    names = [(group, settlement) for group in population.CARRIER_GROUPS for settlement in population.SETTLEMENTS]
    plans = made({**dict(zip(names, sizes, strict=True)), ("public", None): unsettled})
    found = population.rake(plans, CENSUS)
    shares = population.compare_margins(plans, CENSUS)
    raked = shares[shares["raked"]]
    assert found.values.sum() == pytest.approx(len(plans))
    assert (found.values > 0).all()
    assert found.effective_n <= len(plans) + 1e-9
    if not found.lacks:
        assert raked["weighted"].to_numpy() == pytest.approx(raked["census"].to_numpy(), abs=2e-6)


def test_a_group_that_no_plan_has_leaves_its_margin_open_and_the_rest_is_raked():
    plans = made({("public", "rural"): 5, ("public", "urban"): 5, ("company", "urban"): 5, ("company", "rural"): 5})
    found = population.rake(plans, CENSUS)
    assert found.lacks == (Lack.LEGAL_FORM_OPEN,)
    assert found.absent == ("association", "cooperative", "other")
    companies = found.values[plans["carrier_type"] == "company"].sum() / len(plans)
    assert companies == pytest.approx(0.19 / 0.33, abs=1e-6)


def test_margins_that_contradict_each_other_do_not_close_and_say_which():
    census = pd.DataFrame(
        {
            "dimension": ["legal_form"] * 2 + ["settlement"] * 2,
            "category": ["association", "school", "rural", "towns"],
            "share": [0.5, 0.5, 0.1, 0.9],
        }
    )
    plans = made({("association", "rural"): 5, ("public", "urban"): 5})  # all that is rural is an association
    found = population.rake(plans, census)
    assert found.lacks == (Lack.LEGAL_FORM_OPEN,)
    assert found.absent == ()


def test_without_any_margin_met_there_is_no_weight():
    plans = made({("public", "rural"): 6})
    found = population.rake(plans, CENSUS)
    assert found.lacks == (Lack.LEGAL_FORM_OPEN, Lack.SETTLEMENT_OPEN)
    assert found.values.isna().all()
    assert np.isnan(population.estimate_share(plans.assign(flag=True), "flag", CENSUS).value)
