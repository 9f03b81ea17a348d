"""Jupyter's format of notebooks, without the grammar of internationalised addresses that its validator builds for seconds."""

from __future__ import annotations

import sys

__all__ = ["nbformat"]

_without = "nbformat" not in sys.modules and "rfc3987_syntax" not in sys.modules
if _without:  # jsonschema, which nbformat takes, then does not check such addresses
    sys.modules["rfc3987_syntax"] = None  # type: ignore[assignment]
import nbformat  # noqa: E402

if _without:
    del sys.modules["rfc3987_syntax"]
