"""Figures and tables as a notebook shows them, and numbers as people read them."""

from __future__ import annotations

import io
import re
from types import SimpleNamespace

import matplotlib.pyplot as plt
import pandas as pd
import pytest
from IPython.core.formatters import DisplayFormatter
from PIL import Image

import analysis
from analysis import charts, findings, inference, substance, summaries, tables
from analysis.charts._describing import text_of
from analysis.jupyter import _display as notebook
from analysis.words import _formatting as formatting


@pytest.fixture
def formatter():
    before = dict(plt.rcParams)
    shell = SimpleNamespace(display_formatter=DisplayFormatter())
    analysis.load_ipython_extension(shell)
    yield shell.display_formatter
    plt.rcParams.update(before)


def test_a_figure_is_a_small_picture_with_its_text_shown_once(formatter, plans):
    ax = charts.plot_distribution(plans)
    text = text_of(ax)
    shown, about = formatter.format(ax)
    assert shown["text/plain"] == text
    assert about["image/png"] == {"alt": text, "title": "What does it cost to start a place?"}
    picture = Image.open(io.BytesIO(shown["image/png"]))
    assert picture.size == (1036, 604)
    assert "Software" not in picture.info
    assert len(shown["image/png"]) < 60_000
    assert plt.get_fignums() == []


def test_the_same_figure_is_the_same_bytes(plans):
    pictures = {
        notebook.png(charts.plot_groups(plans, by="settlement", ax=plt.figure().gca()).figure) for _ in range(2)
    }
    assert len(pictures) == 1


def test_an_undescribed_figure_shows_its_own_name(formatter):
    figure = plt.figure()
    assert formatter.format(figure, include=["text/plain"])[0]["text/plain"] == repr(figure)


def test_tables_escape_what_the_data_holds():
    table = tables.plain(pd.DataFrame({"a_b": ["<script>alert(1)</script>"]}), "1 < 2 & \\1")
    shown = table._repr_html_()
    assert "<script>" not in shown
    assert "&lt;script&gt;" in shown
    assert "<caption>1 &lt; 2 &amp; \\1</caption>" in shown
    assert '<th scope="col" style="text-align: left">a b</th>' in shown
    assert repr(table).splitlines()[0] == "1 < 2 & \\1"


def test_tables_write_numbers_for_people(plans, data):
    medians = tables.medians(
        inference.medians(plans, "investment_eur", by="place_type"), by="place_type", caption="c"
    ).frame
    assert medians.iloc[0].tolist() == [
        "third place",
        "89",
        "€540k",
        "€390k to €1M",
        "€240k to €1.9M",
    ]
    assert medians.loc[medians["group"] == "makerspace", "median"].item() == "too few"
    mix = tables.funder_mix(summaries.funder_mix(plans, data.funding), caption="c").frame
    assert mix.iloc[-1].tolist()[:2] == ["no line explains", "unknown"]
    share = tables.public_share(summaries.public_share(plans), by=None, caption="c").frame
    assert share["public share, all euros"].item() == "32% to 95%"
    regions = tables.regions(summaries.regions(plans), caption="c").frame
    assert regions.iloc[0]["region"] == "Occitanie"
    assert regions.set_index("region").loc["Corse", "median plan"] == "too few"
    cover = tables.coverage(plans, ["surface_m2"])
    assert cover.frame.values.tolist() == [["surface", "97", "41%"]]
    assert "n = 238 places" in cover.caption


def test_the_claims_table_holds_verdict_and_rule(data):
    found = tables.claims(findings.claims(data)).frame
    assert found["verdict"].tolist()[5] == "supported"
    assert found["value (95% interval)"].tolist()[1] == "between 7% and 87%"
    assert found["value (95% interval)"].tolist()[7] == "R² 7% (5% to 12%)"


def test_permanova_and_drivers_are_rounded(plans):
    pages = substance.comparable(plans)
    table = substance.features(pages)
    found = tables.permanova(substance.permanova(table, pages["generation"]), caption="c").frame
    assert found.iloc[0].tolist() == ["159", "12.7", "7%", "p < 0.001"]
    drivers = tables.features(substance.drivers(table, pages["generation"]), caption="c").frame
    assert all(re.fullmatch(r"<?\d+%", value) for value in drivers["R²"])


@pytest.mark.parametrize(
    ("value", "text"),
    [(999_600, "€1M"), (12_345, "€12.3k"), (5e9, "€5bn"), (0, "€0"), (9_950, "€9,950")],
)
def test_euros_are_rounded_to_three_digits(value, text):
    assert formatting.euros(value) == text
