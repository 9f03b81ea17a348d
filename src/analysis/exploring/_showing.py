"""What a panel shows: figures, sentences and tables as HTML in which every text is escaped."""

from __future__ import annotations

import base64
import html
import os
import threading
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import ipywidgets as widgets

from analysis.charts._describing import find_text, is_empty

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from analysis.tables import Table

__all__ = ["Panel", "run_in_turn", "show_alert", "show_line", "show_paper", "show_picture", "show_sentences"]

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


def show_picture(draw: Callable[[Axes], Any]) -> str:
    """A figure as an image with its alternative text; the sentence that stands for it where nothing could be drawn.

    Parameters
    ----------
    draw : callable
        Draws on the Axes that it is given.
    """
    from matplotlib.figure import Figure

    from analysis.jupyter._display import SIZE, draw_png

    figure = Figure(figsize=SIZE, layout="constrained")
    draw(figure.subplots())
    text = html.escape(find_text(figure))
    if is_empty(figure):
        return f"<p><em>{text}</em></p>"
    return f'<img alt="{text}" src="data:image/png;base64,{base64.b64encode(draw_png(figure, small=False)).decode()}">'


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
