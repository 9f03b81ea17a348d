"""All places behind controls."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from analysis import selecting
from analysis.exploring import explorer
from panels import control, line


def test_it_begins_with_all_places(places, plans):
    assert places.filters == {}
    assert line(places) == str(selecting.tell_selection(plans, plans, {}))
    assert 'alt="Half cost less than ' in places._drawn.value


def test_each_control_selects_as_the_function_does(places, plans):
    control(places, "settlement").value = "rural"
    control(places, "complete").value = True
    control(places, "text").value = "tiers"
    expected = selecting.select(plans, settlement="rural", complete=True, text="tiers")
    assert places.plans["place_id"].tolist() == expected["place_id"].tolist()
    assert places._copy.text == selecting.write_code({"settlement": "rural", "complete": True, "text": "tiers"})


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


def test_an_empty_result_says_what_to_relax_and_keeps_the_view(places):
    control(places, "region").value = "Corse"
    before, kept = places._drawn.value, len(places.plans)
    control(places, "place_type").value = "incubator"
    assert "no place meets all of this" in places._alert.value
    assert "relax: region" in places._alert.value
    assert (places._drawn.value, len(places.plans)) == (before, kept)
    control(places, "place_type").value = ""
    assert places._alert.value == ""


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
