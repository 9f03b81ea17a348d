"""What is lacking, as codes in one column."""

from __future__ import annotations

from analysis.numbers._lacks import Lack, join_lacks


def test_codes_are_joined_once_each_in_their_order():
    assert join_lacks([Lack.NO_EUROS, Lack.FEW_PLANS, Lack.NO_EUROS]) == "no_euros; few_plans"
    assert join_lacks([]) == ""
