"""The draws of the sample."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.numbers import population
from analysis.numbers.population import Draw


def test_draws_part_the_sample():
    plans = pd.DataFrame({"source_kind": ["state_list", "grant_list", "web_page", None]})
    sizes = [len(population.select_draw(plans, draw)) for draw in (Draw.BOTH, Draw.LISTS, Draw.WEB)]
    assert sizes == [4, 2, 2]


@pytest.mark.parametrize(
    ("new", "older", "unknown", "shown"),
    [(5, 3, 0, 5), (4, 3, 0, 7), (5, 3, 8, 5), (5, 3, 9, 17), (0, 0, 4, 4), (0, 9, 0, 9), (0, 0, 0, 0)],
    ids=["new kinds", "too few new", "half known", "most unknown", "none known", "older only", "no plan"],
)
def test_a_page_looks_at_new_kinds_or_where_these_are_not_known_at_all_plans(new, older, unknown, shown):
    plans = pd.DataFrame({"generation": ["new"] * new + ["older"] * older + [None] * unknown})
    assert len(population.choose_subject(plans)) == shown
    assert len(population.select_new(plans)) == new
