"""The same numbers, figures and tables behind controls in JupyterLab: all places, and one plan among its peers."""

from __future__ import annotations

from analysis.exploring._explorer import explorer
from analysis.exploring._form import plan_form

__all__ = ["explorer", "plan_form"]


def __dir__() -> list[str]:
    return __all__
