"""What a page compares with: the values of `compare`, complete and as JSON holds them."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from analysis.comparing import compare
from analysis.comparing._exporting import export_comparison, order_by_use
from analysis.numbers.cost import fit_cost
from fabrique import FABRIQUE
from samples import dataset_of


def test_it_is_plain_json_and_the_same_each_time(data, plans):
    one, other = (json.dumps(export_comparison(data, plans), allow_nan=False) for _ in range(2))
    assert one == other


def test_every_plan_with_an_investment_is_there_with_what_it_is_given(data, plans):
    exported = export_comparison(data, plans)["plans"]
    ours = plans[plans["investment_eur"] > 0]
    assert exported["place_id"] == ours["place_id"].tolist()
    assert exported["constant_eur"] == pytest.approx(ours["constant_eur"].tolist())
    assert {len(values) for values in exported.values()} == {len(ours)}
    named = {place for place, given in zip(exported["place_id"], exported["given"], strict=True) if given}
    assert named == set(data.funding["place_id"]) & set(ours["place_id"])


def test_the_ends_of_the_range_are_those_of_compare(data, plans):
    exported = export_comparison(data, plans)["cost"]["line"]
    found = compare(data, FABRIQUE).expected
    assert np.exp(np.log(found.middle) + np.array(exported["ends"])) == pytest.approx([found.low, found.high])
    assert exported["n"] == fit_cost(plans, data.prices).n


def test_funders_and_kinds_come_by_their_use(data, plans):
    exported = export_comparison(data, plans)
    assert exported["funders"][0] == data.funding["funder_type"].value_counts().index[0]
    assert exported["kinds"][0] == plans["place_type"].value_counts().index[0]
    assert order_by_use(pd.Series(["b"]), ["a", "b", "c"]) == ["b", "a", "c"]


def test_little_data_has_no_prices_no_line_and_no_funders(data):
    made = dataset_of(data, [100.0, 200.0])
    made = replace(made, prices=made.prices.head(0), funding=made.funding.assign(amount_basis=None))
    exported = export_comparison(made)
    assert exported["prices"] is None
    assert exported["cost"]["line"] is None
    assert exported["cost"]["means"] is None
    assert exported["plans"]["given"] == [[], []]
    json.dumps(exported, allow_nan=False)
