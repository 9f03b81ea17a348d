"""Markdown as HTML: raw HTML is shown, headings have ids, and links only go where they may."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable
from typing import Any

import mistune
from markupsafe import Markup
from mistune.plugins.table import table

__all__ = ["Prose", "is_address", "split_sections"]


def is_address(text: str) -> bool:
    """Whether a text is one address that a reader may follow: http or https, whole, without blanks.

    Examples
    --------
    >>> [is_address(text) for text in ("https://a.example/b", "https://a.example | https://b.example", "javascript:b()")]
    [True, False, False]
    """
    return re.fullmatch(r"https?://[^\s<>\"…]+", text) is not None


def _slug(text: str) -> str:
    plain = (
        unicodedata.normalize("NFKD", re.sub(r"<[^>]+>", "", html.unescape(text))).encode("ascii", "ignore").decode()
    )
    return "-".join(re.findall(r"[a-z0-9]+", plain.lower())) or "section"


class _Renderer(mistune.HTMLRenderer):
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
        if is_address(url):
            return f'<a href="{html.escape(url)}" rel="noopener noreferrer">{text}</a>'
        return text

    def image(self, text: str, url: str, title: str | None = None) -> str:
        return text


def _cell(_renderer: mistune.HTMLRenderer, text: str, align: str | None = None, head: bool = False) -> str:
    return f'<th scope="col">{text}</th>\n' if head else f"<td>{text}</td>\n"


def _table(_renderer: mistune.HTMLRenderer, text: str) -> str:
    """A table in a box that scrolls where it is too wide, and that the keyboard reaches."""
    return f'<div class="scroll" tabindex="0"><table>\n{text}</table></div>\n'


class Prose:
    """Markdown of one page; ids stay unique over all its calls.

    Examples
    --------
    >>> Prose()("[a](javascript:b) <b>")
    Markup('<p>a &lt;b&gt;</p>\\n')
    """

    def __init__(self) -> None:
        renderer = _Renderer()
        self._markdown = mistune.Markdown(renderer=renderer, plugins=[table])
        renderer.register("table_cell", _cell)
        renderer.register("table", _table)

    def __call__(self, text: str) -> Markup:
        return Markup(self._markdown(text))  # whatever came in was escaped by the renderer


def split_sections(texts: Iterable[str]) -> list[tuple[str, str]]:
    """Id and text of each second-level heading, for the contents of a page.

    Examples
    --------
    >>> split_sections(["# A", "## Limits\\n\\nSome."])
    [('limits', 'Limits')]
    """
    headings = [line[3:] for text in texts for line in text.splitlines() if line.startswith("## ")]
    return [(_slug(heading), heading) for heading in headings]
