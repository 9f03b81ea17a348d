"""What a figure says that has nothing to draw."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis import charts
from analysis.charts._describing import find_text


def test_an_empty_figure_names_the_columns_that_it_lacks(plans):
    ax = charts.plot_groups(plans.assign(density=None), by="density", title="Rural?")
    assert (
        find_text(ax) == "Rural? Not shown: no place of this data has its investment and density of the municipality."
    )


def test_missing_columns_are_named():
    with pytest.raises(charts.MissingColumnsError, match="no column investment_eur"):
        charts.plot_distribution(pd.DataFrame({"name": []}))
