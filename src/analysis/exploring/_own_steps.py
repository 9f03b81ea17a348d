"""What is told of a file that was read: how much of it is used, what is wrong, what to look at twice, and its first places."""

from __future__ import annotations

import html
import math
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from analysis import tables
from analysis.dataset._checking import Problem, Severity, tell_problems
from analysis.dataset._reading.field_names import name_field
from analysis.exploring._own_mapping import list_twice
from analysis.exploring._own_reading import Own
from analysis.exploring._showing import show_paper
from analysis.numbers import shares
from analysis.words._formatting import format_count, format_euros, join_names, show_value
from analysis.words.i18n import _, mark

__all__ = ["show_places", "show_problems", "tell_read"]

#: So many lines of problems are shown, and places.
MOST_LINES, MOST_PLACES = 12, 6
HEADS = {
    Severity.ERROR: mark("To correct: {n}"),
    Severity.WARNING: mark("To look at twice: {n}"),
}


def tell_read(own: Own, tried: Own) -> str:
    """How much of a file is used, in a sentence; with the cells that were corrected but not saved.

    Examples
    --------
    >>> from analysis.dataset.mine import example
    >>> from analysis.exploring._own_reading import read_own
    >>> found = read_own(example())
    >>> tell_read(found, found)
    'plans-exemple.csv: 14 rows read = 13 accepted + 1 set aside. 13 places and 25 funding lines, €32.5M in all.'
    """
    data = tried.data
    if data is None:
        return _("{file}: nothing can be used yet; see below what to correct.").format(file=show_value(own.path.name))
    rows = data.rows if tried is own else tuple(replace(rows, file=own.path.name) for rows in data.rows)
    total = float(data.places["investment_eur"].sum(min_count=1))
    found = _("{rows}. {places} and {lines}, {euros} in all.")
    if math.isnan(total):
        found = _("{rows}. {places} and {lines}; no total is known in euros.")
    told = found.format(
        rows="; ".join(map(str, rows)) or show_value(own.path.name),
        places=format_count(len(data.places), "place"),
        lines=format_count(len(data.funding), "funding line"),
        euros=format_euros(total),
    )
    return told if tried is own else f"{told} {_('This is with your corrections, which are not saved yet.')}"


def _lines(problems: Sequence[Problem]) -> list[str]:
    """Problems as lines, without the file that all are of, and without the sheet where there is one only."""
    sheets = {problem.sheet for problem in problems if problem.sheet}
    short = [replace(problem, file="", sheet=problem.sheet if len(sheets) > 1 else "") for problem in problems]
    return list(tell_problems(short))


def show_problems(own: Own) -> str:
    """What is wrong in a file, then what to look at twice, as HTML.

    Examples
    --------
    >>> from analysis.dataset.mine import example
    >>> from analysis.exploring._own_reading import read_own
    >>> "To correct: 1" in show_problems(read_own(example()))
    True
    """
    parts = []
    for severity, head in HEADS.items():
        those = [problem for problem in own.problems if problem.severity is severity]
        lines = _lines(those)
        n = len(those)
        if severity is Severity.WARNING:
            again = _tell_twice(own)
            lines, n = [*again, *lines], n + len(again)
        if not n:
            continue
        left = len(lines) - MOST_LINES
        shown = [*islice(lines, MOST_LINES), *([_("and {n} more lines").format(n=left)] if left > 0 else [])]
        kind = "cf-wrong" if severity is Severity.ERROR else "cf-warn"
        items = "".join(f"<li>{html.escape(line)}</li>" for line in shown)
        parts.append(f'<div class="{kind}"><p>{html.escape(_(head).format(n=n))}</p><ul>{items}</ul></div>')
    return "".join(parts)


def _tell_twice(own: Own) -> list[str]:
    """A line for each field that two columns were said to be."""
    told = _("{columns}: two columns are said to be “{field}”; only the first is read")
    return [
        told.format(columns=join_names([show_value(name) for name in columns]), field=name_field(field))
        for field, columns in list_twice(own.given).items()
    ]


def show_places(own: Own) -> str:
    """The first places of a file as they are understood, as HTML; nothing where there is none."""
    if own.data is None or not len(own.data.places):
        return ""
    plans = shares.plans(own.data)
    caption = _("The first of {places}, as they are understood").format(places=format_count(len(plans), "place"))
    return show_paper(tables.places(plans[:MOST_PLACES], caption=caption))
