"""The figure of missing data: which fields are known, by draw and kind of place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.charts._columns import label_column, name_code
from analysis.charts._figure import CURRENT, Drawn, figure
from analysis.charts._style import INK, make_room, name_rows, write
from analysis.numbers.population import Draw
from analysis.words._formatting import format_count, format_share, format_whole, join_names
from analysis.words.i18n import _, mark

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["plot_missing"]

#: A share from which its number is written in white.
DARK = 0.6
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
    fields = list(dict.fromkeys(frame["field"]))
    labels: list[str] = []
    heads, parts, cells = [], [], []
    for draw, of_draw in frame.groupby("draw", sort=False):
        heads.append(len(labels))
        labels.append(str(Draw(str(draw)).label))
        cells.append(np.full(len(fields), np.nan))
        for kind, row in of_draw.groupby("place_type", sort=False):
            at = len(labels)
            shares = row.set_index("field")["share"].reindex(fields).to_numpy(dtype=float)
            for x, share in enumerate(shares):
                ink = "white" if share > DARK else INK
                write(ax, format_share(share), (x, at), color=ink, ha="center", va="center", in_layout=False)
            labels.append(f"{name_code('place_type', str(kind))} ({format_whole(row['n'].iloc[0])})")
            cells.append(shares)
        parts.append(_tell(str(Draw(str(draw)).label), of_draw))
    sides = (np.arange(len(fields) + 1) - 0.5, np.arange(len(labels) + 1) - 0.5)
    ax.pcolormesh(*sides, np.array(cells), cmap="Blues", vmin=0, vmax=1.2, edgecolors="white", linewidth=2, gid="cells")
    make_room(ax, 1.4 * len(labels), above=2.4)
    name_rows(ax, labels, above=0.55, below=0.45)
    for at, tick in enumerate(ax.get_yticklabels()):
        tick.set_fontweight("bold" if at in heads else "normal")
    ax.set_xlim(-0.55, len(fields) - 0.45)
    ax.set_xticks(range(len(fields)), [label_column(field) for field in fields], rotation=35)
    for tick in ax.get_xticklabels():
        tick.set(ha="right", rotation_mode="anchor")
    n = format_count(frame.drop_duplicates(["draw", "place_type"])["n"].sum(), "plan")
    basis = _("n = {plans}, in brackets of each kind; number: part of them that knows the field")
    return Drawn(basis.format(plans=n), parts)


def _tell(draw: str, rows: pd.DataFrame) -> str:
    """The fields that a draw knows best and least, over all its kinds."""
    sums = rows.groupby("field", sort=False)[["known", "n"]].sum()
    shares = (sums["known"] / sums["n"]).sort_values(ascending=False, kind="stable")
    told = [f"{label_column(str(field))} {format_share(share)}" for field, share in shares.items()]
    best, least = join_names(told[:TOLD]), join_names(told[::-1][:TOLD])
    n = format_whole(np.max(sums["n"]))
    return _("{draw}, n = {n}: best known {best}; least known {least}").format(draw=draw, n=n, best=best, least=least)
