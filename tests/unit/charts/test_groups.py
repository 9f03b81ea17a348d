"""Figures of one number by place and by group: artists against hand-computed numbers."""

from __future__ import annotations

import numpy as np
import pytest

from analysis import charts, inference
from analysis.charts._describing import find_text
from figures import artists


def test_distribution_marks_the_quartiles_and_counts_every_place(plans):
    ax = charts.plot_distribution(plans)
    assert sum(patch.get_height() for patch in ax.patches if patch.get_height() > 1) + sum(
        patch.get_height() for patch in ax.patches if patch.get_height() == 1 and patch.get_y() == 0
    ) == pytest.approx(len(plans), abs=1)
    lines = sorted(line.get_xdata()[0] for line in ax.lines)
    assert lines == pytest.approx(plans["investment_eur"].quantile([0.25, 0.5, 0.75]).tolist())
    assert "median €855k" in find_text(ax)
    assert "lowest Lab'Haut Comtois €20k" in find_text(ax)


def test_groups_draw_each_place_and_the_median_of_large_enough_groups(plans):
    ax = charts.plot_groups(plans, by="place_type")
    points = sum(len(artist.get_offsets()) for artist in artists(ax, "points"))
    medians = [artist.get_xdata()[0] for artist in artists(ax, "median")]
    table = inference.medians(plans, "investment_eur", by="place_type")
    assert points == len(plans)
    assert medians == table["median"].dropna().tolist()
    assert ax.get_xscale() == "log"
    assert ax.get_yticklabels()[0].get_text() == "third place (89)"
    assert "makerspace, n = 3: €350k, €700k and €1M" in find_text(ax)


def test_the_trend_line_is_theil_sens(plans):
    ax = charts.plot_over_years(plans)
    (line,) = artists(ax, "trend")
    found = inference.trend(plans, "investment_eur")
    x, y = line.get_data()
    assert np.log10(y) == pytest.approx(found.intercept + found.slope * np.asarray(x))
    assert "31 more have no year" in find_text(ax)
