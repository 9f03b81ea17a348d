"""Figures of a table of groups: counts, proportions, effects, drivers, and matrices of two fields."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from matplotlib.ticker import MaxNLocator

from analysis.charts._columns import label_column, name_code
from analysis.charts._figure import CURRENT, Drawn, figure
from analysis.charts._money import draw_sector_legend
from analysis.charts._style import BLUE, HATCHES, INK, QUIET, SECTORS, name_rows, set_share_axis, write
from analysis.words._codes import label_feature
from analysis.words._formatting import (
    format_bounds,
    format_count,
    format_decimal,
    format_interval,
    format_p_value,
    format_share,
    format_whole,
    join_pair,
)
from analysis.words.i18n import _, mark

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["plot_cofunding", "plot_counts", "plot_drivers", "plot_effects", "plot_features", "plot_proportions"]


@figure(needs=["{by}", "n", "share"])
def plot_counts(
    table: pd.DataFrame,
    *,
    by: str = "group",
    label: str | None = None,
    title: str = mark("How many places?"),
    ax: Axes = CURRENT,
) -> Drawn | None:
    """Places of each group as horizontal bars, coloured by sector where the table has one.

    Parameters
    ----------
    table : DataFrame
        ``by``, n, share, and ``sector`` if the bars are to be coloured by it; what `summaries.counts` or
        `summaries.carriers` returns.
    by : str
        Column with the groups.
    label : str, optional
        The field of the groups, for their names; ``by`` itself by default.

    Examples
    --------
    >>> from analysis import load, shares, summaries
    >>> ax = plot_counts(summaries.carriers(shares.plans(load())), by="carrier_type")
    >>> ax.get_figure().clear()
    """
    if not table["n"].sum():
        return None
    sectors = table["sector"] if "sector" in table else pd.Series([None] * len(table))
    for place, (row, sector) in enumerate(zip(table.itertuples(), sectors, strict=True)):
        ax.barh(
            place, row.n, height=0.68, color=SECTORS.get(sector, BLUE), hatch=HATCHES.get(sector, ""), edgecolor="white"
        )
        write(ax, f" {row.n} ({format_share(row.share)})", (row.n, place), va="center")
    groups = [name_code(label or by, group) for group in table[by]]
    name_rows(ax, groups)
    ax.set_xlim(0, table["n"].max() * 1.16)
    ax.set_xlabel(_("places, by {field}").format(field=label_column(label)) if label else _("places"))
    if "sector" in table:
        draw_sector_legend(ax, loc="lower right")
    parts = [
        join_pair(group, f"{row.n} ({format_share(row.share)})")
        for group, row in zip(groups, table.itertuples(), strict=True)
    ]
    return Drawn(f"n = {format_count(table['n'].sum(), 'place')}", parts)


@figure(needs=["group", "count", "n", "share", "low", "high"])
def plot_proportions(
    table: pd.DataFrame,
    *,
    label: str | None = None,
    reference: float | None = None,
    reference_label: str = "",
    title: str = mark("What part of the places?"),
    ax: Axes = CURRENT,
) -> Drawn | None:
    """A share with its 95% interval per group, beside a reference if there is one.

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

    Examples
    --------
    >>> from analysis import load, shares, inference
    >>> ax = plot_proportions(inference.proportions(shares.plans(load()), "citizens_involved"))
    >>> ax.get_figure().clear()
    """
    known = table[table["n"] > 0]
    if not len(known):
        return None
    groups = [name_code(label or "", group) for group in known["group"]]
    parts = []
    for place, (group, row) in enumerate(zip(groups, known.itertuples(), strict=True)):
        if not np.isfinite(row.low):  # too few for a share
            some = _("{n} of {total}").format(n=format_whole(row.count), total=format_whole(row.n))
            write(ax, some, (0.01, place), va="center", color=QUIET)
            parts.append(join_pair(group, some))
            continue
        ends = [row.low, row.high]
        ax.plot(ends, [place, place], color=BLUE, linewidth=3, alpha=0.5, solid_capstyle="butt", gid="interval")
        value = format_share(row.share) if np.isfinite(row.share) else format_bounds(row.low, row.high)
        if np.isfinite(row.share):
            ax.plot(row.share, place, "o", color=BLUE, markersize=7, markeredgecolor="white", gid="share")
        write(ax, value, (row.high, place), moved=(6, 0), va="center", fontweight="bold")
        told = _("{group}, n = {n}: {bounds} (bounds)")
        if np.isfinite(row.share):
            told = _("{group}, n = {n}: {share} (95%: {bounds})")
        exact = np.isfinite(row.share)
        bounds = format_interval(row.low, row.high, format_share) if exact else format_bounds(row.low, row.high)
        parts.append(told.format(group=group, n=format_whole(row.n), share=value, bounds=bounds))
    if reference is not None and np.isfinite(reference):
        ax.axvline(reference, color=INK, linewidth=1.2, linestyle="--", gid="reference")
        told = join_pair(_(reference_label), format_share(reference))
        write(ax, told, (reference, len(known) - 0.55), moved=(5, 0))
        parts.append(told)
    name_rows(ax, [f"{group} ({n})" for group, n in zip(groups, known["n"], strict=True)], above=0.8)
    set_share_axis(ax)
    ax.set_xlabel(_("part of the places"))
    return Drawn(_("dots are shares, lines 95% intervals; n in brackets"), parts)


@figure(needs=["feature", "effect", "low", "high", "n"])
def plot_effects(
    table: pd.DataFrame, *, title: str = mark("In what do new and older kinds of place differ?"), ax: Axes = CURRENT
) -> Drawn | None:
    """Cliff's delta of each feature with its 95% interval: to the right, new kinds have more.

    Parameters
    ----------
    table : DataFrame
        What `substance.effects` returns: feature, effect, low, high, n.

    Examples
    --------
    >>> from analysis import load, shares, substance
    >>> pages = substance.comparable(shares.plans(load()))
    >>> ax = plot_effects(substance.effects(substance.features(pages), pages["generation"]))
    >>> ax.get_figure().clear()
    """
    if not len(table):
        return None
    for place, row in enumerate(table.itertuples()):
        ax.plot([row.low, row.high], [place, place], color=INK, linewidth=2.2, gid="interval")
        ax.plot(row.effect, place, "D", color=INK, markersize=7, markeredgecolor="white", gid="effect")
        told = format_decimal(row.effect, sign=True)
        write(ax, told, (row.effect, place), moved=(0, 8), white=(1, 0.6), color="black", ha="center")
    ax.axvline(0, color=QUIET, linewidth=1)
    name_rows(ax, [label_feature(feature) for feature in table["feature"]], above=0.7)
    ax.set_xlim(-1, 1)
    ax.set_xlabel(_("Cliff's delta: older kinds have more (left), new kinds have more (right)"))
    ax.xaxis.set_major_formatter(lambda value, at: format_decimal(value))
    signed = partial(format_decimal, sign=True)
    each = _("{feature} {effect} (95%: {interval})")
    parts = [
        each.format(
            feature=label_feature(row.feature),
            effect=signed(row.effect),
            interval=format_interval(row.low, row.high, signed),
        )
        for row in table.itertuples()
    ]
    basis = _("n = {places}; marks with 95% intervals").format(places=format_count(table["n"].iloc[0], "place"))
    return Drawn(basis, parts)


@figure(needs=["feature", "r2", "p", "n"])
def plot_drivers(
    table: pd.DataFrame, *, title: str = mark("How much of each feature does the generation hold?"), ax: Axes = CURRENT
) -> Drawn | None:
    """R² of each feature as a bar, with its Holm-adjusted p-value.

    Parameters
    ----------
    table : DataFrame
        What `substance.drivers` returns: feature, r2, p, n.

    Examples
    --------
    >>> from analysis import load, shares, substance
    >>> pages = substance.comparable(shares.plans(load()))
    >>> ax = plot_drivers(substance.drivers(substance.features(pages), pages["generation"]))
    >>> ax.get_figure().clear()
    """
    known = table.dropna(subset=["r2"]).reset_index(drop=True)
    if not len(known):
        return None
    ax.barh(known.index, known["r2"], height=0.66, color=BLUE)
    for place, row in enumerate(known.itertuples()):
        write(ax, f" {format_share(row.r2)}, {format_p_value(row.p)}", (row.r2, place), va="center")
    name_rows(ax, [label_feature(feature) for feature in known["feature"]])
    ax.set_xlim(0, max(0.2, known["r2"].max() * 1.3))
    ax.xaxis.set_major_locator(MaxNLocator(6, steps=[1, 2, 5, 10]))
    ax.xaxis.set_major_formatter(lambda value, at: format_share(value))
    ax.set_xlabel(_("R²: part of the feature's variation that new against older holds"))
    parts = [
        f"{label_feature(row.feature)} {format_share(row.r2)} ({format_p_value(row.p)})" for row in known.itertuples()
    ]
    basis = _("n = {places}; permutation p-values, Holm-adjusted").format(
        places=format_count(known["n"].iloc[0], "place")
    )
    return Drawn(basis, parts)


def _matrix(ax: Axes, table: pd.DataFrame, *, texts: pd.DataFrame, **options: object) -> None:
    import seaborn as sns

    sns.heatmap(
        table,
        ax=ax,
        annot=texts,
        fmt="",
        annot_kws={"fontsize": 9},
        linewidths=1,
        linecolor="white",
        cbar=False,
        **options,
    )
    ax.set(xlabel="", ylabel="")
    ax.tick_params(axis="x", labelrotation=35)
    for tick in ax.get_xticklabels():
        tick.set(ha="right", rotation_mode="anchor")


@figure(needs=["funder_type", "with_type", "plans"], grid="")
def plot_cofunding(
    table: pd.DataFrame, *, title: str = mark("Which funders come together?"), ax: Axes = CURRENT
) -> Drawn | None:
    """How many plans name two types of funder together; on the diagonal, how many name the type.

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
    if not table["plans"].sum():
        return None
    order = list(dict.fromkeys(table["funder_type"]))
    wide = table.pivot_table(index="funder_type", columns="with_type", values="plans", sort=False).loc[order, order]
    lower = wide.where(np.tril(np.ones(wide.shape, dtype=bool)))
    texts = lower.map(lambda n: "" if np.isnan(n) else f"{n:.0f}")
    names = [name_code("funder_type", code) for code in order]
    for frame in (lower, texts):
        frame.index, frame.columns = pd.Index(names), pd.Index(names)
    off = table[table["funder_type"] != table["with_type"]]["plans"].max()
    _matrix(ax, lower, texts=texts, cmap="Blues", vmin=0, vmax=max(2 * off, 1))
    pairs = table[table.apply(lambda row: order.index(row["funder_type"]) < order.index(row["with_type"]), axis=1)]
    best = pairs[pairs["plans"] > 0].sort_values("plans", ascending=False, kind="stable").head(5)
    together = _("{type} with {other} in {plans}")
    parts = [
        together.format(
            type=name_code("funder_type", row.funder_type),
            other=name_code("funder_type", row.with_type),
            plans=format_count(row.plans, "plan"),
        )
        for row in best.itertuples()
    ]
    singles = table[table["funder_type"] == table["with_type"]]
    each = ", ".join(f"{name_code('funder_type', row.funder_type)} {row.plans}" for row in singles.itertuples())
    parts.append(join_pair(_("named at all"), each))
    basis = _("plans that name both types, with or without an amount; diagonal: plans that name the type")
    return Drawn(basis, parts)


@figure(needs=["kind", "n", "feature", "value"], grid="")
def plot_features(
    table: pd.DataFrame, *, title: str = mark("How do the kinds of place differ?"), ax: Axes = CURRENT
) -> Drawn | None:
    """Each kind of place against the mean of all places, feature by feature, in standard deviations.

    Parameters
    ----------
    table : DataFrame
        What `substance.kinds` returns: kind, n, feature, value.

    Examples
    --------
    >>> from analysis import load, shares, substance
    >>> ax = plot_features(substance.kinds(substance.comparable(shares.plans(load()))))
    >>> ax.get_figure().clear()
    """
    if not len(table):
        return None
    kinds, features = list(dict.fromkeys(table["kind"])), list(dict.fromkeys(table["feature"]))
    wide = table.pivot_table(index="kind", columns="feature", values="value", sort=False).loc[kinds, features]
    sizes = table.drop_duplicates("kind").set_index("kind")["n"]
    wide.index = pd.Index([f"{name_code('place_type', kind)} ({sizes[kind]})" for kind in kinds])
    wide.columns = pd.Index([label_feature(feature) for feature in features])
    form = partial(format_decimal, digits=1, sign=True)
    _matrix(ax, wide, texts=wide.map(form), cmap="BrBG", vmin=-2.4, vmax=2.4)
    each = _("{feature}: least {least} {low}, most {most} {high}")
    parts = [
        each.format(
            feature=feature,
            least=column.idxmin(),
            low=form(column.min()),
            most=column.idxmax(),
            high=form(column.max()),
        )
        for feature, column in wide.items()
    ]
    basis = _("n = {places}; standard deviations above (teal) or below (brown) the mean of all")
    basis = basis.format(places=format_count(sizes.sum(), "place"))
    return Drawn(basis, parts)
