"""Who is counted: new kinds, the two draws, ways to take the sample, and weights that meet the census of third places."""

from __future__ import annotations

from analysis.numbers._lacks import Lack
from analysis.numbers.population._counted import Counted, Draw, choose_subject, find_draw, select_draw, select_new
from analysis.numbers.population._margins import (
    CARRIER_GROUPS,
    SETTLEMENTS,
    LegalForm,
    Margin,
    Margins,
    group_carriers,
    read_margins,
)
from analysis.numbers.population._raking import Weights, rake
from analysis.numbers.population._readings import (
    WeightedShare,
    compare_margins,
    estimate_share,
    estimate_weighted_median,
    list_readings,
)
from analysis.numbers.population._sampling import Sampling, find_lacking_columns, take_sample

__all__ = [
    "CARRIER_GROUPS",
    "SETTLEMENTS",
    "Counted",
    "Draw",
    "Lack",
    "LegalForm",
    "Margin",
    "Margins",
    "Sampling",
    "WeightedShare",
    "Weights",
    "choose_subject",
    "compare_margins",
    "estimate_share",
    "estimate_weighted_median",
    "find_draw",
    "find_lacking_columns",
    "group_carriers",
    "list_readings",
    "rake",
    "read_margins",
    "select_draw",
    "select_new",
    "take_sample",
]


def __dir__() -> list[str]:
    return __all__
