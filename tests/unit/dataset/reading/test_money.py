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


def test_a_currency_that_nothing_in_the_file_names_is_that_of_the_mapping(tmp_path):
    file = tmp_path / "uk.csv"
    file.write_text("Place;Total cost;Region\nA;100000;20000\nB;200000;£40000\n", encoding="utf-8")
    said = '[constants]\ncurrency = "CHF"\n[rates]\nCHF = 1.05\nGBP = 1.2\n'
    data = load(file, mapping=written(tmp_path / "map.toml", said))
    assert data.places["investment_eur"].round().tolist() == [105_000, 210_000]
    assert data.funding["amount_eur"].round().tolist() == [24_000, 48_000]
