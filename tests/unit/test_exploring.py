"""The panels without a browser: what their controls show, and what is told of bad input. `tests/lab` clicks on them."""

from __future__ import annotations

import html
import re
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output

from analysis import comparing, selecting
from analysis.comparing import Plan
from analysis.exploring import explorer, plan_form
from analysis.exploring._controls import RangeSlider, steps_of_euros
from analysis.jupyter import _display as notebook
from analysis.words._formatting import euros

PLAN = Plan(
    300_000, {"region": 120_000, "own_funds": 90_000}, place_type="third_place", carrier_type="association", vat="excl"
)
EVIL = [
    "<script>window.hit=1</script>",
    "\"><img src=x onerror='window.hit=1'>",
    "'-alert(1)-'",
    "[x](javascript:alert(1))",
    "$\\frac{1}{0}$ \u202e\u2066 {{7*7}}",
    "x" * 10_000,
]


@pytest.fixture(autouse=True)
def person(monkeypatch):
    monkeypatch.setenv("JPY_SESSION_NAME", "06_explore.ipynb")


@pytest.fixture
def places(data):
    return explorer(data)


def control(panel, name):
    return panel.controls[name]


def line(panel) -> str:
    return html.unescape(re.sub(r"<[^>]+>", "", panel._line.value))


def test_it_begins_with_all_places(places, plans):
    assert places.filters == {}
    assert line(places) == str(selecting.told(plans, plans, {}))
    assert 'alt="Investment by kind of place' in places._drawn.value


def test_each_control_selects_as_the_function_does(places, plans):
    control(places, "settlement").value = "rural"
    control(places, "complete").value = True
    control(places, "text").value = "tiers"
    expected = selecting.select(plans, settlement="rural", complete=True, text="tiers")
    assert places.plans["place_id"].tolist() == expected["place_id"].tolist()
    assert places._copy.text == selecting.as_code({"settlement": "rural", "complete": True, "text": "tiers"})


def test_only_the_open_view_is_drawn(places):
    drawn = places._drawn.value
    places.views.value = "table"
    control(places, "region").value = "Bretagne"
    assert places._drawn.value == drawn
    assert "Bretagne" in places._table._html.value
    places.views.value = "territories"
    assert "Where are the places?" in places._drawn.value


def test_the_log_slider_stops_at_round_amounts_and_covers_all(places, plans):
    slider = control(places, "investment_eur")
    assert slider.value is None
    assert slider.steps[0] <= plans["investment_eur"].min()
    assert slider.steps[-1] >= plans["investment_eur"].max()
    ratios = np.array(slider.steps[1:]) / slider.steps[:-1]
    assert ratios.max() <= 1.7
    slider.low = slider.steps.index(100_000)
    assert places.filters == {"investment_eur": (100_000.0, slider.steps[-1])}
    assert len(places.plans) == (plans["investment_eur"] >= 100_000).sum()
    places.reset()
    assert (places.filters, len(places.plans)) == ({}, len(plans))


def test_a_slider_that_a_page_sends_too_far_stays_on_its_steps():
    slider = RangeSlider("cost", steps_of_euros(10_000, 100_000), euros)
    slider.low, slider.high = -3, 99
    assert (slider.low, slider.high) == (0, len(slider.steps) - 1)
    assert RangeSlider("cost", [], euros).value is None


def test_an_empty_result_says_what_to_relax_and_keeps_the_view(places):
    control(places, "region").value = "Corse"
    before, kept = places._drawn.value, len(places.plans)
    control(places, "place_type").value = "incubator"
    assert "no place meets all of this" in places._alert.value
    assert "relax: region" in places._alert.value
    assert (places._drawn.value, len(places.plans)) == (before, kept)
    control(places, "place_type").value = ""
    assert places._alert.value == ""


def test_the_table_sorts_and_pages(places, plans):
    places.views.value = "table"
    table = places._table
    assert f"Places 1 to 25 of {len(plans)} places" in table._html.value
    table._sort.value, table._down.value = "name", False
    first = plans.sort_values(["name", "place_id"])["name"].iloc[0]
    assert html.escape(first, quote=False) in table._html.value
    for _page in range(9):
        table._next.click()
    assert table._next.disabled
    assert f"of {len(plans)} places" in table._html.value
    assert 'href="http' in table._html.value


def test_data_without_regions_years_or_lines_explores(data):
    bare = replace(
        data, places=data.places.assign(region=None, density=None, year=float("nan")), funding=data.funding.head(0)
    )
    panel = explorer(bare)
    for view in ("funding_mix", "territories", "table", "investment"):
        panel.views.value = view
    assert len(panel.plans) == len(data.places)
    empty = explorer(replace(data, places=data.places.head(0), funding=data.funding.head(0)))
    assert "no place meets all of this" in empty._alert.value


# The form


@pytest.fixture
def form(data, tmp_path):
    return plan_form(data, PLAN, folder=tmp_path)


def test_the_form_shows_what_compare_finds(form, data):
    found = comparing.compare(data, PLAN)
    for sentence in found.sentences:
        assert html.escape(sentence) in form._shown.value
    assert "sum of the lines: €210k, total: €300k, no line explains: €90k (30%)" in form._totals.value


def test_a_field_changes_the_comparison_and_the_totals(form, data):
    form._funders["bank"].control.value = "60 k€"
    form._like["place_type"].value = False
    plan = replace(PLAN, funding={**PLAN.funding, "bank": 60_000})
    expected = comparing.compare(data, plan, like=())
    pd.testing.assert_frame_equal(
        form.comparison.positions.sort_values("measure", ignore_index=True),
        expected.positions.sort_values("measure", ignore_index=True),
    )
    assert "no line explains: €30k (10%)" in form._totals.value


@pytest.mark.parametrize(
    ("field", "written", "told"),
    [
        ("funding.region", "-5", "must be a number from 0, not -5"),
        ("funding.region", "abc", "'abc' is no number; write 150000, 150k or 1.2M"),
        ("funding.region", "£5,000", "'£5,000' is not in euros"),
        ("funding.region", "<b>", "'<b>' is no number"),
        ("investment_eur", "0", "must be a number above 0, not 0"),
        ("investment_eur", "", "the total is missing"),
        ("investment_eur", "1000", "1,000 is below the sum of the funding lines, 210,000"),
        ("surface_m2", "-3", "must be a number above 0, not -3"),
    ],
)
def test_bad_input_is_told_beside_its_field_and_the_last_view_stays(form, field, written, told):
    before, comparison = form._shown.value, form.comparison
    form._all_fields()[field].control.value = written
    assert html.escape(told) in form._all_fields()[field].told
    assert (form._shown.value, form.comparison) == (before, comparison)
    assert form._save.disabled
    others = [other for name, other in form._all_fields().items() if name != field]
    assert not any(other.told for other in others)


def test_peers_by_a_field_that_the_plan_does_not_say(form):
    form._like["region"].value = True
    assert "the plan does not say its region" in form._wrong.value
    form._fields["region"].control.value = "Bretagne"
    assert form._wrong.value == ""
    assert set(form.comparison.peers["region"]) == {"Bretagne"}


def test_the_page_is_whole_alone_and_the_same_each_time(form, tmp_path):
    path = form.save()
    assert path == tmp_path / "plan-this-plan.html"
    first = path.read_bytes()
    assert form.save().read_bytes() == first
    text = html.unescape(first.decode())
    assert "This plan among its peers" in text
    assert "default-src 'none'" in text
    assert "index.html" not in text
    assert not re.search(r"""src=["']?https?:""", text)
    assert len(first) < 1_500_000


def test_a_page_that_cannot_be_written_is_told_and_nothing_is_left(data, tmp_path):
    (tmp_path / "file").write_text("mine")
    form = plan_form(data, PLAN, folder=tmp_path / "file")
    assert form.save() is None
    assert "could not be written" in form._saved.value
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


# Text from data, and notebooks without a person


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
    shown = [panel._drawn.value, panel._table._html.value, panel._line.value, form._shown.value, form._totals.value]
    shown.append(form.save().read_text(encoding="utf-8"))
    for text in shown:
        assert not re.search(r"<script>(window|\d)|<img src=x|href=.javascript", text)


def displayed(panel) -> list[str]:
    InteractiveShell.clear_instance()
    shell = InteractiveShell.instance()
    notebook.register(shell)
    with capture_output() as caught:
        panel._ipython_display_()
    InteractiveShell.clear_instance()
    return [kind for output in caught.outputs for kind in output.data]


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
    assert unseen_form.comparison.sentences == form.comparison.sentences
