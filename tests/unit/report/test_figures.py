"""The figures of a notebook, with the files that a reader can take."""

from __future__ import annotations

from xml.etree import ElementTree

import pandas as pd

from analysis import charts
from analysis.report._figures import Figure, draw_figure


def test_a_drawing_says_its_title_and_what_it_shows():
    figure = Figure("a", "Fab labs & others", "3 places < 5", b"", svg='<?xml version="1.0"?>\n<svg width="1">\n</svg>')
    drawing = ElementTree.fromstring(figure.files["figures/a.svg"])
    assert [(part.tag, part.text) for part in drawing] == [("title", "Fab labs & others"), ("desc", "3 places < 5")]


def test_a_page_that_is_no_notebook_draws_its_figure_and_keeps_its_room():
    table = pd.DataFrame({"margin": "settlement", "category": ["rural"], "n": 4, "sample": 0.5, "weighted": 0.4})
    figure = draw_figure("census", lambda ax: charts.plot_margins(table.assign(census=0.3, raked=True), ax=ax))
    assert figure.size == (1036, 604)
    assert figure.title == "Rural: 50% of the sample, 30% of the places of the census"
    assert "weighted 40%" in figure.alt
    assert (
        draw_figure("census", lambda ax: charts.plot_margins(table.head(0).assign(census=0, raked=True), ax=ax)) is None
    )
