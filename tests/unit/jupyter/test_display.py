"""Figures as a notebook shows them."""

from __future__ import annotations

import io
from types import SimpleNamespace

import matplotlib.pyplot as plt
import pandas as pd
import pytest
from IPython.core.formatters import DisplayFormatter
from PIL import Image

import analysis
from analysis import charts
from analysis.charts._describing import find_text
from analysis.jupyter import _display as notebook


@pytest.fixture
def formatter():
    before = dict(plt.rcParams)
    shell = SimpleNamespace(display_formatter=DisplayFormatter())
    analysis.load_ipython_extension(shell)
    yield shell.display_formatter
    plt.rcParams.update(before)


def test_a_figure_is_a_small_picture_with_its_text_shown_once(formatter, plans):
    ax = charts.plot_distribution(plans)
    text = find_text(ax)
    shown, about = formatter.format(ax)
    assert shown["text/plain"] == text
    assert about["image/png"] == {"alt": text, "title": "Half of the 238 places cost less than €855k"}
    picture = Image.open(io.BytesIO(shown["image/png"]))
    assert picture.width == 1036
    assert "Software" not in picture.info
    assert len(shown["image/png"]) < 60_000
    assert plt.get_fignums() == []


def test_the_same_figure_is_the_same_bytes(plans):
    pictures = {
        notebook.draw_png(charts.plot_groups(plans, by="settlement", ax=plt.figure().gca()).figure) for _ in range(2)
    }
    assert len(pictures) == 1


def test_an_undescribed_figure_shows_its_own_name(formatter):
    figure = plt.figure()
    assert formatter.format(figure, include=["text/plain"])[0]["text/plain"] == repr(figure)


def test_a_page_takes_two_drawings_and_the_table_where_they_are_asked_for(formatter, plans, monkeypatch):
    monkeypatch.setenv(notebook.DOWNLOADS_VARIABLE, "1")
    about = formatter.format(charts.plot_distribution(plans))[1]["image/png"]
    assert list(about) == ["alt", "title", "wide", "narrow", "csv"]
    assert 'viewBox="0 0 720 ' in about["wide"]
    assert 'viewBox="0 0 360 ' in about["narrow"]
    assert notebook.unpack_text(about["csv"]).decode().count("\n") > len(plans) / 2


def test_a_figure_that_nobody_can_draw_again_has_one_drawing():
    figure = plt.figure()
    figure.subplots(1, 2)
    assert list(notebook.draw_for_page(figure)) == ["wide"]


def test_a_plain_table_of_pandas_becomes_a_table_of_a_page_in_the_words_of_readers(plans, monkeypatch):
    monkeypatch.setenv(notebook.DOWNLOADS_VARIABLE, "1")
    shell = SimpleNamespace(display_formatter=DisplayFormatter())
    analysis.load_ipython_extension(shell)
    frame = plans[["name", "place_type", "year", "investment_eur", "public_share_low", "complete"]].head(70)
    shown, about = shell.display_formatter.format(frame.reset_index(drop=True))
    assert about["text/html"]["columns"][:3] == ["place", "kind of place", "year"]
    assert about["text/html"]["caption"] == "70 rows, of which the first 60"
    assert len(about["text/html"]["rows"]) == notebook.MOST_ROWS
    first, plan = about["text/html"]["rows"][0], plans.iloc[0]
    assert first[2] == f"{plan['year']:.0f}"
    assert first[3] == f"{plan['investment_eur']:,.0f}"
    assert first[5] in ("yes", "no")
    assert '<th scope="col"' in shown["text/html"]


def test_a_plain_table_keeps_the_names_of_its_rows_and_runs_nothing(monkeypatch):
    monkeypatch.setenv(notebook.DOWNLOADS_VARIABLE, "1")
    shell = SimpleNamespace(display_formatter=DisplayFormatter())
    analysis.load_ipython_extension(shell)
    frame = pd.Series({"<script>alert(1)</script>": 2, "b": None}, name="n").to_frame()
    shown, about = shell.display_formatter.format(frame)
    assert about["text/html"]["rows"] == [["<script>alert(1)</script>", "2"], ["b", ""]]
    assert "<script>" not in shown["text/html"]


def test_in_jupyterlab_a_table_of_pandas_is_as_pandas_shows_it(formatter, plans):
    shown, about = formatter.format(plans.head(2))
    assert "dataframe" in shown["text/html"]
    assert "text/html" not in about
