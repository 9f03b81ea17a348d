"""Tables of a dataset: what was read and understood, its problems, what it knows, its places."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

import pandas as pd

from analysis.dataset import Dataset
from analysis.dataset._checking import as_told
from analysis.tables._table import Table, plain
from analysis.words import vocabulary
from analysis.words._formatting import bounds, count, euros, share, whole
from analysis.words._formatting import shown as visible
from analysis.words.i18n import _, mark

__all__ = ["coverage", "places", "problems", "rows", "understood"]


def rows(data: Dataset) -> Table:
    """Rows that were read, accepted and set aside, for each sheet."""
    shown = pd.DataFrame(
        [
            (
                _("{file}, sheet {sheet}").format(file=r.file, sheet=r.sheet) if r.sheet else r.file,
                *(whole(n) for n in (r.read, r.accepted, r.set_aside)),
            )
            for r in data.rows
        ],
        columns=[_("where"), _("rows read"), _("accepted"), _("set aside")],
    )
    return Table(shown, _("Every row that was read is accepted or set aside"))


def understood(data: Dataset) -> Table:
    """What each column of a file was understood to be; the rows and sheets that are no data come last."""
    frame = data.understood
    frame = frame if frame["sheet"].nunique() > 1 else frame.drop(columns="sheet")
    # what a reader looks at first comes first
    frame = frame[
        [*(name for name in frame if name not in ("examples", "filled", "remark")), "examples", "remark", "filled"]
    ]
    notes = pd.DataFrame({"column": list(data.left_out), "field": _("left out")}, columns=frame.columns)
    shown = pd.concat([frame, notes], ignore_index=True).fillna("")
    return plain(
        shown.rename(columns={"column": mark("column of the file"), "field": mark("understood as")}),
        mark("What was understood"),
    )


#: More problems than this are counted, not listed: the command `check` and its JSON list all.
MOST_PROBLEMS = 200


def problems(data: Dataset) -> Table:
    """What is wrong in a file, row by row, and what to do."""
    several = len({(problem.file, problem.sheet) for problem in data.problems}) > 1
    listed = list(islice(as_told(data.problems), MOST_PROBLEMS))
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
    return Table(shown, caption.format(n=whole(len(data.problems)), listed=whole(len(listed)), more=whole(more)))


def coverage(plans: pd.DataFrame, fields: Sequence[str], *, caption: str = mark("What the sample knows")) -> Table:
    """How many places know each field.

    Parameters
    ----------
    plans : DataFrame
        One row per place.
    fields : sequence of str
        Columns of the places or of `vocabulary.DERIVED`.
    caption : str
        Title of the table.
    """
    total = max(len(plans), 1)
    rows = [
        {_("field"): vocabulary.label(name), _("places that know it"): whole(n), _("share"): share(n / total)}
        for name in fields
        for n in [int(plans[name].notna().sum())]
    ]
    return Table(pd.DataFrame(rows), f"{_(caption)} (n = {count(len(plans), 'place')})")


def _share_of_place(low: float, high: float) -> str:
    return bounds(low, high) if low == low else _("not known")


def places(plans: pd.DataFrame, *, caption: str = mark("Places")) -> Table:
    """One row per place, with its source.

    Parameters
    ----------
    plans : DataFrame
        What `shares.plans` returns, or some of its rows.
    caption : str
        What the table shows.
    """

    def names(column: str) -> list[str]:
        known = {code: label.split(" (")[0] for code, label in vocabulary.labels(column).items()}
        return ["" if pd.isna(value) else known.get(value, visible(value)) for value in plans[column]]

    ends = zip(plans["public_share_low"], plans["public_share_high"], strict=True)
    shown = {
        _("place"): names("name"),
        vocabulary.label("place_type"): names("place_type"),
        vocabulary.label("municipality"): names("municipality"),
        vocabulary.label("region"): names("region"),
        vocabulary.label("settlement"): names("settlement"),
        vocabulary.label("year"): ["" if pd.isna(year) else f"{year:.0f}" for year in plans["year"]],
        _("investment"): ["" if pd.isna(value) else euros(value) for value in plans["investment_eur"]],
        _("public share"): [_share_of_place(low, high) for low, high in ends],
        _("source"): ["" if pd.isna(url) else str(url) for url in plans["source_url"]],
    }
    return Table(pd.DataFrame(shown), _(caption))
