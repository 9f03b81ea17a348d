"""The form for one plan."""

from __future__ import annotations

import html
import re
from dataclasses import replace

import pandas as pd

from analysis import comparing
from analysis.exploring import plan_form
from analysis.exploring._own_report import Served
from panels import PLAN


def test_the_form_shows_what_compare_finds(form, data):
    assert form.comparison.plan == PLAN
    found = comparing.compare(data, form.comparison.plan)
    assert found.positions.equals(form.comparison.positions)
    for sentence in (*form.comparison.sentences, *form.comparison.warnings):
        assert html.escape(sentence) in form._shown.value
    assert "sum of the lines: €210k, total: €300k, still to find: €90k (30%)" in form._totals.value


def test_a_field_changes_the_comparison_and_the_totals(form, data):
    form._funders["bank"].control.value = "60 k€"
    form._like["place_type"].value = False
    plan = replace(PLAN, funding={**PLAN.funding, "bank": 60_000})
    expected = comparing.compare(data, plan, like=())
    pd.testing.assert_frame_equal(
        form.comparison.positions.sort_values("measure", ignore_index=True),
        expected.positions.sort_values("measure", ignore_index=True),
    )
    assert "still to find: €30k (10%)" in form._totals.value


def test_peers_by_a_field_that_the_plan_does_not_say(form):
    form._like["region"].value = True
    assert "the plan does not say its region" in form._wrong.value
    form._fields["region"].control.value = "Bretagne"
    assert form._wrong.value == ""
    assert set(form.comparison.peers["region"]) == {"Bretagne"}


def test_the_page_is_whole_alone_and_the_same_each_time(form, tmp_path):
    path = form.save()
    assert path == tmp_path / "plan-my-project.html"
    first = path.read_bytes()
    assert form.save().read_bytes() == first
    text = html.unescape(first.decode())
    assert "My project among its peers" in text
    assert "default-src 'none'" in text
    assert "index.html" not in text
    assert not re.search(r"""src=["']?https?:""", text)
    assert len(first) < 1_500_000


def test_a_page_that_is_saved_is_offered_as_a_link(form, tmp_path, monkeypatch):
    assert form.save()
    assert "<a " not in form._saved.value  # no server hands it out
    monkeypatch.setattr("analysis.exploring._form.find_served", lambda: Served(tmp_path.resolve(), "/"))
    assert form.save()
    assert 'href="/files/plan-my-project.html"' in form._saved.value


def test_a_page_that_cannot_be_written_is_told_and_nothing_is_left(data, tmp_path):
    (tmp_path / "file").write_text("mine")
    form = plan_form(data, PLAN, folder=tmp_path / "file")
    assert form.save() is None
    assert "could not be written" in form._saved.value
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_year_brings_the_plan_to_the_prices_of_its_peers_and_a_bad_one_is_told(form, data):
    form._fields["year"].control.value = "2015"
    assert form.comparison.plan.year == 2015
    assert form.comparison.money == comparing.compare(data, replace(PLAN, year=2015)).money
    form._fields["year"].control.value = "15"
    assert "must be a year from 1950 to 2050" in form._fields["year"].told
    assert form.comparison.plan.year == 2015


def test_the_law_is_remarked_and_stops_nothing(form):
    form._fields["carrier_type"].control.value = "municipality"
    form._funders["own_funds"].control.value = ""
    form._funders["state"].control.value = "180k"
    assert "CGCT, article L1111-10 III" in html.unescape(form._shown.value)
    assert not form._save.disabled


def test_the_form_begins_empty_and_a_button_fills_in_the_example(data, tmp_path):
    form = plan_form(data, PLAN, folder=tmp_path)
    assert not any(field.control.value for field in form._all_fields().values())
    assert form._shown.value == ""
    assert form._save.disabled
    assert "fill in the example" in form._wrong.value
    assert form.comparison.plan == PLAN  # what a page shows
    form._fill.click()
    assert form._fields["investment_eur"].control.value == "300000"
    assert form.comparison.plan == replace(PLAN, funding=dict(PLAN.funding))
    assert form._shown.value
    form._empty.click()
    assert form._shown.value == ""


def test_funders_stand_in_the_order_of_their_use(form, data):
    counts = data.funding["funder_type"].value_counts()
    used = [counts.get(kind, 0) for kind in form._funders]
    assert used == sorted(used, reverse=True)
    assert "unknown" not in form._funders


def test_parts_of_the_total_and_square_metres_are_read(form):
    form._funders["state"].control.value = "20 %"
    form._fields["surface_m2"].control.value = "200 m2"
    assert form.comparison.plan.funding["state"] == 60_000
    assert form.comparison.plan.surface_m2 == 200
    form._fields["investment_eur"].control.value = ""
    assert "a part needs the total" in form._funders["state"].told
