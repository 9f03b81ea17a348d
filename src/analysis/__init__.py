"""What does it cost to start a new innovation place, and who pays? Real financing plans, read, checked and shown.

Four lines to begin with:

    import analysis
    from analysis import inference, shares
    plans = shares.plans(analysis.load())  # a pandas table, one row per place
    inference.medians(plans, "investment_eur", by="place_type")

`load` reads the project's own data, or any table of places or grants: `load("plans.xlsx")`. It returns a `Dataset`,
checked, with every problem that was found; `DataError` is raised where nothing can be read.

From numbers to figures:

- `analysis.shares`: public, private and unknown euros of each plan, bounds of its public share. Begin here
- `analysis.selecting`: some of the plans: a kind of place, a region, years, a word
- `analysis.summaries`: numbers by group: who pays, where the places are, how euros concentrate
- `analysis.population`: who is counted: new kinds, the two draws, weights to the census of third places
- `analysis.ladder`: money that is not known: bounds under assumptions named one by one
- `analysis.provenance`: where each euro comes from: how complete plans close, what the law asks, what is missing
- `analysis.prices`: euros of one year
- `analysis.cost`: the range in which a place of this kind, surface and carrier should cost
- `analysis.giving`: what part of a plan each funder pays where it gives
- `analysis.specification`: two claims under every defensible choice
- `analysis.inference`: medians, proportions and ratios with their intervals; trends; two groups compared
- `analysis.substance`: do the kinds of place differ? Features and PERMANOVA
- `analysis.charts`: a figure of each of these tables, with a text that says what it shows
- `analysis.tables`: the same numbers as formatted tables, for readers

From numbers to sentences:

- `analysis.findings`: short answers, where each turns, and the conference's eight claims
- `analysis.comparing`: one financing plan among its peers, and what if a funder withdraws

In JupyterLab:

- `analysis.exploring`: the same functions behind controls: all places, and your own plan
- `analysis.mine`: where notebook 07 looks for your own file

Names:

- `analysis.vocabulary`: every table, field and allowed value, with its name for readers
- `analysis.i18n`: which language is spoken: `i18n.use("fr")`

`analysis.help()` lists what there is to call, `analysis.help("median")` what has to do with medians.

Each is a module: `from analysis import charts, shares`, then `dir(charts)` or `help(charts)`. They load when first
used, so that `import analysis` takes no time. What begins with an underscore is the house's own.
"""

from __future__ import annotations

import importlib
import sys
from typing import TYPE_CHECKING, Any

from analysis import _system

__version__ = _system.VERSION

if TYPE_CHECKING:
    from analysis import charts, comparing, exploring, findings, tables
    from analysis.dataset import DataError, Dataset, load, mine
    from analysis.numbers import (
        cost,
        giving,
        inference,
        ladder,
        population,
        prices,
        provenance,
        selecting,
        shares,
        specification,
        substance,
        summaries,
    )
    from analysis.words import i18n, vocabulary

__all__ = [
    "DataError",
    "Dataset",
    "charts",
    "comparing",
    "cost",
    "exploring",
    "findings",
    "giving",
    "help",
    "i18n",
    "inference",
    "ladder",
    "load",
    "mine",
    "population",
    "prices",
    "provenance",
    "selecting",
    "shares",
    "specification",
    "substance",
    "summaries",
    "tables",
    "vocabulary",
]

#: Where what is handed on itself comes from.
_HANDED = {"DataError": "dataset", "Dataset": "dataset", "load": "dataset"}
#: The room of each module that is handed on under its short name; the others are rooms themselves.
_ROOMS = {
    "cost": "numbers",
    "giving": "numbers",
    "i18n": "words",
    "inference": "numbers",
    "ladder": "numbers",
    "mine": "dataset",
    "population": "numbers",
    "prices": "numbers",
    "provenance": "numbers",
    "selecting": "numbers",
    "shares": "numbers",
    "specification": "numbers",
    "substance": "numbers",
    "summaries": "numbers",
    "vocabulary": "words",
}


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module 'analysis' has no attribute {name!r}")
    if name in _HANDED:
        found = getattr(importlib.import_module(f"analysis.{_HANDED[name]}"), name)
    else:
        found = importlib.import_module(f"analysis.{_ROOMS[name]}.{name}" if name in _ROOMS else f"analysis.{name}")
    if pandas := sys.modules.get("pandas"):
        _show_columns(pandas)
    return found


def _show_columns(pandas: Any) -> None:
    """In a terminal pandas leaves out the columns in the middle, here the medians; up to 20 are shown, as in notebooks.

    Who has chosen another number keeps it.
    """
    if pandas.get_option("display.max_columns") == 0:
        pandas.set_option("display.max_columns", 20)


def __dir__() -> list[str]:
    return [*__all__, "__version__"]


def help(word: Any = "") -> None:  # noqa: A001 - called as analysis.help(), where the built-in one is not meant
    """Show what there is to call: one line a function, by module, with what it answers and its call.

    Parameters
    ----------
    word : str, module or function
        What they have to do with, in English or in the language that is spoken: names, arguments and docstrings are
        searched. All by default.

    Examples
    --------
    >>> import analysis
    >>> analysis.help(analysis.load)  # doctest: +ELLIPSIS
    analysis: ...
      analysis.load()...
    """
    from analysis._helping import show_help

    show_help(word)


def load_ipython_extension(shell: Any) -> None:
    """Make Jupyter show figures with a text that says what they show: ``%load_ext analysis``."""
    from analysis.jupyter import _display
    from analysis.words import i18n

    i18n.use(None)  # a notebook that ran before in this process may have chosen another
    _display.register(shell)
