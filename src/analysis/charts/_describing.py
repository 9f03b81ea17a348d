"""What a figure shows: the text that stands for its picture, the table behind it, and the places that its points are."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, NamedTuple, cast
from weakref import WeakKeyDictionary

import pandas as pd

from analysis.words._formatting import format_euros, join_parts, show_value
from analysis.words.i18n import _

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = [
    "PlaceMark",
    "describe",
    "draw_again",
    "find_places",
    "find_table",
    "find_text",
    "find_title",
    "is_described",
    "is_empty",
    "list_parts",
    "mark_places",
    "remember",
]

#: Letters of a name; a longer one is cut.
LONGEST = 80
#: What a point says of its place.
SAID = ("place_id", "name", "investment_eur", "year")

# Kept beside the Axes and gone with them: matplotlib has no place of its own for an alternative text.
_TEXTS: WeakKeyDictionary[Axes, tuple[str, str]] = WeakKeyDictionary()
_EMPTY: WeakKeyDictionary[Axes, bool] = WeakKeyDictionary()
_TABLES: WeakKeyDictionary[Axes, pd.DataFrame] = WeakKeyDictionary()
_AGAIN: WeakKeyDictionary[Axes, Callable[[Axes], object]] = WeakKeyDictionary()
_PLACES: WeakKeyDictionary[Artist, list[PlaceMark]] = WeakKeyDictionary()


class PlaceMark(NamedTuple):
    """What one point says of its place: the code that leads to it, empty where it has none, and its words."""

    place_id: str
    text: str


def mark_places(drawn: Artist | Iterable[Artist], places: pd.DataFrame) -> None:
    """Say which place each point of an artist is, so that a page can name it and lead to it.

    Parameters
    ----------
    drawn : Artist or iterable of Artist
        Points (what ``scatter`` returns, or a line of ``plot``), segments (``vlines``), or one bar per place.
    places : DataFrame
        One row per point, in their order, with ``name`` and what there is of ``place_id``, ``investment_eur``, ``year``.

    Examples
    --------
    >>> import pandas as pd
    >>> from matplotlib.figure import Figure
    >>> places = pd.DataFrame({"place_id": ["a"], "name": ["La Fabrique"], "investment_eur": [3e5], "year": [2019]})
    >>> points = Figure().subplots().scatter([1], [2])
    >>> mark_places(points, places)
    >>> find_places(points)
    [PlaceMark(place_id='a', text='La Fabrique, €300k, 2019')]
    """
    marks = [_mark(row) for row in places[[name for name in SAID if name in places]].to_dict("records")]
    if isinstance(drawn, Iterable):
        for artist, mark in zip(drawn, marks, strict=True):
            _PLACES[artist] = [mark]
    else:
        _PLACES[drawn] = marks


def find_places(drawn: Artist) -> list[PlaceMark]:
    """The places of an artist's points, in their order; none where it was not said."""
    return _PLACES.get(drawn, [])


def _mark(place: dict[str, Any]) -> PlaceMark:
    known = {name: value for name, value in place.items() if pd.notna(value)}
    told = [show_value(known["name"], longest=LONGEST)] if "name" in known else []
    told += [format_euros(known["investment_eur"])] if "investment_eur" in known else []
    told += [f"{known['year']:.0f}"] if "year" in known else []
    return PlaceMark(str(known.get("place_id", "")), ", ".join(told))


def remember(ax: Axes, table: pd.DataFrame, again: Callable[[Axes], object]) -> None:
    """Keep the table that an Axes shows, the download behind the figure, and what draws the same on another Axes.

    ``again`` may not hold the Axes itself, which would then never go.
    """
    _TABLES[ax], _AGAIN[ax] = table, again


def draw_again(drawn: Axes | Figure, ax: Axes) -> bool:
    """Draw on another Axes what an Axes shows, or a Figure of one Axes; False where nobody knows how."""
    axes = _axes(drawn)
    if len(axes) != 1 or axes[0] not in _AGAIN:
        return False
    _AGAIN[axes[0]](ax)
    return True


def find_table(drawn: Axes | Figure) -> pd.DataFrame | None:
    """The table behind an Axes, or behind the first Axes of a Figure that has one."""
    return next((_TABLES[ax] for ax in _axes(drawn) if ax in _TABLES), None)


def describe(ax: Axes, text: str, *, title: str, empty: bool = False) -> None:
    """Attach to an Axes its title and the text that says what it shows; ``empty`` where nothing could be drawn."""
    _TEXTS[ax], _EMPTY[ax] = (title, text), empty


def is_described(ax: Axes) -> bool:
    """Whether one of our figures is in an Axes."""
    return ax in _TEXTS


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
