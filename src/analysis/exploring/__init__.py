"""The same numbers, figures and tables behind controls in JupyterLab: all places, one plan among its peers, one's own file."""

from __future__ import annotations

from analysis.exploring._explorer import explorer
from analysis.exploring._form import plan_form
from analysis.exploring._your_file import your_file

__all__ = ["explorer", "plan_form", "your_file"]


def __dir__() -> list[str]:
    return __all__
