"""Figures of a table of groups."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis import charts, inference
from analysis.charts._describing import find_text, find_title
from analysis.charts._money import LIGHT
from figures import artists


def rows_of(ax) -> list[str]:
    return [tick.get_text() for tick in ax.get_yticklabels()]


def values_of(ax) -> list[str]:
    return [text.get_text().strip() for text in ax.texts if text.get_position()[0] == 1.0]


def test_counts_are_sorted_with_what_is_not_known_last():
    table = pd.DataFrame({"group": ["planned", "opened", "unknown"], "n": [2, 3, 25], "share": [0.1, 0.1, 0.8]})
    ax = charts.plot_counts(table, label="status")
    assert rows_of(ax) == ["opened", "planned", "not known"]
    assert [bar.get_width() for bar in artists(ax, "count")] == [3, 2, 25]
    assert artists(ax, "count")[2].get_facecolor()[:3] == pytest.approx(
        tuple(int(LIGHT[at : at + 2], 16) / 255 for at in (1, 3, 5))
    )
    assert values_of(ax) == ["3 (10%)", "2 (7%)", "25 (83%)", "places"]
    assert find_title(ax) == "Most often opened: 3 of 30 places"


def test_counts_of_few_have_no_percentage_and_numbers_keep_their_order():
    table = pd.DataFrame({"group": ["0", "1", "10"], "n": [1, 5, 3], "share": [0.1, 0.6, 0.3]})
    ax = charts.plot_counts(table, label="funders")
    assert rows_of(ax) == ["0", "1", "10"]
    assert values_of(ax) == ["1", "5", "3", "places"]


def test_proportions_draw_share_interval_and_reference():
    frame = pd.DataFrame({"flag": [True] * 6 + [False] * 4})
    table = inference.proportions(frame, "flag")
    ax = charts.plot_proportions(table, reference=0.32, reference_label="population")
    (dot,) = artists(ax, "share")
    (line,) = artists(ax, "interval")
    (reference,) = artists(ax, "reference")
    assert dot.get_xdata()[0] == 0.6
    assert list(line.get_xdata()) == [table["low"].item(), table["high"].item()]
    assert reference.get_xdata()[0] == 0.32
    assert values_of(ax) == ["6 of 10"]


def shares(*rows: tuple[str, int, int, float, float]) -> pd.DataFrame:
    table = pd.DataFrame(list(rows), columns=["group", "count", "n", "low", "high"])
    return table.assign(share=table["count"] / table["n"])


APART = shares(("rural", 20, 100, 0.13, 0.29), ("urban", 60, 100, 0.5, 0.69))


@pytest.mark.parametrize(
    ("table", "reference", "title"),
    [
        (APART, None, "Who? From 20% (rural) to 60% (urban)"),
        (shares(("rural", 20, 100, 0.13, 0.55), ("urban", 60, 100, 0.5, 0.69)), None, "Who?"),
        (APART, 0.25, "Urban: more than the population (25%)"),
        (APART, 0.55, "Rural: less than the population (55%)"),
        (APART, 0.4, "Who?"),  # one above, one below: no one sentence
        (APART.tail(1), 0.6, "Who?"),
    ],
)
def test_the_title_is_a_finding_only_where_the_intervals_lie_apart(table, reference, title):
    ax = charts.plot_proportions(
        table, label="settlement", reference=reference, reference_label="population", question="Who?"
    )
    assert find_title(ax) == title


def test_lower_bounds_are_bars_with_an_arrow_and_say_at_least():
    ax = charts.plot_proportions(APART, label="settlement", at_least=True, total=True)
    assert [bar.get_width() for bar in artists(ax, "bar")] == [0.6, 0.2]
    assert [dot.get_marker() for dot in artists(ax, "share")] == [">", ">"]
    assert values_of(ax) == ["at least 60%", "at least 20%"]
    assert ax.get_yticklabels()[0].get_fontweight() == "bold"
    assert "n = 100 places" in find_text(ax)


def test_effects_are_told_in_comparisons_or_points_and_never_as_a_statistic():
    table = pd.DataFrame(
        [
            ("investment", -0.41, -0.6, -0.2, 80),
            ("funders", 0.02, -0.2, 0.25, 80),
            ("public_carrier", 0.35, 0.2, 0.5, 80),
        ],
        columns=["feature", "effect", "low", "high", "n"],
    )
    ax = charts.plot_effects(table)
    assert values_of(ax) == ["less in 7 of 10", "as often more as less", "35 points more", "new ones have"]
    assert [dot.get_xdata()[0] for dot in artists(ax, "effect")] == [-0.41, 0.02, 0.35]
    assert find_title(ax) == "New and older kinds of place differ clearly in: investment and public carrier"
    assert "log10" not in find_text(ax)
    assert "delta" not in find_text(ax)
    none = charts.plot_effects(table.assign(low=-1.0, high=1.0))
    assert find_title(none) == "New and older kinds of place: no clear difference"


def test_pairs_of_funders_stand_by_how_many_plans_name_both():
    rows = [("state", "state", 9), ("state", "region", 2), ("region", "state", 2), ("region", "region", 4),
            ("state", "eu", 3), ("eu", "state", 3), ("eu", "eu", 3)]  # fmt: skip
    ax = charts.plot_cofunding(pd.DataFrame(rows, columns=["funder_type", "with_type", "plans"]))
    assert rows_of(ax) == ["State with European Union", "State with region"]
    assert [bar.get_width() for bar in artists(ax, "pair")] == [3, 2]
    assert find_title(ax) == "Most often together: State with European Union, in 3 plans"
    assert "State 9" in find_text(ax)


def test_kinds_are_told_in_signs_against_the_mean_of_all():
    rows = [("fab_lab", 5, "investment", -0.8), ("fab_lab", 5, "funders", 0.1), ("incubator", 6, "investment", 0.4),
            ("incubator", 6, "funders", 0.9)]  # fmt: skip
    ax = charts.plot_features(pd.DataFrame(rows, columns=["kind", "n", "feature", "value"]))
    signs = {text.get_position(): text.get_text() for text in ax.texts[:4]}
    assert [signs[at] for at in ((0, 0), (1, 0), (0, 1), (1, 1))] == ["+", "++", "−−", "="]
    assert find_title(ax) == "Dearest on average: incubator; cheapest: fab lab"
