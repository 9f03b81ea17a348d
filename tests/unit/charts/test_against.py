"""Figures of one number against another: lines, titles and axes against hand-made rows."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analysis import charts, inference
from analysis.charts._describing import find_text, find_title
from figures import artists


def make_years(
    *slopes: float, sources: tuple[str, ...] = ("web_page", "state_list"), spread: float = 0.0
) -> pd.DataFrame:
    rng, parts = np.random.default_rng(0), []
    for slope, source in zip(slopes, sources, strict=False):
        years = np.repeat(np.arange(2011, 2024), 3)
        values = 1e5 * 10 ** (slope * (years - 2011) + spread * rng.normal(size=len(years)))
        parts.append(pd.DataFrame({"year": years, "investment_eur": values, "source_kind": source, "name": "a"}))
    return pd.concat(parts, ignore_index=True)


@pytest.mark.parametrize(
    ("plans", "title"),
    [
        (make_years(0.05), "Investment: a clear rise over the years"),
        (make_years(0.05, 0.03), "Investment: a clear rise over the years"),
        (make_years(-0.05), "Investment: a clear fall over the years"),
        (make_years(0.0, spread=0.5), "Investment: no clear rise or fall over the years"),
        (make_years(0.05, -0.05), "Investment over the years"),  # the sources say different things
    ],
)
def test_the_title_says_what_all_sources_say(plans, title):
    assert find_title(charts.plot_over_years(plans)) == title


def test_each_source_has_a_line_of_its_own(plans):
    ax = charts.plot_over_years(plans)
    web = plans[plans["source_kind"] == "web_page"]
    found = inference.trend(web, "investment_eur")
    lines = artists(ax, "trend")
    x, y = lines[0].get_data()
    assert np.log10(y) == pytest.approx(found.intercept + found.slope * np.asarray(x))
    kinds = plans.dropna(subset=["year"]).groupby("source_kind")["year"].nunique()
    assert len(lines) == (kinds >= 5).sum()
    assert "31 more have no year" in find_text(ax)


def test_years_are_ticked_every_five_and_none_lies_after_the_data():
    ax = charts.plot_over_years(make_years(0.05))
    assert [int(tick) for tick in ax.get_xticks()] == [2010, 2015, 2020, 2025]
    late = charts.plot_over_years(make_years(0.05).assign(year=lambda table: table["year"] + 16))
    assert max(late.get_xticks()) <= 2023 + 16


@pytest.mark.parametrize(
    ("y", "title"),
    [
        (range(40), "Stakeholders named and investment rise together"),
        (range(40, 0, -1), "Stakeholders named falls where investment rises"),
        ([1, 2] * 20, "Stakeholders named and investment: no clear link"),
    ],
)
def test_the_title_says_whether_two_numbers_go_together(y, title):
    plans = pd.DataFrame({"name": "a", "investment_eur": np.linspace(1e5, 1e6, 40), "stakeholders": list(y)})
    ax = charts.plot_association(plans, x="investment_eur", y="stakeholders")
    assert find_title(ax).lower() == title.lower()
    assert "of cases" in find_text(ax)
    assert len(artists(ax, "points")[0].get_offsets()) == 40
