"""A figure as SVG for a page."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest

from analysis import charts
from analysis.charts._describing import mark_places
from analysis.charts._style import TONES
from analysis.jupyter._svg import MOST_NAMED, draw_page_svg
from analysis.words._formatting import show_value
from figures import FIGURES

HOSTILE = "</title><script>alert(1)</script>\x1b\x00\"'"


def drawn(figure, **how) -> ElementTree.Element:
    return ElementTree.fromstring(draw_page_svg(figure, **{"lay_out": True, **how}))


def texts(drawing: ElementTree.Element) -> list[str]:
    return ["".join(text.itertext()) for text in drawing.iter("text")]


@pytest.mark.parametrize("name", FIGURES)
def test_each_figure_is_drawn_without_style_or_script_and_uses_only_what_it_defines(name, data, plans):
    figure = FIGURES[name](data, plans).figure
    svg = draw_page_svg(figure, lay_out=True)
    drawing = ElementTree.fromstring(svg)
    tags = {part.tag for part in drawing.iter()}
    assert tags <= {"svg", "defs", "clipPath", "pattern", "path", "use", "g", "a", "title", "text"}
    assert not {
        attribute for part in drawing.iter() for attribute in part.attrib if attribute.startswith(("on", "style"))
    }
    ids = [part.get("id") for part in drawing.iter() if part.get("id")]
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'="(?:url\()?#(~[^")]*)', svg)) == set(ids)
    known = {f"{kind}-{tone.name}" for kind in "fs" for tone in TONES.values()} | {"legend"}
    assert {name for part in drawing.iter() for name in part.get("class", "").split()} <= known
    assert len(svg) < 70_000


def test_the_texts_of_a_drawing_are_those_of_the_figure_in_their_places(plans):
    figure = charts.plot_groups(plans, by="settlement").figure
    drawing = drawn(figure)
    for written in ("€100k", "rural ("):
        assert sum(written in text for text in texts(drawing)) == 1, texts(drawing)
    for text in drawing.iter("text"):
        assert 0 <= float(text.get("x")) <= 720
        assert 0 <= float(text.get("y")) <= 420 + 300


def test_the_same_figure_is_the_same_drawing(plans):
    one, other = (
        draw_page_svg(charts.plot_groups(plans, by="settlement", ax=plt.figure().gca()).figure, lay_out=True)
        for _ in range(2)
    )
    assert one == other


def test_each_kind_of_point_names_its_place_and_leads_to_it():
    places = pd.DataFrame({"place_id": ["a b", 'x"y'], "name": ["A & B", HOSTILE]})
    for draw in (
        lambda ax: ax.scatter([1, 2], [1, 2]),
        lambda ax: ax.scatter([1, 2], [1, 2], c=["#0072B2", "#123456"]),
        lambda ax: ax.plot([1, 2], [1, 2], "o")[0],
        lambda ax: ax.plot([1, 2], [1, 2], "o-")[0],
        lambda ax: ax.vlines([1, 2], [0, 0], [1, 1]),
        lambda ax: ax.bar([1, 2], [1, 2]),
    ):
        figure = plt.figure()
        mark_places(draw(figure.gca()), places)
        links = list(drawn(figure).iter("a"))
        assert [link.get("href") for link in links] == ["places.html#place-a%20b", "places.html#place-x%22y"]
        assert {link.get("tabindex") for link in links} == {"-1"}
        assert [link.find("title").text for link in links] == ["A & B", show_value(HOSTILE)]
        assert all(len(link) == 2 for link in links)


def test_a_point_that_is_not_drawn_takes_no_name_of_another():
    figure = plt.figure()
    places = pd.DataFrame({"place_id": list("abc"), "name": list("ABC")})
    mark_places(figure.gca().scatter([1, np.nan, 3], [1, 2, 3], c=["#111111", "#222222", "#333333"]), places)
    assert [link.find("title").text for link in drawn(figure).iter("a")] == ["A", "C"]
    mark_places(figure.gca().plot([1, np.nan, 3], [1, 2, 3], "o")[0], places)
    assert [link.find("title").text for link in drawn(figure).iter("a")] == ["A", "C"] * 2


def test_a_point_without_an_address_has_its_name_only_and_of_too_many_none_is_named():
    figure = plt.figure()
    mark_places(figure.gca().scatter([1], [1]), pd.DataFrame({"name": ["A"]}))
    assert [title.text for title in drawn(figure).iter("title")] == ["A"]
    assert not list(drawn(figure).iter("a"))
    many, figure = MOST_NAMED + 1, plt.figure()
    mark_places(figure.gca().scatter(range(many), range(many)), pd.DataFrame({"name": ["A"] * many}))
    assert not list(drawn(figure).iter("title"))


@pytest.mark.filterwarnings("ignore:Glyph")
def test_a_text_is_inert_and_holds_what_xml_can_hold():
    figure = plt.figure()
    figure.text(0.1, 0.1, HOSTILE, parse_math=False)
    assert texts(drawn(figure)) == [HOSTILE.replace("\x1b", "�").replace("\x00", "�")]


def test_known_colours_are_classes_and_texts_on_others_keep_their_own():
    figure = plt.figure()
    ax = figure.gca()
    ax.axis("off")
    ax.barh([0, 1], [1, 1], color=["#0072B2", "#ABCDEF"])
    for row in (0, 1):
        ax.text(0.5, row, f"ink {row}", color="#222222")
        ax.text(0.2, row, f"white {row}", color="white")
    ax.text(0.2, 0.5, "paper", color="#222222")
    ax.set(xlim=(0, 1), ylim=(-1, 2))
    drawing = drawn(figure)
    bars = [path for path in drawing.iter("path") if path.get("class") == "f-blue" or path.get("fill") == "#abcdef"]
    assert len(bars) == 2
    looks = {text.text: text.get("class") or text.get("fill") for text in drawing.iter("text")}
    assert looks == {
        "ink 0": "#222222",
        "white 0": "f-paper",
        "ink 1": "#222222",
        "white 1": "#ffffff",
        "paper": "f-ink",
    }


def test_what_lies_outside_is_cut_or_left_out():
    figure = plt.figure()
    ax = figure.gca()
    ax.set(xlim=(0, 1), ylim=(0, 1))
    ax.axis("off")
    ax.plot([0.5, 2], [0.5, 0.5])
    ax.plot([2, 3], [0.5, 0.5])
    ax.scatter([0.5, 2], [0.5, 0.5])
    drawing = drawn(figure)
    assert len([path for path in drawing.iter("path") if path.get("clip-path")]) == 1
    assert len(list(drawing.iter("use"))) == 1


def test_a_picture_a_formula_and_a_hatch_are_drawn_too():
    figure = plt.figure()
    ax = figure.gca()
    ax.imshow(np.eye(2), aspect="auto")
    ax.set_title("$x^2$")
    ax.bar([0], [1], hatch="//")
    tags = [part.tag for part in drawn(figure).iter()]
    assert "image" in tags
    assert "pattern" in tags
