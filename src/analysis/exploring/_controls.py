"""Controls that ipywidgets lacks: several of a list with counts, a range on steps, a search, buttons that copy and take along."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from analysis.words._formatting import format_whole
from analysis.words.i18n import _

__all__ = ["CopyButton", "DownloadButton", "Ground", "MultiChoice", "RangeSlider", "SearchBox", "list_euro_steps"]

BROWSER = Path(__file__).parent / "browser"
#: Euros at which a log slider stops, in each power of ten.
STOPS = (1, 1.5, 2, 3, 5, 7)


def list_euro_steps(low: float, high: float) -> list[float]:
    """Round amounts from below ``low`` to above ``high``, about evenly apart on a log scale.

    Examples
    --------
    >>> list_euro_steps(40_000, 90_000)
    [30000.0, 50000.0, 70000.0, 100000.0]
    """
    stops = [stop * 10.0**power for power in range(16) for stop in STOPS]
    first = max((i for i, stop in enumerate(stops) if stop <= low), default=0)
    last = min((i for i, stop in enumerate(stops) if stop >= high), default=len(stops) - 1)
    return stops[first : last + 1]


class RangeSlider(anywidget.AnyWidget):
    """A range on steps; both ends can be moved with the keyboard and are labelled.

    Attributes
    ----------
    low, high : int
        The steps that are chosen.
    """

    _esm = BROWSER / "range_slider.js"
    label = traitlets.Unicode().tag(sync=True)
    low_label = traitlets.Unicode().tag(sync=True)
    high_label = traitlets.Unicode().tag(sync=True)
    texts = traitlets.List(traitlets.Unicode()).tag(sync=True)
    low = traitlets.Int(0).tag(sync=True)
    high = traitlets.Int(0).tag(sync=True)

    def __init__(self, label: str, steps: Sequence[float], form: Callable[[float], str], **options: Any) -> None:
        self.steps = list(steps)
        super().__init__(
            label=label,
            low_label=_("from"),
            high_label=_("to"),
            texts=[form(step) for step in steps],
            high=len(self.steps) - 1,
            **options,
        )

    @traitlets.validate("low", "high")
    def _on_a_step(self, proposal: Any) -> int:
        return min(max(int(proposal["value"]), 0), max(len(self.steps) - 1, 0))

    @property
    def value(self) -> tuple[float, float] | None:
        """Both ends; None where the whole range is chosen, which leaves nothing out."""
        if not self.steps or (self.low, self.high) == (0, len(self.steps) - 1):
            return None
        return self.steps[min(self.low, self.high)], self.steps[max(self.low, self.high)]

    def reset(self) -> None:
        """Choose the whole range again."""
        self.low, self.high = 0, max(len(self.steps) - 1, 0)


class MultiChoice(anywidget.AnyWidget):
    """Several of some values, each with how many places it would leave.

    Attributes
    ----------
    value : list of str
        The codes that are chosen; none leaves nothing out.
    """

    _esm = BROWSER / "multi_choice.js"
    label = traitlets.Unicode().tag(sync=True)
    all = traitlets.Unicode().tag(sync=True)
    find = traitlets.Unicode().tag(sync=True)
    options = traitlets.List(traitlets.List(traitlets.Unicode())).tag(sync=True)
    value = traitlets.List(traitlets.Unicode()).tag(sync=True)

    def __init__(self, label: str, choices: Sequence[tuple[str, str]], **options: Any) -> None:
        self._choices = list(choices)
        super().__init__(label=label, all=_("all of them"), find=_("search in the list"), **options)
        self.count({})

    @traitlets.validate("value")
    def _known(self, proposal: Any) -> list[str]:
        known = {code for _name, code in self._choices}
        return [code for code in dict.fromkeys(proposal["value"]) if code in known]

    def count(self, counts: Mapping[str, int]) -> None:
        """Tell how many places each value would leave."""
        self.options = [[code, name, format_whole(counts.get(code, 0))] for name, code in self._choices]


class SearchBox(anywidget.AnyWidget):
    """A text that is searched for while it is written."""

    _esm = BROWSER / "search_box.js"
    label = traitlets.Unicode().tag(sync=True)
    hint = traitlets.Unicode().tag(sync=True)
    value = traitlets.Unicode().tag(sync=True)


class DownloadButton(anywidget.AnyWidget):
    """A button that takes a file along; it is made when it is asked for.

    Parameters
    ----------
    label : str
        What stands on it.
    make : callable
        Gives the name, the media type and the bytes of the file; None where there is nothing to take.
    """

    _esm = BROWSER / "download_button.js"
    label = traitlets.Unicode().tag(sync=True)
    empty = traitlets.Bool(False).tag(sync=True)

    def __init__(self, label: str, make: Callable[[], tuple[str, str, bytes] | None], **options: Any) -> None:
        super().__init__(label=label, **options)
        self._make = make
        self.on_msg(lambda _widget, _content, _buffers: self.hand_out())

    def hand_out(self) -> None:
        """Make the file and send it to the browser."""
        if made := self._make():
            name, kind, content = made
            self.send({"name": name, "type": kind}, buffers=[content])


class CopyButton(anywidget.AnyWidget):
    """A button that copies a text to the clipboard and shows it."""

    _esm = BROWSER / "copy_button.js"
    label = traitlets.Unicode().tag(sync=True)
    text = traitlets.Unicode().tag(sync=True)
    done = traitlets.Unicode().tag(sync=True)
    by_hand = traitlets.Unicode().tag(sync=True)

    def __init__(self, label: str, **options: Any) -> None:
        super().__init__(label=label, done=_("Copied."), by_hand=_("Marked: copy it with the keyboard."), **options)


class Ground(anywidget.AnyWidget):
    """The style of a panel; it keeps the keys that are pressed in the panel from the notebook's shortcuts."""

    _esm = BROWSER / "ground.js"
    _css = BROWSER / "panel.css"
