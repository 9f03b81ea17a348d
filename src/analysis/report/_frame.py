"""The frame of every page: its templates, its one style, and a policy that lets nothing in from anywhere."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from html import unescape
from itertools import zip_longest
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from analysis.report._prose import is_address
from analysis.words._formatting import format_whole, join_pair
from analysis.words._signature import get_signature, list_signature
from analysis.words._typography import set_html_in_type
from analysis.words.i18n import LANGUAGES, _, mark, speak

__all__ = ["Card", "Site", "compile_templates", "render", "render_choice_page", "render_fragment"]

TEMPLATES = Path(__file__).parent / "template"
#: What the navigation calls the pages of notebooks; another notebook goes by its own name.
NAMES = {
    "00_overview": mark("Claims"),
    "01_investment": mark("Cost"),
    "02_funding_mix": mark("Who pays"),
    "03_territories": mark("Where"),
    "04_stakeholders": mark("Who takes part"),
    "05_concepts": mark("New or not"),
    "06_explore": mark("Worked example"),
    "07_your_data": mark("Your data"),
}
#: The other pages, in the order of the navigation.
PAGES = {
    "my-plan": mark("My plan"),
    "places": mark("Places"),
    "method": mark("Method"),
    "data-quality": mark("Data quality"),
}
#: Most readers read French: the first page leads there first.
READERS_FIRST = ("fr", "en")

#: Links out of a text; an address that is shown as such needs no number.
LINKS = re.compile(r'<a (?![^>]*class="bare")[^>]*?href="(https?://[^"]*)"[^>]*>.*?</a>', re.DOTALL)
#: Pages that print their sources in their own way.
NAMING_THEIR_OWN = ("places",)

#: Letters of a word that is longer than French words are: it is an address or the like.
LONG_WORD = 25
#: What the index shows of a notebook: title and question (text), answer and claims (HTML).
Card = dict[str, str]


@dataclass(frozen=True)
class Site:
    """What all pages of one language share.

    Attributes
    ----------
    lang : {"en", "fr"}
        Language of the pages.
    languages : tuple of str
        All languages of the report: each page leads to itself in the others.
    cards : dict
        Name of each notebook page to its card.
    territory : str
        The sentence that says which part of the data the pages show; empty for all of it.
    alone : bool
        Whether the page stands by itself: no other page to lead to.
    """

    lang: str
    languages: tuple[str, ...]
    cards: dict[str, Card] = field(default_factory=dict)
    territory: str = ""
    alone: bool = False


@cache
def _text(name: str) -> str:
    return (TEMPLATES / name).read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
    )
    environment.globals |= {"_": _, "pair": join_pair}
    environment.tests["address"] = is_address
    environment.filters["whole"] = format_whole
    environment.filters["breaking"] = _break_long
    return environment


def _break_long(text: str) -> Markup:
    """A text whose long words, addresses above all, may break behind their marks: else their column takes all the room.

    Examples
    --------
    >>> _break_long("see https://example.org/a-page & more")
    Markup('see https:/<wbr>/<wbr>example.<wbr>org/<wbr>a-<wbr>page &amp; more')
    """
    parts = re.split(rf"(\S{{{LONG_WORD},}})", text)
    broken = [Markup("<wbr>").join(re.split(r"(?<=[/._?&=-])(?=\S)", part)) for part in parts[1::2]]
    return Markup("").join(one for both in zip_longest(parts[::2], broken, fillvalue="") for one in both)


def compile_templates() -> None:
    """Compile all templates, which else each one's first page waits for."""
    for name in _environment().list_templates(extensions=["j2"]):
        _environment().get_template(name)


def render_fragment(template: str, **values: Any) -> Markup:
    """A piece of a page, in the language that is spoken; texts are escaped."""
    return Markup(_environment().get_template(f"{template}.html.j2").render(**values))


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _policy(style: str, script: str) -> str:
    """Nothing from anywhere: the page's own pictures, its one style and its one script, known by their hashes."""
    parts = ["default-src 'none'", "img-src data:", f"style-src {_hash(style)}"]
    parts += ["font-src data:"] if "@font-face" in style else []
    parts += [f"script-src {_hash(script)}"] if script else []
    return "; ".join([*parts, "base-uri 'none'", "form-action 'none'"])


def _navigation(site: Site) -> dict[str, str]:
    notebooks = {name: _(NAMES[name]) if name in NAMES else _own_name(name) for name in site.cards}
    return {**notebooks, **{name: _(label) for name, label in PAGES.items()}}


def _own_name(name: str) -> str:
    return name[3:].replace("_", " ").capitalize()


def render(
    template: str,
    site: Site,
    *,
    name: str,
    title: str,
    sections: Sequence[tuple[str, str]] = (),
    look: str = "",
    drawn: str = "",
    script: str = "",
    **values: Any,
) -> bytes:
    """One page.

    Parameters
    ----------
    template : str
        Name of the template, without its ending.
    site : Site
        What the pages of this language share.
    name : str
        Name of the page's file, without its ending.
    title : str
        What the window and the search engine show.
    sections : sequence of (id, text)
        Headings that the contents list.
    look : str
        File in the folder of templates with the styles that this page alone needs.
    drawn : str
        Styles of the page's figures: what `_figures.make_look` returns.
    script : str
        Files of the page's script in the folder of templates, parted by blanks; no script by default.
    **values
        What the template asks for besides; texts are escaped, `Markup` is not.

    Returns
    -------
    bytes
        One HTML document that needs no other file and asks for no address.
    """
    style = _text("style.css") + (_text(look) if look else "") + drawn
    code = "".join(map(_text, script.split()))
    signature = get_signature()
    with speak(site.lang):
        page = {
            "lang": site.lang,
            "languages": {lang: LANGUAGES[lang] for lang in site.languages if lang != site.lang},
            "name": name,
            "title": title,
            "sections": sections,
            "navigation": _navigation(site),
            "territory": site.territory,
            "alone": site.alone,
            "signed": list_signature(),
            "contact": signature.contact,
            "write": signature.contact if is_address(signature.contact) else f"mailto:{signature.contact}",
            "address": signature.address,
            "policy": _policy(style, code),
            "style": Markup(style),  # our own files
            "script": Markup(code),
        }
        html = _environment().get_template(f"{template}.html.j2").render(page=page, **values)
        html = set_html_in_type(html if name in NAMING_THEIR_OWN else _number_sources(html))
    if signature.address and not site.alone:
        html = _lead_to(html, f"{signature.address.rstrip('/')}/{site.lang}/{name}.html")
    return html.encode("utf-8", "replace")


def _number_sources(html: str) -> str:
    """A page with a number at each link out of its text, and the addresses at its end: what paper shows of links."""
    seen: dict[str, int] = {}

    def number(found: re.Match[str]) -> str:
        return f'{found[0]}<sup class="ref">[{seen.setdefault(found[1], len(seen) + 1)}]</sup>'

    before, opening, rest = html.partition('<main id="main">')
    main, closing, after = rest.partition("</main>")
    main = LINKS.sub(number, main)
    if not seen:
        return html
    listed = "".join(f"<li>{address}</li>" for address in seen)  # escaped, as the attributes were
    title = _("Addresses of the links")
    told = f'<section class="sources" aria-label="{title}"><ol>{listed}</ol></section>\n'
    return before + opening + main + told + closing + after


def _lead_to(html: str, address: str) -> str:
    """A page whose links to other files lead to where the report stands on the web: none is dead where it lies alone."""

    def whole(found: re.Match[str]) -> str:
        return f'{found[1]}href="{escape(urljoin(address, unescape(found[2])))}"'

    return re.sub(r'(<a\b[^>]*?\s)href="(?!https?:|mailto:|#)([^"]*)"', whole, html)


def render_choice_page(languages: Sequence[str]) -> bytes:
    """The first page of the report: it goes on in the language of the browser, and without a script leads to each."""
    told = {}
    for lang in sorted(languages, key=READERS_FIRST.index):
        with speak(lang):
            question = _("What does it cost to start a new innovation place, and who pays?")
            told[lang] = {"label": LANGUAGES[lang], "question": question, "brand": _("What a place costs")}
    style, script = _text("style.css"), _text("choice.js")
    page = _environment().get_template("choice.html.j2")
    return page.render(
        languages=told, style=Markup(style), script=Markup(script), policy=_policy(style, script)
    ).encode()
