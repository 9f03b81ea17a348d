"""Figures: a tidy table in, the Axes out, with a text that says what was drawn."""

from __future__ import annotations

from analysis.charts._against import plot_association, plot_over_years
from analysis.charts._groups import plot_groups
from analysis.charts._ladder import plot_ladder
from analysis.charts._maps import plot_map, plot_tilemap
from analysis.charts._missing import plot_missing
from analysis.charts._money import (
    plot_complete_plans,
    plot_concentration,
    plot_funder_mix,
    plot_public_share,
)
from analysis.charts._readings import plot_margins, plot_readings
from analysis.charts._specification import plot_specification
from analysis.charts._spread import plot_distribution
from analysis.charts._standing import plot_standing
from analysis.charts._tables import (
    plot_cofunding,
    plot_counts,
    plot_effects,
    plot_features,
    plot_proportions,
)
from analysis.charts._timeline import plot_timeline
from analysis.words._choices import OptionError
from analysis.words._columns import MissingColumnsError

__all__ = [
    "MissingColumnsError",
    "OptionError",
    "plot_association",
    "plot_cofunding",
    "plot_complete_plans",
    "plot_concentration",
    "plot_counts",
    "plot_distribution",
    "plot_effects",
    "plot_features",
    "plot_funder_mix",
    "plot_groups",
    "plot_ladder",
    "plot_map",
    "plot_margins",
    "plot_missing",
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
