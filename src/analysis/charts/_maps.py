"""Figures of where: the places on a map, and the regions as a grid of tiles."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.charts._bins import draw_squares, is_crowded
from analysis.charts._columns import name_code
from analysis.charts._describing import mark_places
from analysis.charts._figure import CURRENT, Drawn, Given, figure
from analysis.charts._outlines import OVERSEAS, Box, lay_boxes, list_outlines, place_points
from analysis.charts._rows import draw_key, find_bar, find_key_height, set_rows
from analysis.charts._style import BLUE, QUIET, is_narrow, write
from analysis.words._formatting import format_count, format_whole, join_parts, show_value
from analysis.words.i18n import _, mark
from analysis.words.vocabulary import Settlement

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["TILES", "plot_map", "plot_tilemap"]

#: Column, row and short name of each region's tile: roughly where it lies, overseas regions on the left.
TILES = {
    "Hauts-de-France": (4, 0, "Hauts-de-\nFrance"),
    "Normandie": (3, 1, "Normandie"),
    "Île-de-France": (4, 1, "Île-de-\nFrance"),
    "Grand Est": (5, 1, "Grand Est"),
    "Bretagne": (2, 1, "Bretagne"),
    "Pays de la Loire": (3, 2, "Pays de\nla Loire"),
    "Centre-Val de Loire": (4, 2, "Centre-Val\nde Loire"),
    "Bourgogne-Franche-Comté": (5, 2, "Bourgogne-\nFr.-Comté"),
    "Nouvelle-Aquitaine": (3, 3, "Nouvelle-\nAquitaine"),
    "Auvergne-Rhône-Alpes": (5, 3, "Auvergne-\nRh.-Alpes"),
    "Occitanie": (4, 4, "Occitanie"),
    "Provence-Alpes-Côte d'Azur": (5, 4, "Provence-A.-\nC. d'Azur"),
    "Corse": (6, 4, "Corse"),
    "Guadeloupe": (0, 0, "Guadeloupe"),
    "Martinique": (0, 1, "Martinique"),
    "Guyane": (0, 2, "Guyane"),
    "La Réunion": (0, 3, "La Réunion"),
    "Mayotte": (0, 4, "Mayotte"),
}


#: Side of a part of the map where places are counted, of which the mainland has about ten.
CELL = 0.33
#: Colours of rural and urban places, as far apart in lightness as in hue.
SETTLEMENTS: dict[str, str] = {Settlement.RURAL: "#00805c", Settlement.URBAN: BLUE}


@figure(needs=["region", "n"], empty=["region"], grid="")
def plot_tilemap(
    table: pd.DataFrame, *, title: str = mark("Where are the places?"), ax: Axes = CURRENT
) -> Drawn | None:
    """Places of each region of France as a grid of tiles, overseas regions on the left.

    Parameters
    ----------
    table : DataFrame
        What `summaries.regions` returns: region, n. Regions that are not French are counted below, not drawn.

    Examples
    --------
    >>> from analysis import load, shares, summaries
    >>> ax = plot_tilemap(summaries.regions(shares.plans(load())))
    >>> ax.get_figure().clear()
    """
    numbers = dict(zip(table["region"], table["n"], strict=True))
    if not sum(numbers.values()):
        return None
    ordered = table[table["n"] > 0].sort_values(["n", "region"], ascending=[False, True])
    parts = [f"{show_value(row.region)} {row.n}" for row in ordered.itertuples()]
    empty = [region for region in TILES if not numbers.get(region, 0)]
    parts += [_("no place in {regions}").format(regions=", ".join(empty))] if empty else []
    elsewhere = int(table.loc[~table["region"].isin(list(TILES)), "n"].sum())
    parts += [_("{places} elsewhere").format(places=format_count(elsewhere, "place"))] if elsewhere else []
    inches = _draw_regions(ax, ordered) if is_narrow(ax) else _draw_tiles(ax, numbers)
    ax.spines["bottom"].set_visible(False)
    basis = _("n = {places}; each tile is a region, the darker the more places in the sample")
    if is_narrow(ax):
        basis = "n = {places}"
    basis = basis.format(places=format_count(table["n"].sum(), "place"))
    return Drawn(basis, parts, inches)


def _draw_tiles(ax: Axes, numbers: dict[str, int]) -> float:
    """A tile for each region; the figure stays as high as it is."""
    import matplotlib as mpl

    most, shades = max(numbers.values()), mpl.colormaps["Blues"]
    for region, (column, row, name) in TILES.items():
        n = int(numbers.get(region, 0))
        strength = 0.08 + 0.5 * n / most if n else 0.0
        tile = mpl.patches.Rectangle(
            (column, row), 0.94, 0.92, facecolor=shades(strength), edgecolor="#cccccc", gid=region
        )
        ax.add_patch(tile)
        write(ax, name, (column + 0.47, row + 0.34), ha="center", va="center", linespacing=1.0)
        at = (column + 0.47, row + 0.74)
        write(ax, str(n), at, ha="center", va="center", fontsize=11, fontweight="bold")
    ax.set(xlim=(-0.1, 7.1), ylim=(5.05, -0.42), xticks=[], yticks=[])
    write(ax, _("overseas"), (0, -0.08), color=QUIET, va="bottom")
    return 0.0


def _draw_regions(ax: Axes, ordered: pd.DataFrame) -> float:
    """On a phone, where no name fits into a tile, a bar for each region with a place."""
    values = [format_whole(n) for n in ordered["n"]]
    inches = set_rows(ax, [show_value(region) for region in ordered["region"]], values)
    ax.barh(range(len(ordered)), ordered["n"], height=find_bar(ax, inches), color=BLUE, gid="region")
    ax.set(xlim=(0, ordered["n"].max()), xticks=[])
    return inches


def _map_title(given: Given) -> str:
    drawn = place_points(given["plans"].dropna(subset=["latitude", "longitude"]), lay_boxes(beside=True))
    known = drawn["settlement"].dropna()
    if not len(known):
        return _("Where are the places?")
    rural = int((known == Settlement.RURAL).sum())
    told = _("In a rural municipality: {rural} of {places}")
    return told.format(rural=format_whole(rural), places=format_count(len(known), "place"))


@figure(
    needs=["name", "latitude", "longitude", "settlement"], empty=["latitude", "longitude"], title=_map_title, grid="",
)  # fmt: skip
def plot_map(plans: pd.DataFrame, *, title: str | None = None, ax: Axes = CURRENT) -> Drawn | None:
    """Each place as a point on the regions of France, rural or urban by its colour; overseas regions in boxes.

    Parameters
    ----------
    plans : DataFrame
        One row per place with ``name``, ``latitude``, ``longitude`` and ``settlement``.

    Examples
    --------
    >>> from analysis import load, shares
    >>> ax = plot_map(shares.plans(load()))
    >>> ax.get_figure().clear()
    """
    known = plans.dropna(subset=["latitude", "longitude"])
    narrow = is_narrow(ax)
    boxes = lay_boxes(beside=not narrow)
    placed = place_points(known, boxes)
    if not len(placed):
        return None
    for box in boxes:
        _draw_outlines(ax, box)
    kinds = [*(str(code) for code in SETTLEMENTS), ""]
    settlement = placed["settlement"].fillna("").astype(str)
    many = is_crowded(len(placed))
    for at, kind in enumerate(kinds):
        there = placed[settlement == kind]
        colour = SETTLEMENTS.get(kind, QUIET)
        if many and len(there):
            cells = tuple(max(1, round(float(np.ptp(there[name])) / CELL)) for name in ("x", "y"))
            draw_squares(ax, there["x"], there["y"], colour=colour, parts=cells, moved=(at - 1) * CELL / 6,
                         marker="o", side=8 if narrow else 11)  # fmt: skip
        if many:
            continue
        points = ax.scatter(there["x"], there["y"], s=20 if narrow else 26, color=colour, alpha=0.75, linewidth=0.4,
                            edgecolor="white", gid="points", zorder=3)  # fmt: skip
        mark_places(points, there)
    keys = [(f"{name_code('settlement', kind) if kind else _('not known')} ({(settlement == kind).sum()})",
             SETTLEMENTS.get(kind, QUIET)) for kind in kinds if (settlement == kind).any()]  # fmt: skip
    xlim, ylim = ((-2.7, 10.6), (-0.1, 10.6)) if not narrow else ((-0.1, 10.6), (-3.2, 10.4))
    wide = 3.4 if narrow else 5.0
    unit = wide / (xlim[1] - xlim[0])
    ylim = (ylim[0], ylim[1] + find_key_height(ax, len(keys)) / unit)
    ax.set(xlim=xlim, ylim=ylim, xticks=[], yticks=[], aspect="equal", anchor="W")
    draw_key(ax, keys)
    ax.spines["bottom"].set_visible(False)
    return Drawn(_map_basis(plans, placed), _tell_map(placed), unit * (ylim[1] - ylim[0]))


def _draw_outlines(ax: Axes, box: Box) -> None:
    from matplotlib.patches import Polygon

    for name, rings in list_outlines().items():
        if name != box.name and (box.name in OVERSEAS or name in OVERSEAS):
            continue
        for ring in rings:
            x, y = box.lay(ring[:, 0], ring[:, 1])
            ax.add_patch(
                Polygon(np.column_stack([x, y]), facecolor="#ececec", edgecolor="#bdbdbd", linewidth=0.6, gid="region")
            )
    if box.name in OVERSEAS:
        down = 0.5 if is_narrow(ax) and OVERSEAS.index(box.name) % 2 else 0.05  # on a phone names in a row would meet
        write(ax, box.name, (box.left, box.bottom - down), va="top", color=QUIET, in_layout=False)


def _map_basis(plans: pd.DataFrame, placed: pd.DataFrame) -> str:
    where = _("circles are places, the larger the more of them; each colour has its own scale")
    where = where if is_crowded(len(placed)) else _("a point inside the municipality")
    told = [f"n = {format_count(len(placed), 'place')}", where]
    without = int(plans[["latitude", "longitude"]].isna().any(axis=1).sum())
    elsewhere = len(plans) - without - len(placed)
    if without:
        told.append(_("{places} without a known municipality not shown").format(places=format_count(without, "place")))
    if elsewhere:
        told.append(_("{places} elsewhere").format(places=format_count(elsewhere, "place")))
    return join_parts(told)


def _tell_map(placed: pd.DataFrame) -> list[str]:
    if "region" not in placed:
        return []
    counts = placed["region"].dropna().astype(str).value_counts()
    ordered = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    return [f"{show_value(region)} {format_whole(n)}" for region, n in ordered]
