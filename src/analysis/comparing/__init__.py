"""One financing plan among its peers: where it stands, which places are nearest, and what the choice of peers changes."""

from __future__ import annotations

from analysis.comparing._compare import Comparison, compare
from analysis.comparing._plan import Plan, PlanError
from analysis.comparing._what_if import what_if

__all__ = ["Comparison", "Plan", "PlanError", "compare", "what_if"]


def __dir__() -> list[str]:
    return __all__
