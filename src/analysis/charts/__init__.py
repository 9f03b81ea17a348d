"""Figures: a tidy table in, the Axes out, with a text that says what was drawn."""

from __future__ import annotations

from analysis.charts._figure import MissingColumnsError
from analysis.charts._groups import plot_association, plot_distribution, plot_groups, plot_over_years
from analysis.charts._ladder import plot_ladder
from analysis.charts._maps import plot_tilemap, plot_timeline
from analysis.charts._missing import plot_missing
from analysis.charts._money import (
    plot_complete_plans,
    plot_concentration,
    plot_funder_mix,
    plot_leverage,
    plot_mixed,
    plot_public_share,
)
from analysis.charts._readings import plot_margins, plot_readings
from analysis.charts._specification import plot_specification
from analysis.charts._standing import plot_standing
from analysis.charts._tables import (
    plot_cofunding,
    plot_counts,
    plot_drivers,
    plot_effects,
    plot_features,
    plot_proportions,
)

__all__ = [
    "MissingColumnsError",
    "plot_association",
    "plot_cofunding",
    "plot_complete_plans",
    "plot_concentration",
    "plot_counts",
    "plot_distribution",
    "plot_drivers",
    "plot_effects",
    "plot_features",
    "plot_funder_mix",
    "plot_groups",
    "plot_ladder",
    "plot_leverage",
    "plot_margins",
    "plot_missing",
    "plot_mixed",
    "plot_over_years",
    "plot_proportions",
    "plot_public_share",
    "plot_readings",
    "plot_specification",
    "plot_standing",
    "plot_tilemap",
    "plot_timeline",
]


def __dir__() -> list[str]:
    return list(__all__)
