"""Where the places are, said."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.findings import _territories as said
from analysis.findings import sample_of
from samples import dataset_of


def test_regions_are_counted_the_most_frequent_first(data):
    sample = sample_of(dataset_of(data, [1, 2, 3, 4], region=["Corse", "Bretagne", "Bretagne", None]))
    found = said.tell_regions(sample)
    assert str(found.plain) == "The places stand in 2 of 18 regions."
    assert str(found.numbers).startswith("Most in Bretagne 2, Corse 1; n = 3, 1 without a region.")


def test_the_rural_share_is_of_places_whose_density_is_known(data):
    density = ["rural_town", "rural_town", "urban_belt", None]
    sample = sample_of(dataset_of(data, [1, 2, 3, 4], density=density))
    assert said.measure_rural(sample.plans).value == 2 / 3
    assert str(said.tell_rural(sample).numbers).startswith("67% of n = 3 with a known municipality")


def test_the_population_is_that_of_the_latest_year():
    context = pd.DataFrame(
        {
            "indicator": ["rural_share_of_population"] * 2 + ["population"],
            "year": [2020, 2017, 2021],
            "value": [0.3, 0.4, 1.0],
        }
    )
    assert said.rural_share_of_population(context) == 0.3
    assert np.isnan(said.rural_share_of_population(context.head(0)))


def test_public_shares_that_do_not_meet_are_told_from_those_that_do(data):
    density = ["rural_town"] * 5 + ["urban_belt"] * 5
    full = [(n, "state" if n < 5 else "company", "public" if n < 5 else "private", 100.0) for n in range(10)]
    apart = sample_of(dataset_of(data, [100] * 10, full, density=density))
    assert "differs, whatever is assumed" in str(said.tell_public_by_settlement(apart).plain)
    overlapping = sample_of(dataset_of(data, [100] * 10, full[:1], density=density))
    assert "cannot be told without assumptions" in str(said.tell_public_by_settlement(overlapping).plain)
