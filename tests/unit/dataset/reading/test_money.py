"""Columns of amounts in euros and in other currencies."""

from __future__ import annotations

import pandas as pd

from analysis import load
from analysis.dataset._reading.amounts import read_amounts
from files import written


def test_pounds_and_dollars_are_written_the_english_way(tmp_path):
    found = read_amounts(pd.Series(["£1,500", "£40,000"]))
    assert (found.values.tolist(), found.currency, found.doubtful) == ([1_500, 40_000], "GBP", ())
    file = written(tmp_path / "uk.csv", 'name,total cost,public funding\nX,"£100,000","£40,000"\n')
    data = load(file)
    assert data.places["name"].tolist() == ["X"]
    assert data.funding[["sector", "amount_eur"]].isna().values.tolist() == [
        [False, True]
    ]  # named, but not known in euros
    rated = load(file, mapping=written(tmp_path / "uk.toml", "[rates]\nGBP = 1.2\n"))
    assert rated.funding["amount_eur"].tolist() == [48_000, 72_000]
