"""The figure of missing data: which fields are known, by draw and kind of place."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.charts._columns import FEW, label_column, name_code
from analysis.charts._figure import CURRENT, Drawn, figure
from analysis.charts._style import INK, is_narrow, write
from analysis.numbers.population import Draw
from analysis.words._formatting import format_count, format_share, format_whole, join_names
from analysis.words.i18n import _, mark

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["plot_missing"]

#: Fields that the text tells of each draw.
TOLD = 3


@figure(needs=["draw", "place_type", "field", "n", "known", "share"], grid="")
def plot_missing(
    frame: pd.DataFrame, *, title: str = mark("What do the sources tell, and what not?"), ax: Axes = CURRENT
) -> Drawn | None:
    """What part of the plans of each draw and kind knows each field.

    Parameters
    ----------
    frame : DataFrame
        What `provenance.map_missing` returns.

    Examples
    --------
    >>> from analysis import load, provenance, shares
    >>> ax = plot_missing(provenance.map_missing(shares.plans(load())))
    >>> ax.get_figure().clear()
    """
    if not len(frame):
        return None
    cells = _by_draw(frame) if is_narrow(ax) else _by_kind(frame)
    heads = [at for at, row in enumerate(cells.index) if row[1] == ""]
    _draw_cells(ax, cells)
    labels = [kind or str(Draw(draw).label) for draw, kind in cells.index]
    letters = 24 if is_narrow(ax) else 40
    ax.set_yticks(range(len(labels)), ["\n".join(wrap(label, letters)) for label in labels])
    for at, tick in enumerate(ax.get_yticklabels()):
        tick.set_fontweight("bold" if at in heads and not is_narrow(ax) else "normal")
    ax.set(xlim=(-0.55, cells.shape[1] - 0.45), ylim=(len(labels) - 0.45, -0.55))
    ax.set_xticks(range(cells.shape[1]), list(cells.columns), rotation=0 if is_narrow(ax) else 90)
    ax.xaxis.tick_top()
    ax.spines["bottom"].set_visible(False)
    parts = [_tell(str(Draw(str(draw)).label), of_draw) for draw, of_draw in frame.groupby("draw", sort=False)]
    n = format_count(frame.drop_duplicates(["draw", "place_type"])["n"].sum(), "plan")
    basis = _("n = {plans}, in brackets of each kind; number: how many of them know the field")
    above = 0.35 if is_narrow(ax) else 1.3
    return Drawn(basis.format(plans=n), parts, 0.27 * len(labels) + above)


def _by_kind(frame: pd.DataFrame) -> pd.DataFrame:
    """Known of n in each cell: a row per draw and kind of place, a column per field; a row per draw that heads its kinds."""
    fields = list(dict.fromkeys(frame["field"]))
    rows: dict[tuple[str, str], list[tuple[float, float]]] = {}
    for draw, of_draw in frame.groupby("draw", sort=False):
        rows[str(draw), ""] = [(np.nan, np.nan)] * len(fields)
        for kind, row in of_draw.groupby("place_type", sort=False):
            found = row.set_index("field").reindex(fields)
            name = f"{name_code('place_type', str(kind))} ({format_whole(row['n'].iloc[0])})"
            rows[str(draw), name] = list(zip(found["known"], found["n"], strict=True))
    return _as_cells(rows, [label_column(field) for field in fields])


def _by_draw(frame: pd.DataFrame) -> pd.DataFrame:
    """The same for a phone: a row per field, a column per draw, over all kinds."""
    sums = frame.groupby(["draw", "field"], sort=False)[["known", "n"]].sum()
    draws = list(dict.fromkeys(frame["draw"]))
    rows = {
        (str(draws[0]), label_column(field)): [tuple(sums.loc[(draw, field)]) if (draw, field) in sums.index else (np.nan, np.nan)
                                               for draw in draws]
        for field in dict.fromkeys(frame["field"])
    }  # fmt: skip
    return _as_cells(rows, ["\n".join(wrap(str(Draw(str(draw)).label), 12)) for draw in draws])


def _as_cells(rows: dict[tuple[str, str], list[tuple[float, float]]], columns: list[str]) -> pd.DataFrame:
    cells = pd.DataFrame(index=pd.MultiIndex.from_tuples(list(rows)), columns=columns, dtype=object)
    for at, row in enumerate(rows.values()):
        for x, cell in enumerate(row):
            cells.iat[at, x] = cell
    return cells


def _draw_cells(ax: Axes, cells: pd.DataFrame) -> None:
    """Each cell with its share as a shade and as a number; of few plans the number is a count."""
    shares = np.full(cells.shape, np.nan)
    for at, row in enumerate(cells.to_numpy()):
        for x, (known, n) in enumerate(row):
            if not n > 0:
                continue
            shares[at, x] = share = known / n
            told = format_share(share) if n >= FEW else f"{format_whole(known)}/{format_whole(n)}"
            write(ax, told, (x, at), color=INK, ha="center", va="center", in_layout=False)
    sides = (np.arange(cells.shape[1] + 1) - 0.5, np.arange(cells.shape[0] + 1) - 0.5)
    ax.pcolormesh(*sides, shares, cmap="Blues", vmin=0, vmax=1.6, edgecolors="white", linewidth=2, gid="cells")


def _tell(draw: str, rows: pd.DataFrame) -> str:
    """The fields that a draw knows best and least, over all its kinds."""
    sums = rows.groupby("field", sort=False)[["known", "n"]].sum()
    shares = (sums["known"] / sums["n"]).sort_values(ascending=False, kind="stable")
    told = [f"{label_column(str(field))} {format_share(share)}" for field, share in shares.items()]
    best, least = join_names(told[:TOLD]), join_names(told[::-1][:TOLD])
    n = format_whole(np.max(sums["n"]))
    return _("{draw}, n = {n}: best known {best}; least known {least}").format(draw=draw, n=n, best=best, least=least)
