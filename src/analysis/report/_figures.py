"""The figures of an executed notebook, numbered, with the files that a reader can take: PNG, SVG and the table as CSV."""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape

from nbformat import NotebookNode

__all__ = ["FOLDER", "Figure", "read_figure"]

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
