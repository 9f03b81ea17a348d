"""Money that is not known: bounds under assumptions named one by one, worst case first, and what "most" would take."""

from __future__ import annotations

from analysis.numbers._lacks import Lack
from analysis.numbers.ladder._codes import Assumption, Basis, name_rung
from analysis.numbers.ladder._covering import cover_value
from analysis.numbers.ladder._euros import EuroBreakdown, break_down_euros, climb_euros
from analysis.numbers.ladder._own import split_public
from analysis.numbers.ladder._plans import Breakdown, break_down_mixed, climb_mixed

__all__ = [
    "Assumption",
    "Basis",
    "Breakdown",
    "EuroBreakdown",
    "Lack",
    "break_down_euros",
    "break_down_mixed",
    "climb_euros",
    "climb_mixed",
    "cover_value",
    "name_rung",
    "split_public",
]


def __dir__() -> list[str]:
    return __all__
