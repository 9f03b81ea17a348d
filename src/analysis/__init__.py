"""What does it cost to start a new innovation place, and who pays? Real financing plans, read, checked and shown.

``analysis.load()`` returns the data; the modules below compute, draw and tell. They load when first used, so that
``import analysis`` stays as light as pandas.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from analysis import _system
from analysis.dataset import Dataset, load

__version__ = _system.VERSION

if TYPE_CHECKING:
    from analysis import charts, comparing, exploring, findings, tables
    from analysis.dataset import mine
    from analysis.numbers import inference, selecting, shares, substance, summaries
    from analysis.words import i18n, vocabulary

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

#: The room of each module that is handed on under its short name; the others are rooms themselves.
_ROOMS = {
    "i18n": "words",
    "inference": "numbers",
    "mine": "dataset",
    "selecting": "numbers",
    "shares": "numbers",
    "substance": "numbers",
    "summaries": "numbers",
    "vocabulary": "words",
}


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module 'analysis' has no attribute {name!r}")
    return importlib.import_module(f"analysis.{_ROOMS[name]}.{name}" if name in _ROOMS else f"analysis.{name}")


def __dir__() -> list[str]:
    return [*__all__, "__version__"]


def load_ipython_extension(shell: Any) -> None:
    """Make Jupyter show figures with a text that says what they show: ``%load_ext analysis``."""
    from analysis.jupyter import _display
    from analysis.words import i18n

    i18n.use(None)  # a notebook that ran before in this process may have chosen another
    _display.register(shell)
