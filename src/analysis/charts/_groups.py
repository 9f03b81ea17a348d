"""Figures of one number by place and by group: distribution, groups, years, association."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from matplotlib.ticker import MaxNLocator

from analysis.charts._columns import (
    EURO_COLUMNS,
    LONGEST,
    SHARE_COLUMNS,
    find_form,
    label_axis,
    label_column,
    name_code,
    tell_money,
)
from analysis.charts._figure import CURRENT, Drawn, Given, figure
from analysis.charts._style import BLUE, GENERATIONS, INK, QUIET, name_rows, set_euro_axis, set_share_axis, write
from analysis.numbers import inference
from analysis.words._formatting import (
    format_count,
    format_decimal,
    format_euros,
    format_interval,
    format_p_value,
    format_rate,
    format_share,
    format_whole,
    join_names,
    join_parts,
    show_value,
)
from analysis.words._grouping import split_groups
from analysis.words.i18n import _, mark

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["plot_association", "plot_distribution", "plot_groups", "plot_over_years"]

#: Names of the quartiles, which `_` says.
QUARTILES = (mark("lower quartile"), mark("median"), mark("upper quartile"))

#: Points that a group shows at most: more are one smear, and slow.
MOST_POINTS = 1_000


def _basis(known: pd.DataFrame, value: str) -> str:
    return f"n = {format_count(len(known), 'place')}" + (
        f", {tell_money(known, value)}" if value in EURO_COLUMNS else ""
    )


def _ends(known: pd.DataFrame, value: str) -> str:
    form = find_form(value)
    least, most = known.loc[known[value].idxmin()], known.loc[known[value].idxmax()]
    first, last = (show_value(plan["name"], longest=LONGEST) for plan in (least, most))
    return _("lowest {least} {low}, highest {most} {high}").format(
        least=first, low=form(least[value]), most=last, high=form(most[value])
    )


@figure(needs=["name", "{value}"], empty=["{value}"], grid="y")
def plot_distribution(
    plans: pd.DataFrame,
    *,
    value: str = "investment_eur",
    band: tuple[float, float] = (50_000, 1_000_000),
    title: str = mark("What does it cost to start a place?"),
    ax: Axes = CURRENT,
) -> Drawn | None:
    """How the plans spread over a log axis of euros, with a band, the quartiles and the median marked.

    Parameters
    ----------
    plans : DataFrame
        One row per place with ``name`` and ``value`` (EUR above 0).
    value : str
        The column that is drawn.
    band : tuple of float
        Ends of the shaded band, EUR; the lower end is in, the upper is out.

    Examples
    --------
    >>> from analysis import load, shares
    >>> ax = plot_distribution(shares.plans(load()))
    >>> ax.get_figure().clear()
    """
    known = plans.dropna(subset=[value])
    if not len(known):
        return None
    logs = np.log10(known[value])
    bins = 10 ** np.arange(np.floor(logs.min() * 5) / 5, np.ceil(logs.max() * 5) / 5 + 0.3, 0.2)
    ax.axvspan(*band, color="#56B4E9", alpha=0.18, linewidth=0)
    heights, *_rest = ax.hist(known[value], bins=list(bins), color=BLUE, edgecolor="white", linewidth=0.8)
    set_euro_axis(ax, pd.Series([*known[value], *band]), fifty=True)
    top = float(np.max(heights))
    ax.set_ylim(0, top * 1.5)
    inside = known[value].between(*band, inclusive="left").mean()
    banded = {"share": format_share(inside), "low": format_euros(band[0]), "high": format_euros(band[1])}
    middle = (np.sqrt(band[0] * band[1]), top * 1.47)
    told = _("{share} from {low}\nto under {high}").format(**banded)
    write(ax, told, middle, white=(0.8, 1), ha="center", va="top")
    quartiles = known[value].quantile([0.25, 0.5, 0.75])
    marked = quartiles if len(known) >= inference.LEAST_FOR_SUMMARY else quartiles.iloc[:0]
    for place, (at, name) in enumerate(zip(marked, QUARTILES, strict=False)):
        ax.axvline(at, color=INK, linewidth=1.6 if name == "median" else 1, linestyle="-" if name == "median" else "--")
        side, ha = (-4, "right") if place == 0 else (4, "left")
        write(ax, f"{_(name)}\n{format_euros(at)}", (at, top * 1.05), moved=(side, 0), ha=ha, va="bottom")
    ax.set_ylabel(_("places"), fontsize=9, color=QUIET)
    ax.yaxis.set_major_locator(MaxNLocator(integer=True))
    ax.set_xlabel(label_axis(value))
    parts = [f"{_(name)} {format_euros(at)}" for at, name in zip(marked, QUARTILES, strict=False)]
    parts += [_("{share} of the plans lie from {low} to under {high}").format(**banded), _ends(known, value)]
    return Drawn(_basis(known, value), parts)


def _jitter(n: int) -> np.ndarray:
    """Offsets that spread points evenly and never change: the golden ratio's fractional parts."""
    return (np.arange(1, n + 1) * 0.6180339887 % 1 - 0.5) * 0.5


def _by(given: Given) -> str:
    field, group = label_column(given["value"]).capitalize(), label_column(given["by"])
    return _("{field} by {group}").format(field=field, group=group)


@figure(needs=["name", "{value}", "{by}"], empty=["{value}", "{by}"], title=_by)
def plot_groups(
    plans: pd.DataFrame, *, by: str, value: str = "investment_eur", title: str | None = None, ax: Axes = CURRENT
) -> Drawn | None:
    """Each place as a point, one row per group, with the median and its 95% interval.

    Parameters
    ----------
    plans : DataFrame
        One row per place with ``name``, ``value`` and ``by``.
    by : str
        Column of groups; under 5 places a group shows its points only.
    value : str
        Euros (log axis), shares (0 to 100%) or a count.

    Examples
    --------
    >>> from analysis import load, shares
    >>> ax = plot_groups(shares.plans(load()), by="settlement")
    >>> ax.get_figure().clear()
    """
    known = plans.dropna(subset=[value, by])
    if not len(known):
        return None
    groups = list(split_groups(known, by))
    table = inference.medians(known, value, by=by).set_index("group")
    form, parts = find_form(value), []
    for place, (group, part) in enumerate(groups):
        ordered = _thin_out(part.sort_values(value))
        colours = (
            ordered["generation"].map(GENERATIONS).fillna(QUIET)
            if "generation" in part and by == "place_type"
            else BLUE
        )
        ax.scatter(
            ordered[value], place + _jitter(len(ordered)), s=16, c=colours, alpha=0.45, linewidth=0, gid="points",
        )  # fmt: skip
        row = table.loc[group]
        if np.isfinite(row["median"]):
            ax.plot([row["low"], row["high"]], [place, place], color=INK, linewidth=2.2, gid="interval")
            ax.plot(row["median"], place, "D", color=INK, markersize=6, markeredgecolor="white", gid="median")
            at = (row["median"], place)
            write(ax, form(row["median"]), at, moved=(0, 7), white=(0.75, 0.6), ha="center", fontweight="bold")
        parts.append(_group_text(by, group, part[value], row, form))
    name_rows(ax, [f"{name_code(by, group)} ({len(part)})" for group, part in groups], above=0.75)
    _value_axis(ax, known[value], value)
    thin = any(len(part) > MOST_POINTS for _group, part in groups)
    marks = _("points are places, marks are medians with 95% intervals")
    if thin:
        marks = _("points are places, at most {n} evenly chosen of a group; marks are medians with 95% intervals")
        marks = marks.format(n=format_whole(MOST_POINTS))
    return Drawn(join_parts([_basis(known, value), marks]), [*parts, _ends(known, value)])


def _thin_out(ordered: pd.DataFrame) -> pd.DataFrame:
    """Some of many sorted places, evenly chosen, with the least and the greatest."""
    if len(ordered) <= MOST_POINTS:
        return ordered
    return ordered.iloc[np.linspace(0, len(ordered) - 1, MOST_POINTS).round().astype(int)]


def _group_text(by: str, group: str, values: pd.Series, row: pd.Series, form) -> str:  # type: ignore[no-untyped-def]
    name = name_code(by, group)
    if not np.isfinite(row["median"]):
        each = _("{group}, n = {n}: {values}")
        return each.format(group=name, n=len(values), values=join_names([form(value) for value in sorted(values)]))
    told = (
        _("{group}, n = {n}: median {median} ({interval}, rough)")
        if row["rough"]
        else _("{group}, n = {n}: median {median} ({interval})")
    )
    ends = format_interval(row["low"], row["high"], form)
    return told.format(group=name, n=format_whole(row["n"]), median=form(row["median"]), interval=ends)


def _value_axis(ax: Axes, values: pd.Series, value: str) -> None:
    if value in EURO_COLUMNS:
        set_euro_axis(ax, values)
        ax.set_xlabel(label_axis(value))
    elif value in SHARE_COLUMNS:
        set_share_axis(ax)
        ax.set_xlabel(label_column(value).split(",")[0])
    else:
        ax.set_xlabel(label_column(value))


def _over_the_years(given: Given) -> str:
    return _("{field} over the years").format(field=label_column(given["value"]).capitalize())


@figure(needs=["name", "year", "source_kind", "{value}"], empty=["year", "{value}"], title=_over_the_years, grid="y")
def plot_over_years(
    plans: pd.DataFrame, *, value: str = "investment_eur", title: str | None = None, ax: Axes = CURRENT
) -> Drawn | None:
    """A number against the year, each place a point whose marker tells the kind of source, with the Theil-Sen line.

    Parameters
    ----------
    plans : DataFrame
        One row per place with ``name``, ``year``, ``source_kind`` and ``value``; rows without a year are left out and
        counted.
    value : str
        Euros (log axis) or a count.

    Examples
    --------
    >>> from analysis import load, shares
    >>> ax = plot_over_years(shares.plans(load()))
    >>> ax.get_figure().clear()
    """
    known = plans.dropna(subset=["year", value])
    if not len(known):
        return None
    money = value in EURO_COLUMNS
    for (kind, part), marker, colour in zip(split_groups(known, "source_kind"), "oX", (BLUE, "#D55E00"), strict=False):
        years = part["year"] + _jitter(len(part)) * 0.8
        ax.scatter(
            years, part[value], s=22, marker=marker, color=colour, alpha=0.55, linewidth=0,
            label=f"{name_code('source_kind', kind)} (n = {len(part)})",
        )  # fmt: skip
    found = inference.trend(known, value, log=money)
    words = _("too few plans or years for a trend")
    if np.isfinite(found.slope):
        ends = np.array([known["year"].min(), known["year"].max()], dtype=float)
        line = found.intercept + found.slope * ends
        ax.plot(ends, 10**line if money else line, color=INK, linewidth=1.8, gid="trend")
        words = _trend_words(found, money=money)
    if money:
        set_euro_axis(ax, known[value], axis="y", fifty=True)
        ax.set_ylim(top=ax.get_ylim()[1] * 2.5)
    else:
        ax.set_ylim(top=known[value].max() * 1.18 + 1)
    ax.set_ylabel(label_axis(value), fontsize=9, color=QUIET)
    ax.xaxis.set_major_locator(MaxNLocator(9, integer=True))
    ax.set_xlabel(label_column("year"))
    ax.legend(fontsize=9, frameon=False, loc="upper left", ncols=2, borderpad=0, handletextpad=0.2)
    parts = [words, _("{n} more have no year").format(n=format_whole(len(plans) - len(known))), _ends(known, value)]
    return Drawn(join_parts([_basis(known, value), words]), parts)


def _trend_words(found: inference.Trend, *, money: bool) -> str:
    def form(slope: float) -> str:
        return format_rate(10**slope - 1) if money else format_decimal(slope, sign=True)

    ends = format_interval(found.low, found.high, form)
    return _("Theil-Sen line {slope} a year (95%: {interval})").format(slope=form(found.slope), interval=ends)


def _against(given: Given) -> str:
    field, other = label_column(given["y"]).capitalize(), label_column(given["x"])
    return _("{field} against {other}").format(field=field, other=other)


@figure(needs=["name", "{x}", "{y}"], empty=["{x}", "{y}"], title=_against, grid="both")
def plot_association(
    plans: pd.DataFrame, *, x: str, y: str, title: str | None = None, ax: Axes = CURRENT
) -> Drawn | None:
    """One number against another, each place a point, with Spearman's rho.

    Parameters
    ----------
    plans : DataFrame
        One row per place with ``name``, ``x`` and ``y``; euros take a log axis.
    x, y : str
        The two columns.

    Examples
    --------
    >>> from analysis import load, shares
    >>> ax = plot_association(shares.plans(load()), x="investment_eur", y="stakeholders")
    >>> ax.get_figure().clear()
    """
    known = plans.dropna(subset=[x, y])
    if not len(known):
        return None
    counts_y = y not in EURO_COLUMNS
    ax.scatter(
        known[x], known[y] + (_jitter(len(known)) * 0.6 if counts_y else 0), s=20, color=BLUE, alpha=0.5, linewidth=0
    )
    for axis, column in (("x", x), ("y", y)):
        if column in EURO_COLUMNS:
            set_euro_axis(ax, known[column], axis=axis)
    ax.set_xlabel(label_axis(x))
    ax.set_ylabel(label_column(y), fontsize=9, color=QUIET)
    found = inference.association(known, x, y)
    words = _("too few for a test")
    if np.isfinite(found.rho):
        words = _("Spearman's rho {rho}, {p}").format(
            rho=format_decimal(found.rho, sign=True), p=format_p_value(found.p)
        )
    basis = join_parts([_basis(known, next((name for name in (x, y) if name in EURO_COLUMNS), x)), words])
    return Drawn(basis, [words, _ends(known, x), _ends(known, y)])
