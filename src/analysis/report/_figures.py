"""The figures of a page, numbered: two drawings that stand in it, and the files that a reader can take: PNG, SVG, CSV."""

from __future__ import annotations

import base64
import html
import re
import struct
from collections.abc import Callable, Container, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from markupsafe import Markup

from analysis.charts._describing import find_text, find_title, is_empty
from analysis.charts._style import TONES
from analysis.jupyter._display import SIZE, draw_for_page, unpack_text
from analysis.jupyter._svg import MARK, PLACE
from analysis.report._fonts import FAMILY, find_letters, make_faces

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from nbformat import NotebookNode

__all__ = ["FOLDER", "Figure", "draw_figure", "make_look", "read_figure"]

FOLDER = "figures"
#: An id of a drawing, where it is given and where it is used; quotation marks of texts are escaped.
ID = re.compile(rf"""( id="| href="\#|="url\(\#){MARK}""")
#: A point that leads to its place: its address, and what is inside.
LINK = re.compile(rf'<a href="{re.escape(PLACE)}([^"]*)" tabindex="-1">(.*?)</a>')
TEXT = re.compile(r"<text([^>]*)>([^<]*)</text>")
#: What every drawing keeps to; the family is told apart from one that a reader may have.
COMMON = f'text{{font-family:"{FAMILY}","DejaVu Sans",Verdana,sans-serif;white-space:pre}}'


@dataclass(frozen=True)
class Figure:
    """One figure of a page.

    Attributes
    ----------
    name : str
        Name of its files, without ending, and the beginning of its ids.
    title, alt : str
        The question that it answers, and the text that says what it shows.
    wide, narrow : str
        The drawing as SVG, and the same for phones; empty where there is a picture only.
    png : bytes
        The picture.
    csv : str
        The table behind it; empty where the notebook was run without it.
    of : str
        The part of the data that it shows; empty for all of it.
    """

    name: str
    title: str
    alt: str
    wide: str = ""
    narrow: str = ""
    png: bytes = b""
    csv: str = ""
    of: str = ""

    @property
    def source(self) -> str:
        """The picture as an address that holds it."""
        return f"data:image/png;base64,{base64.b64encode(self.png).decode()}"

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the picture, so that a page keeps its room before it is there."""
        width, height = struct.unpack(">II", self.png[16:24])
        return int(width), int(height)

    @property
    def places(self) -> frozenset[str]:
        """Codes of the places that its points lead to."""
        return frozenset(unquote(address) for address, _inside in LINK.findall(self.wide))

    def draw(self, *, alone: bool = False) -> Markup:
        """The drawings as they stand in a page; in one that stands alone, no point leads anywhere.

        A screen reader is told what they show beside them: hundreds of points would be read one by one.
        """
        drawn = {"wide": self.wide, "narrow": self.narrow or self.wide}
        told = "".join(
            _name_ids(svg, f"{self.name}-{kind}").replace("<svg", f'<svg class="{kind}" aria-hidden="true"', 1)
            for kind, svg in drawn.items()
        )
        return Markup(_keep_links(told, ()) if alone else told)  # our own drawing, in which texts are escaped

    @property
    def endings(self) -> dict[str, str]:
        """What each file is called on the page, and its address."""
        made = {"png": self.png, "svg": self.wide, "csv": self.csv}
        return {ending.upper(): f"{FOLDER}/{self.name}.{ending}" for ending, content in made.items() if content}

    def make_files(self, look: str) -> dict[str, bytes]:
        """Name and content of each file, below the folder of the page; the drawing has the look of ``make_look``."""
        made = {"PNG": self.png, "SVG": self._stand_alone(look).encode(), "CSV": self.csv.encode()}
        return {path: made[ending] for ending, path in self.endings.items()}

    def _stand_alone(self, look: str) -> str:
        """The drawing with its title, what it shows and its style: it is read also where it stands without its page."""
        told = (
            f"<title>{html.escape(self.title)}</title>\n<desc>{html.escape(self.alt)}</desc>\n<style>{look}</style>\n"
        )
        opening = '<svg xmlns="http://www.w3.org/2000/svg" role="img"'
        drawn = (
            _name_ids(_keep_links(self.wide, ()), self.name).replace("<svg", opening, 1).replace(">", f">\n{told}", 1)
        )
        return f'<?xml version="1.0" encoding="UTF-8"?>\n{drawn}\n'


def _name_ids(svg: str, name: str) -> str:
    """A drawing whose ids no other one has; a name in XML begins with a letter."""
    return ID.sub(lambda found: f"{found[1]}f-{name}-", svg)


def _keep_links(svg: str, places: Container[str]) -> str:
    """A drawing whose points lead only to places that are there; the others say their names alone."""
    return LINK.sub(lambda found: found[0] if unquote(found[1]) in places else f"<g>{found[2]}</g>", svg)


def _tell_tones(dark: bool) -> str:
    told = {tone.name: tone.dark if dark else colour for colour, tone in reversed(TONES.items())}
    return "".join(f"--f-{name}:{colour};" for name, colour in told.items())


def make_look(figures: Iterable[Figure], *, alone: bool = False) -> str:
    """The style of drawings: their colours on light and dark paper, and the letters that are written in them.

    Parameters
    ----------
    figures : iterable of Figure
        Those of one page, which share their letters.
    alone : bool
        For a file that stands alone: on light paper only.
    """
    drawn = [figure for figure in figures if figure.wide]
    if not drawn:
        return ""
    texts = [
        ("bold" if '"bold"' in how else "normal", html.unescape(text))
        for figure in drawn
        for how, text in TEXT.findall(figure.wide + figure.narrow)
    ]
    names = dict.fromkeys(tone.name for tone in TONES.values())
    classes = "".join(f".f-{name}{{fill:var(--f-{name})}}.s-{name}{{stroke:var(--f-{name})}}" for name in names)
    if alone:
        colours = {tone.name: colour for colour, tone in reversed(TONES.items())}
        classes = re.sub(r"var\(--f-(\w+)\)", lambda found: colours[found[1]], classes)
        return f"svg{{background:#ffffff}}{COMMON}{classes}{make_faces(find_letters(texts))}"
    schemes = (
        f":root{{{_tell_tones(False)}}}@media screen and (prefers-color-scheme:dark){{:root{{{_tell_tones(True)}}}}}"
    )
    return f"{schemes}.picture {COMMON}{classes}{make_faces(find_letters(texts))}"


def read_figure(output: NotebookNode, *, name: str, of: str = "", places: Container[str] = ()) -> Figure | None:
    """The figure that an output shows; None where it shows none. Its points lead to ``places`` of the report alone."""
    data: dict[str, Any] = output.get("data", {})
    if "image/png" not in data:
        return None
    about = output.get("metadata", {}).get("image/png", {})
    picture = base64.b64decode(data["image/png"])
    texts = {key: about.get(key, "") for key in ("title", "alt")}
    texts["csv"] = unpack_text(about["csv"]).decode() if "csv" in about else ""
    drawn = {kind: _keep_links(about.get(kind, ""), places) for kind in ("wide", "narrow")}
    return Figure(name=name, png=picture, of=of, **texts, **drawn)


def draw_figure(name: str, draw: Callable[[Axes], object]) -> Figure | None:
    """A figure of a page that is no notebook; None where there is nothing to draw.

    Examples
    --------
    >>> import pandas as pd
    >>> from analysis import charts
    >>> draw_figure("map", lambda ax: charts.plot_tilemap(pd.DataFrame({"region": ["Corse"], "n": [3]}), ax=ax)).title
    'Where are the places?'
    """
    import matplotlib as mpl
    from matplotlib.figure import Figure as Drawing

    with mpl.rc_context():
        mpl.rcdefaults()  # not the look that a person has chosen for figures of their own
        drawing = Drawing(figsize=SIZE, layout="constrained")
        ax = drawing.subplots()
        draw(ax)
        if is_empty(ax):
            return None
        drawn = draw_for_page(drawing)
        return Figure(name, find_title(ax), find_text(ax), drawn["wide"], drawn.get("narrow", ""))
