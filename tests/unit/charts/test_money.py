"""Figures of who pays: artists against hand-computed numbers."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis import charts, summaries
from analysis.charts._describing import find_places, find_text, find_title
from analysis.charts._money import LIGHT
from figures import artists


def test_funder_mix_shows_what_is_known_of_all_money_and_of_that_each_type(plans, data):
    table = summaries.funder_mix(plans, data.funding)
    known = table[table["funder_type"] != "unexplained"]
    named, total = known["eur"].sum(), table["eur"].sum()
    ax = charts.plot_funder_mix(table)
    assert [part.get_width() for part in artists(ax, "part")] == pytest.approx([named / total, 1 - named / total])
    types = known.groupby("funder_type")["eur"].sum().sort_values(ascending=False)
    rows: dict[float, float] = {}
    for bar in artists(ax, "type"):
        at = bar.get_y() + bar.get_height() / 2
        rows[round(at)] = rows.get(round(at), 0.0) + bar.get_width()
    assert list(rows.values()) == pytest.approx([euros / named for euros in types if euros >= 0.01 * named])
    assert sum(bar.get_width() for bar in [*artists(ax, "type"), *artists(ax, "rest")]) == pytest.approx(1)
    assert not any(bar.get_hatch() for bar in ax.patches)
    assert find_title(ax).startswith(f"The sources say who pays for {named / total:.0%} of the money; above all: ")


def test_what_is_not_known_is_light_grey():
    table = pd.DataFrame({"funder_type": ["state", "unexplained"], "sector": ["public", "unknown"], "plans": [1, 1],
                          "eur": [4.0, 6.0], "share": [0.4, 0.6]})  # fmt: skip
    ax = charts.plot_funder_mix(table)
    assert artists(ax, "part")[1].get_facecolor()[:3] == pytest.approx(
        tuple(int(LIGHT[at : at + 2], 16) / 255 for at in (1, 3, 5))
    )


def test_funder_mix_says_of_each_type_its_part_of_what_is_known_and_of_all_the_money():
    table = pd.DataFrame({"funder_type": ["region", "municipality", "unexplained"], "sector": ["public", "public", "unknown"],
                          "plans": [3, 3, 3], "eur": [180_000.0, 140_000.0, 130_000.0], "share": [0.4, 0.31, 0.29]})  # fmt: skip
    told = find_text(charts.plot_funder_mix(table))
    assert "71% of the euros have a line; parts of these / of all the money; region 56% / 40% (public €180k)" in told
    assert "municipality 44% / 31% (public €140k)" in told
    whole = find_text(charts.plot_funder_mix(table.head(2)))
    assert "region 56% (public €180k)" in whole


def test_complete_plans_are_a_square_each_in_the_row_of_who_pays(plans):
    ax = charts.plot_complete_plans(plans)
    known = plans[plans["complete"]]
    rows = artists(ax, "plans")
    assert sum(len(row.get_offsets()) for row in rows) == len(known)
    assert sum(len(find_places(row)) for row in rows) == len(known)
    public = int((known["public_eur"] >= known["investment_eur"] * (1 - 1e-9)).sum())
    assert len(rows[0].get_offsets()) == public
    assert f"{public} are wholly public" in find_title(ax)
    assert "of all their euros " in find_text(ax)


def test_public_share_counts_what_is_certain_and_draws_a_point_where_it_is_known(plans):
    ax = charts.plot_public_share(plans)
    (points,) = artists(ax, "known")
    width = plans["public_share_high"] - plans["public_share_low"]
    assert len(points.get_offsets()) == len(find_places(points)) == (width < 0.005).sum()
    above, below = (plans["public_share_low"] >= 0.5).sum(), (plans["public_share_high"] < 0.5).sum()
    parts = [above / len(plans), below / len(plans), 1 - (above + below) / len(plans)]
    assert [part.get_width() for part in artists(ax, "part")] == pytest.approx(parts)
    assert (
        find_title(ax)
        == f"At least half public: {above} of {len(plans)} plans; of {len(plans) - above - below} one cannot tell"
    )


def test_the_bar_of_all_money_is_parted_at_the_largest_tenth_and_the_smaller_half():
    plans = pd.DataFrame({"investment_eur": [1.0] * 5 + [2.0] * 4 + [12.0]})
    ax = charts.plot_concentration(summaries.concentration(plans))
    assert [part.get_width() for part in artists(ax, "part")] == pytest.approx([12 / 25, 8 / 25, 5 / 25])
    assert find_title(ax) == "The dearest tenth of the plans takes 48% of the money"


def test_one_plan_is_told_as_one():
    plans = pd.DataFrame({"investment_eur": [10.0, 20.0, 70.0]})
    told = find_text(charts.plot_concentration(summaries.concentration(plans)))
    assert "the dearest one: 70%; the next one: 20%; the cheapest one: 10%" in told
