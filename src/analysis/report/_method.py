"""The page on method: docs/method.md, block by block in the language of the page."""

from __future__ import annotations

from pathlib import Path

from analysis.jupyter._translating import translate_prose
from analysis.report._frame import Site, render
from analysis.report._prose import Prose, split_sections
from analysis.words.i18n import _, speak

__all__ = ["SOURCE", "render_method_page"]

BESIDE = Path(__file__).parent / "method.md"  # where the wheel puts it
SOURCE = BESIDE if BESIDE.exists() else Path(__file__).parents[3] / "docs" / "method.md"


def render_method_page(*, site: Site) -> bytes:
    """The definitions of all numbers and the rules of the verdicts."""
    with speak(site.lang):
        text = translate_prose(SOURCE.read_text(encoding="utf-8"))
        return render(
            "plain", site, name="method", title=_("Method"), sections=split_sections([text]), text=Prose()(text)
        )
