"""What a figure shows: the text that stands for its picture, and the table behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast
from weakref import WeakKeyDictionary

from analysis.words._formatting import join_parts
from analysis.words.i18n import _

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["describe", "find_table", "find_text", "find_title", "is_empty", "list_parts", "remember"]

# Kept beside the Axes and gone with them: matplotlib has no place of its own for an alternative text.
_TEXTS: WeakKeyDictionary[Axes, tuple[str, str]] = WeakKeyDictionary()
_EMPTY: WeakKeyDictionary[Axes, bool] = WeakKeyDictionary()
_TABLES: WeakKeyDictionary[Axes, pd.DataFrame] = WeakKeyDictionary()


def remember(ax: Axes, table: pd.DataFrame) -> None:
    """Keep the table that an Axes shows: the download behind the figure."""
    _TABLES[ax] = table


def find_table(drawn: Axes | Figure) -> pd.DataFrame | None:
    """The table behind an Axes, or behind the first Axes of a Figure that has one."""
    return next((_TABLES[ax] for ax in _axes(drawn) if ax in _TABLES), None)


def describe(ax: Axes, text: str, *, title: str, empty: bool = False) -> None:
    """Attach to an Axes its title and the text that says what it shows; ``empty`` where nothing could be drawn."""
    _TEXTS[ax], _EMPTY[ax] = (title, text), empty


def is_empty(drawn: Axes | Figure) -> bool:
    """Whether nothing could be drawn in an Axes, or in any Axes of a Figure."""
    axes = _axes(drawn)
    return bool(axes) and all(_EMPTY.get(ax, False) for ax in axes)


def _axes(drawn: Axes | Figure) -> list[Axes]:
    return drawn.axes if hasattr(drawn, "axes") and isinstance(drawn.axes, list) else [cast("Axes", drawn)]


def _of(drawn: Axes | Figure) -> list[tuple[str, str]]:
    return [_TEXTS[ax] for ax in _axes(drawn) if ax in _TEXTS]


def find_title(drawn: Axes | Figure) -> str:
    """The title of an Axes or a Figure; empty when it was not described."""
    return join_parts([title for title, text in _of(drawn)])


def find_text(drawn: Axes | Figure) -> str:
    """The text of an Axes or a Figure, title first; empty when it was not described."""
    return "\n".join(f"{title}. {text}" if title[-1] not in ".?" else f"{title} {text}" for title, text in _of(drawn))


def list_parts(parts: list[str]) -> str:
    """Parts of a sentence, separated by semicolons, with a full stop; "No data." when there are none.

    Examples
    --------
    >>> list_parts(["a 1", "b 2"])
    'a 1; b 2.'
    """
    return f"{join_parts(parts)}." if parts else _("No data.")
