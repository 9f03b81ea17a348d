"""The figures of who is counted: points, intervals and titles against hand-made rows."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analysis import charts, population
from analysis.charts._describing import find_text, find_title, is_empty
from analysis.numbers.population._margins import CARRIERS_OF
from analysis.words._messages import say
from figures import CENSUS, artists


def read(*rows: tuple[str, int, float, float, float, float]) -> pd.DataFrame:
    names = ["reading", "n", "effective_n", "value", "low", "high"]
    table = pd.DataFrame(list(rows), columns=names)
    return table.assign(rough=False, lacks=["" if known else "no_census" for known in table["value"].notna()])


PUBLISHED = ("published", 40, 40.0, 0.6, 0.55, 0.7)


def test_each_reading_has_its_point_its_interval_and_its_n():
    ax = charts.plot_readings(read(PUBLISHED, ("census", 40, 12.3, 0.4, 0.2, 0.6)))
    assert [dot.get_xdata()[0] for dot in artists(ax, "share")] == [0.6, 0.4]
    assert [list(line.get_xdata()) for line in artists(ax, "interval")] == [[0.55, 0.7], [0.2, 0.6]]
    labels = [tick.get_text() for tick in ax.get_yticklabels()]
    assert labels == ["as published (n = 40)", "weighted to the census (n = 40,\nworth 12)"]
    assert {"60%", "40%"} <= {text.get_text().strip() for text in ax.texts}


@pytest.mark.parametrize(
    ("low", "high", "title"),
    [
        (0.52, 0.6, "Small plans: more than half in every reading"),
        (0.3, 0.6, "Small plans: it depends on who is counted"),
        (0.3, 0.4, "Small plans: it depends on who is counted"),
    ],
)
def test_the_title_says_what_the_readings_say_together(low, high, title):
    table = read(PUBLISHED, ("web", 30, 30.0, (low + high) / 2, low, high))
    assert find_title(charts.plot_readings(table, what=say("Small plans"))) == title
    assert find_title(charts.plot_readings(table, what="Small plans")) == title


def test_readings_that_leave_it_open_are_a_question():
    open_ = read(("web", 30, 30.0, 0.5, 0.4, 0.6), ("census", 30, np.nan, np.nan, np.nan, np.nan))
    ax = charts.plot_readings(open_, what="Small plans")
    assert find_title(ax) == "Small plans: more than half?"
    assert "weighted to the census, n = 30: no census to weight to" in find_text(ax)
    below = read(("web", 30, 30.0, 0.2, 0.1, 0.3))
    assert find_title(charts.plot_readings(below)) == "Part of the places: fewer than half in every reading"


def test_margins_stand_by_their_distance_from_the_census(plans):
    table = population.compare_margins(plans, CENSUS)
    ax = charts.plot_margins(table)
    before = [dot.get_xdata()[0] for dot in artists(ax, "sample")]
    after = [dot.get_xdata()[0] for dot in artists(ax, "weighted")]
    assert before == pytest.approx((table["sample"] - table["census"]).tolist())
    assert after[:7] == pytest.approx([0] * 7, abs=1e-6)
    of_public = plans["carrier_type"].isin(CARRIERS_OF["public"]).mean()
    assert find_title(ax) == (
        f"Local authorities, universities, schools: {of_public:.0%} of the sample, 14% of the places of the census"
    )
    labels = [tick.get_text() for tick in ax.get_yticklabels()]
    assert [label for label in labels if label.startswith(("legal", "rural or", "region"))] == [
        "legal form of the carrier",
        "rural or urban",
        "region of the place (no weights for it)",
    ]


def test_a_sample_like_the_census_and_one_without_a_census_say_so():
    census = pd.DataFrame({"dimension": "settlement", "category": ["rural", "towns"], "share": [0.5, 0.5]})
    plans = pd.DataFrame({"settlement": ["rural", "urban"] * 5})
    near = charts.plot_margins(population.compare_margins(plans, census))
    assert find_title(near) == "The sample is within 5 points of the census"
    near.figure.clear()
    assert is_empty(charts.plot_margins(population.compare_margins(plans, None)))
