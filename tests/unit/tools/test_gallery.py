"""The gallery of the figures."""

from __future__ import annotations

import gallery
from analysis import charts


def test_every_function_that_draws_is_in_it():
    assert gallery.list_plots() == sorted(name for name in dir(charts) if name.startswith("plot_"))


def test_a_figure_stands_above_the_call_that_draws_it(monkeypatch):
    monkeypatch.setattr(gallery, "list_plots", lambda: ["plot_tilemap"])
    page = gallery.make_gallery()
    figure, _picture, call = page.partition("</svg>")
    assert '<h2 id="plot_tilemap">' in figure
    assert "ax = charts.plot_tilemap(" in call
    assert ".clear()" not in call
    assert "http" not in page.replace("http://www.w3.org/2000/svg", "")
