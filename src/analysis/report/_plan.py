"""The page "my plan among its peers": one file to hand to an elected body."""

from __future__ import annotations

import pandas as pd

from analysis import charts, tables
from analysis.comparing import Comparison, Plan
from analysis.comparing._labels import label_choice
from analysis.report._figures import draw_figure, make_look
from analysis.report._frame import Site, render
from analysis.report._quality import show_frame
from analysis.words import vocabulary
from analysis.words._formatting import format_count, format_whole, join_pair, join_parts, show_value
from analysis.words.i18n import _, get_language

__all__ = ["render_plan_page"]

#: What a plan says of its place, in the order in which a reader asks.
FACTS = ("place_type", "carrier_type", "settlement", "region", "surface_m2", "workstations", "year", "vat")


def tell_facts(plan: Plan) -> str:
    """What the plan says of its place, and what it does not say, in a line.

    Examples
    --------
    >>> tell_facts(Plan(300_000, place_type="fab_lab", surface_m2=350, year=2024)).replace("\u00a0", " ")
    'kind of place: fab lab; surface: 350 m²; year: 2024; not said: carrier, settlement, region, workstations, VAT basis'
    """
    told, silent = [], []
    for name in FACTS:
        value, label = getattr(plan, name), vocabulary.label(name)
        if value is None:
            silent.append(label)
            continue
        known = vocabulary.labels(name).get(str(value))
        number = isinstance(value, int | float) and name != "year"
        text = known or (format_whole(value) if number else show_value(value))
        told.append(join_pair(label, f"{text}\u00a0m²" if name == "surface_m2" else text))
    if silent:
        told.append(join_pair(_("not said"), ", ".join(silent)))
    return join_parts(told)


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
        facts=tell_facts(found.plan),
        peers=peers,
        lines=show_frame(tables.plan_lines(found.plan)),
        sentences=list(found.sentences),
        warnings=list(found.warnings),
        figure=figure,
        tables=[show_frame(table) for table in (tables.positions(found), tables.nearest(found), tables.choices(found))],
        scenarios=show_frame(tables.scenarios(scenarios)),
    )
