"""A financing plan, and what is told of a bad one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analysis.comparing import Plan, PlanError
from fabrique import FABRIQUE


def test_lines_that_nearly_reach_the_total_are_scaled_as_those_of_the_data_are():
    plan = Plan(100_000, {"region": 59_000, "company": 40_000})  # 99%: complete
    assert plan.complete
    assert plan.public_share == pytest.approx((59 / 99, 59 / 99))


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"investment_eur": 0}, "investment_eur: must be a number above 0, not 0"),
        ({"investment_eur": -5}, "investment_eur: must be a number above 0, not '?-5"),
        ({"investment_eur": "much"}, "investment_eur: must be a number above 0, not 'much'"),
        ({"investment_eur": float("nan")}, "investment_eur: must be a number above 0"),
        ({"surface_m2": 0}, "surface_m2: must be a number above 0"),
        ({"funding": {"region": -1}}, "funding.region: must be a number from 0, not -1"),
        ({"funding": {"region": "x"}}, "funding.region: must be a number from 0, not 'x'"),
        ({"funding": {"regoin": 1}}, "funding: 'regoin' is not known; did you mean 'region'"),
        ({"funding": {"region": 400_000}}, "funding.region: 400,000 is more than the total, 300,000"),
        ({"year": 20}, "year: must be a year from 1950 to 2050, not 20"),
        ({"year": 2018.5}, "year: must be a year from 1950 to 2050, not 2018.5"),
        ({"place_type": "castle"}, "place_type: 'castle' is not known; there are 'third_place'"),
    ],
)
def test_a_bad_plan_is_told_by_its_field(change, told):
    with pytest.raises(PlanError, match=told) as caught:
        replace(FABRIQUE, **change)
    assert told.startswith(caught.value.field)
    assert isinstance(caught.value, ValueError)
