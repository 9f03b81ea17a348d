"""The figure of one number by group: artists, order and titles against hand-made rows."""

from __future__ import annotations

import pandas as pd

from analysis import charts, inference
from analysis.charts._describing import find_places, find_text, find_title
from figures import artists


def rows_of(ax) -> list[str]:
    return [tick.get_text().replace("\n", " ") for tick in ax.get_yticklabels()]


def make_plans(**groups: list[float]) -> pd.DataFrame:
    rows = [(group, value, f"{group} {at}") for group, values in groups.items() for at, value in enumerate(values)]
    return pd.DataFrame(rows, columns=["settlement", "investment_eur", "name"])


def test_groups_stand_by_their_median_and_those_under_five_share_the_last_row(plans):
    ax = charts.plot_groups(plans, by="place_type")
    table = inference.medians(plans, "investment_eur", by="place_type")
    known = table.dropna(subset=["median"]).sort_values("median", ascending=False, kind="stable")
    medians = [artist.get_xdata()[0] for artist in artists(ax, "median")]
    assert medians == known["median"].tolist()
    small = int(table.loc[table["median"].isna(), "n"].sum())
    assert rows_of(ax)[-1] == f"others with under 5 ({small})"
    assert sum(len(points.get_offsets()) for points in artists(ax, "points")) == len(plans)
    assert all(len(find_places(points)) == len(points.get_offsets()) for points in artists(ax, "points"))
    assert ax.get_xscale() == "log"
    assert "makerspace, n = 3: €350k, €700k and €1M" in find_text(ax)


def test_values_stand_in_a_column_right_of_the_axes(plans):
    ax = charts.plot_groups(plans, by="settlement")
    column = [text for text in ax.texts if text.get_position()[0] == 1.0]
    assert [text.get_text().strip()[:1] for text in column] == ["€", "€", "m"]
    assert all(text.get_transform() == ax.get_yaxis_transform() for text in column)


def test_a_field_with_an_order_keeps_it(plans):
    ax = charts.plot_groups(plans, by="density")
    assert rows_of(ax)[0].startswith("major urban centre")
    assert rows_of(ax)[-1].startswith("very dispersed rural")


def test_the_title_says_the_ends_only_where_their_intervals_lie_apart():
    low, high = [100_000.0 + at for at in range(40)], [900_000.0 + at for at in range(40)]
    apart = make_plans(rural=low, urban=high)
    assert (
        find_title(charts.plot_groups(apart, by="settlement")) == "Half cost less than €100k (rural) to €900k (urban)"
    )
    alike = make_plans(rural=low, urban=low)
    assert find_title(charts.plot_groups(alike, by="settlement")) == "Investment by settlement: no clear difference"
    wide = make_plans(rural=[100_000.0 * (1 + at) for at in range(20)], urban=high)
    assert find_title(charts.plot_groups(wide, by="settlement")) == "Investment by settlement: no clear difference"
    alone = make_plans(rural=low)
    assert find_title(charts.plot_groups(alone, by="settlement")) == "Investment by settlement"


def test_a_rough_interval_is_drawn_thin_and_its_median_hollow():
    values = [100_000.0 * (1 + at) for at in range(40)]
    ax = charts.plot_groups(make_plans(rural=values[:8], urban=values), by="settlement")
    sure, rough = artists(ax, "interval")
    assert rough.get_linewidth() < sure.get_linewidth()
    assert [dot.get_markerfacecolor() for dot in artists(ax, "median")][1] == "white"
    assert "hollow and thin: few places, rough" in find_text(ax)
