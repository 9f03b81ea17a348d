"""Options of figures that have rows: declared once, checked once, and the same on every such figure."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from matplotlib.axes import Axes

from analysis import charts, i18n, inference, ladder, population, substance, summaries
from analysis.charts._describing import draw_again, find_table, find_text
from analysis.charts._options import ORDERS, arrange, check_options, tell_left
from analysis.charts._style import PALETTE, TONES
from analysis.words._choices import OptionError
from figures import CENSUS, artists

Draw = Callable[..., Axes]

ROWS: dict[str, Draw] = {
    "plot_groups": lambda d, p, **asked: charts.plot_groups(p, by="place_type", **asked),
    "plot_counts": lambda d, p, **asked: charts.plot_counts(summaries.carriers(p), by="carrier_type", **asked),
    "plot_proportions": lambda d, p, **asked: charts.plot_proportions(
        inference.proportions(p, "citizens_involved", by="place_type"), label="place_type", **asked
    ),
    "plot_effects": lambda d, p, **asked: charts.plot_effects(
        substance.effects(substance.features(_both(p)), _both(p)["generation"]), **asked
    ),
    "plot_cofunding": lambda d, p, **asked: charts.plot_cofunding(summaries.cofunding(d.funding), **asked),
    "plot_funder_mix": lambda d, p, **asked: charts.plot_funder_mix(summaries.funder_mix(p, d.funding), **asked),
    "plot_complete_plans": lambda d, p, **asked: charts.plot_complete_plans(p, **asked),
    "plot_readings": lambda d, p, **asked: charts.plot_readings(
        population.list_readings(p, p["investment_eur"] < 1e6, CENSUS), **asked
    ),
}
FIXED: dict[str, Draw] = {
    "plot_ladder": lambda d, p, **asked: charts.plot_ladder(ladder.climb_mixed(p, d.funding, census=CENSUS), **asked),
    "plot_margins": lambda d, p, **asked: charts.plot_margins(population.compare_margins(p, CENSUS), **asked),
}
#: Rows of a figure that are sums above its others.
ABOVE = {"plot_funder_mix": 2}

every = pytest.mark.parametrize("name", ROWS)


def _both(plans: pd.DataFrame) -> pd.DataFrame:
    return plans.dropna(subset=["generation"])


def rows_of(ax: Axes, name: str = "") -> list[str]:
    return [tick.get_text().replace("\n", " ") for tick in ax.get_yticklabels()][ABOVE.get(name, 0) :]


def orders_of(name: str) -> list[str]:
    doc = inspect.getdoc(getattr(charts, name)) or ""
    return [order for order in ORDERS if f'"{order}" {ORDERS[order]}' in " ".join(doc.split())]


def note_of(ax: Axes) -> str:
    return " ".join(ax.texts[-2].get_text().split())


def test_every_figure_with_these_options_is_tried_here():
    with_options = {
        name: list(inspect.signature(getattr(charts, name)).parameters)
        for name in charts.__all__
        if name[:5] == "plot_"
    }
    assert {name for name, found in with_options.items() if "sort" in found} == set(ROWS)
    fixed = {name for name, found in with_options.items() if "color" in found and "sort" not in found}
    assert fixed == {*FIXED, "plot_standing"}  # a plan among its peers: tests/unit/charts/test_standing.py


@every
def test_top_leaves_the_first_rows_and_says_how_many_are_not_shown(name, data, plans):
    whole = rows_of(ROWS[name](data, plans), name)
    ax = ROWS[name](data, plans, top=2)
    assert rows_of(ax, name) == whole[:2]
    if name == "plot_cofunding":  # there the basis has always said how many of all
        assert "the 2 commonest of" in note_of(ax)
    else:
        left = len(whole) - 2
        assert tell_left(left, titled=True) in note_of(ax)
        assert tell_left(left, titled=True) in find_text(ax)
        assert tell_left(left, titled=False) in note_of(ROWS[name](data, plans, top=2, title="Mine"))
        assert "title is about all" not in note_of(ROWS[name](data, plans, top=2, title="Mine"))
    for gone in {row.split(" (")[0] for row in whole[2:]} - {row.split(" (")[0] for row in whole[:2]}:
        assert f"{gone}, n = " not in find_text(ax)


@every
def test_more_rows_than_there_are_is_all_of_them_and_nothing_is_said(name, data, plans):
    ax, whole = ROWS[name](data, plans, top=99), ROWS[name](data, plans)
    if name != "plot_cofunding":  # which shows eight by itself
        assert rows_of(ax, name) == rows_of(whole, name)
    assert "not shown" not in find_text(ax)


@every
def test_rows_stand_in_each_order_that_the_docstring_names(name, data, plans):
    assert "name" in orders_of(name)
    whole = rows_of(ROWS[name](data, plans), name)
    for order in orders_of(name):
        found = rows_of(ROWS[name](data, plans, sort=order), name)
        assert sorted(found) == sorted(whole)
        if order == "name":
            middle = [row for row in found if "under" not in row and not row.startswith("not known")]
            assert middle == sorted(middle, key=str.lower)
    with pytest.raises(OptionError, match=r"sort='nam' is not accepted; did you mean 'name'\? There are "):
        ROWS[name](data, plans, sort="nam")


@every
def test_the_text_follows_the_order_of_the_rows(name, data, plans):
    ax = ROWS[name](data, plans, sort="name")
    text = find_text(ax).split("? ", 1)[-1].split(". ", 1)[-1]
    rows = [row.split(" (")[0] for row in rows_of(ax, name) if "under" not in row]
    at = [text.find(part) for part in rows if text.count(part) == 1]
    assert at == sorted(at)


@pytest.mark.parametrize("name", ROWS | FIXED)
def test_one_colour_is_that_of_the_marks_and_leaves_out_the_key(name, data, plans):
    ax = (ROWS | FIXED)[name](data, plans, color="#123456")
    # what is known of all the money is no row of the figure, and black or grey marks tell something else
    own = {mpl.colors.to_hex(c) for c in [*PALETTE.values(), *charts_colours()]} - {PALETTE["slate"]}
    used = {mpl.colors.to_hex(c) for c in colours_of(ax)}
    assert "#123456" in used
    assert not used & own
    assert ax.get_legend() is None


def charts_colours() -> list[str]:
    from analysis.charts._groups import GENERATIONS
    from analysis.charts._money import GREEN

    return [*GENERATIONS.values(), GREEN]


def colours_of(ax: Axes) -> list[Any]:
    faces = [found for one in ax.collections for found in one.get_facecolor()]
    return [*faces, *(bar.get_facecolor() for bar in ax.patches), *(line.get_color() for line in ax.lines)]


@pytest.mark.parametrize("name", ROWS | FIXED)
def test_the_height_is_that_of_the_figure_and_rows_decide_it_on_a_phone(name, data, plans):
    ax = (ROWS | FIXED)[name](data, plans, height=6.5)
    assert ax.figure.get_figheight() == 6.5
    narrow, usual = (plt.figure(figsize=(3.6, 4.6), layout="constrained").gca() for _at in range(2))
    draw_again(ax, narrow)
    draw_again((ROWS | FIXED)[name](data, plans), usual)
    assert narrow.figure.get_figheight() == usual.figure.get_figheight() != 6.5


def test_what_is_drawn_again_for_a_phone_has_the_same_rows(data, plans):
    ax = ROWS["plot_groups"](data, plans, sort="n", top=2)
    narrow = plt.figure(figsize=(3.6, 4.6), layout="constrained").gca()
    draw_again(ax, narrow)
    assert find_text(narrow) == find_text(ax)


def test_the_download_behind_the_figure_keeps_all_rows(data, plans):
    assert find_table(ROWS["plot_groups"](data, plans, top=1)).equals(find_table(ROWS["plot_groups"](data, plans)))


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"color": "bleu"}, r"^color='bleu' is not accepted; did you mean 'blue'\? There are 'blue', 'sky', .* matplotlib$"),
        ({"color": "none"}, r"^color='none' is not accepted; "),
        ({"color": 7}, r"^color=7 is not accepted; there are 'blue'"),
        ({"color": ["red", "blue"]}, r"^color=\['red', 'blue'\] is not accepted; "),
        ({"height": 0}, r"^height=0 is not accepted; it is a number of inches from 1.5 to 40$"),
        ({"height": float("nan")}, r"^height=nan is not accepted; "),
        ({"height": "5"}, r"^height='5' is not accepted; "),
        ({"height": True}, r"^height=True is not accepted; "),
        ({"top": 0}, r"^top=0 is not accepted; it is a whole number from 1$"),
        ({"top": 2.5}, r"^top=2.5 is not accepted; "),
        ({"top": "three"}, r"^top='three' is not accepted; "),
        ({"sort": "size"}, r"^sort='size' is not accepted; there are 'value', 'n', 'name'$"),
    ],
)  # fmt: skip
def test_a_wrong_value_is_one_line_before_anything_is_drawn(plans, asked, told):
    plt.close("all")
    with pytest.raises(charts.OptionError, match=told) as found:
        charts.plot_groups(plans, by="settlement", **asked)
    assert found.value._render_traceback_() == [str(found.value)]
    assert not plt.get_fignums()


def test_figures_without_rows_and_rows_of_their_own_order_refuse_what_they_have_not(data, plans):
    with pytest.raises(TypeError, match=r"plot_distribution\(\) got an unexpected keyword argument 'top'"):
        charts.plot_distribution(plans, top=3)
    with pytest.raises(TypeError, match=r"plot_ladder\(\) got an unexpected keyword argument 'sort'"):
        FIXED["plot_ladder"](data, plans, sort="name")


def test_numbers_of_numpy_and_all_ways_to_write_a_colour_are_taken():
    given = {"color": (0.0, 0.5, 1.0), "height": np.float64(5), "sort": None, "top": np.int64(3)}
    check_options(given, ["value"])
    assert given["color"] == "#0080ff"


def test_each_colour_that_has_a_name_here_is_known_on_dark_paper_too():
    assert all(colour.lower() in TONES for colour in PALETTE.values())


def test_rows_that_keep_their_end_and_numbers_that_are_not_known_come_last():
    rows = [("rest", 9.0), ("b", float("nan")), ("a", 1.0), ("c", 2.0)]
    shown, left = arrange(
        rows, {"sort": "value", "top": 3}, name=lambda row: row[0], value=lambda row: row[1], rank=lambda row: row[0] == "rest"
    )  # fmt: skip
    assert ([row[0] for row in shown], left) == (["c", "a", "b"], 1)


def test_names_are_sorted_as_an_alphabet_does_in_french(data, plans):
    with i18n.speak("fr"):
        assert rows_of(charts.plot_groups(plans, by="region", sort="name"))[:3] != []
        names = ["Île", "Grand", "école", "Zoo"]
        shown, _left = arrange(names, {"sort": "name"}, name=str, value=lambda row: 0.0)
    assert shown == ["école", "Grand", "Île", "Zoo"]


def test_of_groups_n_counts_the_places_that_are_drawn(data, plans):
    ax = ROWS["plot_groups"](data, plans, sort="n", top=2)
    drawn = sum(len(points.get_offsets()) for points in artists(ax, "points"))
    assert note_of(ax).startswith(f"n = {drawn} places")
    assert drawn == sum(plans["place_type"].value_counts().head(2))
