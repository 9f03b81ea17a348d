"""How a figure is made: write the drawing, declare what it needs, and the decorator does what all figures share."""

from __future__ import annotations

import inspect
from itertools import pairwise

import matplotlib.pyplot as plt
import pandas as pd
import pytest
from matplotlib.axes import Axes

from analysis import charts, i18n
from analysis.charts._describing import find_table, find_text, find_title, is_empty
from analysis.charts._figure import CURRENT, Drawn, figure
from analysis.charts._style import SIZE
from analysis.words._columns import MissingColumnsError

PLOTS = [getattr(charts, name) for name in charts.__all__ if name.startswith("plot_")]


@figure(needs=["name", "{value}"], empty=["{value}"], grid="y")
def plot_points(
    places: pd.DataFrame, *, value: str = "stakeholders", title: str = "Who pays?", ax: Axes = CURRENT
) -> Drawn | None:
    """A point for each place.

    Parameters
    ----------
    places : DataFrame
        One row per place with ``name`` and ``value``.
    value : str
        The column that is drawn.

    Examples
    --------
    >>> plot_points(places)  # doctest: +SKIP
    """
    known = places.dropna(subset=[value])
    if not len(known):
        return None
    ax.plot(known[value], "o")
    return Drawn(f"n = {len(known)}", [f"highest {known[value].max():.0f}", f"lowest {known[value].min():.0f}"])


@pytest.fixture
def places() -> pd.DataFrame:
    return pd.DataFrame({"name": ["a", "b", "c"], "stakeholders": [2, 5, None], "year": [2019, 2020, 2021]})


def test_the_function_draws_and_tells_and_the_figure_has_title_basis_and_text(places):
    ax = plot_points(places)
    assert find_title(ax) == "Who pays?"
    assert find_text(ax) == "Who pays? highest 5; lowest 2. (n = 2.)"
    assert [text.get_text() for text in ax.texts][:2] == ["Who pays?", "n = 2"]


def test_it_draws_on_the_current_axes_or_on_those_it_is_given(places):
    here = plt.gca()
    assert plot_points(places) is here
    _figure, (left, right) = plt.subplots(1, 2)
    assert plot_points(places, ax=left) is left
    assert not right.lines


def test_a_column_may_be_named_by_an_argument(places):
    assert "highest 2021" in find_text(plot_points(places, value="year"))
    with pytest.raises(MissingColumnsError, match=r"^there is no column density; there are "):
        plot_points(places, value="density")


def test_a_missing_column_is_named_before_anything_is_drawn():
    with pytest.raises(MissingColumnsError, match=r"^there is no column name, stakeholders"):
        plot_points(pd.DataFrame())
    assert not plt.get_fignums()


def test_an_empty_figure_names_the_field_that_the_places_lack(places):
    ax = plot_points(places.assign(year=None), value="year")
    assert is_empty(ax)
    assert find_text(ax) == "Who pays? Not shown: no place of this data has its year."


def test_an_empty_figure_without_such_a_field_says_so():
    ax = charts.plot_effects(pd.DataFrame({"feature": [], "effect": [], "low": [], "high": [], "n": []}))
    assert find_text(ax).endswith("Not shown: this data has nothing to draw.")


def test_the_title_is_said_in_the_language_of_the_moment(places):
    with i18n.speak("fr"):
        assert find_title(plot_points(places)) == "Qui paie\u202f?"
        assert find_title(plot_points(places, title="median")) == "médiane"
        assert find_title(plot_points(places, title="How dense?")) == "How dense?"  # a title of the reader's own


def test_a_title_may_be_made_of_the_arguments(plans):
    assert (
        find_title(charts.plot_groups(plans, by="settlement")) == "Half cost less than €409k (rural) to €1.8M (urban)"
    )
    plt.close()
    assert find_title(charts.plot_groups(plans, by="settlement", title="Rural?")) == "Rural?"


def test_the_table_behind_the_figure_has_the_columns_drawn_and_of_places_who_they_are(places):
    assert list(find_table(plot_points(places))) == ["name", "stakeholders"]
    known = places.assign(place_id=["x", "y", "z"], source_url="https://example.org")
    behind = find_table(plot_points(known))
    assert list(behind) == ["place_id", "name", "source_url", "stakeholders"]
    assert behind["place_id"].tolist() == ["x", "y"]  # those whose number is known


def test_a_further_table_is_checked_too_and_is_the_one_behind(data, plans):
    ax = charts.plot_timeline(data.concepts, plans=plans)
    assert {"year", "generation"} <= set(find_table(ax))
    with pytest.raises(MissingColumnsError, match="year, generation"):
        charts.plot_timeline(data.concepts, plans=pd.DataFrame())


def test_a_wrong_call_is_told_with_the_name_of_the_function(places):
    with pytest.raises(TypeError, match=r"plot_points\(\) got an unexpected keyword argument 'colour'"):
        plot_points(places, colour="red")


def test_readers_see_a_signature_and_a_docstring_of_their_own():
    assert str(inspect.signature(plot_points)) == (
        "(places: 'pd.DataFrame', *, value: 'str' = 'stakeholders', title: 'str' = 'Who pays?',"
        " ax: 'Axes | None' = None) -> 'Axes'"
    )
    assert inspect.getdoc(plot_points).startswith(
        "A point for each place.\n\nParameters\n----------\nplaces : DataFrame"
    )
    assert inspect.getdoc(plot_points).endswith("Examples\n--------\n>>> plot_points(places)  # doctest: +SKIP")


@pytest.mark.parametrize("plot", PLOTS, ids=lambda plot: plot.__name__)
def test_every_figure_takes_its_table_first_and_title_and_axes_last(plot):
    first, *others = inspect.signature(plot).parameters.values()
    assert first.kind is first.POSITIONAL_OR_KEYWORD
    assert {other.kind for other in others} == {first.KEYWORD_ONLY}
    assert [other.name for other in others[-2:]] == ["title", "ax"]
    assert others[-1].default is None


@pytest.mark.parametrize("plot", PLOTS, ids=lambda plot: plot.__name__)
def test_every_docstring_has_its_sections_in_order_and_tells_each_parameter(plot):
    lines = inspect.getdoc(plot).splitlines()
    heads = [line for line, under in pairwise(lines) if under and set(under) == {"-"}]
    assert [head for head in heads if head != "Notes"] == ["Parameters", "Returns", "Raises", "Examples"]
    assert "Notes" not in heads or heads[-2] == "Notes"
    told = [name for line in lines if " : " in line and line[0] != " " for name in line.split(" : ")[0].split(", ")]
    assert told == list(inspect.signature(plot).parameters)


def test_the_room_shows_what_to_call_and_no_helpers():
    assert dir(charts) == sorted(charts.__all__)
    assert len(PLOTS) == 22


def test_two_figures_in_one_cell_are_two_figures(plans):
    plt.close("all")
    first, second = (charts.plot_groups(plans, by=by) for by in ("place_type", "settlement"))
    assert first.figure is not second.figure
    assert len(plt.get_fignums()) == 2


def test_a_figure_goes_into_axes_that_are_waiting_for_it(plans):
    plt.close("all")
    waiting = plt.figure().gca()
    assert charts.plot_groups(plans, by="settlement") is waiting


def test_in_a_plain_script_a_figure_has_its_size_and_cuts_no_name_off(plans):
    plt.close("all")
    drawn = charts.plot_groups(plans, by="region").figure
    assert drawn.get_figwidth() == SIZE[0]
    drawn.canvas.draw()
    lefts = [label.get_window_extent().x0 for label in drawn.axes[0].get_yticklabels()]
    assert min(lefts) >= 0
