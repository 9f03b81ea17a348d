"""The draws of the sample."""

from __future__ import annotations

import pandas as pd

from analysis.numbers import population
from analysis.numbers.population import Draw


def test_draws_part_the_sample():
    plans = pd.DataFrame({"source_kind": ["state_list", "grant_list", "web_page", None]})
    sizes = [len(population.select_draw(plans, draw)) for draw in (Draw.BOTH, Draw.LISTS, Draw.WEB)]
    assert sizes == [4, 2, 2]
