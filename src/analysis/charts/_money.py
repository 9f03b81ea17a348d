"""Figures of who pays: funder types, the public share of places, complete plans, and how much the largest plans take."""

from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

import numpy as np
import pandas as pd

from analysis.charts._axes import set_shares
from analysis.charts._bins import is_crowded
from analysis.charts._columns import FEW, MONEY, name_code, tell_part
from analysis.charts._describing import mark_places
from analysis.charts._figure import CURRENT, Drawn, Given, figure
from analysis.charts._options import RowOptions, arrange, is_arranged, pick
from analysis.charts._rows import draw_key, draw_parts, find_bar, find_key_height, set_rows
from analysis.charts._style import BLUE, SECTORS, is_narrow
from analysis.numbers import summaries
from analysis.words._formatting import (
    format_bounds,
    format_count,
    format_euros,
    format_share,
    format_whole,
    join_names,
    join_pair,
    join_parts,
)
from analysis.words.i18n import _, ngettext
from analysis.words.vocabulary import Sector

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = [
    "ICE",
    "LIGHT",
    "SECTOR_COLOURS",
    "draw_sectors",
    "plot_complete_plans",
    "plot_concentration",
    "plot_funder_mix",
    "plot_public_share",
]

#: What is not known is the lightest of all marks.
LIGHT, DARK, GREEN, ICE = "#d5d5d5", "#5a5a5a", "#00805c", "#9ecae9"
SECTOR_COLOURS: dict[str, str] = SECTORS | {Sector.UNKNOWN: LIGHT}
#: Columns of the euros of each sector.
EUROS = [f"{sector}_eur" for sector in SECTORS]
#: A funder type that brings less of what is known stands with the others.
LEAST = 0.01
#: The row of those.
REST = "rest"
#: Bounds that are nearer than this are one share.
ONE_SHARE = 0.005


def draw_sectors(ax: Axes, present: list[str]) -> None:
    """The key of the sectors that are drawn."""
    draw_key(ax, [(name_code("sector", sector), SECTOR_COLOURS[sector]) for sector in present], marker="s")


def _top(table: pd.DataFrame) -> float:
    """The part of all euros that the largest tenth of the plans takes."""
    n = len(table) - 1
    return float(1 - table["euros"].iloc[n - int(np.ceil(n * 0.1))])


def _concentration_title(given: Given) -> str:
    table = given["table"]
    if len(table) < 3:
        return _("How much of the money do the largest plans take?")
    return _("The dearest tenth of the plans takes {share} of the money").format(share=format_share(_top(table)))


@figure(needs=["places", "euros"], empty=["investment_eur"], title=_concentration_title, grid="")
def plot_concentration(table: pd.DataFrame, *, title: str | None = None, ax: Axes = CURRENT) -> Drawn | None:
    """The money of all plans as one bar: what the largest tenth takes, the next, and the smaller half.

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
    n = len(table) - 1
    if n < 2:
        return None
    largest, smaller = int(np.ceil(n * 0.1)), n // 2
    top, low = _top(table), float(table["euros"].iloc[smaller])
    middle = n - largest - smaller
    rows = [
        (ngettext("the dearest one: {share}", "the {n} dearest: {share}", largest), largest, top, BLUE),
        (ngettext("the next one: {share}", "the next {n}: {share}", middle), middle, 1 - top - low, ICE),
        (ngettext("the cheapest one: {share}", "the {n} cheapest: {share}", smaller), smaller, low, LIGHT),
    ]
    told = [(words.format(n=format_whole(count), share=format_share(part)), part, colour)
            for words, count, part, colour in rows if count]  # fmt: skip
    inches = 0.42 + 0.2 * draw_parts(ax, told, at=0.0, height=0.42)
    ax.set(xlim=(0, 1), ylim=(inches - 0.21, -0.21), xticks=[], yticks=[])
    ax.spines["bottom"].set_visible(False)
    basis = _("n = {plans}, {money}; the bar is all their euros")
    return Drawn(basis.format(plans=format_count(n, "plan"), money=_(MONEY)), [words for words, *_rest in told], inches)


def _known_part(table: pd.DataFrame) -> tuple[pd.DataFrame, float, float]:
    """What lines explain, the euros of it, and all euros."""
    known = table[table["funder_type"] != summaries.UNEXPLAINED]
    return known, float(known["eur"].sum()), float(table["eur"].sum())


def _mix_title(given: Given) -> str:
    known, named, total = _known_part(given["table"])
    if not named > 0:
        return _("Who pays?")
    largest = known.groupby("funder_type", sort=False)["eur"].sum().sort_values(ascending=False, kind="stable").head(2)
    names = join_names([name_code("funder_type", str(code)) for code in largest.index])
    if named > total * (1 - LEAST):
        return _("Who pays? Above all: {funders}").format(funders=names)
    told = _("The sources say who pays for {share} of the money; above all: {funders}")
    return told.format(share=format_share(named / total), funders=names)


@figure(
    needs=["funder_type", "sector", "plans", "eur", "share"], empty=["amount_eur"], title=_mix_title, grid="",
    orders=["value", "name"],
)  # fmt: skip
def plot_funder_mix(
    table: pd.DataFrame, *, title: str | None = None, ax: Axes = CURRENT, **asked: Unpack[RowOptions]
) -> Drawn | None:
    """How much of all euros the lines explain, and below, as rows, what each funder type brings of that, the largest first.

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
    known, named, total = _known_part(table)
    if not named > 0:
        return None
    types = known.groupby("funder_type", sort=False)["eur"].sum().sort_values(ascending=False, kind="stable")
    large = types[types >= LEAST * named]
    rest = types[(types < LEAST * named) & (types > 0)]
    order, left = arrange(
        [*map(str, large.index), *[REST] * bool(len(rest))], asked, rank=lambda code: code == REST,
        name=lambda code: name_code("funder_type", code), value=lambda code: float(large.get(code, np.nan)),
    )  # fmt: skip
    large, rest = large[[code for code in order if code != REST]], rest if REST in order else rest.iloc[:0]
    names = [_("all the money"), _("of what is known"), *(name_code("funder_type", str(code)) for code in large.index)]
    values = [format_euros(total), format_euros(named)]
    values += [f"{format_share(euros / named)} ({format_euros(euros)})" for euros in large]
    if len(rest):
        few = _("{types} under {least} each")
        names.append(few.format(types=format_count(len(rest), "funder type"), least=format_share(LEAST)))
        values.append(format_share(rest.sum() / named))
    told = [*large.index, *rest.index] if is_arranged(asked) else list(dict.fromkeys(known["funder_type"]))
    shown = known[known["funder_type"].isin(told) & (known["eur"] > 0) & (not asked.get("color"))]
    present = [sector for sector in SECTORS if (shown["sector"] == sector).any()]
    inches = set_rows(ax, names, values, strong=[0, 1], top=find_key_height(ax, len(present)) if present else 0.0)
    height = find_bar(ax, inches)
    draw_parts(ax, _split_whole(named / total, short=is_narrow(ax)), at=0, height=height)
    for at, code in enumerate(large.index, start=2):
        _draw_type(ax, known[known["funder_type"] == code], named, at, height, asked)
    if len(rest):
        ax.barh(len(names) - 1, rest.sum() / named, height=height, color="#9a9a9a", gid="rest")
    ax.set(xlim=(0, float(large.max()) / named), xticks=[])
    if present:
        draw_sectors(ax, present)
    ax.spines["bottom"].set_visible(False)
    basis = _("{euros} in all, {money}; bars pool the euros of all plans")
    parts = _tell_mix(known, told, named, total)
    return Drawn(basis.format(euros=format_euros(total), money=_(MONEY)), parts, inches, left)


def _draw_type(ax: Axes, rows: pd.DataFrame, named: float, at: int, height: float, asked: RowOptions) -> None:
    """What a funder type brings, by its sectors."""
    left = 0.0
    for row in rows.sort_values("eur", ascending=False, kind="stable").itertuples():
        part = row.eur / named
        ax.barh(at, part, left=left, height=height, color=pick(asked, SECTOR_COLOURS[row.sector]), edgecolor="white",
                gid="type")  # fmt: skip
        left += part


def _split_whole(known: float, *, short: bool) -> list[tuple[str, float, str]]:
    """The bar of all the money: what lines explain, and the rest; the words of a part that is too short stand in the other."""
    both = {"known": format_share(known), "rest": format_share(1 - known)}
    words = _("{known} known").format(**both), _("{rest}: no line says who pays").format(**both)
    if short:
        words = words[0], _("not known: {n}").format(n=both["rest"])
    if known > 1 - ONE_SHARE:
        return [(words[0], 1.0, DARK)]
    if known > 0.6:
        words = _("{known} known, {rest} not").format(**both), ""
    elif known < 0.2:
        words = "", words[1]
    return [(words[0], known, DARK), (words[1], 1 - known, LIGHT)]


def _tell_mix(known: pd.DataFrame, told: list[str], named: float, total: float) -> list[str]:
    """The funder types with their sectors, and what is not known."""
    lines = _("{share} of the euros have a line")
    if named < total:
        lines = _("{share} of the euros have a line; parts of these / of all the money")
    parts = [lines.format(share=format_share(named / total))]
    no_amount = _("no amount")
    for code in told:
        rows = known[known["funder_type"] == code]
        sectors = ", ".join(
            f"{name_code('sector', row.sector)} {format_euros(row.eur)}" for row in rows.itertuples() if row.eur > 0
        )
        name, euros = name_code("funder_type", str(code)), rows["eur"].sum()
        part = format_share(euros / named)
        if named < total and euros > 0:
            part = f"{part} / {format_share(euros / total)}"
        parts.append(f"{name} {part} ({sectors or no_amount})")
    return parts


def _count_halves(plans: pd.DataFrame) -> tuple[int, int, int]:
    """Places that are at least half public for certain, less than half for certain, and those of which neither is known."""
    low, high = plans["public_share_low"], plans["public_share_high"]
    above, below = int((low >= 0.5).sum()), int((high < 0.5).sum())
    return above, below, len(plans) - above - below


def _public_title(given: Given) -> str:
    plans = given["plans"].dropna(subset=["public_share_low"])
    if not len(plans):
        return _("How much of each plan is public money?")
    above, _below, open_ = _count_halves(plans)
    told = _("At least half public: {above} of {n} plans; of {open} one cannot tell")
    return told.format(above=format_whole(above), n=format_whole(len(plans)), open=format_whole(open_))


@figure(
    needs=["public_share_low", "public_share_high"], empty=["investment_eur"], title=_public_title, grid="",
)  # fmt: skip
def plot_public_share(plans: pd.DataFrame, *, title: str | None = None, ax: Axes = CURRENT) -> Drawn | None:
    """How many places are at least half public for certain, and below the public share of each place that tells it.

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
    above, below, open_ = _count_halves(plans)
    known = plans[plans["public_share_high"] - plans["public_share_low"] < ONE_SHARE].sort_values("public_share_low")
    bins = (known["public_share_low"] * STEPS).round().astype(int).to_numpy()
    level = np.arange(len(bins)) - np.searchsorted(bins, bins)
    many = is_crowded(len(known))
    dot = BARS / float(level.max() + 1) if many else 0.1
    piles = dot * float(level.max() + 1) if len(known) else 0.0
    told = [
        (
            _("at least half public: {n}").format(n=format_whole(above)),
            above / len(plans),
            SECTOR_COLOURS[Sector.PUBLIC],
        ),
        (_("less than half: {n}").format(n=format_whole(below)), below / len(plans), SECTOR_COLOURS[Sector.PRIVATE]),
        (_("not known: {n}").format(n=format_whole(open_)), open_ / len(plans), LIGHT),
    ]
    inches = piles + 0.75
    ax.set_ylim(0, inches)
    set_shares(ax)
    below_bar = draw_parts(ax, told, at=inches - 0.2, height=0.36, upward=True)
    if below_bar:
        inches += 0.2
        ax.set_ylim(-0.2, inches - 0.2)
    label = _("public share of the {places} that tell it, each a point")
    if many:
        at, counts = np.unique(bins / STEPS, return_counts=True)
        ax.bar(at, counts * dot, width=0.8 / STEPS, color=BLUE, gid="many")
        label = _("public share of the {places} that tell it, bars count them")
    else:
        points = ax.scatter(
            bins / STEPS, (level + 0.5) * dot, s=(72 * dot * 0.9) ** 2, color=BLUE, linewidth=0, gid="known"
        )
        mark_places(points, known)
    ax.set_yticks([])
    ax.set_xlabel(label.format(places=format_count(len(known), "place")))
    low, high = plans["public_share_low"], plans["public_share_high"]
    parts = [
        *(words for words, *_rest in told),
        _("{n} places have one public share (dots), {whole} of them 100%").format(
            n=format_whole(len(known)), whole=format_whole((known["public_share_low"] == 1).sum())
        ),
        _("{n} have bounds only, {wide} of them wider than 50 points").format(
            n=format_whole(len(plans) - len(known)), wide=format_whole((high - low > 0.5).sum())
        ),
    ]
    basis = _("n = {places}; bar: what is certain of their public share, whatever the unknown money is")
    return Drawn(basis.format(places=format_count(len(plans), "place")), parts, inches)


#: Height of the longest bar where there are too many places for points, in inches.
BARS = 2.0
#: Piles of the known public shares from 0 to 100%.
STEPS = 20


def _sort_complete(known: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """The complete plans by who pays."""
    parts = known[EUROS].div(known["investment_eur"], axis=0)
    public, private, unknown = (parts[name] for name in EUROS)
    wholly = 1 - 1e-9
    names = np.select(
        [public >= wholly, private >= wholly, unknown > ONE_SHARE], ["public", "private", "unknown"], default="both"
    )
    return {name: known[names == name].sort_values("public_share_low", ascending=False) for name in KINDS}


#: How complete plans are told apart, with their colours.
KINDS = {
    "public": SECTOR_COLOURS[Sector.PUBLIC],
    "both": GREEN,
    "private": SECTOR_COLOURS[Sector.PRIVATE],
    "unknown": LIGHT,
}
#: Plans that are drawn one by one in a row.
MOST_SQUARES = 60


def _name_kind(kind: str) -> str:
    names = {"public": _("wholly public"), "both": _("public and private together"), "private": _("wholly private"),
             "unknown": _("in part not known which")}  # fmt: skip
    return names[kind]


def _complete_title(given: Given) -> str:
    known = given["plans"][given["plans"]["complete"].astype(bool)]
    if not len(known):
        return _("Who pays, where the whole plan is known?")
    counts = {kind: len(part) for kind, part in _sort_complete(known).items()}
    told = _("Of {plans} {public} are wholly public, {both} join public and private money")
    n = format_count(len(known), "complete plan")
    return told.format(plans=n, public=format_whole(counts["public"]), both=format_whole(counts["both"]))


@figure(
    needs=["complete", "investment_eur", *EUROS], empty=["complete"], title=_complete_title, grid="", orders=["n", "name"],
)  # fmt: skip
def plot_complete_plans(
    plans: pd.DataFrame, *, title: str | None = None, ax: Axes = CURRENT, **asked: Unpack[RowOptions]
) -> Drawn | None:
    """The complete plans, a square each: wholly public, wholly private, both, or in part of carriers that are both.

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
    known = plans[plans["complete"].astype(bool)]
    if not len(known):
        return None
    kinds = [(kind, part) for kind, part in _sort_complete(known).items() if len(part)]
    order, left = arrange(kinds, asked, name=lambda row: _name_kind(row[0]), value=lambda row: len(row[1]))
    rows = dict(order)
    counts = [f"{format_whole(len(part))} ({tell_part(len(part), len(known))})" for part in rows.values()]
    if len(known) < FEW:
        counts = [format_whole(len(part)) for part in rows.values()]
    inches = set_rows(ax, [_name_kind(kind) for kind in rows], counts)
    most = max(map(len, rows.values()))
    side = min(10.0, 72 * (3.3 if is_narrow(ax) else 4.3) / (most + 1) * 0.85)
    for at, (kind, part) in enumerate(rows.items()):
        if most > MOST_SQUARES:
            ax.barh(at, len(part), height=find_bar(ax, inches), color=pick(asked, KINDS[kind]), gid="plans")
            continue
        x = np.arange(len(part)) + 0.5
        squares = ax.scatter(x, [at] * len(part), s=side**2, marker="s", color=pick(asked, KINDS[kind]), linewidth=0,
                             gid="plans")  # fmt: skip
        mark_places(squares, part)
    ax.set(xlim=(0, most + 0.5), xticks=[])
    ax.spines["bottom"].set_visible(False)
    row = summaries.public_share(known).iloc[0]
    pooled = _("of all their euros {share} is public").format(share=format_bounds(row["low"], row["high"]))
    parts = [join_pair(_name_kind(kind), format_whole(len(part))) for kind, part in rows.items()]
    n = f"n = {format_count(len(known), 'complete plan')}, {_(MONEY)}"
    return Drawn(join_parts([n, pooled]), [*parts, pooled], inches, left)
