"""The page on data quality: rows accepted and set aside, what is not known, how plans close, what was understood, problems."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analysis import findings, tables
from analysis.charts import plot_missing
from analysis.dataset import Dataset
from analysis.numbers import provenance, shares
from analysis.report._figures import Figure, draw_figure, make_look
from analysis.report._frame import Site, render
from analysis.report._outputs import Shown
from analysis.report._prose import Prose
from analysis.words.i18n import _, speak

__all__ = ["render_quality_page", "show_frame"]


def show_frame(table: tables.Table) -> Shown:
    """A table as the template shows it."""
    rows = tuple(tuple(map(str, row)) for row in table.frame.itertuples(index=False, name=None))
    return Shown(table.caption, tuple(map(str, table.frame)), rows)


@dataclass(frozen=True)
class Section:
    """One part of the page: what it is about, a figure where there is one, tables."""

    id: str
    title: str
    tables: tuple[Shown, ...]
    about: str = ""
    figure: Figure | None = None


def _tell_missing(plans: pd.DataFrame) -> list[Section]:
    """What the sources do not tell; nothing where no kind of place is known."""
    found = provenance.map_missing(plans)
    figure = draw_figure("missing-map", lambda ax: plot_missing(found, ax=ax)) if len(found) else None
    about = _(
        "Empty is not no: where a source is silent on citizens or partners, nothing is known. Lists of grants know the total "
        "and the grant, web pages know more, of larger plans."
    )
    return [Section("missing", _("What is not known"), (), about, figure)] if figure else []


def _tell_provenance(plans: pd.DataFrame, data: Dataset) -> list[Section]:
    """How complete plans close, and where the law would let one expect otherwise."""
    if not plans["complete"].any():
        return []
    closures, law = provenance.count_closures(plans, data.funding), provenance.check_law(plans, data.funding)
    shown = [tables.closure(closures)] + ([tables.law_check(law)] if (law["remarks"] != "").any() else [])
    about = _(
        "A plan that is closed by a computation is no evidence of who pays the computed part. What the law would let one not "
        "expect is a remark, no error: the prefect may make exceptions, and the cost that grants are reckoned on is rarely "
        "published."
    )
    return [Section("provenance", _("Where the euros come from"), tuple(map(show_frame, shown)), about)]


def _tell_understood(data: Dataset) -> Section:
    """What each column was taken for; where all have the names of the dictionary, one sentence says so."""
    told, title = data.understood, _("What was understood")
    if (told["column"] == told["field"]).all() and not data.left_out:
        about = _(
            "Each column has the name that the dictionary of the data package gives it, and is read as it is written."
        )
        return Section("understood", title, (), about)
    return Section("understood", title, (show_frame(tables.understood(data)),))


def render_quality_page(data: Dataset, *, site: Site) -> bytes:
    """The page of a dataset, all of it, whatever part the other pages show."""
    with speak(site.lang):
        plans = shares.plans(data)
        parts = [
            Section("rows", _("Rows"), (show_frame(tables.rows(data)),)),
            *_tell_missing(plans),
            *_tell_provenance(plans, data),
            _tell_understood(data),
        ]
        if data.problems:
            parts.append(Section("problems", _("Problems"), (show_frame(tables.problems(data)),)))
        return render(
            "quality",
            site,
            name="data-quality",
            title=_("Data quality"),
            sections=[(part.id, part.title) for part in parts],
            drawn=make_look(part.figure for part in parts if part.figure),
            answer=Prose()(findings.what_was_read(data)._repr_markdown_()),
            parts=parts,
            problems=bool(data.problems),
        )
