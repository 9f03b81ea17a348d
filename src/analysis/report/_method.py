"""The page on method: docs/method.md, block by block in the language of the page, and the sample beside the census."""

from __future__ import annotations

from pathlib import Path

from analysis.charts import plot_margins
from analysis.dataset import Dataset
from analysis.jupyter._translating import translate_prose
from analysis.numbers import population, shares
from analysis.report._figures import Figure, draw_figure, make_look
from analysis.report._frame import Site, render
from analysis.report._prose import Prose, split_sections
from analysis.words.i18n import _, speak

__all__ = ["SOURCE", "render_method_page"]

BESIDE = Path(__file__).parent / "method.md"  # where the wheel puts it
SOURCE = BESIDE if BESIDE.exists() else Path(__file__).parents[3] / "docs" / "method.md"


def _draw_margins(data: Dataset) -> Figure | None:
    """New kinds of place beside the census of third places, as published and weighted."""
    table = population.compare_margins(population.select_new(shares.plans(data)), data.census)
    return draw_figure("census", lambda ax: plot_margins(table, ax=ax)) if len(table) else None


def render_method_page(data: Dataset | None = None, *, site: Site) -> bytes:
    """The definitions of all numbers and the rules of the verdicts; with a dataset also how near it is to the census."""
    with speak(site.lang):
        texts = [translate_prose(SOURCE.read_text(encoding="utf-8"))]
        figure = None if data is None else _draw_margins(data)
        if figure:
            heading, about = (
                _("The sample beside the census"),
                _(
                    "Weights make the new kinds of place look like the third places that the census of 2023 counted, in the "
                    "legal form of who carries them and in where they stand. The census counts who runs a place, not who "
                    "carries its investment. Regions are not weighted: they show what the weights do elsewhere."
                ),
            )
            texts.append(f"## {heading}\n\n{about}")
        return render(
            "plain",
            site,
            name="method",
            title=_("Method"),
            sections=split_sections(texts),
            drawn=make_look([figure] if figure else []),
            text=Prose()("\n\n".join(texts)),
            figures=[figure] if figure else [],
        )
