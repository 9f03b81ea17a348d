"""The places of a view as a table: sorted by what is chosen, a page at a time, with links to the sources."""

from __future__ import annotations

import ipywidgets as widgets
import pandas as pd

from analysis import tables
from analysis.exploring._showing import run_in_turn, show_paper
from analysis.words import vocabulary
from analysis.words._formatting import format_count, format_whole
from analysis.words.i18n import _

__all__ = ["PlacesTable"]

ROWS = 25
SORTED = ("name", "place_type", "municipality", "region", "settlement", "year", "investment_eur", "public_share_low")


class PlacesTable:
    """A table of places with its controls; `show` gives it the places, ``box`` holds its widgets."""

    def __init__(self) -> None:
        self._plans, self._page = pd.DataFrame(), 0
        options = [
            (_("public share") if name == "public_share_low" else vocabulary.label(name), name) for name in SORTED
        ]
        self._sort = widgets.Dropdown(options=options, value="investment_eur", description=_("sorted by"))
        self._down = widgets.Checkbox(value=True, description=_("greatest first"), indent=False)
        self._back = widgets.Button(description=_("Previous"))
        self._next = widgets.Button(description=_("Next"))
        self._html = widgets.HTML()
        bar = widgets.HBox([self._sort, self._down, self._back, self._next], layout={"flex_flow": "row wrap"})
        self.box = widgets.VBox([bar, self._html])
        self._sort.observe(run_in_turn(self._from_the_start), "value")
        self._down.observe(run_in_turn(self._from_the_start), "value")
        self._back.on_click(run_in_turn(lambda: self._turn(-1)))
        self._next.on_click(run_in_turn(lambda: self._turn(1)))

    def show(self, plans: pd.DataFrame) -> None:
        """Show the first page of some places."""
        self._plans = plans
        self._from_the_start()

    def _from_the_start(self) -> None:
        self._page = 0
        self._draw()

    def _turn(self, by: int) -> None:
        self._page += by
        self._draw()

    def _ordered(self) -> pd.DataFrame:
        """The places of the page: what is not known comes last, ties by name."""
        by = [self._sort.value, "name", "place_id"]
        up = [not self._down.value, True, True]
        ordered = self._plans.sort_values(list(dict.fromkeys(by)), ascending=up[: len(set(by))], na_position="last")
        return ordered.iloc[self._page * ROWS : (self._page + 1) * ROWS]

    def _draw(self) -> None:
        total = len(self._plans)
        pages = max(-(-total // ROWS), 1)
        self._back.disabled, self._next.disabled = self._page == 0, self._page >= pages - 1
        rows = self._ordered()
        first = self._page * ROWS
        caption = _("Places {first} to {last} of {places}").format(
            first=format_whole(first + bool(total)),
            last=format_whole(first + len(rows)),
            places=format_count(total, "place"),
        )
        self._html.value = show_paper(tables.places(rows, caption=caption))
