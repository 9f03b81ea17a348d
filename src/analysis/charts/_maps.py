"""Figures of where and when: the tile grid of the regions and the timeline of the concepts."""

from __future__ import annotations

from textwrap import fill
from typing import TYPE_CHECKING

import pandas as pd

from analysis.charts._columns import name_code
from analysis.charts._figure import CURRENT, Drawn, figure
from analysis.charts._style import BLUE, GENERATIONS, INK, QUIET, write
from analysis.words._formatting import format_bounds, format_count, format_whole, join_pair, show_value
from analysis.words._grouping import split_groups
from analysis.words.i18n import _, mark

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["TILES", "plot_tilemap", "plot_timeline"]

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
    import matplotlib as mpl

    numbers = dict(zip(table["region"], table["n"], strict=True))
    if not sum(numbers.values()):
        return None
    most, shades = max(numbers.values()), mpl.colormaps["Blues"]
    for region, (column, row, name) in TILES.items():
        n = int(numbers.get(region, 0))
        strength = 0.08 + 0.72 * n / most if n else 0.0
        ink = "white" if strength > 0.5 else INK
        ax.add_patch(
            mpl.patches.Rectangle(
                (column, row), 0.94, 0.92, facecolor=shades(strength), edgecolor="#cccccc", gid=region
            )
        )
        write(ax, name, (column + 0.47, row + 0.34), color=ink, ha="center", va="center", linespacing=1.0)
        at = (column + 0.47, row + 0.74)
        write(ax, str(n), at, color=ink, ha="center", va="center", fontsize=11, fontweight="bold")
    ax.set(xlim=(-0.1, 7.1), ylim=(5.05, -0.42), xticks=[], yticks=[])
    write(ax, _("overseas"), (0, -0.08), color=QUIET, va="bottom")
    ordered = table[table["n"] > 0].sort_values(["n", "region"], ascending=[False, True])
    parts = [f"{show_value(row.region)} {row.n}" for row in ordered.itertuples()]
    empty = [region for region in TILES if not numbers.get(region, 0)]
    parts += [_("no place in {regions}").format(regions=", ".join(empty))] if empty else []
    elsewhere = int(table.loc[~table["region"].isin(list(TILES)), "n"].sum())
    parts += [_("{places} elsewhere").format(places=format_count(elsewhere, "place"))] if elsewhere else []
    ax.spines["bottom"].set_visible(False)
    basis = _("n = {places}; each tile is a region, the darker the more places in the sample")
    basis = basis.format(places=format_count(table["n"].sum(), "place"))
    return Drawn(basis, parts)


@figure(needs=["concept", "since", "what_it_adds"], beside={"plans": ["year", "generation"]})
def plot_timeline(
    concepts: pd.DataFrame,
    *,
    plans: pd.DataFrame,
    title: str = mark("When did the words come, and when the places?"),
    ax: Axes = CURRENT,
) -> Drawn | None:
    """The concepts from the year since they are used, and below them the places by their year.

    Parameters
    ----------
    concepts : DataFrame
        concept, since, what_it_adds.
    plans : DataFrame
        ``year`` and ``generation`` of the places; places without either are left out.

    Examples
    --------
    >>> from analysis import load, shares
    >>> data = load()
    >>> ax = plot_timeline(data.concepts, plans=shares.plans(data))
    >>> ax.get_figure().clear()
    """
    if not len(concepts):
        return None
    known = plans.dropna(subset=["year", "generation"])
    first = min(1990, int(concepts["since"].min()))
    last = max(int(known["year"].max()) if len(known) else 0, int(concepts["since"].max()) + 10)
    ordered = concepts.sort_values("since", kind="stable").to_dict("records")
    for place, row in enumerate(ordered):
        ax.plot([row["since"], last], [place, place], color=BLUE, linewidth=2.5, alpha=0.35, solid_capstyle="butt")
        ax.plot(row["since"], place, "o", color=BLUE, markersize=7)
        adds = row["what_it_adds"]
        words = join_pair(_concept(row["concept"]), _(adds))
        write(ax, fill(words, 80), (first, place - 0.14), va="bottom", linespacing=1.0)
    since = _("{concept} since {year}")
    parts = [since.format(concept=_concept(row["concept"]), year=row["since"]) for row in ordered]
    ticks = []
    for place, (group, part) in enumerate(split_groups(known, "generation"), start=len(ordered)):
        years = part["year"].astype(int).value_counts().sort_index()
        ax.scatter(years.index, [place] * len(years), s=14 * years, color=GENERATIONS[group], alpha=0.65, linewidth=0)
        ticks.append((place, f"{fill(name_code('generation', group), 16)} ({len(part)})"))
        text = _("{group}, n = {n}: {years}, median {median}, most in {mode} ({places})").format(
            group=name_code("generation", group),
            n=format_whole(len(part)),
            years=format_bounds(years.index.min(), years.index.max(), str),
            median=f"{part['year'].median():.0f}",
            mode=years.idxmax(),
            places=format_whole(years.max()),
        )
        parts.append(text)
    ax.set_yticks([place for place, name in ticks], [name for place, name in ticks])
    ax.set_ylim(len(ordered) + len(ticks) - 0.4, -0.9)
    ax.set_xlim(first - 1, last + 2)
    ax.set_xlabel(_("year; the size of a dot is the number of places"))
    basis = _("{concepts} of the conference of 2017; n = {places} with a year").format(
        concepts=format_count(len(ordered), "concept"), places=format_count(len(known), "place")
    )
    return Drawn(basis, parts)


def _concept(code: str) -> str:
    return _(code.replace("_", " "))
