"""A small drawing beside a number: one dot a plan, the half in the middle, and the middle itself."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from analysis.charts._bins import is_crowded

__all__ = ["Strip", "draw_strip"]

#: In units of the drawing: what a dot takes, and the room around for the names of the ticks.
STEP, FOOT, SIDE = 4.0, 16.0, 20.0
#: Dots of a strip of more plans than a figure shows one by one: each stands for as many of them.
MOST_DOTS = 200


@dataclass(frozen=True)
class Strip:
    """What the template draws, in units of its own; the first dot of a pile lies on the line.

    Attributes
    ----------
    width, height : float
        Of the dots, without the names of the ticks.
    dots : tuple of (x, y)
        One a plan; of too many plans `MOST_DOTS`.
    band : tuple of (x, width)
        From the first quartile to the third.
    middle : float
        The median.
    ticks : tuple of (x, text)
        Names below the line.
    """

    width: float
    height: float
    dots: tuple[tuple[float, float], ...]
    band: tuple[float, float]
    middle: float
    ticks: tuple[tuple[float, str], ...]

    @property
    def box(self) -> str:
        """The room of the drawing with the names of the ticks, as SVG writes it."""
        return f"{-SIDE:g} -2 {self.width + 2 * SIDE:g} {self.height + FOOT + 2:g}"


def _pile(places: Iterable[float]) -> list[tuple[float, int]]:
    """Each place on its step, and how many lie below it."""
    seen: Counter[float] = Counter()
    piled = []
    for x in places:
        step = round(x / STEP) * STEP
        piled.append((step, seen[step]))
        seen[step] += 1
    return piled


def _thin_out(ordered: Sequence[float]) -> Sequence[float]:
    """Of too many sorted values some, evenly chosen with the least and the greatest: the dots keep their shape."""
    if not is_crowded(len(ordered)):
        return ordered
    return [ordered[round(at)] for at in np.linspace(0, len(ordered) - 1, MOST_DOTS)]


def draw_strip(
    values: Sequence[float],
    ticks: Sequence[float],
    name: Callable[[float], str],
    *,
    log: bool = False,
    width: float = 240.0,
    height: float = 36.0,
) -> Strip:
    """A strip from the first tick to the last; what lies beyond stands at its edge.

    Examples
    --------
    >>> found = draw_strip([0.2, 0.2, 0.6], [0.0, 1.0], str)
    >>> found.dots, found.middle
    (((48.0, 34.0), (48.0, 30.0), (144.0, 34.0)), 48.0)
    """
    scale = math.log10 if log else float
    low, high = scale(ticks[0]), scale(ticks[-1])

    def place(value: float) -> float:
        return round(min(max((scale(value) - low) / (high - low), 0.0), 1.0) * width, 1)

    piled = _pile(place(value) for value in _thin_out(sorted(values)))
    height = max(height, STEP * (1 + max(level for _x, level in piled)) + 2)
    first, middle, third = (place(float(q)) for q in np.quantile(values, [0.25, 0.5, 0.75]))
    dots = tuple((x, height - 2 - STEP * level) for x, level in piled)
    return Strip(
        width,
        height,
        dots,
        (first, round(third - first, 1)),
        middle,
        tuple((place(tick), name(tick)) for tick in ticks),
    )
