"""Notebooks in, HTML pages out: the only part of the project that knows HTML pages."""

from __future__ import annotations

import sys

# jsonschema, which nbformat loads, builds the grammar of internationalised addresses when it finds it: 1 s for no use here
_absent = "rfc3987_syntax" not in sys.modules and "nbformat" not in sys.modules
if _absent:
    sys.modules["rfc3987_syntax"] = None  # type: ignore[assignment]
import nbformat  # noqa: E402, F401

if _absent:
    del sys.modules["rfc3987_syntax"]

from analysis.report.folder import ReportError  # noqa: E402
from analysis.report.site import Request, build, notebooks_folder, outdated, refresh  # noqa: E402

__all__ = ["ReportError", "Request", "build", "notebooks_folder", "outdated", "refresh"]
