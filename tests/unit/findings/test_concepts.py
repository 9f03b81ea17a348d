"""New kinds of place against older ones, said."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.findings import _concepts as said
from analysis.findings import sample_of
from analysis.numbers.inference import Interval
from samples import dataset_of


@pytest.fixture
def sample(data):
    """Twenty places: the new ones cost a tenth of the older ones and open ten years later; all else is alike."""
    draw = np.random.default_rng(4)
    kinds = ["fab_lab"] * 10 + ["incubator"] * 10
    cost = np.where(np.arange(20) < 10, 1e5, 1e6) * draw.uniform(0.9, 1.1, 20)
    years = np.where(np.arange(20) < 10, 2015, 2005) + np.tile([0.0, 1], 10)
    return sample_of(dataset_of(data, cost, place_type=kinds, year=years, source_kind="web_page"))


def test_the_kinds_of_place_are_of_two_generations(sample):
    assert sample.plans["generation"].tolist() == ["new"] * 10 + ["older"] * 10


def test_what_differs_is_the_investment_and_new_places_have_less(sample):
    assert str(said.tell_drivers(sample).text).startswith(
        "Features that differ, by the part of their variation that the generation holds: investment"
    )
    assert "new kinds of place have lower investments (-1.00)" in str(said.tell_directions(sample).text)
    assert "differ beyond chance" in str(said.tell_difference(sample).text)


def test_the_years_of_the_two_generations_stand_beside_each_other(sample):
    text = str(said.tell_years(sample).text)
    assert text.startswith("Median year in the sample: new kinds of place 2016 (2015 to 2016, n = 10); ")
    assert text.endswith("older kinds of place 2006 (2005 to 2006, n = 10).")


def test_places_of_one_kind_cannot_be_compared(data):
    alike = sample_of(dataset_of(data, [100.0 + n for n in range(6)], place_type="fab_lab", source_kind="web_page"))
    for measure in (said.tell_difference, said.tell_drivers, said.tell_years):
        assert "oo few" in str(measure(alike).text)


@pytest.mark.parametrize(
    ("p", "low", "high", "verdict"),
    [
        (0.001, 0.02, 0.10, "not supported"),  # beyond chance, but small
        (0.001, 0.15, 0.40, "supported"),
        (0.001, 0.10, 0.40, "cannot tell"),  # may be small
        (0.200, 0.15, 0.40, "cannot tell"),
    ],
)
def test_a_leap_is_beyond_chance_and_large(p, low, high, verdict):
    test = said.substance.Permanova(f=1.0, p=p, r2=(low + high) / 2, n=100)
    assert said.judge_difference(test, Interval((low + high) / 2, low, high, 100)) == verdict
