"""The page on data quality: rows accepted and set aside, what each column was understood to be, every problem."""

from __future__ import annotations

from analysis import findings, tables
from analysis.dataset import Dataset
from analysis.report._frame import Site, render
from analysis.report._outputs import Shown
from analysis.report._prose import Prose
from analysis.words.i18n import _, speak

__all__ = ["render_quality_page", "show_frame"]


def show_frame(table: tables.Table) -> Shown:
    """A table as the template shows it."""
    rows = tuple(tuple(map(str, row)) for row in table.frame.itertuples(index=False, name=None))
    return Shown(table.caption, tuple(map(str, table.frame)), rows)


def render_quality_page(data: Dataset, *, site: Site) -> bytes:
    """The page of a dataset, all of it, whatever part the other pages show."""
    with speak(site.lang):
        parts = [
            ("rows", _("Rows"), tables.rows(data)),
            ("understood", _("What was understood"), tables.understood(data)),
        ]
        parts += [("problems", _("Problems"), tables.problems(data))] if data.problems else []
        return render(
            "quality",
            site,
            name="data-quality",
            title=_("Data quality"),
            sections=[(id_, title) for id_, title, _table in parts],
            answer=Prose()(findings.what_was_read(data)._repr_markdown_()),
            tables=[(id_, title, show_frame(table)) for id_, title, table in parts],
            problems=bool(data.problems),
        )
