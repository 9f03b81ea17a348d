"""One executed notebook as one self-contained HTML page, and the card that the index shows of it."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass, replace
from importlib import import_module
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

import pandas as pd
from markupsafe import Markup
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

from analysis.report._addresses import address_of_places, find_filters
from analysis.report._claims import render_claims
from analysis.report._downloads import make_page_book
from analysis.report._figures import FOLDER, Figure, make_look, read_figure
from analysis.report._frame import Card, Site, compile_templates, render
from analysis.report._layers import find_first_plain, mark_statistics
from analysis.report._outputs import Shown, read_output_text, read_outputs, read_sentences, read_table
from analysis.report._prose import Prose, split_sections
from analysis.report._territory import put_sentences_beside, put_table_beside
from analysis.words.i18n import _, speak

if TYPE_CHECKING:
    from nbformat import NotebookNode

__all__ = ["Pair", "get_ready", "make_card", "render_notebook_page"]

#: What is imported late, since only pages need it.
LATE = ("fontTools.subset", "fontTools.ttLib.woff2", "xlsxwriter", "analysis.report._workbook")
#: The column of the verdict in the table of claims.
VERDICT = 2
#: The tag of cells that are for specialists: their page shows them when its switch is on.
SPECIAL = "statistics"
#: The tag of a cell that only helps where one can click: in JupyterLab, not on a page.
CLICKED = "jupyter"


@dataclass(frozen=True)
class Pair:
    """An executed notebook, and the same notebook on all data where this one is about a part.

    Attributes
    ----------
    notebook : NotebookNode
        With its outputs.
    whole : NotebookNode, optional
        The same cells on all data.
    part : str
        What the part is called.
    """

    notebook: NotebookNode
    whole: NotebookNode | None = None
    part: str = ""

    def cells(self) -> Iterator[tuple[NotebookNode, list[tuple[NotebookNode | None, NotebookNode | None]]]]:
        """Each cell with its outputs, and those of the whole beside them."""
        others = self.whole.cells if self.whole is not None else [{}] * len(self.notebook.cells)
        for cell, other in zip(self.notebook.cells, others, strict=True):
            yield cell, list(zip_longest(read_outputs(cell), read_outputs(other)))


@dataclass(frozen=True)
class Block:
    """One piece of a page: its kind chooses how the template shows it; what is special waits for the switch."""

    kind: str
    value: Any
    number: int = 0
    special: bool = False


def _opening(notebook: NotebookNode) -> tuple[str, str]:
    """Title and question: the heading and the first paragraph of the first cell."""
    title, _line, rest = notebook.cells[0].source.partition("\n")
    return title.lstrip("# ").strip(), rest.strip().split("\n\n")[0]


def _read(output: NotebookNode | None) -> Shown | None:
    return None if output is None else read_table(output)


def _tables(ours: NotebookNode | None, theirs: NotebookNode | None, part: str, strong: int | None) -> list[Shown]:
    one, other = (None if output is None else read_table(output, strong=strong) for output in (ours, theirs))
    if one and other:
        return put_table_beside(one, other, name=part)
    return [table for table in (one, other) if table]


def _sentences(ours: NotebookNode | None, theirs: NotebookNode | None) -> str:
    one, other = ("" if output is None else read_sentences(output) for output in (ours, theirs))
    return put_sentences_beside(one, other) if one and other else one or other


def _tagged(pair: Pair, tag: str) -> list[tuple[NotebookNode | None, NotebookNode | None]]:
    return [both for cell, outputs in pair.cells() if tag in cell.metadata.get("tags", []) for both in outputs]


def make_card(pair: Pair) -> Card:
    """What the index shows of a notebook.

    Returns
    -------
    dict
        title, question (text); answer (HTML of the first plain sentence of the cells tagged ``short-answer``) and claims
        (HTML of the cell tagged ``claims``), empty where there is none.
    """
    title, question = _opening(pair.notebook)
    answers = [_sentences(*both) for both in _tagged(pair, "short-answer")]
    claims = [render_claims(*map(_read, both)) for both in _tagged(pair, "claims")]
    return {
        "title": title,
        "question": question,
        "answer": str(Prose()(find_first_plain(answers))),
        "claims": "".join(claims),
    }


class _Page:
    """The blocks of a page, its figures numbered as they come."""

    def __init__(self, pair: Pair, name: str, places: Container[str]) -> None:
        self.pair, self.name, self.places, self.prose = pair, name, places, Prose()
        self.figures: list[Figure] = []
        self.number = 0

    def blocks(self) -> Iterator[Block]:
        for cell, outputs in self.pair.cells():
            tags = cell.metadata.get("tags", [])
            if CLICKED in tags:
                continue
            for block in self._cell(cell, outputs, VERDICT if "claims" in tags else None):
                yield replace(block, special=SPECIAL in tags)

    def _cell(
        self, cell: NotebookNode, outputs: list[tuple[NotebookNode | None, NotebookNode | None]], strong: int | None
    ) -> Iterator[Block]:
        if cell.cell_type == "markdown":
            yield Block("prose", self.prose(cell.source))
            return
        yield Block("code", _code(cell.source))
        for both in outputs:
            yield from self._output(*both, strong)

    def _output(self, ours: NotebookNode | None, theirs: NotebookNode | None, strong: int | None) -> Iterator[Block]:
        tables, sentences = _tables(ours, theirs, self.pair.part, strong), _sentences(ours, theirs)
        figures = self._drawn(ours, theirs)
        yield from (Block("table", table) for table in tables)
        if sentences:
            yield Block("answer", mark_statistics(self.prose(sentences)))
        if figures:
            self.figures += figures
            yield Block("figures", figures, self.number)
        one = ours or theirs
        if not (tables or sentences or figures) and one is not None and (text := read_output_text(one)):
            yield Block("note" if "text/html" in one.get("data", {}) else "text", text)

    def _drawn(self, ours: NotebookNode | None, theirs: NotebookNode | None) -> list[Figure]:
        """The figure of a part, and that of the whole where it shows another."""
        name = f"{self.name}-{self.number + 1}"
        one = None if ours is None else read_figure(ours, name=name, of=self.pair.part, places=self.places)
        other = None if theirs is None else read_figure(theirs, name=f"{name}-all", places=self.places)
        found = [figure for figure in (one, other) if figure]
        if one and other and one.png == other.png:
            found = [replace(one, of="")]
        self.number += bool(found)
        return found


def _code(source: str) -> Markup:
    """Highlighted code in a box that scrolls, and that the keyboard reaches."""
    html: str = highlight(source, PythonLexer(), HtmlFormatter())
    return Markup(html.replace("<pre>", '<pre tabindex="0">', 1))


def get_ready() -> None:
    """Do what only the first page waits for: templates are compiled, and what highlights, writes and subsets is loaded."""
    compile_templates()
    _code("")
    for name in LATE:
        import_module(name)


def render_notebook_page(pair: Pair, *, site: Site, name: str, plans: pd.DataFrame | None = None) -> dict[str, bytes]:
    """The page of an executed notebook, and the files that it offers.

    Parameters
    ----------
    pair : Pair
        The notebook with its outputs.
    site : Site
        What the pages of this language share.
    name : str
        Name of this notebook, without its ending.
    plans : DataFrame, optional
        The places that the report lists, what `shares.plans` returns: figures and their points lead to these alone.

    Returns
    -------
    dict
        Path below the folder of the language to content.
    """
    listed = pd.DataFrame({"place_id": []}) if plans is None else plans
    with speak(site.lang):
        page = _Page(pair, name, frozenset(listed["place_id"]))
        blocks = list(page.blocks())
        sections = split_sections(cell.source for cell in pair.notebook.cells if cell.cell_type == "markdown")
    title = _opening(pair.notebook)[0]
    drawn, alone = make_look(page.figures), make_look(page.figures, alone=True)
    book = _make_book(title, blocks, site)
    files = {f"{FOLDER}/{name}-tables.xlsx": book} if book else {}
    html = render(
        "notebook",
        site,
        name=name,
        title=title,
        sections=sections,
        drawn=drawn,
        blocks=blocks,
        book=next(iter(files), ""),
        find_address=lambda figure: address_of_places(find_filters(figure.places, listed)),
    )
    files |= {path: content for figure in page.figures for path, content in figure.make_files(alone).items()}
    return {f"{name}.html": html, **files}


def _make_book(title: str, blocks: list[Block], site: Site) -> bytes:
    """The tables of a page, and those behind its figures, as a workbook; nothing where there is none."""
    tables = [block.value for block in blocks if block.kind == "table"]
    figures = [(block.number, figure) for block in blocks if block.kind == "figures" for figure in block.value]
    with speak(site.lang):
        called = [(_("Figure {number}").format(number=number), figure) for number, figure in figures]
    return make_page_book(title, tables, called, lang=site.lang)
