"""Figures of who is counted: one share in its readings, and the sample beside the census."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Unpack

import numpy as np
import pandas as pd
from matplotlib.ticker import MaxNLocator

from analysis.charts._axes import HALF_HEIGHT, draw_half, set_shares
from analysis.charts._columns import name_code
from analysis.charts._figure import CURRENT, Drawn, Given, figure
from analysis.charts._options import MarkOptions, RowOptions, arrange, pick
from analysis.charts._rows import set_rows
from analysis.charts._style import BLUE, INK, QUIET, is_narrow, write_lacks
from analysis.numbers._lacks import name_lacks
from analysis.numbers.population import Counted, LegalForm, Margin
from analysis.words._formatting import (
    format_count,
    format_decimal,
    format_interval,
    format_share,
    format_whole,
    join_pair,
)
from analysis.words.i18n import _

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from analysis.words._messages import Message

__all__ = ["plot_margins", "plot_readings"]

#: Points of difference under which a sample is said to be near the census.
NEAR = 0.05


def _title(given: Given) -> str:
    table: pd.DataFrame = given["frame"]
    known = table.dropna(subset=["low", "high"])
    above, below = known["low"] > 0.5, known["high"] < 0.5
    what = str(given["what"])
    what = _(what) if what else _("Part of the places")
    if len(known) and above.all():
        told = _("more than half in every reading")
    elif len(known) and below.all():
        told = _("fewer than half in every reading")
    elif above.any() or below.any():
        told = _("it depends on who is counted")
    else:
        return _("{what}: more than half?").format(what=what)
    return join_pair(what, told)


def _count(row: Any) -> str:
    """How many plans a reading has, and of a weighted one how many they are worth."""
    n = f"n = {format_whole(row.n)}"
    if np.isfinite(row.effective_n) and row.effective_n < row.n - 0.5:
        return _("{n}, worth {effective}").format(n=n, effective=format_whole(row.effective_n))
    return n


@figure(
    needs=["reading", "n", "effective_n", "value", "low", "high", "rough", "lacks"], title=_title,
    orders=["value", "n", "name"],
)  # fmt: skip
def plot_readings(
    frame: pd.DataFrame,
    *,
    what: str | Message = "",
    title: str | None = None,
    ax: Axes = CURRENT,
    **asked: Unpack[RowOptions],
) -> Drawn | None:
    """One share in each of its readings, with its 95% interval, beside one half.

    Parameters
    ----------
    frame : DataFrame
        What `population.list_readings` returns.
    what : str or Message
        What is counted, as the title begins with it.

    Examples
    --------
    >>> from analysis import load, population, shares
    >>> data = load()
    >>> plans = population.select_new(shares.plans(data))
    >>> ax = plot_readings(population.list_readings(plans, "citizens_involved", None, fixed_by_lists=True))
    >>> ax.get_figure().clear()
    """
    if not frame["value"].notna().any():
        return None
    rows, left = arrange(
        frame.itertuples(), asked, name=lambda row: str(Counted(row.reading).label), value=lambda row: row.value,
        n=lambda row: row.n,
    )  # fmt: skip
    parts, values = [], []
    for at, row in enumerate(rows):
        parts.append(_draw_reading(ax, row, at, pick(asked, BLUE)))
        values.append(format_share(row.value) if np.isfinite(row.value) else "")
    names = [f"{Counted(row.reading).label} ({_count(row)})" for row in rows]
    inches = set_rows(ax, names, values, top=HALF_HEIGHT)
    draw_half(ax)
    set_shares(ax)
    ax.set_xlabel(_("part of the plans"))
    basis = _("dots: shares of plans, lines: 95% intervals; n: plans, and how many they are worth when weighted")
    return Drawn(basis, parts, inches, left)


def _draw_reading(ax: Axes, row: Any, at: int, colour: str) -> str:
    """A reading, and its numbers in words."""
    label, beside = str(Counted(row.reading).label), _count(row)
    if not np.isfinite(row.value):
        write_lacks(ax, row.lacks, at)
        return _("{reading}, {n}: {told}").format(reading=label, n=beside, told=name_lacks(row.lacks))
    ends = [row.low, row.high]
    ax.plot(
        ends,
        [at, at],
        color=colour,
        linewidth=1.2 if row.rough else 3,
        alpha=0.5,
        solid_capstyle="butt",
        gid="interval",
    )
    ax.plot(row.value, at, "o", color=colour, markersize=8, markeredgecolor="white", gid="share")
    told = _("{value} (95%: {interval}, rough)") if row.rough else _("{value} (95%: {interval})")
    told = told.format(value=format_share(row.value), interval=format_interval(row.low, row.high, format_share))
    return _("{reading}, {n}: {told}").format(reading=label, n=beside, told=told)


def _name_category(margin: str, category: str) -> str:
    return str(LegalForm(category).label) if margin == Margin.LEGAL_FORM else name_code(margin, category)


def _margin_title(given: Given) -> str:
    table: pd.DataFrame = given["frame"]
    away = (table["sample"] - table["census"]).abs().where(table["raked"].astype(bool))
    if not away.notna().any():
        return _("How near is the sample to the census?")
    row = table.loc[away.idxmax()]
    if away.max() < NEAR:
        return _("The sample is within {points} points of the census").format(points=format_whole(100 * NEAR))
    told = _("{category}: {sample} of the sample, {census} of the places of the census")
    name = _name_category(row["margin"], row["category"])
    name = name[:1].upper() + name[1:]
    return told.format(category=name, sample=format_share(row["sample"]), census=format_share(row["census"]))


@figure(needs=["margin", "category", "n", "sample", "weighted", "census", "raked"], title=_margin_title, orders=[])
def plot_margins(
    frame: pd.DataFrame, *, title: str | None = None, ax: Axes = CURRENT, **asked: Unpack[MarkOptions]
) -> Drawn | None:
    """The sample beside the census, part by part: how far it is from it as published, and weighted.

    Parameters
    ----------
    frame : DataFrame
        What `population.compare_margins` returns, or some of its rows.

    Examples
    --------
    >>> from analysis import load, population, shares
    >>> census = pd.DataFrame({"dimension": "settlement", "category": ["rural", "towns"], "share": [0.34, 0.66]})
    >>> ax = plot_margins(population.compare_margins(shares.plans(load()), census))
    >>> ax.get_figure().clear()
    """
    known = frame.dropna(subset=["sample"])
    if not len(known):
        return None
    labels: list[str] = []
    values: list[str] = []
    heads, parts = [], []
    for margin, rows in known.groupby("margin", sort=False):
        heads.append(len(labels))
        weighted = bool(rows["raked"].all())
        name = str(Margin(str(margin)).label)
        labels.append(name if weighted else _("{name} (no weights for it)").format(name=name))
        values.append("")
        for row in rows.itertuples():
            told = _draw_margin(ax, row, len(labels), pick(asked, BLUE))
            labels.append(_name_category(row.margin, row.category))
            values.append(
                _("{sample}, {census}").format(sample=format_share(row.sample), census=format_share(row.census))
            )
            parts.append(join_pair(labels[-1], told))
    ax.axvline(0, color=QUIET, linewidth=1)
    inches = set_rows(ax, labels, values, strong=heads, head=_("sample, census"), dense=True, width=46)
    reach = 1.12 * (known[["sample", "weighted"]].sub(known["census"], axis=0)).abs().max(axis=None)
    ax.set_xlim(-max(reach, NEAR), max(reach, NEAR))
    ax.xaxis.set_major_locator(MaxNLocator(3 if is_narrow(ax) else 5))
    ax.xaxis.set_major_formatter(lambda value, at: format_decimal(100 * value, digits=0, sign=round(100 * value) != 0))
    ax.set_xlabel(
        _("points from the census") if is_narrow(ax) else _("points below (left) or above (right) the census")
    )
    n = format_count(known.groupby("margin")["n"].sum().max(), "plan")
    basis = _("n = {plans}; circles: as published, dots: weighted to the census; right: sample, census")
    return Drawn(basis.format(plans=n), parts, inches)


def _draw_margin(ax: Axes, row: Any, at: float, colour: str) -> str:
    """A row of the love plot, and its numbers in words."""
    before, after = row.sample - row.census, row.weighted - row.census
    both = {"sample": format_share(row.sample), "census": format_share(row.census)}
    ax.plot(before, at, "o", markersize=8, markerfacecolor="white", markeredgecolor=INK, gid="sample", zorder=3)
    if not np.isfinite(after):
        return _("{sample} of the sample, {census} of the census").format(**both)
    ax.plot([before, after], [at, at], color=colour, linewidth=1.6, alpha=0.5)
    ax.plot(after, at, "o", color=colour, markersize=6, gid="weighted", zorder=4)
    told = _("{sample} of the sample, weighted {weighted}, {census} of the census")
    return told.format(**both, weighted=format_share(row.weighted))
