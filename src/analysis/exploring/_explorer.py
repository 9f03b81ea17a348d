"""All places behind filters: how many are left, what they cost, who pays, where they are."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

import ipywidgets as widgets
import pandas as pd

from analysis import charts, tables
from analysis.charts._columns import name_code
from analysis.dataset import Dataset
from analysis.exploring._controls import (
    CopyButton,
    DownloadButton,
    Ground,
    MultiChoice,
    RangeSlider,
    SearchBox,
    list_euro_steps,
)
from analysis.exploring._exports import make_picture, make_selection
from analysis.exploring._places import PlacesTable
from analysis.exploring._showing import (
    Panel,
    run_in_turn,
    show_alert,
    show_line,
    show_paper,
    show_picture,
    show_tones,
)
from analysis.findings._finding import Findings
from analysis.numbers import inference, selecting, shares, summaries
from analysis.numbers._filters import CHOICES, find_texts, fold_case, label_filter, pick_active
from analysis.words import vocabulary
from analysis.words._formatting import format_euros
from analysis.words._grouping import order_groups
from analysis.words.i18n import _, mark

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from analysis.tables import Table

__all__ = ["Explorer", "explorer"]

#: The views, each drawn only when it is open.
VIEWS = {
    "investment": mark("Investment"),
    "funding_mix": mark("Funding mix"),
    "territories": mark("Territories"),
    "table": mark("Table"),
}


class View(NamedTuple):
    """A view: its figure, and the table below it."""

    draw: Callable[[Axes], Any]
    table: Table


def _investment(plans: pd.DataFrame, funding: pd.DataFrame) -> View:
    plans = plans[["place_id", "name", "place_type", "generation", "investment_eur"]]  # groups of few columns are fast
    table = tables.medians(
        inference.medians(plans.dropna(subset=["place_type"]), "investment_eur", by="place_type"),
        by="place_type",
        caption=mark("Investment by kind of place, nominal euros"),
    )
    return View(lambda ax: charts.plot_groups(plans, by="place_type", ax=ax), table)


def _funding_mix(plans: pd.DataFrame, funding: pd.DataFrame) -> View:
    found = summaries.funder_mix(plans, funding)
    table = tables.funder_mix(found, caption=mark("Who pays, nominal euros"))
    return View(lambda ax: charts.plot_funder_mix(found, ax=ax), table)


def _territories(plans: pd.DataFrame, funding: pd.DataFrame) -> View:
    found = summaries.regions(plans)
    table = tables.regions(found[found["n"] > 0], caption=mark("Places and investment by region, nominal euros"))
    return View(lambda ax: charts.plot_tilemap(found, ax=ax), table)


DRAWN: dict[str, Callable[[pd.DataFrame, pd.DataFrame], View]] = {
    "investment": _investment,
    "funding_mix": _funding_mix,
    "territories": _territories,
}


class Explorer(Panel):
    """The places of a dataset behind filters.

    Attributes
    ----------
    filters : dict
        What is asked for now, as `selecting.select` takes it.
    plans : DataFrame
        The places that meet the filters; none where none does.
    controls : dict
        Name of each filter to its control.
    views : ToggleButtons
        Which view is open: one of `VIEWS`.
    """

    def __init__(self, data: Dataset) -> None:
        self._all, self._data = shares.plans(data), data
        self._texts, self._funding = find_texts(self._all), data.funding
        links = self._all["source_url"].astype("object").where(self._all["source_url"].notna(), "")
        self._links: Mapping[str, str] = dict(zip(self._all["place_id"], map(str, links), strict=True))
        self.plans, self._quiet = self._all, False
        self.controls = self._make_controls()
        self._line, self._alert, self._drawn = widgets.HTML(), widgets.HTML(), widgets.HTML()
        self._line.add_class("cf-line")
        self._alert.add_class("cf-alert")
        self._table = PlacesTable()
        self.views = widgets.ToggleButtons(
            options=[(_(label), name) for name, label in VIEWS.items()], tooltips=[_("Show")] * len(VIEWS)
        )
        self._reset = widgets.Button(description=_("Reset"), tooltip=_("Show all places again"))
        self._copy = CopyButton(_("Copy as code"))
        self.downloads = {
            kind.upper(): DownloadButton(kind.upper(), partial(self._make, kind)) for kind in ("xlsx", "csv", "png")
        }
        fields = widgets.Box([*self.controls.values()])
        fields.add_class("cf-fields")
        take = widgets.HTML(_("Take along:"))
        below = widgets.HBox(
            [self._reset, self._copy, take, *self.downloads.values()], layout={"flex_flow": "row wrap"}
        )
        ground = [Ground(), widgets.HTML(show_tones(), layout={"display": "none"})]
        super().__init__([*ground, fields, self._alert, below, self._line, self.views, self._drawn, self._table.box])
        self.add_class("cf-panel")
        self._update()
        for control in self.controls.values():
            control.observe(
                run_in_turn(self._changed), ["low", "high"] if isinstance(control, RangeSlider) else "value"
            )
        self.views.observe(run_in_turn(self._draw), "value")
        self._reset.on_click(run_in_turn(self.reset))

    def _make_controls(self) -> dict[str, Any]:
        controls: dict[str, Any] = {name: self._choice(name) for name in CHOICES}
        years = self._all["year"].dropna()
        steps = list(range(int(years.min()), int(years.max()) + 1)) if len(years) else []
        controls["year"] = RangeSlider(label_filter("year"), steps, lambda year: f"{year:.0f}")
        costs = self._all["investment_eur"].dropna()
        stops = list_euro_steps(costs.min(), costs.max()) if len(costs) else []
        controls["investment_eur"] = RangeSlider(label_filter("investment_eur"), stops, format_euros)
        controls["complete"] = widgets.Checkbox(description=label_filter("complete"), indent=False)
        controls["text"] = SearchBox(label=_("search"), hint=_("name, municipality, carrier"))
        return controls

    def _choice(self, name: str) -> MultiChoice:
        known = [(name_code(name, code), code) for code in order_groups(self._all[name])]
        if not vocabulary.labels(name):  # names: accents do not count
            known.sort(key=lambda one: fold_case(one[0]))
        return MultiChoice(vocabulary.label(name), known)

    @property
    def filters(self) -> dict[str, Any]:
        """What is asked for now, as `selecting.select` takes it."""
        return pick_active({name: control.value for name, control in self.controls.items()})

    def reset(self) -> None:
        """Show all places again."""
        self._quiet = True
        for name, control in self.controls.items():
            if isinstance(control, RangeSlider):
                control.reset()
            elif isinstance(control, MultiChoice):
                control.value = []
            else:
                control.value = False if name == "complete" else ""
        self._quiet = False
        self._update()

    def _changed(self) -> None:
        if not self._quiet:
            self._update()

    def _update(self) -> None:
        """Select, tell, count and draw; where no place is left, nothing is shown but what to relax."""
        filters = self.filters
        self.plans = selecting.select(self._all, texts=self._texts, **filters)
        told = str(selecting.tell_selection(self.plans, self._all, filters, texts=self._texts))
        self._copy.text = selecting.write_code(filters)
        for name in CHOICES:
            others = {key: value for key, value in filters.items() if key != name}
            left = selecting.select(self._all, texts=self._texts, **others) if name in filters else self.plans
            self.controls[name].count({str(code): int(n) for code, n in left[name].value_counts().items()})
        nothing = not len(self.plans)
        self._line.value, self._alert.value = ("", show_alert(told)) if nothing else (show_line(told), "")
        for button in self.downloads.values():
            button.empty = nothing
        self._draw()

    def _draw(self) -> None:
        view = self.views.value
        table, nothing = view == "table", not len(self.plans)
        self._table.box.layout.display = "" if table and not nothing else "none"
        self._drawn.layout.display = "none" if table and not nothing else ""
        if not self.clicked():
            return
        if nothing:
            self._table.show(self.plans)
            self._drawn.value = ""
        elif table:
            self._table.show(self.plans)
        else:
            shown = DRAWN[view](self.plans, self._funding)
            self._drawn.value = show_paper(show_picture(shown.draw, self._links), shown.table)

    def _make(self, kind: str) -> tuple[str, str, bytes] | None:
        """A file of the places that are left, or the picture of the view that is open."""
        if not len(self.plans):
            return None
        if kind != "png":
            return make_selection(kind, self.plans, self._data, self.filters)
        view = self.views.value if self.views.value in DRAWN else "investment"
        return make_picture(view, DRAWN[view](self.plans, self._funding).draw)

    def twin(self) -> list[Any]:
        """All places: how many, and their investment by kind of place."""
        import matplotlib.pyplot as plt

        told = selecting.tell_selection(self._all, self._all, {}, texts=self._texts)
        return [Findings((told,)), charts.plot_groups(self._all, by="place_type", ax=plt.figure().subplots())]


def explorer(data: Dataset) -> Explorer:
    """Explore the places of a dataset by clicking, in JupyterLab; elsewhere a default view is shown.

    Parameters
    ----------
    data : Dataset
        What `analysis.load` returns; it may lack regions, years or funding lines.

    Returns
    -------
    Explorer
        A widget: filters, how many places are left with their median investment and public share, and four views. Its
        ``plans`` are the places that are shown.

    Examples
    --------
    >>> from analysis import load
    >>> panel = explorer(load())
    >>> panel.filters, len(panel.plans)
    ({}, 238)
    """
    return Explorer(data)
