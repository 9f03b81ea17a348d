"""Many places in a figure: how many lie in each part of it, where points would be one smear and take long."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes

__all__ = ["MOST_POINTS", "draw_shape", "draw_squares", "is_crowded"]

#: Places that a figure shows one by one; of more it shows how many lie where.
MOST_POINTS = 2_000
#: Parts of a row, and parts of a plane across and upwards.
PARTS, ACROSS, UP = 48, 40, 22
#: Side of the largest square, in points, and the least area that can be seen.
SIDE, LEAST = 9.0, 1.5


def is_crowded(n: int) -> bool:
    """Whether so many places are too many to be shown one by one.

    Examples
    --------
    >>> is_crowded(2_000), is_crowded(2_001)
    (False, True)
    """
    return n > MOST_POINTS


def _cut(values: np.ndarray, parts: int, *, log: bool) -> np.ndarray:
    """The edges of equal parts between the least and the greatest value; on a log scale those of equal ratios."""
    low, high = float(values.min()), float(values.max())
    if low == high:
        return np.array([low, high])
    return np.geomspace(low, high, parts + 1) if log and low > 0 else np.linspace(low, high, parts + 1)


def _find_parts(values: np.ndarray, edges: np.ndarray, *, log: bool) -> tuple[np.ndarray, np.ndarray]:
    """The part of each value, and the middle of each part."""
    if len(edges) < 3:
        return np.zeros(len(values), dtype=int), edges[:1]
    at = np.clip(np.searchsorted(edges, values, side="right") - 1, 0, len(edges) - 2)
    middles = np.sqrt(edges[1:] * edges[:-1]) if log and edges[0] > 0 else (edges[1:] + edges[:-1]) / 2
    return at, middles


def draw_shape(ax: Axes, values: Any, at: float, *, colour: str, log: bool, height: float = 0.5) -> None:
    """The values of a row as a shape about its line: the higher, the more of them.

    Parameters
    ----------
    ax : Axes
        Where the row is.
    values : array
        Numbers; above 0 where ``log``.
    at : float
        The line of the row.
    colour : str
        Its colour.
    log : bool
        Whether the axis is a log one.
    height : float
        Of the shape where it is highest.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> ax = Figure().subplots()
    >>> draw_shape(ax, np.arange(1, 3_000), 0, colour="#0072B2", log=False)
    >>> len(ax.collections)
    1
    """
    known = np.asarray(values, dtype=float)
    known = known[known > 0] if log else known
    if not len(known):
        return
    edges = _cut(known, PARTS, log=log)
    counts = np.bincount(_find_parts(known, edges, log=log)[0], minlength=len(edges) - 1)
    half = np.append(counts, counts[-1]) / counts.max() * height / 2
    ax.fill_between(edges, at - half, at + half, step="post", color=colour, alpha=0.6, linewidth=0, gid="many")


def draw_squares(
    ax: Axes, x: Any, y: Any, *, colour: str, log: Sequence[bool] = (False, False), parts: Sequence[int] = (ACROSS, UP),
    most: int = 0, moved: float = 0.0, marker: str = "s", side: float = SIDE,
) -> int:  # fmt: skip
    """Squares where places lie: the larger, the more; how many places the largest has.

    Parameters
    ----------
    ax : Axes
        Where they are drawn.
    x, y : array
        One number a place.
    colour : str
        Of the squares.
    log : sequence of two bool
        Whether each axis is a log one.
    parts : sequence of two int
        Parts of each axis; 0 for whole numbers, each of which is its own part.
    most : int
        Places of a square of full size; by default those of the fullest.
    moved : float
        How far to the right, so that those of several groups stand beside each other.
    marker, side
        What is drawn, and its largest side in points.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> draw_squares(Figure().subplots(), [1.0, 1.0, 5.0], [2.0, 2.0, 3.0], colour="#0072B2")
    2
    """
    cells = []
    for values, is_log, into in zip(map(np.asarray, (x, y)), log, parts, strict=True):
        numbers = values.astype(float)
        if into:
            cells.append(_find_parts(numbers, _cut(numbers, into, log=is_log), log=is_log))
        else:
            middles, at = np.unique(numbers, return_inverse=True)
            cells.append((at, middles))
    (across, x_of), (up, y_of) = cells
    found, counts = np.unique(across * len(y_of) + up, return_counts=True)
    fullest = int(counts.max())
    sizes = np.maximum(side**2 * np.minimum(counts / (most or fullest), 1.0), LEAST)
    ax.scatter(
        x_of[found // len(y_of)] + moved, y_of[found % len(y_of)],
        s=sizes, marker=marker, color=colour, alpha=0.7, linewidth=0, gid="many",
    )  # fmt: skip
    return fullest
