"""One executed notebook as one self-contained HTML page, and the card that the index shows of it."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import mistune
from jinja2 import Environment, FileSystemLoader
from nbconvert.exporters import HTMLExporter
from nbformat import NotebookNode

from analysis.dataset import Dataset

__all__ = ["card", "index_page", "notebook_page", "prose", "quality_page"]

TEMPLATES = Path(__file__).parent / "template"
SAFE = ("http://", "https://")


def _slug(text: str) -> str:
    plain = (
        unicodedata.normalize("NFKD", re.sub(r"<[^>]+>", "", html.unescape(text))).encode("ascii", "ignore").decode()
    )
    return "-".join(re.findall(r"[a-z0-9]+", plain.lower())) or "section"


class _Renderer(mistune.HTMLRenderer):
    """Markdown with raw HTML escaped, headings with ids, and links that only go where they may."""

    def __init__(self) -> None:
        super().__init__(escape=True)
        self.used: dict[str, int] = {}

    def heading(self, text: str, level: int, **attrs: Any) -> str:
        slug = _slug(text)
        self.used[slug] = self.used.get(slug, 0) + 1
        name = slug if self.used[slug] == 1 else f"{slug}-{self.used[slug]}"
        return f'<h{level} id="{name}">{text}</h{level}>\n'

    def link(self, text: str, url: str, title: str | None = None) -> str:
        page = re.fullmatch(r"(\d\d_\w+)\.ipynb", url)
        if page:
            return f'<a href="{page.group(1)}.html">{text}</a>'
        if url.startswith(SAFE):
            return f'<a href="{html.escape(url)}" rel="noopener noreferrer">{text}</a>'
        return text

    def image(self, text: str, url: str, title: str | None = None) -> str:
        return text


def prose(renderer: _Renderer | None = None) -> Callable[[str], str]:
    """A function that turns Markdown into HTML; ids stay unique over all its calls."""
    return mistune.create_markdown(renderer=renderer or _Renderer())  # type: ignore[return-value]


@cache
def _style() -> str:
    return (TEMPLATES / "slim" / "style.css").read_text(encoding="utf-8")


def _outputs(notebook: NotebookNode, tag: str) -> list[NotebookNode]:
    return [
        output
        for cell in notebook.cells
        if tag in cell.metadata.get("tags", [])
        for output in cell.get("outputs", [])
        if "data" in output
    ]


def _opening(notebook: NotebookNode) -> tuple[str, str]:
    """Title and question: the heading and the first paragraph of the first cell."""
    title, _, rest = notebook.cells[0].source.partition("\n")
    return title.lstrip("# ").strip(), rest.strip().split("\n\n")[0]


def card(notebook: NotebookNode) -> dict[str, str]:
    """What the index shows of a notebook.

    Returns
    -------
    dict
        title, question (text); answer (HTML of the cell tagged ``short-answer``) and claims (HTML of the cell tagged
        ``claims``), empty where there is none.
    """
    title, question = _opening(notebook)
    answers = [
        output.data["text/markdown"] for output in _outputs(notebook, "short-answer") if "text/markdown" in output.data
    ]
    tables = [output.data["text/html"] for output in _outputs(notebook, "claims") if "text/html" in output.data]
    return {
        "title": title,
        "question": question,
        "answer": prose()("\n".join(answers)),
        "claims": "\n".join(tables),
    }


def _number_figures(notebook: NotebookNode) -> None:
    number = 0
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            picture = output.get("metadata", {}).get("image/png")
            if picture is not None:
                number += 1
                picture["number"] = number


def notebook_page(notebook: NotebookNode, *, cards: dict[str, dict[str, str]], name: str) -> str:
    """The page of an executed notebook.

    Parameters
    ----------
    notebook : NotebookNode
        With its outputs.
    cards : dict
        Name to card of every page of the report, for the navigation.
    name : str
        Name of this notebook, without its ending.

    Returns
    -------
    str
        One HTML document that needs no other file and asks for no address.
    """
    _number_figures(notebook)
    renderer = _Renderer()
    exporter = HTMLExporter(template_name="slim", extra_template_basedirs=[str(TEMPLATES)])
    exporter.register_filter("prose", prose(renderer))
    sections = [
        (_slug(line[3:]), line[3:])
        for cell in notebook.cells
        if cell.cell_type == "markdown"
        for line in cell.source.splitlines()
        if line.startswith("## ")
    ]
    page = {"title": _opening(notebook)[0], "sections": sections, "cards": cards, "name": name, "style": _style()}
    body, _ = exporter.from_notebook_node(notebook, resources={"page": page})
    return str(body)


def index_page(cards: dict[str, dict[str, str]], missing: list[str]) -> str:
    """The index: what the report is, the claims with their verdicts, and a card per notebook."""
    environment = Environment(loader=FileSystemLoader(TEMPLATES / "slim"), autoescape=True)
    claims = "\n".join(card["claims"] for card in cards.values() if card["claims"])
    page = {"title": "Cluster funding", "cards": cards, "name": "index", "style": _style(), "sections": []}
    return environment.get_template("home.html.j2").render(page=page, claims=claims, missing=missing)


def quality_page(data: Dataset, cards: dict[str, dict[str, str]]) -> str:
    """The page on data quality: rows accepted and set aside, what each column was understood to be, every problem."""
    from analysis import findings, tables

    environment = Environment(loader=FileSystemLoader(TEMPLATES / "slim"), autoescape=True)
    shown = [("rows", "Rows", tables.rows(data)), ("understood", "What was understood", tables.understood(data))]
    shown += [("problems", "Problems", tables.problems(data))] if data.problems else []
    page = {
        "title": "Data quality",
        "cards": cards,
        "name": "data-quality",
        "style": _style(),
        "sections": [(id_, title) for id_, title, _ in shown],
    }
    return environment.get_template("quality.html.j2").render(
        page=page,
        answer=prose()(findings.what_was_read(data)._repr_markdown_()),
        tables=[(id_, title, table._repr_html_()) for id_, title, table in shown],
        problems=bool(data.problems),
    )
