"""Tables of a dataset: what was read and understood, its problems, what it knows, its places."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

import pandas as pd

from analysis.dataset import Dataset
from analysis.dataset._checking import order_as_told
from analysis.dataset._reading.field_names import name_field
from analysis.tables._table import Table, plain
from analysis.words import vocabulary
from analysis.words._columns import need_columns, need_dataset
from analysis.words._formatting import (
    format_bounds,
    format_count,
    format_euros,
    format_share,
    format_whole,
    shorten_name,
)
from analysis.words._formatting import show_value as visible
from analysis.words.i18n import _, mark
from analysis.words.vocabulary import Sector

__all__ = ["coverage", "places", "problems", "rows", "understood"]

#: What is shown of a place.
OF_PLACE = (
    "name", "place_type", "municipality", "region", "settlement", "year", "investment_eur", "public_share_low",
    "public_share_high", "source_url",
)  # fmt: skip


def rows(data: Dataset) -> Table:
    """Rows that were read, accepted and set aside, for each sheet.

    Examples
    --------
    >>> import analysis
    >>> set(rows(analysis.load()).frame["set aside"])
    {'0'}
    """
    need_dataset(data)
    shown = pd.DataFrame(
        [
            (
                _("{file}, sheet {sheet}").format(file=r.file, sheet=r.sheet) if r.sheet else r.file,
                *(format_whole(n) for n in (r.read, r.accepted, r.set_aside)),
            )
            for r in data.rows
        ],
        columns=[_("where"), _("rows read"), _("accepted"), _("set aside")],
    )
    return Table(shown, _("Every row that was read is accepted or set aside"))


def understood(data: Dataset) -> Table:
    """What each column of a file was understood to be; the rows and sheets that are no data come last.

    Examples
    --------
    >>> import analysis
    >>> from analysis import mine
    >>> understood(analysis.load(mine.example())).caption
    'What was understood'
    """
    need_dataset(data)
    frame = data.understood
    frame = frame if frame["sheet"].nunique() > 1 else frame.drop(columns="sheet")
    # what a reader looks at first comes first
    frame = frame[
        [*(name for name in frame if name not in ("examples", "filled", "remark")), "examples", "remark", "filled"]
    ]
    frame = frame.assign(
        examples=[_name_examples(*pair) for pair in zip(frame["field"], frame["examples"], strict=True)],
        field=frame["field"].map(name_field),
    )
    notes = pd.DataFrame({"column": list(data.left_out), "field": _("left out")}, columns=frame.columns)
    shown = pd.concat([frame, notes], ignore_index=True).fillna("")
    return plain(
        shown.rename(columns={"column": mark("column of the file"), "field": mark("understood as")}),
        mark("What was understood"),
    )


def _name_examples(field: str, examples: str) -> str:
    try:
        names = vocabulary.labels(field)
    except KeyError:
        return examples
    return " | ".join(names.get(part, part) for part in str(examples).split(" | "))


#: More problems than this are counted, not listed: the command `check` and its JSON list all.
MOST_PROBLEMS = 200


def problems(data: Dataset) -> Table:
    """What is wrong in a file, row by row, and what to do.

    Examples
    --------
    >>> import analysis
    >>> from analysis import mine
    >>> problems(analysis.load(mine.example())).frame["kind"].tolist()
    ['warning', 'error']
    """
    need_dataset(data)
    several = len({(problem.file, problem.sheet) for problem in data.problems}) > 1
    listed = list(islice(order_as_told(data.problems), MOST_PROBLEMS))
    shown = pd.DataFrame(
        [
            (
                *([p.file + (f", {p.sheet}" if p.sheet else "")] if several else []),
                "" if p.row is None else str(p.row), visible(str(p.column)), visible(p.value), _(p.severity), p.rule, p.hint,
            )
            for p in listed
        ],
        columns=[
            *([_("where")] if several else []),
            _("row"), _("column"), _("value"), _("kind"), _("rule"), _("what to do"),
        ],
    )  # fmt: skip
    more = len(data.problems) - len(listed)
    caption = (
        _("Problems: {n} (the first {listed}; the command check lists {more} more)") if more else _("Problems: {n}")
    )
    return Table(
        shown,
        caption.format(n=format_whole(len(data.problems)), listed=format_whole(len(listed)), more=format_whole(more)),
    )


def coverage(plans: pd.DataFrame, fields: Sequence[str], *, caption: str = mark("What the sample knows")) -> Table:
    """How many places know each field; the code "unknown" knows nothing.

    Parameters
    ----------
    plans : DataFrame
        One row per place.
    fields : sequence of str
        Columns of the places or of `vocabulary.DERIVED`.
    caption : str
        Title of the table.

    Examples
    --------
    >>> coverage(pd.DataFrame({"year": [2018, None]}), ["year"])
    What the sample knows (n = 2 places)
    field places that know it share
     year                   1   50%
    """
    need_columns(plans, fields)
    total = max(len(plans), 1)
    known = [
        {
            _("field"): vocabulary.label(name),
            _("places that know it"): format_whole(n),
            _("share"): format_share(n / total),
        }
        for name in fields
        for n in [int((plans[name].notna() & (plans[name].astype("str") != Sector.UNKNOWN)).sum())]
    ]
    return Table(pd.DataFrame(known), f"{_(caption)} (n = {format_count(len(plans), 'place')})")


def _share_of_place(low: float, high: float) -> str:
    return format_bounds(low, high) if low == low else _("not known")


def places(plans: pd.DataFrame, *, caption: str = mark("Places")) -> Table:
    """One row per place, with its source.

    Parameters
    ----------
    plans : DataFrame
        What `shares.plans` returns, or some of its rows.
    caption : str
        What the table shows.

    Examples
    --------
    >>> from analysis import load, shares
    >>> plans = shares.plans(load())
    >>> list(places(plans[:1]).frame)[:4]
    ['place', 'kind of place', 'municipality', 'region']
    """

    need_columns(plans, OF_PLACE)

    def names(column: str) -> list[str]:
        known = {code: shorten_name(label) for code, label in vocabulary.labels(column).items()}
        return ["" if pd.isna(value) else known.get(value, visible(value)) for value in plans[column]]

    ends = zip(plans["public_share_low"], plans["public_share_high"], strict=True)
    shown = {
        _("place"): names("name"),
        vocabulary.label("place_type"): names("place_type"),
        vocabulary.label("municipality"): names("municipality"),
        vocabulary.label("region"): names("region"),
        vocabulary.label("settlement"): names("settlement"),
        vocabulary.label("year"): ["" if pd.isna(year) else f"{year:.0f}" for year in plans["year"]],
        _("investment"): ["" if pd.isna(value) else format_euros(value) for value in plans["investment_eur"]],
        _("public share"): [_share_of_place(low, high) for low, high in ends],
        _("source"): ["" if pd.isna(url) else str(url) for url in plans["source_url"]],
    }
    return Table(pd.DataFrame(shown), _(caption))
