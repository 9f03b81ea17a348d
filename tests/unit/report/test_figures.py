"""The figures of a page, their look, and the files that a reader can take."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import matplotlib.pyplot as plt
import pandas as pd

from analysis import charts
from analysis.charts._style import PAPER, TONES
from analysis.report._figures import Figure, draw_figure, make_look, read_figure

SVG = "{http://www.w3.org/2000/svg}"
LINKED = (
    '<svg viewBox="0 0 1 1"><a href="places.html#place-x" tabindex="-1"><title>X</title><use href="#~m0"/></a></svg>'
)


def margins() -> pd.DataFrame:
    table = pd.DataFrame({"margin": "settlement", "category": ["rural"], "n": 4, "sample": 0.5, "weighted": 0.4})
    return table.assign(census=0.3, raked=True)


def contrast(one: str, other: str) -> float:
    """WCAG's ratio of two colours."""

    def light(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    dark, bright = sorted((light(one), light(other)))
    return (bright + 0.05) / (dark + 0.05)


def test_a_drawing_that_is_taken_says_its_title_and_what_it_shows_and_leads_nowhere():
    figure = Figure("a", "Fab labs & others", "3 places < 5", LINKED)
    drawing = ElementTree.fromstring(figure.make_files(make_look([figure], alone=True))["figures/a.svg"])
    assert [part.tag.removeprefix(SVG) for part in drawing] == ["title", "desc", "style", "g"]
    assert [part.text for part in drawing][:2] == ["Fab labs & others", "3 places < 5"]
    assert [title.text for title in drawing.iter(f"{SVG}title")] == ["Fab labs & others", "X"]
    assert not list(drawing.iter(f"{SVG}a"))


def test_a_page_that_is_no_notebook_draws_its_figure_twice():
    figure = draw_figure("census", lambda ax: charts.plot_margins(margins(), ax=ax))
    assert figure.title == "Rural: 50% of the sample, 30% of the places of the census"
    assert "weighted 40%" in figure.alt
    assert 'width="720"' in figure.wide
    assert 'width="360"' in figure.narrow
    assert plt.get_fignums() == []
    assert draw_figure("census", lambda ax: charts.plot_margins(margins().head(0), ax=ax)) is None


def test_no_id_stands_twice_on_a_page_and_each_is_found():
    figures = [draw_figure(f"02-{n}", lambda ax: charts.plot_margins(margins(), ax=ax)) for n in (1, 2)]
    text = "".join(figure.draw() for figure in figures)
    ids = re.findall(r' id="([^"]+)', text)
    assert len(ids) == len(set(ids)) > 4
    assert all(re.match(r"f-02-[12]-(wide|narrow)-", name) for name in ids)
    assert set(re.findall(r'="(?:url\()?#([\w-]{7,})', text)) == set(ids)


def test_a_figure_that_stands_alone_leads_nowhere_and_another_to_its_places():
    figure = Figure("a", "A", "A", LINKED)
    assert figure.places
    assert 'href="places.html#place-x"' in figure.draw()
    assert "places.html" not in figure.draw(alone=True)
    assert not Figure("a", "A", "A").places


def test_a_point_leads_to_a_place_that_the_report_lists_and_to_no_other():
    about = {"wide": LINKED + LINKED.replace("place-x", "place-a%20b"), "title": "A"}
    output = {"data": {"image/png": "AA=="}, "metadata": {"image/png": about}}
    figure = read_figure(output, name="a", places={"a b"})
    assert re.findall(r'href="(places[^"]*)', figure.wide) == ["places.html#place-a%20b"]
    assert figure.wide.count("<title>X</title>") == 2
    assert not read_figure(output, name="a").places


def test_marks_stand_out_from_the_paper_in_both_schemes_and_texts_more():
    no_mark = {"paper", "grid", "axis", "pale", "ice", "land"}  # what is not known, and what lies behind marks
    light = {tone.name: colour for colour, tone in reversed(TONES.items())}
    for tone in TONES.values():
        if tone.name not in no_mark:
            least = 4.5 if tone.name in ("ink", "quiet") else 3
            assert contrast(light[tone.name], PAPER) >= least, tone
            assert contrast(tone.dark, TONES[PAPER].dark) >= least, tone
        if tone.name not in ("paper", "ink", "quiet"):
            assert max(contrast(text, tone.dark) for text in ("#222222", TONES["#222222"].dark)) >= 4.5, tone


def test_the_look_holds_both_schemes_and_each_colour_once():
    figure = Figure("a", "A", "A", '<svg><text x="1" y="2" font-weight="bold">Qui ?</text></svg>')
    look = make_look([figure])
    assert look.count("prefers-color-scheme:dark") == 1
    assert look.count("--f-ink:#") == 2
    assert look.count("@font-face") == 1
    alone = make_look([figure], alone=True)
    assert "var(" not in alone
    assert ".f-blue{fill:#0072b2}" in alone
    assert make_look([]) == make_look([Figure("a", "A", "A", png=b"1")]) == ""
