"""One function, every kind of frame: the same numbers as pandas, of the kind that came in."""

from __future__ import annotations

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from analysis import shares, summaries, vocabulary
from every_frame import COLUMNS, KINDS, LINES, TABLES, agree, made_up, plans_of, shown

CLASSES = {
    "pandas on Arrow": pd.DataFrame,
    "pandas nullable": pd.DataFrame,
    "Polars": pl.DataFrame,
    "Polars lazy": pl.LazyFrame,
    "DuckDB": duckdb.DuckDBPyRelation,
    "PyArrow": pa.Table,
}


@pytest.fixture(scope="module", params=["shipped", "made up"])
def tables(request, data):
    return (data.places[COLUMNS], data.funding[LINES]) if request.param == "shipped" else made_up()


@pytest.mark.parametrize("kind", KINDS)
def test_the_plans_are_the_same(tables, kind):
    places, funding = map(KINDS[kind], tables)
    found = plans_of(places, funding)
    assert isinstance(found, CLASSES[kind])
    ours, theirs = (shown(frame).sort_values("place_id", ignore_index=True) for frame in (plans_of(*tables), found))
    pd.testing.assert_frame_equal(theirs[list(ours)], ours, rtol=1e-9)


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_table_is_the_same(tables, kind, table):
    places, funding = map(KINDS[kind], tables)
    found = TABLES[table](plans_of(places, funding), funding)
    assert isinstance(found, CLASSES[kind])
    agree(found, TABLES[table](plans_of(*tables), tables[1]))


def test_a_group_by_hand():
    euros = [100.0, 200.0, 400.0, 1000.0]
    places = pd.DataFrame({"place_id": list("abcd"), "region": ["Corse"] * 4, "investment_eur": euros})
    funding = pd.DataFrame(
        {"place_id": ["a", "b", "b"], "line": [1, 1, 2], "sector": ["public", "public", "private"], "amount_eur": [100.0, 50.0, 50.0]}
    )  # fmt: skip
    row = summaries.by_group(shares.financing(places, funding), "region").iloc[0]
    assert (row["n"], row["complete_plans"], row["investment_eur"]) == (4, 1, 1700)
    assert (row["investment_q1"], row["investment_median"], row["investment_q3"]) == (175, 300, 550)
    assert (row["public_share_low"], row["public_share_high"]) == pytest.approx((150 / 1700, 1650 / 1700))
    assert (row["low_median"], row["high_median"]) == (0.125, 1.0)  # lows 1, 1/4, 0, 0; highs 1, 3/4, 1, 1
    assert (row["mixed"], row["one_sector"], row["unknown"]) == (1, 1, 2)


@pytest.mark.parametrize("by", [(), ("region",), ("year", "settlement")])
def test_quantiles_by_sorting_are_those_of_the_engine(by):
    places, funding = made_up()
    agree(
        summaries.by_group(plans_of(places, funding), by, sort=True), summaries.by_group(plans_of(places, funding), by)
    )


def test_the_columns_are_those_of_the_vocabulary(plans):
    assert list(summaries.by_group(plans, "region")) == ["region", *vocabulary.GROUPS.names]


def test_no_place_is_left_out_and_what_is_not_known_comes_last(plans):
    table = summaries.by_group(plans, ["settlement", "generation"])
    assert table["n"].sum() == len(plans)
    assert table["settlement"].iloc[[0, -1]].tolist() == ["rural", "unknown"]


def test_a_carrier_that_is_not_named_counts_as_not_known(plans):
    empty = plans.assign(carrier_type=plans["carrier_type"].mask(plans["carrier_type"] == "region"))
    table = summaries.by_group(empty, "carrier_type").set_index("carrier_type")["n"]
    assert table.index.is_unique
    assert table["unknown"] == plans["carrier_type"].isin(["region", "unknown"]).sum()


def test_not_a_number_is_not_known(data):
    places, funding = data.places[COLUMNS], data.funding[LINES]
    poisoned = [
        pl.DataFrame(frame.to_dict("list"), strict=False).with_columns(pl.col(name).fill_null(np.nan))
        for frame, name in ((places, "investment_eur"), (funding, "amount_eur"))
    ]
    found = summaries.by_group(plans_of(*poisoned), "carrier_type")
    agree(found, summaries.by_group(plans_of(places, funding), "carrier_type"))


def test_public_euros_of_a_place_without_an_investment_are_in_no_share():
    places = pd.DataFrame({"place_id": ["a", "b"], "investment_eur": [100.0, np.nan]})
    funding = pd.DataFrame(
        {"place_id": ["a", "b"], "line": [1, 1], "sector": ["public"] * 2, "amount_eur": [50.0, 80.0]}
    )
    row = summaries.public_share(shares.financing(places, funding)).iloc[0]
    assert (row["n"], row["low"], row["high"]) == (2, 0.5, 1.0)


def test_lines_above_the_investment_are_not_used():
    places = pd.DataFrame({"place_id": ["a"], "investment_eur": [100.0]})
    funding = pd.DataFrame(
        {"place_id": ["a"], "line": [1], "funder_type": ["state"], "sector": ["public"], "amount_eur": [150.0]}
    )
    plans = shares.financing(places, funding)
    assert (plans["public_share_low"].item(), plans["public_share_high"].item(), plans["complete"].item()) == (
        0,
        1,
        False,
    )
    assert summaries.funder_mix(plans, funding)["eur"].tolist() == [0.0, 100.0]
