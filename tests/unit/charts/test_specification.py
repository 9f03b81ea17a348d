"""The figure of every defensible choice: estimates, grid and counts."""

from __future__ import annotations

import pandas as pd

from analysis import charts
from analysis.charts._describing import find_text, find_title
from figures import artists

SETS = ["rural", "citizens; rural", "citizens; funders", "funders; rural"]
CURVE = pd.DataFrame({"features": SETS, "estimate": [0.05, 0.1, 0.15, 0.3], "low": [0.01, 0.05, 0.1, 0.2]}).assign(
    high=lambda table: table["estimate"] + 0.05, n=50, auc=0.7, says=["no", "open", "open", "yes"]
)


def test_each_choice_is_drawn_in_its_row_and_its_colour():
    ax = charts.plot_specification(CURVE, against=0.14)
    drawn = {(line.get_color(), tuple(line.get_xdata()), line.get_ydata()[0]) for line in artists(ax, "choice")
             if len(line.get_xdata())}  # fmt: skip
    names = {label.get_text(): place for label, place in zip(ax.get_yticklabels(), ax.get_yticks(), strict=True)}
    rural, citizens = names["rural place"], names["citizens take part"]
    assert ("#D55E00", (0,), rural) in drawn
    assert ("#999999", (1, 2), citizens) in drawn
    assert ("#009E73", (3,), rural) in drawn
    assert not [one for one in drawn if one[0] == "#009E73" and one[2] == citizens]


def test_the_number_of_choices_is_told_and_never_as_a_probability():
    ax = charts.plot_specification(CURVE, against=0.14)
    assert find_title(ax) == "Of 4 choices: yes 1, no 1, open 2"
    text = find_text(ax)
    assert "estimates 5% to 30%, held against 14%" in text
    assert "citizens take part: open 2" in text
    assert "a number of choices is no probability" in text


def test_choices_that_all_say_one_thing():
    ax = charts.plot_specification(CURVE.assign(says="no"))
    assert find_title(ax) == "Each of 4 choices says: no"
