"""The list of what a report wrote, report.json: how the next run knows its own files. It may come from anyone."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from analysis.report._frame import Card

__all__ = ["MANIFEST", "Manifest", "make_manifest", "read_manifest"]

MANIFEST = "report.json"
#: Bytes of the longest that is read.
LONGEST = 2**24
FIELDS = {"title", "question", "answer", "claims"}
#: What our own cards are made of; text in any other tag is not taken over.
TAGS = {
    "a", "br", "circle", "code", "details", "div", "em", "h3", "li", "ol", "p", "path", "span", "strong", "sub", "summary",
    "sup", "svg", "ul",
}  # fmt: skip
ATTRIBUTES = {
    "aria-hidden", "class", "cx", "cy", "d", "focusable", "height", "href", "lang", "r", "viewBox", "width",
}  # fmt: skip
#: Tags that have no end.
ALONE = ("br",)
#: A link of ours leads beside, or to a page on the web.
LEADS = re.compile(r"https?://[^\s\"'<>]*|[\w.#-][^\s\"'<>:]*")
ATTRIBUTE = re.compile(r' ([A-Za-z-]+)="([^"<>]*)"')
#: Text, a tag that ends, or one that begins, and nothing else.
PIECE = re.compile(
    rf"[^<>]+|</(?P<ends>[a-z0-9]+)>|<(?P<begins>[a-z0-9]+)(?P<given>(?:{ATTRIBUTE.pattern})*)(?P<alone> ?/)?>"
)


@dataclass(frozen=True)
class Manifest:
    """What an earlier run says that it wrote; nothing where it cannot be believed."""

    files: frozenset[str] = frozenset()
    cards: Mapping[str, Mapping[str, Card]] = field(default_factory=dict)


def make_manifest(files: Mapping[str, bytes], cards: Mapping[str, Mapping[str, Card]]) -> bytes:
    """The list of what we wrote, by which the next run knows its own files."""
    content = {"files": sorted([*files, MANIFEST]), "cards": cards}
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def read_manifest(folder: Path) -> Manifest:
    """The list in a folder; its cards only where all of them are such as we write."""
    file = folder / MANIFEST
    try:
        if not file.is_file() or file.stat().st_size > LONGEST:
            return Manifest()
        told = json.loads(file.read_text(encoding="utf-8"))
        files = frozenset(path for path in told["files"] if isinstance(path, str))
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return Manifest()
    cards = told.get("cards")
    return Manifest(files, cards if _are_ours(cards) else {})


def _are_ours(cards: object) -> bool:
    """Whether cards are texts, and their HTML such as only stands there."""
    if not isinstance(cards, dict) or not all(isinstance(pages, dict) for pages in cards.values()):
        return False
    found = [card for pages in cards.values() for card in pages.values()]
    return all(
        isinstance(card, dict)
        and set(card) == FIELDS
        and all(isinstance(text, str) and text.encode("utf-8", "replace").decode() == text for text in card.values())
        and all(_is_plain(card[name]) for name in ("answer", "claims"))
        for card in found
    )


def _is_plain(html: str) -> bool:
    """Whether a piece of HTML is letter for letter such as our templates write: our tags, each closed, nothing that acts."""
    waiting: list[str] = []
    at = 0
    for piece in PIECE.finditer(html):
        if piece.start() != at:
            return False
        at = piece.end()
        if piece["ends"]:
            if not waiting or waiting.pop() != piece["ends"]:
                return False
        elif name := piece["begins"]:
            given = dict(ATTRIBUTE.findall(piece["given"]))
            if name not in TAGS or not ATTRIBUTES.issuperset(given) or not LEADS.fullmatch(given.get("href", "#")):
                return False
            if name not in ALONE and not piece["alone"]:
                waiting.append(name)
    return at == len(html) and not waiting
