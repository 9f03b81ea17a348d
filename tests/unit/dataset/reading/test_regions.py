"""The region of each department."""

from __future__ import annotations


def test_the_regions_of_departments_are_the_regions_of_the_pages():
    from analysis.dataset._reading.regions import REGIONS
    from analysis.numbers.summaries import REGIONS as SHOWN

    assert set(REGIONS.values()) == set(SHOWN)
    assert len(REGIONS) == 102  # 101 departments, and 20 as Corsica was once called
