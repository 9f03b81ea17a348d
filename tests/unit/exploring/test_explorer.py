"""All places behind controls."""

from __future__ import annotations

import html
import os
import re
import subprocess
import sys
from dataclasses import replace

import numpy as np

from analysis import selecting
from analysis.exploring import explorer
from panels import control, line


def test_it_begins_with_all_places(places, plans):
    assert places.filters == {}
    assert line(places) == str(selecting.tell_selection(plans, plans, {}))
    assert '<figcaption class="cf-unseen">' in places._drawn.value


def test_each_control_selects_as_the_function_does(places, plans):
    control(places, "settlement").value = ["rural"]
    control(places, "complete").value = True
    control(places, "text").value = "tiers"
    expected = selecting.select(plans, settlement=["rural"], complete=True, text="tiers")
    assert places.plans["place_id"].tolist() == expected["place_id"].tolist()
    assert places._copy.text == selecting.write_code({"settlement": ["rural"], "complete": True, "text": "tiers"})


def test_only_the_open_view_is_drawn(places):
    drawn = places._drawn.value
    places.views.value = "table"
    control(places, "region").value = ["Bretagne"]
    assert places._drawn.value == drawn
    assert "Bretagne" in places._table._html.value
    places.views.value = "territories"
    assert "Bretagne" in places._drawn.value
    assert "<td>0</td>" not in places._drawn.value  # a region without a place is no row


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


def test_where_no_place_is_left_nothing_is_shown_but_what_to_relax(places):
    control(places, "region").value = ["Corse"]
    assert len(places.plans)
    control(places, "place_type").value = ["incubator"]
    assert "no place meets all of this" in places._alert.value
    assert "relax: region" in places._alert.value
    assert (places._line.value, places._drawn.value, len(places.plans)) == ("", "", 0)
    places.views.value = "table"
    assert (places._drawn.value, places._table.box.layout.display) == ("", "none")
    assert all(button.empty for button in places.downloads.values())
    control(places, "place_type").value = []
    assert places._alert.value == ""
    assert places._table.box.layout.display == ""
    assert not any(button.empty for button in places.downloads.values())


def test_several_of_each_are_chosen_at_once_and_the_lists_count_what_each_would_leave(places, plans):
    regions = ["Bretagne", "Occitanie"]
    control(places, "region").value = regions
    assert set(places.plans["region"]) == set(regions)
    counts = {code: n for code, _name, n in control(places, "region").options}
    assert counts["Normandie"] == str((plans["region"] == "Normandie").sum())  # what it would add
    kinds = {code: n for code, _name, n in control(places, "place_type").options}
    assert sum(map(int, kinds.values())) == plans["region"].isin(regions).sum()
    control(places, "department").value = [places.plans["department"].iloc[0]]
    assert places.plans["department"].nunique() == 1
    names = [name for _code, name, _n in control(places, "region").options]
    assert names.index("Île-de-France") < names.index("Normandie")  # an accent is no letter of its own


def test_a_selection_is_taken_along_as_files(places):
    control(places, "region").value = ["Bretagne"]
    sent = []
    for kind, button in places.downloads.items():
        button.send = lambda told, buffers, kind=kind: sent.append((kind, told["name"], bytes(buffers[0][:4])))
        button.hand_out()
    n = len(places.plans)
    assert sent == [
        ("XLSX", f"places-{n}.xlsx", b"PK\x03\x04"), ("CSV", f"places-{n}.csv", b"\xef\xbb\xbf" + sent[1][2][3:]),
        ("PNG", "investment.png", b"\x89PNG"),
    ]  # fmt: skip
    control(places, "place_type").value = ["incubator"]
    control(places, "text").value = "zzzz"
    places.downloads["CSV"].hand_out()
    assert len(sent) == 3


def test_points_name_their_places_and_lead_to_the_sources(places, plans):
    drawn = places._drawn.value
    links = plans["source_url"].dropna()
    named = [html.unescape(text) for text in re.findall(r'<a href="([^"]+)" target="_blank"', drawn)]
    assert len(named) > 50
    assert set(named) <= set(links)
    assert re.search(r"<title>[^<]+</title>", drawn)


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


def test_a_panel_is_drawn_without_what_reads_notebooks():
    """Jupyter's format takes up to seven seconds to import: its grammar of addresses is built then."""
    code = "import sys, analysis\nfrom analysis import exploring\nexploring.explorer(analysis.load())\nprint('nbformat' in sys.modules)"
    environment = {**os.environ, "JPY_SESSION_NAME": "a.ipynb"}
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=True)
    assert said.stdout.splitlines()[-1] == "False"
