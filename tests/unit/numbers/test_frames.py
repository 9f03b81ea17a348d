"""One function, every kind of frame: the same numbers as pandas, of the kind that came in."""

from __future__ import annotations

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from analysis import summaries
from analysis.numbers._frames import is_one_of
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


@pytest.mark.parametrize("by", [(), ("region",), ("year", "settlement")])
def test_quantiles_by_sorting_are_those_of_the_engine(by):
    places, funding = made_up()
    agree(
        summaries.by_group(plans_of(places, funding), by, sort=True), summaries.by_group(plans_of(places, funding), by)
    )


def test_not_a_number_is_not_known(data):
    places, funding = data.places[COLUMNS], data.funding[LINES]
    poisoned = [
        pl.DataFrame(frame.to_dict("list"), strict=False).with_columns(pl.col(name).fill_null(np.nan))
        for frame, name in ((places, "investment_eur"), (funding, "amount_eur"))
    ]
    found = summaries.by_group(plans_of(*poisoned), "carrier_type")
    agree(found, summaries.by_group(plans_of(places, funding), "carrier_type"))


@pytest.mark.parametrize("others", [["c", "a", "a"], ["c", None], [], [None]])
def test_values_among_others_are_those_of_isin_and_a_missing_one_never_is(others: list[str | None]):
    values = pd.Series(["a", None, "b", "a"], index=[7, 3, 1, 0], dtype="str")
    found = is_one_of(values, pd.Series(others, dtype="str"))
    assert found.equals(values.isin(pd.Series(others, dtype="str").dropna()))
