"""Notebooks in, HTML pages out: the only part of the project that knows HTML pages."""

from __future__ import annotations

from analysis.report.folder import ReportError
from analysis.report.site import Request, build, notebooks_folder, outdated, refresh

__all__ = ["ReportError", "Request", "build", "notebooks_folder", "outdated", "refresh"]
