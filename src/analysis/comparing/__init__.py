"""One financing plan among its peers: where it stands, which places are nearest, and what the choice of peers changes."""

from __future__ import annotations

from analysis.comparing._compare import Comparison, compare
from analysis.comparing._labels import choice_label, measure_label, scenario_label
from analysis.comparing._plan import LIKE, Plan, PlanError
from analysis.comparing._telling import FEW_PEERS
from analysis.comparing._what_if import what_if

__all__ = [
    "FEW_PEERS",
    "LIKE",
    "Comparison",
    "Plan",
    "PlanError",
    "choice_label",
    "compare",
    "measure_label",
    "scenario_label",
    "what_if",
]
