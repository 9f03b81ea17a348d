"""Figures of a table of groups: counts, proportions, pairs of funders, and how kinds and generations differ."""

from __future__ import annotations

from textwrap import fill
from typing import TYPE_CHECKING, Any, Unpack

import numpy as np
import pandas as pd

from analysis.charts._axes import set_shares
from analysis.charts._columns import FEW, name_code, tell_part
from analysis.charts._figure import CURRENT, Drawn, Given, figure
from analysis.charts._groups import ORDERED
from analysis.charts._money import ICE, LIGHT, SECTOR_COLOURS, draw_sectors
from analysis.charts._options import RowOptions, arrange, pick
from analysis.charts._rows import find_bar, find_key_height, set_rows
from analysis.charts._style import BLUE, INK, QUIET, SECTORS, is_narrow, write
from analysis.words._codes import Feature, label_feature
from analysis.words._formatting import (
    format_bounds,
    format_count,
    format_interval,
    format_share,
    format_whole,
    join_names,
    join_pair,
    join_parts,
    shorten_name,
)
from analysis.words.i18n import _, mark

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["plot_cofunding", "plot_counts", "plot_effects", "plot_features", "plot_proportions"]

#: Codes of what is not known, in any field.
UNKNOWN = ("unknown", "total_only")
#: Colours of bars that are neither of a sector nor blue: less is known, so they are lighter.
SHADES = {"partial": ICE, **dict.fromkeys(UNKNOWN, LIGHT)}
#: Pairs of funders that are drawn.
MOST_PAIRS = 8
#: Features that a place has or has not: a difference of them is one of shares.
YES_OR_NO = (Feature.PUBLIC_CARRIER, Feature.PRIVATE_CARRIER)
#: From so many standard deviations a mean is another, and much another, than that of all.
OTHER, MUCH = 0.25, 0.75


def _tell_count(n: float, total: float) -> str:
    """A count with its share, of few without it."""
    return f"{format_whole(n)} ({tell_part(n, total)})" if total >= FEW else format_whole(n)


def _counts_title(given: Given) -> str:
    table, by = given["table"], given["by"]
    total = table["n"].sum()
    known = table[~table[by].isin(UNKNOWN)]
    if not total or not len(known):
        return _("How many places?")
    first = known.loc[known["n"].idxmax()]
    group = name_code(given["label"] or by, first[by])
    told = _("Most often {group}: {n} of {places}")
    return told.format(group=group, n=format_whole(first["n"]), places=format_count(total, "place"))


@figure(needs=["{by}", "n", "share"], title=_counts_title, grid="", orders=["n", "name"])
def plot_counts(
    table: pd.DataFrame,
    *,
    by: str = "group",
    label: str | None = None,
    title: str | None = None,
    ax: Axes = CURRENT,
    **asked: Unpack[RowOptions],
) -> Drawn | None:
    """Places of each group as bars, the largest first, coloured by sector where the table has one.

    Parameters
    ----------
    table : DataFrame
        ``by``, n, share, and ``sector`` if the bars are to be coloured by it; what `summaries.counts` or
        `summaries.carriers` returns.
    by : str
        Column with the groups; numbers and fields with an order keep it.
    label : str, optional
        The field of the groups, for their names; ``by`` itself by default.

    Examples
    --------
    >>> from analysis import load, shares, summaries
    >>> ax = plot_counts(summaries.carriers(shares.plans(load())), by="carrier_type", top=6)
    >>> ax.get_figure().clear()
    """
    total = table["n"].sum()
    if not total:
        return None
    field = label or by
    ordered = field in ORDERED or table[by].astype(str).str.fullmatch(r"-?\d+(\.0)?").all()
    rows = table.reset_index(drop=True) if ordered else table.sort_values("n", ascending=False, kind="stable")
    rows = pd.concat([rows[~rows[by].isin(UNKNOWN)], rows[rows[by].isin(UNKNOWN)]])  # what is not known comes last
    order, left = arrange(
        range(len(rows)), asked, rank=lambda at: rows[by].iloc[at] in UNKNOWN,
        name=lambda at: name_code(field, rows[by].iloc[at]), value=lambda at: rows["n"].iloc[at],
    )  # fmt: skip
    rows = rows.iloc[order]
    sectors = rows["sector"] if "sector" in rows and not asked.get("color") else pd.Series([None] * len(rows))
    names = [name_code(field, group) for group in rows[by]]
    values = [_tell_count(n, total) for n in rows["n"]]
    present = [sector for sector in SECTORS if (sectors == sector).any()]
    top = find_key_height(ax, len(present)) if present else 0.0
    inches = set_rows(ax, names, values, head=_("places"), top=top)
    for at, (row, sector) in enumerate(zip(rows.to_dict("records"), sectors, strict=True)):
        colour = pick(asked, SECTOR_COLOURS.get(sector, SHADES.get(str(row[by]), BLUE)))
        ax.barh(at, row["n"], height=find_bar(ax, inches), color=colour, gid="count")
    if present:
        draw_sectors(ax, present)
    # at least half of all, so that a bar is as long beside another part of the data
    ax.set(xlim=(0, max(total / 2, rows["n"].max())), xticks=[])
    ax.spines["bottom"].set_visible(False)
    parts = [join_pair(name, value) for name, value in zip(names, values, strict=True)]
    return Drawn(f"n = {format_count(total, 'place')}", parts, inches, left)


def _proportions_title(given: Given) -> str:
    asked, reference = given["question"], given["reference"]
    table = given["table"]
    known = table[table["n"] > 0].dropna(subset=["share", "low", "high"])
    if not len(known):
        return _(asked)
    name = {row.group: name_code(given["label"] or "", row.group) for row in known.itertuples()}
    if reference is not None and np.isfinite(reference):
        above = [name[row.group] for row in known.itertuples() if row.low > reference]
        below = [name[row.group] for row in known.itertuples() if row.high < reference]
        label = given["reference_label"]
        words = {"reference": _(label), "share": format_share(reference)}
        if bool(above) == bool(below):
            return _(asked)
        told = (
            _("{groups}: more than the {reference} ({share})")
            if above
            else _("{groups}: less than the {reference} ({share})")
        )
        groups = join_names(above or below)
        return told.format(groups=groups[:1].upper() + groups[1:], **words)
    parts = known[known["group"] != table["group"].iloc[-1]] if given["total"] else known
    if len(parts) < 2:
        return _(asked)
    low, high = parts.loc[parts["share"].idxmin()], parts.loc[parts["share"].idxmax()]
    if low["high"] >= high["low"]:
        return _(asked)
    told = _("{question} From {low} ({group}) to {high} ({other})")
    ends = {"low": format_share(low["share"]), "high": format_share(high["share"])}
    return told.format(question=_(asked), group=name[low["group"]], other=name[high["group"]], **ends)


@figure(
    needs=["group", "count", "n", "share", "low", "high"], title=_proportions_title, orders=["value", "n", "name"],
)  # fmt: skip
def plot_proportions(
    table: pd.DataFrame,
    *,
    label: str | None = None,
    reference: float | None = None,
    reference_label: str = "",
    at_least: bool = False,
    total: bool = False,
    question: str = mark("What part of the places?"),
    title: str | None = None,
    ax: Axes = CURRENT,
    **asked: Unpack[RowOptions],
) -> Drawn | None:
    """A share with its 95% interval per group, the greatest first, beside a reference if there is one.

    Parameters
    ----------
    table : DataFrame
        group, count, n, share, low, high: what `inference.proportions` returns. A missing share draws its bounds only.
    label : str, optional
        The field of the groups, for their names.
    reference : float, optional
        A share to compare with, from 0 to 1.
    reference_label : str
        What the reference is.
    at_least : bool
        Whether sources may leave some out: bars with an arrow then, for "at least".
    total : bool
        Whether the last group holds all others; it stands first then.
    question : str
        What the figure asks, where the intervals give no answer.

    Examples
    --------
    >>> from analysis import load, shares, inference
    >>> ax = plot_proportions(inference.proportions(shares.plans(load()), "citizens_involved"))
    >>> ax.get_figure().clear()
    """
    known = table[table["n"] > 0]
    if not len(known):
        return None
    known = known.assign(
        _last=known["low"].isna(), _first=total & (known["group"] == table["group"].iloc[-1])
    ).sort_values(["_first", "_last", "share"], ascending=[False, True, False], kind="stable")
    order, left = arrange(
        range(len(known)), asked, rank=lambda at: -int(known["_first"].iloc[at]),
        name=lambda at: name_code(label or "", known["group"].iloc[at]), value=lambda at: known["share"].iloc[at],
        n=lambda at: known["n"].iloc[at],
    )  # fmt: skip
    known, colour = known.iloc[order], pick(asked, BLUE)
    one_n = known["n"].nunique() == 1
    rows = list(known.itertuples())
    groups = [name_code(label or "", row.group) for row in rows]
    values = [_tell_share(row, at_least=at_least) for row in rows]
    names = [group if one_n else f"{group} ({format_whole(row.n)})" for group, row in zip(groups, rows, strict=True)]
    against = reference if reference is not None and np.isfinite(reference) else None
    top = 0.0 if against is None else 0.22
    inches = set_rows(ax, names, values, top=top, strong=[0] if total else [])
    for at, row in enumerate(rows):
        _draw_share(ax, row, at, find_bar(ax, inches) if at_least else 0.0, colour)
    set_shares(ax, high=float(np.nanmax([known["high"].max(), known["share"].max(), reference or 0.0, 0.0])))
    parts = [_tell_row(group, row, value) for group, row, value in zip(groups, rows, values, strict=True)]
    if against is not None:
        ax.axvline(against, color=INK, linewidth=1.2, linestyle="--", gid="reference")
        told = join_pair(_(reference_label), format_share(against))
        side = "left" if against < ax.get_xlim()[1] / 2 else "right"
        write(ax, f" {told} ", (against, ax.get_ylim()[1]), va="top", ha=side, color=QUIET, in_layout=False)
        parts.append(told)
    ax.set_xlabel(_("part of the places"))
    basis = [f"n = {format_count(known['n'].iloc[0], 'place')}"] if one_n else []
    dots = (
        _("dots are shares, lines 95% intervals") if one_n else _("dots are shares, lines 95% intervals; n in brackets")
    )
    basis += (
        [dots] if not at_least else [_("bars: at least so many, since sources leave some out; lines 95% intervals")]
    )
    return Drawn(join_parts(basis), parts, inches, left)


def _draw_share(ax: Axes, row: Any, at: int, bar: float, colour: str) -> None:
    """The dot of a share, or its ``bar`` with an arrow where it may be more; its interval behind it."""
    if bar and np.isfinite(row.share):
        ax.barh(at, row.share, height=bar, color=colour, alpha=0.3, gid="bar")
    if not np.isfinite(row.low):
        return
    ends = [row.low, row.high]
    ax.plot(ends, [at, at], color=colour, linewidth=3, alpha=0.5, solid_capstyle="butt", gid="interval")
    if np.isfinite(row.share):
        ax.plot(row.share, at, ">" if bar else "o", color=colour, markersize=7, markeredgecolor="white", gid="share")


def _tell_share(row: Any, *, at_least: bool) -> str:
    if not np.isfinite(row.share) and np.isfinite(row.low):
        return format_bounds(row.low, row.high)
    told = tell_part(row.count, row.n)
    return _("at least {share}").format(share=told) if at_least else told


def _tell_row(group: str, row: Any, value: str) -> str:
    if not np.isfinite(row.low):  # too few for a share
        return join_pair(group, value)
    if not np.isfinite(row.share):
        return _("{group}, n = {n}: {bounds} (bounds)").format(group=group, n=format_whole(row.n), bounds=value)
    bounds = format_interval(row.low, row.high, format_share)
    told = _("{group}, n = {n}: {share} (95%: {bounds})")
    return told.format(group=group, n=format_whole(row.n), share=value, bounds=bounds)


def _name_feature(code: str) -> str:
    """A feature without its scale, which no comparison of ranks needs."""
    return shorten_name(label_feature(code))


def _is_clear(row: Any) -> bool:
    return bool(row.low > 0 or row.high < 0)


def _tell_effect(row: Any) -> str:
    """A difference in plain words: in how many of ten comparisons of a new with an older place, or points of a share."""
    if row.feature in YES_OR_NO:
        told = _("{n} points more") if row.effect > 0 else _("{n} points less")
        return told.format(n=format_whole(abs(100 * row.effect)))
    often = round(10 * (1 + abs(row.effect)) / 2)  # ties count half
    if often == 5:
        return _("as often more as less")
    told = _("more in {n} of 10") if row.effect > 0 else _("less in {n} of 10")
    return told.format(n=format_whole(often))


def _effects_title(given: Given) -> str:
    table = given["table"]
    clear = [row for row in table.itertuples() if _is_clear(row)]
    if not len(table):
        return _("In what do new and older kinds of place differ?")
    if not clear:
        return _("New and older kinds of place: no clear difference")
    names = join_names([_name_feature(row.feature) for row in clear])
    return _("New and older kinds of place differ clearly in: {features}").format(features=names)


@figure(needs=["feature", "effect", "low", "high", "n"], title=_effects_title, grid="", orders=["value", "name"])
def plot_effects(
    table: pd.DataFrame, *, title: str | None = None, ax: Axes = CURRENT, **asked: Unpack[RowOptions]
) -> Drawn | None:
    """How often a new place has more than an older one in each feature, with the 95% interval: to the right, new ones have more.

    Parameters
    ----------
    table : DataFrame
        What `substance.effects` returns: feature, effect, low, high, n.

    Notes
    -----
    The place of a mark is Cliff's delta: comparisons in which the new place has more, less those in which it has less.

    Examples
    --------
    >>> from analysis import load, shares, substance
    >>> pages = substance.comparable(shares.plans(load()))
    >>> ax = plot_effects(substance.effects(substance.features(pages), pages["generation"]))
    >>> ax.get_figure().clear()
    """
    if not len(table):
        return None
    ordered = table.sort_values("effect", kind="stable")
    rows, left = arrange(
        ordered.itertuples(), asked, name=lambda row: _name_feature(row.feature), value=lambda row: row.effect
    )
    clearly = pick(asked, INK)
    for at, row in enumerate(rows):
        ink = clearly if _is_clear(row) else QUIET
        ax.plot([row.low, row.high], [at, at], color=ink, linewidth=2.2 if _is_clear(row) else 1, gid="interval")
        filled = clearly if _is_clear(row) else "white"
        ax.plot(row.effect, at, "D", color=ink, markerfacecolor=filled, markersize=7, markeredgecolor=ink, gid="effect")
    ax.axvline(0, color=QUIET, linewidth=1)
    names, values = [_name_feature(row.feature) for row in rows], [_tell_effect(row) for row in rows]
    inches = set_rows(ax, names, values, head=_("new ones have"))
    ax.set(xlim=(-1, 1), xticks=[-1, 0, 1])
    ax.set_xticklabels([_("older: more"), _("no difference"), _("new: more")])
    first, _middle, last = ax.get_xticklabels()
    first.set_horizontalalignment("left")
    last.set_horizontalalignment("right")
    parts = []
    for row, name, value in zip(rows, names, values, strict=True):
        clear = _("clear") if _is_clear(row) else _("not clear: the 95% interval holds no difference")
        parts.append(f"{join_pair(name, ' '.join(value.split()))} ({clear})")
    basis = _("n = {places}; each new place beside each older one; lines: 95% intervals, hollow: not clear")
    return Drawn(basis.format(places=format_count(table["n"].iloc[0], "place")), parts, inches, left)


def _list_pairs(table: pd.DataFrame) -> pd.DataFrame:
    """The pairs of different funder types, each once, the commonest first."""
    order = {code: at for at, code in enumerate(dict.fromkeys(table["funder_type"]))}
    once = table[table["funder_type"].map(order) < table["with_type"].map(order)]
    return once[once["plans"] > 0].sort_values("plans", ascending=False, kind="stable")


def _name_pair(row: Any) -> str:
    both = name_code("funder_type", row.funder_type), name_code("funder_type", row.with_type)
    return _("{type} with {other}").format(type=both[0], other=both[1])


def _pairs_title(given: Given) -> str:
    pairs = _list_pairs(given["table"])
    if not len(pairs):
        return _("Which funders come together?")
    first = next(pairs.itertuples())
    told = _("Most often together: {pair}, in {plans}")
    return told.format(pair=_name_pair(first), plans=format_count(first.plans, "plan"))


@figure(needs=["funder_type", "with_type", "plans"], title=_pairs_title, grid="", orders=["n", "name"])
def plot_cofunding(
    table: pd.DataFrame, *, title: str | None = None, ax: Axes = CURRENT, **asked: Unpack[RowOptions]
) -> Drawn | None:
    """The pairs of funder types that most plans name together, the commonest first; eight of them, or ``top``.

    Parameters
    ----------
    table : DataFrame
        What `summaries.cofunding` returns: funder_type, with_type, plans.

    Examples
    --------
    >>> from analysis import load, summaries
    >>> ax = plot_cofunding(summaries.cofunding(load().funding))
    >>> ax.get_figure().clear()
    """
    pairs = _list_pairs(table)
    if not len(pairs):
        return None
    # which pairs are shown is one thing, in which order another: the basis says that they are the commonest
    most = pairs.head(asked.pop("top", None) or MOST_PAIRS)
    rows, _left = arrange(most.itertuples(), asked, name=_name_pair, value=lambda row: row.plans)
    names = [_name_pair(row) for row in rows]
    inches = set_rows(ax, names, [format_whole(row.plans) for row in rows], head=_("plans"), width=46)
    for at, row in enumerate(rows):
        ax.barh(at, row.plans, height=find_bar(ax, inches), color=pick(asked, BLUE), gid="pair")
    ax.set(xlim=(0, most["plans"].iloc[0]), xticks=[])
    ax.spines["bottom"].set_visible(False)
    parts = [join_pair(name, format_count(row.plans, "plan")) for name, row in zip(names, rows, strict=True)]
    singles = table[table["funder_type"] == table["with_type"]]
    each = ", ".join(f"{name_code('funder_type', row.funder_type)} {row.plans}" for row in singles.itertuples())
    parts.append(join_pair(_("named at all"), each))
    basis = _("plans that name both types, with or without an amount; the {n} commonest of {all} pairs")
    return Drawn(basis.format(n=format_whole(len(rows)), all=format_whole(len(pairs))), parts, inches)


def _sign(value: float) -> str:
    """How far a mean is from that of all, in signs."""
    if abs(value) < OTHER:
        return "="
    return ("+" if value > 0 else "−") * (2 if abs(value) >= MUCH else 1)


def _features_title(given: Given) -> str:
    table = given["table"]
    cost = table[table["feature"] == Feature.INVESTMENT] if len(table) else table
    if len(cost) < 2:
        return _("How do the kinds of place differ?")
    high, low = (
        name_code("place_type", cost.loc[at, "kind"]) for at in (cost["value"].idxmax(), cost["value"].idxmin())
    )
    return _("Dearest on average: {kind}; cheapest: {other}").format(kind=high, other=low)


@figure(needs=["kind", "n", "feature", "value"], title=_features_title, grid="")
def plot_features(table: pd.DataFrame, *, title: str | None = None, ax: Axes = CURRENT) -> Drawn | None:
    """Each kind of place against the mean of all places, feature by feature: more, much more, less, or as all.

    Parameters
    ----------
    table : DataFrame
        What `substance.kinds` returns: kind, n, feature, value.

    Notes
    -----
    "More" is from a quarter, "much more" from three quarters of a standard deviation above the mean of all places.

    Examples
    --------
    >>> from analysis import load, shares, substance
    >>> ax = plot_features(substance.kinds(substance.comparable(shares.plans(load()))))
    >>> ax.get_figure().clear()
    """
    if not len(table):
        return None
    features = list(dict.fromkeys(table["feature"]))
    wide = table.pivot_table(index="kind", columns="feature", values="value", sort=False)[features]
    wide = wide.sort_values(features[0], ascending=False, kind="stable")
    sizes = table.drop_duplicates("kind").set_index("kind")["n"]
    edges = np.arange(len(features) + 1) - 0.5, np.arange(len(wide) + 1) - 0.5
    signs = wide.map(_sign)
    ax.pcolormesh(
        *edges, wide.to_numpy(), cmap="BrBG", vmin=-2.4, vmax=2.4, edgecolors="white", linewidth=2, gid="cells"
    )
    for at, row in enumerate(signs.to_numpy()):
        for x, sign in enumerate(row):
            write(ax, sign, (x, at), ha="center", va="center", fontweight="bold", fontsize=11, in_layout=False)
    names = [_name_feature(feature) for feature in features]
    letters = 14
    heads = [fill(name, letters) for name in names]
    ax.set_yticks(range(len(wide)), [fill(f"{name_code('place_type', str(kind))} ({sizes[kind]})", 17) if is_narrow(ax)
                                     else f"{name_code('place_type', str(kind))} ({sizes[kind]})" for kind in wide.index])  # fmt: skip
    ax.set_ylim(len(wide) - 0.5, -0.5)
    ax.set_xticks(range(len(features)), heads, rotation=90 if is_narrow(ax) else 0)
    ax.xaxis.tick_top()
    ax.spines["bottom"].set_visible(False)
    each = _("{feature}: most {most}, least {least}")
    parts = [
        each.format(feature=name, most=name_code("place_type", str(wide[feature].idxmax())),
                    least=name_code("place_type", str(wide[feature].idxmin())))
        for feature, name in zip(features, names, strict=True)
    ]  # fmt: skip
    basis = _("n = {places}; + more, ++ much more, − less, −− much less than the mean of all, = about the same")
    basis = basis.format(places=format_count(sizes.sum(), "place"))
    above = 1.0 if is_narrow(ax) else 0.16 * max(head.count("\n") + 1 for head in heads)
    return Drawn(basis, parts, 0.36 * len(wide) + above)
