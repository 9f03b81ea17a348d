"""What all figures keep to: text, little data, an empty table, sizes."""

from __future__ import annotations

import re
import warnings

import matplotlib.pyplot as plt
import pytest

from analysis import charts, load, shares
from analysis.charts._describing import find_text, find_title, is_empty
from figures import FIGURES
from packages import keep


@pytest.mark.parametrize("name", FIGURES)
def test_each_figure_draws_on_the_current_axes_and_says_what_it_shows(name, data, plans):
    expected = plt.gca()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        ax = FIGURES[name](data, plans)
        ax.figure.canvas.draw()
    assert ax is expected
    assert len(plt.get_fignums()) == 1
    assert find_title(ax)
    assert len(find_text(ax)) > 80
    assert any(sign.isdigit() for sign in find_text(ax))


@pytest.mark.parametrize("name", FIGURES)
@pytest.mark.parametrize("reduced", [{"places": 1}, {"places": 3}, {"lines": False}], ids=str)
def test_each_figure_copes_with_little_data(name, reduced, package):
    data = load(keep(package, **reduced))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        ax = FIGURES[name](data, shares.plans(data))
        ax.figure.canvas.draw()
    assert find_text(ax)
    assert not re.search(r"\bnan\b", find_text(ax))


@pytest.mark.parametrize(
    "name", [n for n in FIGURES if n not in ("timeline", "effects", "drivers", "local", "stakeholder years")]
)
def test_an_empty_table_gives_an_empty_figure_that_says_so(name, data, plans):
    from dataclasses import replace

    ax = FIGURES[name](replace(data, places=data.places.head(0), funding=data.funding.head(0)), plans.head(0))
    assert is_empty(ax)
    assert any(text.get_text().startswith("Not shown: ") for text in ax.texts)
    assert "Not shown: " in find_text(ax)


def test_text_is_nine_points_or_more_and_inside_the_figure(data, plans):
    plt.rcParams.update({"figure.figsize": (7.2, 4.2), "figure.constrained_layout.use": True})
    for name, draw in FIGURES.items():
        plt.close("all")
        ax = draw(data, plans)
        ax.figure.canvas.draw()
        frame = ax.figure.bbox
        legend = ax.get_legend()
        drawn = [*ax.texts, *ax.get_yticklabels(), *(legend.get_texts() if legend else [])]
        for text in drawn:
            box = text.get_window_extent()
            if text.get_text().strip() and box.y0 < ax.bbox.y1 + 60 and box.y1 > ax.bbox.y0 - 60:
                assert text.get_fontsize() >= 9, (name, text.get_text())
                assert box.x0 >= frame.x0 - 1, (name, text.get_text())
                assert box.x1 <= frame.x1 + 1, (name, text.get_text())


def test_a_figure_fits_into_an_axes_of_the_caller(plans):
    figure, (left, right) = plt.subplots(1, 2, figsize=(10, 4), layout="constrained")
    charts.plot_groups(plans, by="settlement", ax=left)
    charts.plot_distribution(plans, ax=right)
    figure.canvas.draw()
    assert find_text(figure).count("n = ") >= 3
    assert left.get_window_extent().width > 150
