"""What a panel shows: figures, sentences and tables as HTML in which every text is escaped."""

from __future__ import annotations

import html
import itertools
import os
import re
import threading
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import ipywidgets as widgets

from analysis.charts._describing import find_text, is_empty
from analysis.charts._style import TONES

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from analysis.tables import Table

__all__ = [
    "Panel", "run_in_turn", "show_address", "show_alert", "show_line", "show_paper", "show_picture", "show_sentences", "show_tones",
]  # fmt: skip

#: Each drawing has ids of its own.
_DRAWN = itertools.count(1)

_TURN = threading.RLock()


def run_in_turn(work: Callable[[], Any]) -> Callable[[Any], None]:
    """What a control calls when it changes: one change after the other, in all panels.

    JupyterLab hands the changes of different controls to different threads of the kernel; an earlier view that takes
    longer to draw would else come last.
    """

    def changed(_change: Any) -> None:
        with _TURN:
            work()

    return changed


def show_picture(draw: Callable[[Axes], Any], links: Mapping[str, str] | None = None) -> str:
    """A figure as a drawing whose points say which place they are; the sentence that stands for it where nothing was drawn.

    Parameters
    ----------
    draw : callable
        Draws on the Axes that it is given.
    links : dict, optional
        Place to the address that its point leads to.
    """
    from matplotlib.figure import Figure

    from analysis.jupyter._display import SIZE
    from analysis.jupyter._svg import draw_page_svg

    figure = Figure(figsize=SIZE, layout="constrained")
    draw(figure.subplots())
    text = html.escape(find_text(figure))
    if is_empty(figure):
        return f"<p><em>{text}</em></p>"
    drawn = _lead_to(draw_page_svg(figure, lay_out=True), links or {})
    return f'<figure class="cf-drawn">{drawn}<figcaption class="cf-unseen">{text}</figcaption></figure>'


def _lead_to(svg: str, links: Mapping[str, str]) -> str:
    """A drawing whose points lead to the sources of their places; a screen reader is told beside it what it shows."""
    from analysis.report._figures import ID, LINK

    number = next(_DRAWN)

    def lead(found: re.Match[str]) -> str:
        address = links.get(unquote(found[1]), "")
        if not address.startswith(("http://", "https://")):
            return f"<g>{found[2]}</g>"
        return f'<a href="{html.escape(address)}" target="_blank" rel="noopener" tabindex="-1">{found[2]}</a>'

    told = ID.sub(lambda found: f"{found[1]}cf-{number}-", LINK.sub(lead, svg))
    return told.replace("<svg", '<svg aria-hidden="true"', 1)


def show_tones() -> str:
    """The colours of drawings, as the style of a panel: figures of panels stand on white."""
    colours = {tone.name: colour for colour, tone in reversed(TONES.items())}
    told = "".join(
        f".cf-panel .f-{name}{{fill:{colour}}}.cf-panel .s-{name}{{stroke:{colour}}}"
        for name, colour in colours.items()
    )
    return f"<style>{told}</style>"


def show_sentences(texts: Sequence[str]) -> str:
    """Sentences as a list."""
    return f"<ul>{''.join(f'<li>{html.escape(text)}</li>' for text in texts)}</ul>"


def _one(part: Table | str) -> str:
    return part if isinstance(part, str) else f'<div class="cf-wide">{part._repr_html_()}</div>'


def show_paper(*parts: Table | str) -> str:
    """Tables, and HTML of this module, on white: figures are made for it."""
    return f'<div class="cf-paper">{"".join(_one(part) for part in parts)}</div>'


def show_line(text: str) -> str:
    """A sentence that a screen reader tells when it changes."""
    return f'<p role="status">{html.escape(text)}</p>'


def show_address(address: str, text: str) -> str:
    """A link to a page that the server hands out; nothing where it does not."""
    if not address:
        return ""
    return f'<p><a href="{html.escape(address)}" target="_blank" rel="noopener">{html.escape(text)}</a></p>'


def show_alert(text: str) -> str:
    """What is wrong, beside its field; nothing where nothing is."""
    return f'<p role="alert">{html.escape(text)}</p>' if text else ""


class Panel(widgets.VBox):
    """Controls and what they show in JupyterLab; elsewhere a default view without controls.

    A page, a run without a person and the checks of the notebooks show what `twin` gives: dead controls would be worse.
    Nothing is drawn below the controls there.
    """

    @staticmethod
    def clicked() -> bool:
        """Whether a person can click: a Jupyter server started the kernel."""
        return "JPY_SESSION_NAME" in os.environ

    def twin(self) -> list[Any]:
        """What is displayed where nobody can click."""
        raise NotImplementedError

    def _ipython_display_(self) -> None:
        from IPython.display import display

        if self.clicked():
            display(self._repr_mimebundle_(), raw=True)
            return
        for shown in self.twin():
            display(shown)
