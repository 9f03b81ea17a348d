"""Each way to take the sample, on plans made by hand."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.numbers import population
from analysis.numbers.population import Sampling

PLANS = pd.DataFrame(
    {
        "place_id": ["a-2", "a", "a-3", "b", "c"],
        "same_site_as": ["a", None, "a-2", "elsewhere", None],
        "status": ["opened", "planned", "funded", "abandoned", None],
        "amount_scope": ["investment", "investment", "investment", "investment", "operating"],
        "total_basis": ["stated", "stated", "computed", "stated", "stated"],
        "investment_eur": [100.0, 100.0, 100.0, 100.0, 100.0],
        "public_eur": [100.0, 100.0, 100.0, 40.0, 0.0],
        "unknown_eur": [0.0, 0.0, 0.0, 60.0, 100.0],
        "complete": [True, True, True, False, False],
        "mix": ["one_sector", "one_sector", "one_sector", "unknown", "unknown"],
    }
)
LINES = pd.DataFrame(
    {
        "place_id": ["a-2", "a", "a", "a-3", "b"],
        "line": [1, 1, 2, 1, 1],
        "sector": ["public"] * 5,
        "amount_eur": [100.0, 60.0, 40.0, 100.0, 40.0],
        "amount_basis": ["stated", "stated", "remainder", "stated", "stated"],
    }
)


@pytest.mark.parametrize(
    ("sampling", "left"),
    [
        (Sampling(), ["a-2", "a", "a-3", "b", "c"]),
        (Sampling(one_per_site=True), ["a", "b", "c"]),
        (Sampling(carried_out=True), ["a-2", "a-3"]),
        (Sampling(carried_out=True, one_per_site=True), ["a-2"]),
        (Sampling(independent=True), ["a-2"]),
        (Sampling(stated=True), ["a-2", "a", "b", "c"]),
    ],
)
def test_each_way_to_take_the_sample_leaves_its_plans(sampling: Sampling, left: list[str]):
    assert population.take_sample(PLANS, LINES, sampling)["place_id"].tolist() == left


def test_an_amount_that_is_not_stated_is_not_known():
    kept = population.take_sample(PLANS, LINES, Sampling(stated=True)).set_index("place_id")
    assert kept.loc["a", ["public_eur", "unknown_eur", "complete", "mix"]].tolist() == [60.0, 40.0, False, "unknown"]
    assert kept.loc["a-2", ["public_eur", "complete", "mix"]].tolist() == [100.0, True, "one_sector"]
    assert list(kept.reset_index().columns) == list(PLANS.columns)


def test_a_file_without_the_columns_leaves_no_plan_and_says_which():
    lines = LINES.drop(columns="amount_basis")
    assert population.find_lacking_columns(PLANS, lines, Sampling(stated=True)) == ("funding.amount_basis",)
    assert population.take_sample(PLANS, lines, Sampling(stated=True)).empty
    assert len(population.take_sample(PLANS, lines, Sampling())) == 5
