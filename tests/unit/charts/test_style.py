"""What a figure says that has nothing to draw, and how it fits a phone."""

from __future__ import annotations

import pandas as pd
import pytest
from matplotlib.figure import Figure

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


def on_a_phone(draw) -> Figure:
    """A figure of a phone, put in its place."""
    figure = Figure(figsize=(3.6, 4.2), layout="constrained")
    draw(figure.subplots())
    figure.draw_without_rendering()
    return figure


def test_captions_fit_the_width_of_a_phone(plans):
    title = "Stakeholders named against investment, in words that are WIDER THAN MOST WOULD BE ON A PHONE"
    figure = on_a_phone(lambda ax: charts.plot_groups(plans, by="settlement", title=title, ax=ax))
    head = next(text for text in figure.axes[0].texts if text.get_text().startswith("Stakeholders"))
    assert head.get_text().count("\n") >= 2
    assert head.get_window_extent().x1 <= figure.bbox.x1


def test_what_matplotlib_places_has_few_ticks_on_a_phone(plans):
    figure = on_a_phone(lambda ax: charts.plot_groups(plans, by="generation", value="stakeholders", ax=ax))
    assert len([tick for tick in figure.axes[0].get_xticks() if tick >= 0]) <= 5
