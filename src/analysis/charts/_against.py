"""Figures of one number against another: over the years, and two numbers of each place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from matplotlib.ticker import MaxNLocator

from analysis.charts._axes import name_scale, set_euros, set_years
from analysis.charts._bins import UP, draw_squares, is_crowded
from analysis.charts._columns import EURO_COLUMNS, keep_known, label_column, name_code, tell_ends, tell_money
from analysis.charts._describing import mark_places
from analysis.charts._figure import CURRENT, Drawn, Given, figure
from analysis.charts._groups import jitter
from analysis.charts._rows import draw_key
from analysis.charts._style import BLUE, INK, is_narrow
from analysis.numbers import inference
from analysis.words._formatting import (
    format_count,
    format_decimal,
    format_interval,
    format_rate,
    format_share,
    format_whole,
    join_pair,
    join_parts,
)
from analysis.words._grouping import split_groups
from analysis.words.i18n import _, mark

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["plot_association", "plot_over_years"]

#: Colour of each kind of source in turn.
COLOURS = (BLUE, "#D55E00", "#00805c", "#a8377c")
MARKERS = "oXs^"
#: Height of what is drawn, in inches.
HEIGHT = 2.5
#: Different years under which a source has no line of its own.
LEAST_YEARS = 5
#: What is said where there are too many places for points.
CROWDED = mark("squares are places, the larger the more of them")
#: A link that chance alone brings this seldom is told.
SELDOM = 0.05


def _find_trends(known: pd.DataFrame, value: str) -> dict[str, inference.Trend]:
    """The line of each kind of source whose places spread over enough years: sources are never drawn as one."""
    parts = {kind: part for kind, part in split_groups(known, "source_kind") if part["year"].nunique() >= LEAST_YEARS}
    found = {kind: inference.trend(part, value, log=value in EURO_COLUMNS) for kind, part in parts.items()}
    return {kind: one for kind, one in found.items() if np.isfinite(one.slope)}


def _trend_title(given: Given) -> str:
    value = given["value"]
    field = label_column(value).capitalize()
    found = _find_trends(keep_known(given["plans"], ["year", value]), value).values()
    if found and all(one.low > 0 for one in found):
        told = _("{field}: a clear rise over the years")
    elif found and all(one.high < 0 for one in found):
        told = _("{field}: a clear fall over the years")
    elif found and not any(one.low > 0 or one.high < 0 for one in found):
        told = _("{field}: no clear rise or fall over the years")
    else:
        told = _("{field} over the years")
    return told.format(field=field)


@figure(
    needs=["name", "year", "source_kind", "{value}"], empty=["year", "{value}"], title=_trend_title, grid="y",
)  # fmt: skip
def plot_over_years(
    plans: pd.DataFrame, *, value: str = "investment_eur", title: str | None = None, ax: Axes = CURRENT
) -> Drawn | None:
    """A number against the year, each place a point whose marker tells the kind of source, with a line for each source.

    Parameters
    ----------
    plans : DataFrame
        One row per place with ``name``, ``year``, ``source_kind`` and ``value``; rows without a year are left out and
        counted.
    value : str
        investment_eur, constant_eur, eur_per_m2, eur_per_workstation (euros, log axis), or a count: surface_m2,
        workstations, stakeholders.

    Notes
    -----
    The lines are Theil and Sen's; a source whose places lie in under five different years has none.

    Examples
    --------
    >>> from analysis import load, shares
    >>> ax = plot_over_years(shares.plans(load()))
    >>> ax.get_figure().clear()
    """
    known = keep_known(plans, ["year", value])
    if not len(known):
        return None
    money, trends = value in EURO_COLUMNS, _find_trends(known, value)
    sources, many = list(split_groups(known, "source_kind")), is_crowded(len(known))
    for at, ((kind, part), marker, colour) in enumerate(zip(sources, MARKERS, COLOURS, strict=False)):
        if many:
            moved = 0.25 * (at - (min(len(sources), len(COLOURS)) - 1) / 2)
            draw_squares(ax, part["year"], part[value], colour=colour, log=(False, money), parts=(0, UP), moved=moved,
                         side=6)  # fmt: skip
        else:
            years = part["year"] + jitter(len(part)) * 0.8
            points = ax.scatter(
                years, part[value], s=22, marker=marker, color=colour, alpha=0.55, linewidth=0, gid="points"
            )
            mark_places(points, part)
        if kind in trends:
            _draw_trend(ax, part["year"], trends[kind], colour if len(sources) > 1 else INK, money=money)
    set_years(ax, known["year"])
    if money:
        set_euros(ax, known[value], axis="y")
        ax.set_ylim(top=ax.get_ylim()[1] * (10 if is_narrow(ax) and len(sources) > 1 else 3))
    else:
        ax.set_ylim(-0.5, max(known[value].max() * 1.15 + 1, 6))
        ax.yaxis.set_major_locator(MaxNLocator(5, integer=True))
    names = [f"{name_code('source_kind', kind)} ({len(part)})" for kind, part in sources]
    if len(sources) > 1:
        draw_key(ax, list(zip(names, COLOURS, strict=False)))
    words = [_tell_trend(kind, trends.get(kind), money=money) for kind, _part in sources]
    n = f"n = {format_count(len(known), 'place')}"
    told = [f"{n}, {tell_money(known, value)}" if money else n, *([_(CROWDED)] if many else []), *words]
    without = _("{n} more have no year").format(n=format_whole(len(plans) - len(known)))
    return Drawn(join_parts(told), [*words, without, tell_ends(known, value)], HEIGHT)


def _draw_trend(ax: Axes, years: pd.Series, found: inference.Trend, colour: str, *, money: bool) -> None:
    ends = np.array([years.min(), years.max()], dtype=float)
    line = found.intercept + found.slope * ends
    ax.plot(ends, 10**line if money else line, color=colour, linewidth=1.8, gid="trend")


def _tell_trend(kind: str, found: inference.Trend | None, *, money: bool) -> str:
    """The line of a source in words."""
    name = name_code("source_kind", kind)
    if found is None:
        return join_pair(name, _("too few places or years for a line"))

    def form(slope: float) -> str:
        return format_rate(10**slope - 1) if money else format_decimal(slope, sign=True)

    ends = format_interval(found.low, found.high, form)
    return join_pair(name, _("{slope} a year (95%: {interval})").format(slope=form(found.slope), interval=ends))


def _link_title(given: Given) -> str:
    x, y = given["x"], given["y"]
    found = inference.association(keep_known(given["plans"], [x, y]), x, y)
    told = _("{field} and {other}")
    if np.isfinite(found.rho):
        told = _("{field} and {other}: no clear link")
        if found.p < SELDOM:
            told = _("{field} and {other} rise together") if found.rho > 0 else _("{field} falls where {other} rises")
    return told.format(field=label_column(y).capitalize(), other=label_column(x))


@figure(needs=["name", "{x}", "{y}"], empty=["{x}", "{y}"], title=_link_title, grid="both")
def plot_association(
    plans: pd.DataFrame, *, x: str, y: str, title: str | None = None, ax: Axes = CURRENT
) -> Drawn | None:
    """One number against another, each place a point; the title says whether they go together.

    Parameters
    ----------
    plans : DataFrame
        One row per place with ``name``, ``x`` and ``y``; euros take a log axis.
    x, y : str
        The two columns.

    Notes
    -----
    The link is Spearman's rho, its p-value that of permuted pairings (`inference.association`).

    Examples
    --------
    >>> from analysis import load, shares
    >>> ax = plot_association(shares.plans(load()), x="investment_eur", y="stakeholders")
    >>> ax.get_figure().clear()
    """
    known = keep_known(plans, [x, y])
    if not len(known):
        return None
    many, logs = is_crowded(len(known)), (x in EURO_COLUMNS, y in EURO_COLUMNS)
    spread = jitter(len(known)) * 0.6 if not logs[1] and not many else np.zeros(len(known))
    if many:
        draw_squares(ax, known[x], known[y], colour=BLUE, log=logs)
    else:
        points = ax.scatter(known[x], known[y] + spread, s=20, color=BLUE, alpha=0.5, linewidth=0, gid="points")
        mark_places(points, known)
    for axis, column in (("x", x), ("y", y)):
        if column in EURO_COLUMNS:
            set_euros(ax, known[column], axis=axis)
        else:
            getattr(ax, f"{axis}axis").set_major_locator(MaxNLocator(5, integer=True))
    ax.set_xlabel(name_scale(ax, x) if x in EURO_COLUMNS else label_column(x))
    ax.set_ylabel(label_column(y), fontsize=9, color=INK)
    money = next((name for name in (x, y) if name in EURO_COLUMNS), "")
    told = [f"n = {format_count(len(known), 'place')}" + (f", {tell_money(known, money)}" if money else "")]
    if spread.any():
        told.append(_("points are moved a little, so that none hides another"))
    if many:
        told.append(_(CROWDED))
    words = _tell_link(inference.association(known, x, y))
    return Drawn(join_parts([*told, words]), [words, tell_ends(known, x), tell_ends(known, y)], HEIGHT)


def _tell_link(found: inference.Association) -> str:
    if not np.isfinite(found.rho):
        return _("too few for a test")
    chance = format_share(max(found.p, 1e-4))
    return _("chance alone brings a link this strong in {share} of cases").format(share=chance)
