"""The figures of the ladder: bars, values and titles against hand-made rows."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analysis import charts
from analysis.charts._describing import find_text, find_title
from analysis.words.i18n import speak
from figures import artists


def climbed(*rows: tuple[str, float, float, float, float], **columns: object) -> pd.DataFrame:
    names = ["assumption", "low", "high", "interval_low", "interval_high"]
    table = pd.DataFrame(list(rows), columns=names)
    return table.assign(group="all", n=40, undecided=24, lacks="").assign(**columns)


OPEN = ("A0", 0.1, 0.8, 0.05, 0.85)


def test_a_bar_runs_from_bound_to_bound_and_one_value_is_a_diamond():
    ax = charts.plot_ladder(climbed(OPEN, ("A4", 0.3, 0.3, 0.2, 0.4)))
    (bar,) = artists(ax, "bounds")
    (value,) = artists(ax, "value")
    assert (bar.get_x(), bar.get_width()) == pytest.approx((0.1, 0.7))
    assert value.get_xdata()[0] == 0.3
    assert [list(line.get_xdata()) for line in artists(ax, "interval")] == [[0.05, 0.85], [0.2, 0.4]]
    assert {"10% to 80%", "30%"} <= {text.get_text().strip() for text in ax.texts}
    assert "n = 40 plans, 24 of which cannot be told" in find_text(ax)


@pytest.mark.parametrize(
    ("rows", "title"),
    [
        ([OPEN], "Do most plans join public and private money?"),
        ([("A0", 0.1, 0.3, 0.05, 0.4)], "Fewer than half of the plans join public and private money, whatever is assumed"),
        (
            [OPEN, ("A1", 0.1, 0.3, 0.05, 0.4)],
            "Fewer than half of the plans join public and private money, if a municipality in the State's lists has no "
            "private payer",
        ),
        ([OPEN, ("A1", 0.6, 0.8, 0.55, 0.9), ("A4", 0.3, 0.3, 0.2, 0.4)], "Do most plans join public and private money?"),
        # Not sure, but on the other side: one number of the figure would contradict its title.
        ([OPEN, ("A1", 0.1, 0.3, 0.05, 0.4), ("A4_census", 0.6, 0.6, 0.4, 0.8)], "Do most plans join public and private money?"),
        ([("A0", 0.1, 0.3, np.nan, np.nan)], "Do most plans join public and private money?"),
    ],
)  # fmt: skip
def test_the_title_says_what_is_found_and_under_which_assumption(rows, title):
    assert find_title(charts.plot_ladder(climbed(*rows))) == title


def test_the_money_is_told_in_euros_and_a_part_of_what_is_assumed_is_named():
    rows = [("B0", 0.3, 0.9, 0.2, 0.95), ("B2", 0.6, 0.9, 0.55, 0.95)]
    table = climbed(*rows, euros=2e6, part=[np.nan, 0.15]).drop(columns="undecided")
    ax = charts.plot_ladder(table)
    assert find_title(ax).startswith("More than half of the money is public, if ")
    assert find_title(ax).endswith("is public, but for 15%")
    assert "€2M, nominal euros" in find_text(ax)
    with speak("fr"):
        assert find_title(charts.plot_ladder(table)).startswith("Plus de la moitié de l’argent est publique, si ")


def test_groups_stand_below_each_other_under_their_names():
    table = pd.concat([climbed(OPEN, group="public"), climbed(OPEN, group="private", n=3, lacks="few_plans")])
    ax = charts.plot_ladder(table, by="carrier_sector")
    labels = [tick.get_text() for tick in ax.get_yticklabels()]
    assert labels == ["public (n = 40)", "nothing is assumed", "private (n = 3)", "nothing is assumed"]


def test_a_row_without_a_number_says_what_it_lacks():
    missing = ("A4", np.nan, np.nan, np.nan, np.nan)
    ax = charts.plot_ladder(climbed(OPEN, missing, lacks=["", "no_decided"]))
    assert "no plan tells whether it is mixed" in {text.get_text() for text in ax.texts}
    assert "no plan tells whether it is mixed" in find_text(ax)
