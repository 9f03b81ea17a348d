"""Who takes part, said."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.findings import _stakeholders as said
from analysis.findings import sample_of
from samples import dataset_of


@pytest.fixture
def sample(data):
    """Eight places, two of each: carried by a municipality, funded by a region, both, neither."""
    return sample_of(
        dataset_of(
            data,
            [100] * 8,
            [
                (n, kind, "public", 10.0)
                for n, kind in enumerate(["none", "region", "region", "state"] * 2)
                if kind != "none"
            ],
            carrier_type=["municipality", "association", "municipality", "company"] * 2,
            carrier_sector=["public", "private", "public", "private"] * 2,
            citizens_involved=pd.array([True, None, False, None] * 2, dtype="boolean"),
        )
    )


def test_a_place_counts_once_for_each_level_and_once_for_any(sample):
    table = said.local_authorities(sample)
    assert table["group"].tolist() == [*said.LOCAL, said.ANY_LOCAL]
    assert table["count"].tolist() == [4, 0, 0, 4, 6]
    assert str(said.tell_local(sample).text).startswith("At least 75% of the 8 places are carried or funded by")


def test_carriers_are_counted_and_those_that_are_not_known_left_out(sample):
    text = str(said.tell_carriers(sample).text)
    assert "municipality 50%" in text
    assert "public bodies carry 50% of the 8 places with a known carrier" in text


def test_a_source_that_says_nothing_of_citizens_is_no_no(sample):
    assert said.measure_citizens(sample.plans).value == 0.25
    text = str(said.tell_citizens(sample).text)
    assert text.startswith("The sources of 2 of 8 places say that residents or users take part (25%")
    assert "silent, which is not a no" in text


def test_lists_of_grants_are_left_out_of_the_trend(data):
    partners = ["; ".join(f"Partner {k}" for k in range(n + 1)) for n in range(8)]
    columns = {"partners": partners, "year": [2010.0 + n for n in range(8)]}
    pages = sample_of(dataset_of(data, [100] * 8, source_kind="web_page", **columns))
    assert said.measure_stakeholder_trend(pages).slope == pytest.approx(1)  # one more each year
    assert "rises over the years: +1.00 a year" in str(said.tell_against_year(pages).text)
    lists = sample_of(dataset_of(data, [100] * 8, source_kind="state_list", **columns))
    assert str(said.tell_against_year(lists).text).startswith("Too few places have a year")
