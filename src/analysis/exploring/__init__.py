"""The same numbers, figures and tables behind controls in JupyterLab: all places, and one plan among its peers."""

from __future__ import annotations

from analysis.exploring._explorer import Explorer, explorer
from analysis.exploring._form import PlanForm, plan_form

__all__ = ["Explorer", "PlanForm", "explorer", "plan_form"]
