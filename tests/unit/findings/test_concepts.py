"""New kinds of place against older ones, said."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.findings import _concepts as said
from analysis.findings import sample_of
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
    found = said.tell_drivers(sample)
    assert str(found.plain) == "Set against older ones, new kinds of place have lower investments."
    assert "Cliff's delta −1.00" in str(found.numbers)
    tested = said.tell_difference(sample)
    assert "yet overlap widely" in str(tested.find(0.01).plain)
    assert "no more than by chance" in str(tested.find(0.2).plain)


def test_the_years_of_the_two_generations_stand_beside_each_other(sample):
    text = str(said.tell_years(sample).numbers)
    assert text.startswith("Median year on web pages: new kinds of place 2016 (2015 to 2016, n = 10); ")
    assert text.endswith("older kinds of place 2006 (2005 to 2006, n = 10).")


def test_places_of_one_kind_cannot_be_compared(data):
    alike = sample_of(dataset_of(data, [100.0 + n for n in range(6)], place_type="fab_lab", source_kind="web_page"))
    for measure in (said.tell_difference, said.tell_drivers, said.tell_years):
        assert "oo few" in str(measure(alike).plain)
