"""Notebooks in, HTML pages out: the only part of the project that knows HTML pages."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from analysis.report._folder import ReportError
    from analysis.report._site import Request, build, find_notebooks, find_outdated, refresh

__all__ = ["ReportError", "Request", "build", "find_notebooks", "find_outdated", "refresh"]


def __getattr__(name: str) -> Any:
    # a panel asks for one module of this room: to read notebooks, which the whole needs, takes seconds to import
    if name not in __all__:
        raise AttributeError(f"module 'analysis.report' has no attribute {name!r}")
    return getattr(importlib.import_module(f"analysis.report.{'_folder' if name == 'ReportError' else '_site'}"), name)


def __dir__() -> list[str]:
    return __all__
