"""The figure of one number by group: each place a point, each group a row with its median."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Unpack

import numpy as np
import pandas as pd

from analysis.charts._axes import name_scale, set_euros, set_shares
from analysis.charts._bins import draw_shape, is_crowded
from analysis.charts._columns import (
    EURO_COLUMNS,
    SHARE_COLUMNS,
    find_form,
    keep_known,
    label_column,
    name_code,
    tell_ends,
    tell_money,
)
from analysis.charts._describing import mark_places
from analysis.charts._figure import CURRENT, Drawn, Given, figure
from analysis.charts._options import RowOptions, arrange, is_arranged, pick
from analysis.charts._rows import draw_key, find_key_height, set_rows
from analysis.charts._style import BLUE, INK, QUIET
from analysis.numbers import inference
from analysis.words._formatting import format_count, format_interval, format_whole, join_names, join_parts
from analysis.words._grouping import split_groups
from analysis.words.i18n import _
from analysis.words.vocabulary import Generation

if TYPE_CHECKING:
    from collections.abc import Callable

    from matplotlib.axes import Axes

__all__ = ["GENERATIONS", "jitter", "plot_groups"]

#: Colours of the generations, both at least 3 to 1 on white where points are half clear.
GENERATIONS: dict[str, str] = {Generation.NEW: "#00805c", Generation.OLDER: "#a8377c"}
#: Fields whose groups have an order of their own; those of others stand by their median.
ORDERED = ("density", "plan_quality")
#: The row of the groups that are too small for a median.
FOLDED = "folded"


def jitter(n: int) -> np.ndarray:
    """Offsets that spread points evenly and never change: the golden ratio's fractional parts."""
    return (np.arange(1, n + 1) * 0.6180339887 % 1 - 0.5) * 0.5


def _find_ends(table: pd.DataFrame) -> tuple[Any, Any] | None:
    """The groups with the least and the greatest median, where even their intervals lie apart."""
    sure = table[table["low"].notna()]
    if len(sure) < 2:
        return None
    low, high = sure.loc[sure["median"].idxmin()], sure.loc[sure["median"].idxmax()]
    return (low, high) if low["high"] < high["low"] else None


def _title(given: Given) -> str:
    value, by = given["value"], given["by"]
    table = inference.medians(given["plans"][list(dict.fromkeys([by, value]))].dropna(subset=[by]), value, by=by)
    ends, field = _find_ends(table), label_column(value)
    if ends is not None:
        told = _("{field}, median: {low} ({group}) to {high} ({other})")
        if value in ("investment_eur", "constant_eur"):
            told = _("Half cost less than {low} ({group}) to {high} ({other})")
        form, names = find_form(value), [name_code(by, one["group"]) for one in ends]
        low, high = (form(one["median"]) for one in ends)
        return told.format(field=field.capitalize(), low=low, group=names[0], high=high, other=names[1])
    told = _("{field} by {group}")
    if table["median"].notna().sum() > 1:
        told = _("{field} by {group}: no clear difference")
    return told.format(field=field.capitalize(), group=label_column(by))


def _list_rows(known: pd.DataFrame, by: str, table: pd.DataFrame) -> list[tuple[str, pd.DataFrame]]:
    """The groups in the order of their medians, or their own; those without a median together in the last row."""
    groups = dict(split_groups(known, by))
    large = [group for group in groups if np.isfinite(table.loc[group, "median"])]
    small = [group for group in groups if group not in large]
    if by not in ORDERED:
        large.sort(key=lambda group: -table.loc[group, "median"])
    if len(small) < 2 or by in ORDERED:
        order = list(groups) if by in ORDERED else large + small
        return [(group, groups[group]) for group in order]
    return [(group, groups[group]) for group in large] + [(FOLDED, pd.concat([groups[group] for group in small]))]


@figure(
    needs=["name", "{value}", "{by}"], empty=["{value}", "{by}"], title=_title, orders=["value", "n", "name"],
)  # fmt: skip
def plot_groups(
    plans: pd.DataFrame,
    *,
    by: str,
    value: str = "investment_eur",
    title: str | None = None,
    ax: Axes = CURRENT,
    **asked: Unpack[RowOptions],
) -> Drawn | None:
    """Each place as a point, one row per group, with the median and its 95% interval; the greatest median first.

    Parameters
    ----------
    plans : DataFrame
        One row per place with ``name``, ``value`` and ``by``.
    by : str
        Column of groups: place_type, generation, settlement, density, region, carrier_type, carrier_sector, source_kind,
        plan_quality, or one of your own. Groups under 5 places share a row that shows their points only.
    value : str
        investment_eur, constant_eur, eur_per_m2, eur_per_workstation (euros, log axis), public_share_low or
        public_share_high (0 to 100%), or a count: surface_m2, workstations, stakeholders.

    Examples
    --------
    >>> from analysis import load, shares
    >>> ax = plot_groups(shares.plans(load()), by="settlement")
    >>> ax.get_figure().clear()
    """
    known = keep_known(plans, [value, by])
    if not len(known):
        return None
    table = inference.medians(known, value, by=by).set_index("group")
    form = find_form(value)
    rows, left = arrange(
        _list_rows(known, by, table), asked, rank=lambda row: row[0] == FOLDED, n=lambda row: len(row[1]),
        name=lambda row: name_code(by, row[0]), value=lambda row: np.nan if row[0] == FOLDED else table.loc[row[0], "median"],
    )  # fmt: skip
    told = [group for group, _part in split_groups(known[[by]], by)]
    if is_arranged(asked):
        told = [group for _row, part in rows for group, _part in split_groups(part[[by]], by)]
        known, table = known[known[by].astype("string").isin(told)], table.loc[told]
    coloured, colour = "generation" in known and by == "place_type" and not asked.get("color"), pick(asked, BLUE)
    names, values = [], []
    many = is_crowded(len(known))
    for at, (group, part) in enumerate(rows):
        if many:
            draw_shape(
                ax, part[value], at, colour=_find_colour(part) if coloured else colour, log=value in EURO_COLUMNS
            )
        else:
            _draw_points(ax, part.sort_values(value), value, at, colour="" if coloured else colour)
        names.append(_name(by, group, len(part)))
        values.append("" if group == FOLDED else _draw_median(ax, table.loc[group], at, form))
    head = _("median") if any(values) else ""
    present = [code for code in GENERATIONS if coloured and (known["generation"] == code).any()]
    inches = set_rows(ax, names, values, head=head, top=find_key_height(ax, len(present)) if present else 0.0)
    if present:
        draw_key(ax, [(name_code("generation", code), GENERATIONS[code]) for code in present])
    _value_axis(ax, known[value], value)
    groups = dict(split_groups(known[list(dict.fromkeys([by, value]))], by))
    parts = [_group_text(by, group, groups[group][value], table.loc[group], form) for group in told]
    return Drawn(_basis(known, value, table), [*parts, tell_ends(known, value)], inches, left)


def _draw_points(ax: Axes, ordered: pd.DataFrame, value: str, at: int, *, colour: str) -> None:
    """The places of a group, each a point, without a colour in that of its generation."""
    colours = colour or ordered["generation"].map(GENERATIONS).fillna(QUIET)
    points = ax.scatter(
        ordered[value], at + jitter(len(ordered)), s=20, c=colours, alpha=0.6, linewidth=0, gid="points"
    )
    mark_places(points, ordered)


def _find_colour(part: pd.DataFrame) -> str:
    """The colour of the generation of a whole group; of one that has both, none."""
    found = part["generation"].dropna().unique()
    return GENERATIONS.get(str(found[0]), QUIET) if len(found) == 1 else QUIET


def _name(by: str, group: str, n: int) -> str:
    if group == FOLDED:
        return _("others with under {least} ({n})").format(least=inference.LEAST_FOR_SUMMARY, n=format_whole(n))
    return f"{name_code(by, group)} ({format_whole(n)})"


def _draw_median(ax: Axes, row: pd.Series, at: float, form: Callable[[float], str]) -> str:
    """The median of a group with its interval, thin and light where it is rough; the median in words."""
    if not np.isfinite(row["median"]):
        return ""
    rough = bool(row["rough"])
    ends = [row["low"], row["high"]]
    ax.plot(ends, [at, at], color=QUIET if rough else INK, linewidth=1 if rough else 2.2, gid="interval")
    ax.plot(
        row["median"], at, "D", color=INK, markerfacecolor="white" if rough else INK, markersize=6,
        markeredgecolor=QUIET if rough else "white", gid="median",
    )  # fmt: skip
    return form(row["median"])


def _basis(known: pd.DataFrame, value: str, table: pd.DataFrame) -> str:
    n = f"n = {format_count(len(known), 'place')}"
    told = [f"{n}, {tell_money(known, value)}" if value in EURO_COLUMNS else n]
    marks = _("points are places, marks are medians with 95% intervals")
    if is_crowded(len(known)):
        marks = _("shapes are places, the higher the more of them; marks are medians with 95% intervals")
    told.append(marks)
    if table["rough"].astype(bool).any():
        told.append(_("hollow and thin: few places, rough"))
    return join_parts(told)


def _group_text(by: str, group: str, values: pd.Series, row: pd.Series, form: Callable[[float], str]) -> str:
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
        set_euros(ax, values)
        ax.set_xlabel(name_scale(ax, value))
    elif value in SHARE_COLUMNS:
        set_shares(ax)
        ax.set_xlabel(label_column(value).split(",")[0])
    else:
        ax.set_xlabel(label_column(value))
