"""The page "my plan among its peers": one file to hand to an elected body."""

from __future__ import annotations

import pandas as pd

from analysis import charts, tables
from analysis.comparing import Comparison
from analysis.comparing._labels import label_choice
from analysis.report._figures import draw_figure, make_look
from analysis.report._frame import Site, render
from analysis.report._quality import show_frame
from analysis.words._formatting import format_count
from analysis.words.i18n import _, get_language

__all__ = ["render_plan_page"]


def render_plan_page(found: Comparison, scenarios: pd.DataFrame) -> bytes:
    """One plan among its peers, in the language that is spoken, as one HTML file that needs no other.

    Parameters
    ----------
    found : Comparison
        What `comparing.compare` returns.
    scenarios : DataFrame
        What `comparing.what_if` returns of the same plan.

    Examples
    --------
    >>> from analysis import load
    >>> from analysis.comparing import Plan, compare, what_if
    >>> data, plan = load(), Plan(300_000, {"region": 300_000}, place_type="fab_lab", name="Our <lab>")
    >>> b"<h1>Our &lt;lab&gt; among its peers</h1>" in render_plan_page(compare(data, plan), what_if(data, plan))
    True
    """
    name = found.plan.title
    figure = draw_figure("plan", lambda ax: charts.plot_standing(found.positions, ax=ax))
    site = Site(get_language(), (get_language(),), alone=True)
    peers = _("Peers: {choice} ({peers}).").format(
        choice=label_choice(found.like), peers=format_count(len(found.peers), "place")
    )
    return render(
        "plan",
        site,
        name="plan",
        title=_("{plan} among its peers").format(plan=name[:1].upper() + name[1:]),
        drawn=make_look([figure] if figure else []),
        peers=peers,
        lines=show_frame(tables.plan_lines(found.plan)),
        sentences=list(found.sentences),
        warnings=list(found.warnings),
        figure=figure,
        tables=[show_frame(table) for table in (tables.positions(found), tables.nearest(found), tables.choices(found))],
        scenarios=show_frame(tables.scenarios(scenarios)),
    )
