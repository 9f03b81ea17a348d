"""What does it cost to start a new innovation place, and who pays? Real financing plans, read, checked and shown.

``analysis.load()`` returns the data; the modules below compute, draw and tell. They load when first used, so that
``import analysis`` stays as light as pandas.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from analysis.dataset import Dataset, load

__version__ = "0.1.0"

if TYPE_CHECKING:
    from analysis import (
        charts,
        comparing,
        exploring,
        findings,
        i18n,
        inference,
        mine,
        selecting,
        shares,
        substance,
        summaries,
        tables,
        vocabulary,
    )

__all__ = [
    "Dataset",
    "charts",
    "comparing",
    "exploring",
    "findings",
    "i18n",
    "inference",
    "load",
    "mine",
    "selecting",
    "shares",
    "substance",
    "summaries",
    "tables",
    "vocabulary",
]


def __getattr__(name: str) -> Any:
    if name in __all__:
        return importlib.import_module(f"analysis.{name}")
    raise AttributeError(f"module 'analysis' has no attribute {name!r}")


def load_ipython_extension(shell: Any) -> None:
    """Make Jupyter show figures with a text that says what they show: ``%load_ext analysis``."""
    from analysis import i18n, notebook

    i18n.use(None)  # a notebook that ran before in this process may have chosen another
    notebook.register(shell)
