"""The figures of a notebook, with the files that a reader can take."""

from __future__ import annotations

from xml.etree import ElementTree

from analysis.report._figures import Figure


def test_a_drawing_says_its_title_and_what_it_shows():
    figure = Figure("a", "Fab labs & others", "3 places < 5", b"", svg='<?xml version="1.0"?>\n<svg width="1">\n</svg>')
    drawing = ElementTree.fromstring(figure.files["figures/a.svg"])
    assert [(part.tag, part.text) for part in drawing] == [("title", "Fab labs & others"), ("desc", "3 places < 5")]
