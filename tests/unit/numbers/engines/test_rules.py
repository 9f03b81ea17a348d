"""Rows that would make the numbers wrong, refused by every engine."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.__main__ import app
from summarising import ENGINES, one_line, run


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"investment_eur": "-1"}, "places: investment_eur must be above 0 (238 times)"),
        ({"place_id": "same"}, "places: place_id stands twice (1 times)"),
        ({"investment_eur": "much"}, "places, row 2: investment_eur is much, which is no number"),
    ],
)
def test_rows_that_would_make_the_table_wrong_are_refused(package, engine, change, told):
    table = pd.read_csv(package / "places.csv", dtype="str", keep_default_na=False).assign(**change)
    table.to_csv(package / "places.csv", index=False)
    assert told in one_line(run.invoke(app, ["summarise", str(package), "--engine", engine]))


def test_a_table_without_a_column_is_refused(package):
    table = pd.read_csv(package / "funding.csv", dtype="str").drop(columns="sector")
    table.to_csv(package / "funding.csv", index=False)
    assert one_line(run.invoke(app, ["summarise", str(package)])) == "funding: column sector is missing"
