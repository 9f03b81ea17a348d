"""What a panel shows: texts from data as texts, and a view where nobody clicks."""

from __future__ import annotations

import re
from dataclasses import replace

from analysis.exploring import explorer, plan_form
from panels import EVIL, PLAN, displayed


def test_hostile_texts_are_shown_as_texts_in_every_view(data, tmp_path):
    names = [EVIL[number % len(EVIL)] for number in range(len(data.places))]
    links = [
        "javascript:alert(1)" if number % 2 else f'https://e.org/"><script>{number}' for number in range(len(names))
    ]
    evil = replace(
        data,
        places=data.places.assign(name=names, municipality=names, carrier_name=names, region=names, source_url=links),
    )
    panel = explorer(evil)
    for view in ("funding_mix", "territories", "table", "investment"):
        panel.views.value = view
    form = plan_form(evil, replace(PLAN, name=EVIL[1]), folder=tmp_path)
    form.fill(form.comparison.plan)
    assert form._shown.value
    shown = [panel._drawn.value, panel._table._html.value, panel._line.value, form._shown.value, form._totals.value]
    shown.append(form.save().read_text(encoding="utf-8"))
    for text in shown:
        assert not re.search(r"<script>(window|\d)|<img src=x|href=.javascript", text)


def test_where_nobody_clicks_a_view_is_shown_and_in_jupyter_the_panel(places, form, monkeypatch):
    monkeypatch.delenv("JPY_SESSION_NAME")
    assert {"text/markdown", "image/png"} <= set(displayed(places))
    assert {"text/html", "text/markdown"} <= set(displayed(form))
    monkeypatch.setenv("JPY_SESSION_NAME", "06_explore.ipynb")
    for panel in (places, form):
        assert "application/vnd.jupyter.widget-view+json" in displayed(panel)


def test_where_nobody_clicks_nothing_is_drawn_below_the_controls(data, places, form, monkeypatch):
    monkeypatch.delenv("JPY_SESSION_NAME")
    unseen, unseen_form = explorer(data), plan_form(data, PLAN)
    assert (unseen._drawn.value, unseen_form._shown.value) == ("", "")
    assert unseen.twin()[0] == places.twin()[0]
    assert unseen_form.comparison.plan == form.comparison.plan
