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
    assert said.mark_local(sample)["local"].sum() == 6


def test_carriers_are_counted_and_those_that_are_not_known_left_out(sample):
    found = said.tell_carriers(sample)
    assert str(found.plain).startswith("Public bodies carry 50% of the published plans")
    assert "municipality 50%" in str(found.numbers)
    assert "public 50% of the 8 places with a known carrier" in str(found.numbers)


def test_citizens_take_part_where_the_source_says_so_or_the_law_or_a_line(data):
    columns = {
        "carrier_type": ["association", "cooperative", "association", "association"],
        "carrier_name": ["A", "B SCIC", "C", "SCIC in name only"],
        "citizens_involved": pd.array([True, None, None, None], dtype="boolean"),
    }
    made = sample_of(dataset_of(data, [100] * 4, [(2, "citizens", "private", 10.0)], **columns))
    assert said.mark_citizens(made).tolist() == [True, True, True, False]


def test_larger_plans_are_told_from_smaller_ones_by_the_adjusted_p(data):
    partners = ["; ".join(f"Partner {k}" for k in range(n + 1)) for n in range(8)]
    made = sample_of(dataset_of(data, [100 + n for n in range(8)], partners=partners, source_kind="web_page"))
    found = said.tell_against_investment(made)
    assert str(found.find(0.01).plain) == "Larger plans name more organisations."
    assert str(found.find(0.5).plain) == "Whether larger plans name more organisations is not clear."
