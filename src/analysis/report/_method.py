"""The page on method: docs/method.md, block by block in the language of the page."""

from __future__ import annotations

from pathlib import Path

from analysis.jupyter._translating import in_language
from analysis.report._frame import Site, render
from analysis.report._prose import Prose, sections_of
from analysis.words.i18n import _, speaking

__all__ = ["SOURCE", "method_page"]

BESIDE = Path(__file__).parent / "method.md"  # where the wheel puts it
SOURCE = BESIDE if BESIDE.exists() else Path(__file__).parents[3] / "docs" / "method.md"


def method_page(*, site: Site) -> bytes:
    """The definitions of all numbers and the rules of the verdicts."""
    with speaking(site.lang):
        text = in_language(SOURCE.read_text(encoding="utf-8"))
        return render("plain", site, name="method", title=_("Method"), sections=sections_of([text]), text=Prose()(text))
