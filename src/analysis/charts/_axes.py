"""Axes of values that are the same whatever part of the data is drawn: a territory and the whole can be laid side by side."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from matplotlib.ticker import FixedLocator, FuncFormatter, MaxNLocator, NullLocator

from analysis.charts._columns import label_column
from analysis.charts._style import QUIET, is_narrow, write
from analysis.words._formatting import format_euros, format_share
from analysis.words.i18n import _

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

__all__ = ["HALF_HEIGHT", "draw_half", "find_euro_limits", "name_scale", "set_euros", "set_shares", "set_years"]

#: Where the axis of a column of euros begins and ends, so that all figures of it can be compared.
LIMITS = {"eur_per_m2": (1e1, 1e4), "eur_per_workstation": (1e3, 1e6)}
#: The same for the total of a plan.
TOTAL = (1e4, 5e7)
#: Height of the name of one half, in inches.
HALF_HEIGHT = 0.2
#: Years that every axis of years shows; it is longer where the data is.
YEARS = (2010, 2025)


def find_euro_limits(values: pd.Series) -> tuple[float, float]:
    """Where an axis of these euros begins and ends: fixed, and a power of ten further where the data is.

    Examples
    --------
    >>> import pandas as pd
    >>> find_euro_limits(pd.Series([30_000, 2e6], name="investment_eur"))
    (10000.0, 50000000.0)
    >>> find_euro_limits(pd.Series([900, 2e6], name="investment_eur"))
    (100.0, 50000000.0)
    """
    low, high = LIMITS.get(str(values.name), TOTAL)
    least, most = float(values.min()), float(values.max())
    low = low if least >= low else 10.0 ** math.floor(math.log10(least))
    return low, high if most <= high else 10.0 ** math.ceil(math.log10(most))


def set_euros(ax: Axes, values: pd.Series, *, axis: str = "x") -> None:
    """A log axis of euros with a tick at each power of ten, written with its currency."""
    low, high = find_euro_limits(values)
    powers = range(round(math.log10(low)), math.floor(math.log10(high)) + 1)
    on = getattr(ax, f"{axis}axis")
    getattr(ax, f"set_{axis}scale")("log")
    getattr(ax, f"set_{axis}lim")(low / 1.15, high * 1.15)
    on.set_major_locator(FixedLocator([10.0**power for power in powers]))
    on.set_minor_locator(NullLocator())
    on.set_major_formatter(FuncFormatter(lambda value, at: format_euros(value)))


def set_shares(ax: Axes, *, high: float = 1.0) -> None:
    """An axis of shares from 0, on a phone with three ticks; ``high`` is the greatest value that has to fit."""
    end = next(step for step in (0.25, 0.5, 1.0) if high <= step or step == 1.0)
    ax.set_xlim(-0.02 * end, 1.02 * end)
    parts = 2 if is_narrow(ax) or end < 1 else 4
    ax.xaxis.set_major_locator(FixedLocator([end * at / parts for at in range(parts + 1)]))
    ax.xaxis.set_major_formatter(FuncFormatter(lambda value, at: format_share(value)))


def draw_half(ax: Axes) -> None:
    """The line of one half with its name above the rows, in `HALF_HEIGHT` inches."""
    ax.axvline(0.5, color=QUIET, linewidth=1, linestyle="--", gid="half")
    write(ax, _("one half"), (0.5, ax.get_ylim()[1]), ha="center", va="top", color=QUIET, white=(1, 1), in_layout=False)


def set_years(ax: Axes, years: pd.Series) -> None:
    """An axis of whole years with a tick every five, none after the last of the data."""
    first, last = min(YEARS[0], int(years.min())), max(YEARS[1], int(years.max()))
    step = 5 if last - first > 8 else 2
    ax.set_xlim(first - 0.8, last + 0.8)
    ticks = range(first - first % -step, last + 1, step)
    ax.xaxis.set_major_locator(FixedLocator(list(ticks)) if ticks else MaxNLocator(3, integer=True))
    ax.xaxis.set_major_formatter(FuncFormatter(lambda value, at: f"{value:.0f}"))
    ax.set_xlabel(label_column("year"))


def name_scale(ax: Axes, name: str) -> str:
    """What stands below an axis of euros: on a phone the field, else also that each step multiplies by ten."""
    field = label_column(name)
    return field if is_narrow(ax) else _("{field}; each step is ten times the one before").format(field=field)
