"""Figures of where and when."""

from __future__ import annotations

from analysis import charts, summaries
from analysis.charts._describing import find_text


def test_tiles_stand_for_all_regions(plans):
    ax = charts.plot_tilemap(summaries.regions(plans))
    assert len(ax.patches) == 18
    shades = {patch.get_gid(): sum(patch.get_facecolor()[:3]) for patch in ax.patches}
    assert shades["Occitanie"] < shades["Bretagne"] < shades["Mayotte"]  # more places, darker
    assert "no place in Guadeloupe, Guyane, Mayotte" in find_text(ax)
