"""Notebooks in, HTML pages out: the only part of the project that knows HTML pages."""

from __future__ import annotations

from analysis.report.site import ReportError, build, notebooks_folder, refresh

__all__ = ["ReportError", "build", "notebooks_folder", "refresh"]
