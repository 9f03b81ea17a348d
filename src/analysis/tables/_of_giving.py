"""The table of what each funder pays where it gives."""

from __future__ import annotations

import pandas as pd

from analysis.numbers.population import Draw
from analysis.tables._table import Table
from analysis.words import vocabulary
from analysis.words._columns import need_columns
from analysis.words._formatting import format_interval, format_share, format_whole
from analysis.words.i18n import _

__all__ = ["giving"]


def _tell_median(row: pd.Series) -> str:
    if pd.isna(row["median"]):
        return _("too few")
    return f"{format_share(row['median'])} ({format_interval(row['low'], row['high'], format_share)})"


def _tell_times(row: pd.Series) -> str:
    if pd.isna(row["n_giving"]):
        return ""
    return _("{n} of {total}").format(n=format_whole(row["n_giving"]), total=format_whole(row["n_plans"]))


def giving(frame: pd.DataFrame, *, caption: str) -> Table:
    """The median part that each funder type pays of a plan that it pays for, and in how many plans it is named.

    Parameters
    ----------
    frame : DataFrame
        What `giving.list_giving` returns.
    caption : str
        What the table shows.

    Examples
    --------
    >>> from analysis import giving as numbers, load, shares
    >>> data = load()
    >>> table = giving(numbers.list_giving(shares.plans(data), data.funding), caption="Where they give")
    >>> list(table.frame)[:2]
    ['funder type', 'source']
    """
    need_columns(frame, ["funder_type", "draw", "n"])
    labels = vocabulary.labels("funder_type")
    shown = pd.DataFrame(
        {
            vocabulary.label("funder_type"): [labels.get(code, code) for code in frame["funder_type"]],
            _("source"): [str(Draw(code).label) for code in frame["draw"]],
            _("plans that name it"): [_tell_times(row) for _at, row in frame.iterrows()],
            _("median part of a plan"): [_tell_median(row) for _at, row in frame.iterrows()],
            "n": frame["n"].map(format_whole),
        }
    )
    return Table(shown, _(caption))
