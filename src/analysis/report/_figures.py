"""The figures of an executed notebook, numbered, with the files that a reader can take: PNG, SVG and the table as CSV."""

from __future__ import annotations

import base64
import re
import struct
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from nbformat import NotebookNode

from analysis.charts._describing import find_text, find_title, is_empty
from analysis.jupyter._display import SIZE, draw_png

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["FOLDER", "Figure", "draw_figure", "read_figure"]

FOLDER = "figures"


@dataclass(frozen=True)
class Figure:
    """One figure of a page.

    Attributes
    ----------
    name : str
        Name of its files, without ending.
    title, alt : str
        The question that it answers, and the text that says what it shows.
    png : bytes
        The picture.
    svg, csv : str
        The same for print, and the table behind it; empty where the notebook was run without them.
    of : str
        The part of the data that it shows; empty for all of it.
    """

    name: str
    title: str
    alt: str
    png: bytes
    svg: str = ""
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
    def files(self) -> dict[str, bytes]:
        """Name and content of each file, below the folder of the page."""
        made = {"png": self.png, "svg": self._told().encode(), "csv": self.csv.encode()}
        return {f"{FOLDER}/{self.name}.{ending}": content for ending, content in made.items() if content}

    def _told(self) -> str:
        """The drawing with its title and what it shows: it is read aloud also where it stands without its page."""
        told = f"\n <title>{escape(self.title)}</title>\n <desc>{escape(self.alt)}</desc>"
        return re.sub(r"<svg\b[^>]*>", lambda opening: opening[0] + told, self.svg, count=1)

    @property
    def links(self) -> dict[str, str]:
        """What each file is called on the page, and its address."""
        return {path.rsplit(".", 1)[1].upper(): path for path in self.files}


def read_figure(output: NotebookNode, *, name: str, of: str = "") -> Figure | None:
    """The figure that an output shows; None where it shows none."""
    data: dict[str, Any] = output.get("data", {})
    if "image/png" not in data:
        return None
    about = output.get("metadata", {}).get("image/png", {})
    picture = base64.b64decode(data["image/png"])
    texts = {key: about.get(key, "") for key in ("title", "alt", "svg", "csv")}
    return Figure(name=name, png=picture, of=of, **texts)


def draw_figure(name: str, draw: Callable[[Axes], object]) -> Figure | None:
    """A figure of a page that is no notebook; None where there is nothing to draw.

    Examples
    --------
    >>> import pandas as pd
    >>> from analysis import charts
    >>> draw_figure("map", lambda ax: charts.plot_tilemap(pd.DataFrame({"region": ["Corse"], "n": [3]}), ax=ax)).size
    (1036, 604)
    """
    from matplotlib.figure import Figure as Drawing

    drawing = Drawing(figsize=SIZE, layout="constrained")
    ax = drawing.subplots()
    draw(ax)
    return None if is_empty(ax) else Figure(name, find_title(ax), find_text(ax), draw_png(drawing))
