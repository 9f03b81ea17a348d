"""Notebooks in, HTML pages out: the only part of the project that knows HTML pages."""

from __future__ import annotations

from analysis.report._folder import ReportError
from analysis.report._site import Request, build, find_notebooks, find_outdated, refresh

__all__ = ["ReportError", "Request", "build", "find_notebooks", "find_outdated", "refresh"]


def __dir__() -> list[str]:
    return __all__
