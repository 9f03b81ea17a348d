"""A form for one financing plan: where it stands among its peers, what if, and a page to hand over."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import Any

import ipywidgets as widgets

from analysis import charts, comparing, tables
from analysis.comparing import Comparison, Plan, PlanError
from analysis.comparing._exporting import order_by_use
from analysis.comparing._labels import label_choice
from analysis.comparing._plan import LIKE
from analysis.dataset import Dataset
from analysis.dataset._exporting import write_whole
from analysis.exploring._controls import Ground
from analysis.exploring._fields import Amount, Choice, FormField, PartOfTotal, Surface, Whole, Words
from analysis.exploring._own_report import find_address, find_served
from analysis.exploring._showing import (
    Panel,
    run_in_turn,
    show_address,
    show_alert,
    show_line,
    show_paper,
    show_picture,
    show_sentences,
    show_tones,
)
from analysis.findings._finding import Findings
from analysis.numbers import shares
from analysis.words import vocabulary
from analysis.words._formatting import format_euros, format_share, join_pair
from analysis.words._grouping import order_groups
from analysis.words._reasons import say_reason
from analysis.words.i18n import _
from analysis.words.vocabulary import FunderType

__all__ = ["PlanForm", "plan_form"]

CODED = ("place_type", "settlement", "carrier_type", "vat")


class PlanForm(Panel):
    """A form for one financing plan.

    Attributes
    ----------
    comparison : Comparison
        Of the last plan that could be compared; at first of the example.
    """

    comparison: Comparison
    _quiet = False

    def __init__(self, data: Dataset, plan: Plan, *, folder: Path | None = None) -> None:
        self._data, self._plans, self._folder, self._example = data, shares.plans(data), folder or Path(), plan
        self._fields: dict[str, FormField] = self._about()
        names = vocabulary.labels("funder_type")
        # the most used first; what is not known of a plan is its rest, no field
        kinds = [kind for kind in order_by_use(data.funding["funder_type"], list(names)) if kind != FunderType.UNKNOWN]
        self._funders = {kind: PartOfTotal(f"{names[kind]}, €") for kind in kinds}
        self._like = {
            name: widgets.Checkbox(value=name == "place_type", description=label_choice((name,)), indent=False)
            for name in LIKE
        }
        self._wrong, self._totals, self._shown, self._saved = (widgets.HTML() for _each in range(4))
        self._wrong.add_class("cf-alert")
        self._totals.add_class("cf-line")
        self._saved.add_class("cf-line")
        self._fill = widgets.Button(description=_("Fill in the example"))
        self._empty = widgets.Button(description=_("Empty the form"))
        self._save = widgets.Button(description=_("Save as a page"), tooltip=_("One HTML file, beside the notebook"))
        super().__init__(self._laid_out())
        self.add_class("cf-panel")
        self.comparison = comparing.compare(data, plan, plans=self._plans)
        self._update()
        for control in self._controls():
            control.observe(run_in_turn(self._update), "value")
        self._fill.on_click(run_in_turn(lambda: self.fill(plan)))
        self._empty.on_click(run_in_turn(lambda: self.fill(None)))
        self._save.on_click(run_in_turn(self.save))

    def _about(self) -> dict[str, FormField]:
        regions = [(name, name) for name in order_groups(self._plans["region"])]
        codes = {name: [(label, code) for code, label in vocabulary.labels(name).items()] for name in CODED}
        return {
            "name": Words(_("name")),
            "investment_eur": Amount(_("total, €")),
            "year": Whole(_("year of the euros")),
            **{name: Choice(vocabulary.label(name), codes[name]) for name in CODED},
            "region": Choice(vocabulary.label("region"), regions),
            "surface_m2": Surface(vocabulary.label("surface_m2")),
            "workstations": Amount(vocabulary.label("workstations")),
        }

    def _laid_out(self) -> list[Any]:
        grids = [widgets.Box(list(part.values())) for part in (self._fields, self._funders, self._like)]
        for grid in grids:
            grid.add_class("cf-fields")
        about, funders, like = grids
        heads = [_heading(_("The place")), _heading(_("Who pays")), _heading(_("Peers share with the plan"))]
        parts = [heads[0], about, heads[1], funders, self._totals, heads[2], like, self._wrong]
        return [
            Ground(),
            widgets.HTML(show_tones(), layout={"display": "none"}),
            widgets.HBox([self._fill, self._empty]),
            *parts,
            self._shown,
            widgets.HBox([self._save, self._saved]),
        ]

    def _controls(self) -> list[Any]:
        return [
            *(field.control for field in (*self._fields.values(), *self._funders.values())),
            *self._like.values(),
        ]

    def _read(self) -> tuple[dict[str, Any], dict[str, float]]:
        """What is written in every field, each that is wrong told beside it.

        Raises
        ------
        PlanError
            After all fields were told, if one is no number.
        """
        first: PlanError | None = None
        found: dict[str, Any] = {}
        for name, field in self._all_fields().items():
            field.tell("")
            try:
                found[name] = (
                    field.find_euros(found.get("investment_eur")) if isinstance(field, PartOfTotal) else field.value
                )
            except ValueError as error:
                field.tell(str(error))
                first = first or PlanError(name, str(error))
        if first:
            raise first
        funding = {name: found.pop(f"funding.{name}") for name in self._funders}
        return found, {name: amount for name, amount in funding.items() if amount is not None}

    def _all_fields(self) -> dict[str, FormField]:
        return {**self._fields, **{f"funding.{kind}": field for kind, field in self._funders.items()}}

    def fill(self, plan: Plan | None) -> None:
        """Write a plan into the form; without one, empty it."""
        self._quiet = True
        try:
            for name, field in self._fields.items():
                value = getattr(plan, name) if plan else None
                field.control.value = value or "" if isinstance(value, str | None) else _written(value)
            for kind, line in self._funders.items():
                line.control.value = _written(plan.funding.get(kind)) if plan else ""
        finally:
            self._quiet = False
        self._update()

    def _update(self) -> None:
        """Compare and show; where something is wrong, say what beside its field and keep the last view."""
        if self._quiet:
            return
        like = [name for name, box in self._like.items() if box.value]
        self._saved.value = ""
        try:
            about, funding = self._read()
            begun = about["investment_eur"] is not None or bool(funding)
            self._totals.value = show_line(_totals(about["investment_eur"], funding)) if begun else ""
            if not begun:
                self._begin()
                return
            if about["investment_eur"] is None:
                raise PlanError("investment_eur", _("the total is missing"))
            plan = Plan(funding=funding, **about)
            found = comparing.compare(self._data, plan, like=like, plans=self._plans)
        except PlanError as error:
            self._tell(error)
            return
        self._wrong.value, self._save.disabled = "", False
        self.comparison = found
        if self.clicked():
            self._shown.value = self._view(found)

    def _begin(self) -> None:
        """Nothing is written yet: what to do, and no view."""
        told = _("Write the total cost and who pays, or fill in the example: the comparison appears below.")
        self._wrong.value, self._shown.value, self._save.disabled = show_line(told), "", True

    def _tell(self, error: PlanError) -> None:
        self._save.disabled = True
        field = self._all_fields().get(error.field)
        if field:
            field.tell(error.told)
        why = _("Not compared: see the field in question. What is shown below is the last plan that could be compared.")
        self._wrong.value = show_alert(why if field else error.told)

    def _view(self, found: Comparison) -> str:
        scenarios = comparing.what_if(self._data, found.plan, like=found.like, plans=self._plans)
        return show_paper(
            show_sentences(found.sentences),
            show_picture(lambda ax: charts.plot_standing(found.positions, ax=ax)),
            tables.positions(found),
            tables.nearest(found),
            tables.choices(found),
            tables.scenarios(scenarios),
            show_sentences(found.warnings),
        )

    def save(self) -> Path | None:
        """Write the page of the last plan that could be compared, whole or not at all; the panel says where.

        Returns
        -------
        Path or None
            The file; None where it could not be written.
        """
        from analysis.report._plan import render_plan_page

        found = self.comparison
        scenarios = comparing.what_if(self._data, found.plan, like=found.like, plans=self._plans)
        path = self._folder / f"plan-{_slug(found.plan.title)}.html"
        try:
            write_whole(path, render_plan_page(found, scenarios))
        except OSError as error:
            told = _("{path} could not be written: {why}. Choose a folder that can be written and has room.")
            self._saved.value = show_alert(told.format(path=path.name, why=say_reason(error)))
            return None
        told = _("Saved beside the notebook: {path}").format(path=path.name)
        self._saved.value = show_line(told) + show_address(
            find_address(path.resolve(), find_served()), _("Open the page in a window of its own")
        )
        return path

    def twin(self) -> list[Any]:
        """The example: its totals, and where it stands."""
        found = self.comparison
        return [tables.plan_lines(found.plan), Findings(found.sentences.messages[:1])]


def _heading(text: str) -> widgets.HTML:
    return widgets.HTML(f"<h4>{text}</h4>")


def _written(value: float | None) -> str:
    return "" if value is None else f"{value:.15g}"


def _totals(total: float | None, funding: dict[str, float]) -> str:
    """What the lines add up to, and what of the total no line explains."""
    known = sum(funding.values())
    parts = [join_pair(_("sum of the lines"), format_euros(known))]
    if total is not None and total > 0:
        parts.append(join_pair(_("total"), format_euros(total)))
        rest = total - known
        if rest >= 0:
            parts.append(join_pair(_("still to find"), f"{format_euros(rest)} ({format_share(rest / total)})"))
        else:
            parts.append(join_pair(_("lines above the total"), format_euros(-rest)))
    return ", ".join(parts)


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain))[:60] or "plan"


def plan_form(data: Dataset, plan: Plan, *, folder: Path | None = None) -> PlanForm:
    """Fill in a financing plan and see where it stands among its peers, in JupyterLab; elsewhere a view of ``plan``.

    The form begins empty; a button fills in the example.

    Parameters
    ----------
    data : Dataset
        What `analysis.load` returns.
    plan : Plan
        The example that a button fills in.
    folder : Path, optional
        Where "Save as a page" writes; beside the notebook by default.

    Returns
    -------
    PlanForm

    Examples
    --------
    >>> from analysis import load
    >>> form = plan_form(load(), Plan(300_000, {"region": 90_000}, place_type="fab_lab"))
    >>> form.comparison.plan.unexplained_eur
    210000.0
    """
    return PlanForm(data, plan, folder=folder)
