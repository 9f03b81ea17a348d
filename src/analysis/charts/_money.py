"""Figures of who pays: funder types, bounds of the public share, complete plans, mixed plans, leverage, concentration."""

from __future__ import annotations

from textwrap import fill, shorten
from typing import TYPE_CHECKING, Literal

import numpy as np
import pandas as pd

from analysis.charts._columns import LONGEST, MONEY, name_code
from analysis.charts._figure import CURRENT, Drawn, figure
from analysis.charts._style import BLUE, HATCHES, INK, QUIET, SECTORS, name_rows, set_share_axis, write
from analysis.numbers import inference, summaries
from analysis.words._formatting import (
    format_count,
    format_decimal,
    format_euros,
    format_interval,
    format_number,
    format_share,
    format_whole,
    join_pair,
    join_parts,
    show_value,
)
from analysis.words.i18n import _, mark
from analysis.words.vocabulary import Mix, Sector

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Corner = Literal["center right", "lower left", "lower right"]

__all__ = [
    "draw_sector_legend",
    "plot_complete_plans",
    "plot_concentration",
    "plot_funder_mix",
    "plot_leverage",
    "plot_mixed",
    "plot_public_share",
]

#: Columns of the euros of each sector.
EUROS = [f"{sector}_eur" for sector in SECTORS]
MIXES: dict[str, str] = {Mix.MIXED: "#009E73", Mix.ONE_SECTOR: "#56B4E9", Mix.UNKNOWN: SECTORS[Sector.UNKNOWN]}


def draw_sector_legend(ax: Axes, *, loc: Corner, extra: str = "") -> None:
    """The key of the three sectors, on white so that it reads above any bar."""
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    keys: list[Patch | Line2D] = [
        Patch(facecolor=colour, hatch=HATCHES[sector], edgecolor="white", label=name_code("sector", sector))
        for sector, colour in SECTORS.items()
    ]
    if extra:
        keys.append(Line2D([], [], marker="D", color=INK, linestyle="", markersize=5, label=extra))
    ax.legend(handles=keys, fontsize=9, loc=loc, framealpha=0.9, edgecolor="none", labelcolor=INK)


@figure(needs=["places", "euros"], empty=["investment_eur"], grid="both")
def plot_concentration(
    table: pd.DataFrame, *, title: str = mark("How much of the money do the largest plans take?"), ax: Axes = CURRENT
) -> Drawn | None:
    """The Lorenz curve of the investments, with the part of the largest tenth.

    Parameters
    ----------
    table : DataFrame
        What `summaries.concentration` returns: places, euros.

    Examples
    --------
    >>> from analysis import load, shares, summaries
    >>> ax = plot_concentration(summaries.concentration(shares.plans(load())))
    >>> ax.get_figure().clear()
    """
    if len(table) < 3:
        return None
    ax.plot([0, 1], [0, 1], color="#999999", linewidth=1, linestyle="--")
    ax.plot(table["places"], table["euros"], color=BLUE, linewidth=2.2, gid="lorenz")
    ax.fill_between(table["places"], table["euros"], table["places"], color=BLUE, alpha=0.08, linewidth=0)
    gini = 1 - 2 * np.trapezoid(table["euros"], table["places"])
    n = len(table) - 1
    largest = n - int(np.ceil(n * 0.1))
    top, half = 1 - table["euros"].iloc[largest], float(np.interp(0.5, table["places"], table["euros"]))
    at = (table["places"].iloc[largest], table["euros"].iloc[largest])
    ax.plot(*at, "o", color=INK, markersize=5)
    words = _("the largest tenth of the plans takes {share} of the euros").format(share=format_share(top))
    short = fill(words, 34)
    write(ax, short, at, moved=(-10, -6), ha="right", va="bottom")
    write(ax, _("all plans equal"), (0.3, 0.34), rotation=25, color=QUIET, ha="center")
    set_share_axis(ax)
    set_share_axis(ax, axis="y")
    ax.set_xlabel(_("part of the plans, smallest first"))
    ax.set_ylabel(_("part of the euros"), fontsize=9, color=QUIET)
    parts = [
        words,
        _("the smaller half takes {share}").format(share=format_share(half)),
        f"Gini {format_decimal(gini)}",
    ]
    return Drawn(join_parts([f"n = {format_count(n, 'plan')}, {_(MONEY)}", f"Gini {format_decimal(gini)}"]), parts)


@figure(needs=["funder_type", "sector", "plans", "eur", "share", "median_share"], empty=["amount_eur"])
def plot_funder_mix(table: pd.DataFrame, *, title: str = mark("Who pays?"), ax: Axes = CURRENT) -> Drawn | None:
    """The part of all euros that each funder type brings, and its median part in complete plans.

    Parameters
    ----------
    table : DataFrame
        What `summaries.funder_mix` returns.

    Examples
    --------
    >>> from analysis import load, shares, summaries
    >>> data = load()
    >>> ax = plot_funder_mix(summaries.funder_mix(shares.plans(data), data.funding))
    >>> ax.get_figure().clear()
    """
    if not len(table) or not table["eur"].sum() > 0:
        return None
    types, no_amount = list(dict.fromkeys(table["funder_type"])), _("no amount")
    parts = []
    for place, code in enumerate(types):
        rows, left = table[table["funder_type"] == code], 0.0
        for row in rows.itertuples():
            ax.barh(
                place, row.share, left=left, height=0.68, color=SECTORS[row.sector], hatch=HATCHES[row.sector],
                edgecolor="white", linewidth=0.5,
            )  # fmt: skip
            left += row.share
        write(ax, format_share(left), (left + 0.008, place), va="center")
        median = rows["median_share"].sum()
        if median > 0:
            ax.plot(median, place, "D", color=INK, markersize=5, markeredgecolor="white", gid="median")
        sectors = ", ".join(
            f"{name_code('sector', row.sector)} {format_euros(row.eur)}" for row in rows.itertuples() if row.eur > 0
        )
        parts.append(f"{_funder(code)} {format_share(left)} ({sectors or no_amount})")
    name_rows(ax, [_funder(code) for code in types])
    ax.set_xlim(0, max(0.1, table.groupby("funder_type")["share"].sum().max() * 1.12))
    ax.xaxis.set_major_formatter(lambda value, at: format_share(value))
    ax.set_xlabel(_("part of all euros"))
    draw_sector_legend(ax, loc="center right", extra=_("median in complete plans, where above 0"))
    medians = [
        f"{_funder(r.funder_type)} {format_share(r.median_share)}" for r in table.itertuples() if r.median_share > 0
    ]
    told = ", ".join(medians) or _("{zero} for every type").format(zero=format_share(0))
    parts.append(join_pair(_("median in complete plans"), told))
    basis = _("{euros} in all, {money}; bars pool the euros of all plans")
    basis = basis.format(euros=format_euros(table["eur"].sum()), money=_(MONEY))
    return Drawn(basis, parts)


def _funder(code: str) -> str:
    return _("no line explains") if code == summaries.UNEXPLAINED else name_code("funder_type", code)


@figure(needs=["public_share_low", "public_share_high"], empty=["investment_eur"], grid="y")
def plot_public_share(
    plans: pd.DataFrame, *, title: str = mark("How much of each plan is public money?"), ax: Axes = CURRENT
) -> Drawn | None:
    """The public share of every place: a dot where it is known, a line from bound to bound where it is not.

    Parameters
    ----------
    plans : DataFrame
        What `shares.plans` returns.

    Examples
    --------
    >>> from analysis import load, shares
    >>> ax = plot_public_share(shares.plans(load()))
    >>> ax.get_figure().clear()
    """
    plans = plans.dropna(subset=["public_share_low"])
    if not len(plans):
        return None
    ordered = plans.sort_values(["public_share_low", "public_share_high"], ignore_index=True)
    low, high = ordered["public_share_low"], ordered["public_share_high"]
    known = high - low < 0.005
    at = ordered.index[~known]
    ax.vlines(at, low[~known], high[~known], color=SECTORS[Sector.UNKNOWN], linewidth=1.1, alpha=0.7)
    ax.plot(at, low[~known], "_", color=SECTORS[Sector.PUBLIC], markersize=3.5, markeredgewidth=1.6)
    ax.plot(ordered.index[known], low[known], "o", color=SECTORS[Sector.PUBLIC], markersize=4, gid="known")
    set_share_axis(ax, axis="y")
    ax.set_xlim(-2, len(plans) + 1)
    ax.set_xticks([])
    ax.set_xlabel(_("places, by the low bound of their public share"))
    ax.set_ylabel(_("public share of the investment"), fontsize=9, color=QUIET)
    wide = int((high - low > 0.5).sum())
    parts = [
        _("{n} places have one public share (dots), {whole} of them 100%").format(
            n=format_whole(known.sum()), whole=format_whole((known & (low == 1)).sum())
        ),
        _("{n} have bounds (lines), {wide} of them wider than 50 points").format(
            n=format_whole((~known).sum()), wide=format_whole(wide)
        ),
        _("more than half public for certain: {places}").format(places=format_count((low > 0.5).sum(), "place")),
        _("less than half public for certain: {places}").format(places=format_count((high < 0.5).sum(), "place")),
    ]
    basis = _("n = {places}; dot: known, grey line: between known public and known private money")
    basis = basis.format(places=format_count(len(plans), "place"))
    return Drawn(basis, parts)


@figure(needs=["complete", "investment_eur", *EUROS], empty=["complete"], grid="y")
def plot_complete_plans(
    plans: pd.DataFrame, *, title: str = mark("Who pays, where the whole plan is known?"), ax: Axes = CURRENT
) -> Drawn | None:
    """The complete plans, one stacked bar each: public, private, and money of carriers that are both.

    Parameters
    ----------
    plans : DataFrame
        What `shares.plans` returns; plans that are not complete are left out.

    Examples
    --------
    >>> from analysis import load, shares
    >>> ax = plot_complete_plans(shares.plans(load()))
    >>> ax.get_figure().clear()
    """
    known = plans[plans["complete"]]
    if not len(known):
        return None
    parts = known[EUROS].div(known["investment_eur"], axis=0)
    parts = parts.sort_values(["public_eur", "unknown_eur"], ascending=False, ignore_index=True)
    left = pd.Series(0.0, index=parts.index)
    for sector, column in zip(SECTORS, EUROS, strict=True):
        ax.bar(
            parts.index, parts[column], bottom=left, width=0.9, color=SECTORS[sector], hatch=HATCHES[sector],
            edgecolor="white", linewidth=0.3,
        )  # fmt: skip
        left = left + parts[column]
    row = summaries.public_share(known).iloc[0]
    ax.axhline(row["low"], color=INK, linewidth=1.4, linestyle="--", gid="pooled")
    ends = (
        format_share(row["low"])
        if row["high"] - row["low"] < 0.005
        else format_interval(row["low"], row["high"], format_share)
    )
    told, at = _("all euros: {share} public").format(share=ends), (len(parts) - 0.5, row["low"] - 0.02)
    write(ax, told, at, white=(0.85, 1.5), ha="right", va="top")
    set_share_axis(ax, axis="y")
    ax.set(xlim=(-0.8, len(parts) - 0.2), xticks=[])
    ax.set_xlabel(_("complete plans, the most public first"))
    ax.set_ylabel(_("part of the investment"), fontsize=9, color=QUIET)
    draw_sector_legend(ax, loc="lower left")
    of_one = {
        sector: format_whole((parts[column] > 1 - 1e-9).sum()) for sector, column in zip(SECTORS, EUROS, strict=True)
    }
    alone = _("Of {n} complete plans {public} are wholly public, {private} wholly private, {unknown} wholly unknown")
    alone = alone.format(n=format_whole(len(parts)), **of_one)
    pooled = _("of all their euros {share} is public").format(share=ends)
    return Drawn(f"n = {format_count(len(parts), 'complete plan')}, {_(MONEY)}", [alone, pooled])


@figure(needs=["group", "n", *MIXES])
def plot_mixed(
    table: pd.DataFrame,
    *,
    by: str = "group",
    title: str = mark("How many plans join public and private money?"),
    ax: Axes = CURRENT,
) -> Drawn | None:
    """Plans that are mixed, that have one sector, and that cannot be told, one bar per group.

    Parameters
    ----------
    table : DataFrame
        What `summaries.mixed` returns: group, n, mixed, one_sector, unknown.
    by : str
        The field of the groups, for their names.

    Examples
    --------
    >>> from analysis import load, shares, summaries
    >>> ax = plot_mixed(summaries.mixed(shares.plans(load()), by="settlement"), by="settlement")
    >>> ax.get_figure().clear()
    """
    if not len(table) or not table["n"].sum():
        return None
    parts = []
    for place, row in enumerate(table.to_dict("records")):
        left = 0.0
        for code, colour in MIXES.items():
            part = row[code] / row["n"]
            ax.barh(
                place, part, left=left, height=0.66, color=colour, hatch="////" if code == Mix.UNKNOWN else "",
                edgecolor="white", linewidth=0.5, label=name_code("mix", code) if place == 0 else None,
            )  # fmt: skip
            if part > 0.035:
                write(ax, str(row[code]), (left + part / 2, place), white=(0.85, 1.2), ha="center", va="center")
            left += part
        words = ", ".join(f"{name_code('mix', code)} {row[code]}" for code in MIXES)
        parts.append(join_pair(f"{name_code(by, row['group'])}, n = {row['n']}", words))
    names = [f"{name_code(by, row.group)} ({row.n})" for row in table.itertuples()]
    name_rows(ax, names, above=0.6 + 0.09 * len(table) + 0.15)  # the key lies above the first bar
    set_share_axis(ax)
    ax.set_xlabel(_("part of the plans; the figures in the bars are plans"))
    ax.legend(fontsize=9, frameon=False, loc="upper left", ncols=3, borderpad=0, borderaxespad=0.2)
    basis = _("n = {plans}; the number in brackets is n of the group").format(
        plans=format_count(table["n"].sum(), "plan")
    )
    return Drawn(basis, parts)


@figure(needs=["name", "leverage", "private_eur", "public_eur"], empty=["leverage"])
def plot_leverage(
    plans: pd.DataFrame, *, title: str = mark("How much private money stands beside a public euro?"), ax: Axes = CURRENT
) -> Drawn | None:
    """Private euros per public euro of each complete plan, those without private money apart.

    Parameters
    ----------
    plans : DataFrame
        What `shares.plans` returns; plans without leverage are left out.

    Examples
    --------
    >>> from analysis import load, shares
    >>> ax = plot_leverage(shares.plans(load()))
    >>> ax.get_figure().clear()
    """
    known = plans.dropna(subset=["leverage"]).sort_values(["leverage", "name"])
    if not len(known):
        return None
    some = known[known["leverage"] > 0]
    none = len(known) - len(some)
    names = [show_value(name, longest=LONGEST) for name in some["name"]]
    labels = [
        join_pair(_("no private euro"), format_count(none, "plan")),
        *(shorten(name, 40, placeholder=" …") for name in names),
    ]
    ax.barh(range(1, len(some) + 1), some["leverage"], height=0.66, color=SECTORS[Sector.PRIVATE])
    for place, value in enumerate(some["leverage"], start=1):
        write(ax, f" {format_number(value)}", (value, place), va="center")
    found = inference.pooled_ratio(known["private_eur"], known["public_eur"])
    ratio = format_decimal(found.value)
    if np.isfinite(found.low):
        ratio = _("{ratio}, 95% {interval}").format(
            ratio=ratio, interval=format_interval(found.low, found.high, format_decimal)
        )
    ax.axvline(found.value, color=INK, linewidth=1.4, linestyle="--", gid="pooled")
    write(ax, join_pair(_("all euros together"), ratio), (found.value, 0), moved=(6, 0), va="center")
    ax.set_yticks(range(len(labels)), labels)
    ax.set_ylim(-0.6, len(labels) - 0.4)
    ax.set_xlim(0, max(1.0, known["leverage"].max()) * 1.1)
    ax.xaxis.set_major_formatter(lambda value, at: format_number(value))
    ax.set_xlabel(_("private euros per public euro"))
    each = [f"{name} {format_number(value)}" for name, value in zip(names, some["leverage"], strict=True)]
    without = _("{plans} without a private euro").format(plans=format_count(none, "plan"))
    basis = _("n = {plans} with public money and known sectors, {money}")
    basis = basis.format(plans=format_count(len(known), "complete plan"), money=_(MONEY))
    return Drawn(basis, [without, *each, _("pooled {ratio}").format(ratio=ratio)])
