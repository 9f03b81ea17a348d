"""Problems as lines for people: those of one kind in one column are one line, with their number, rows and examples."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from analysis.dataset._checking.problem import Problem, order_as_told
from analysis.words._formatting import format_whole, show_value
from analysis.words.i18n import _, ngettext

__all__ = ["tell_problems"]

#: So many of one kind are told one by one.
FEW = 3
MOST_ROWS = 8


def tell_problems(problems: Iterable[Problem]) -> Iterator[str]:
    """A line for each problem; for those of one kind in one column of a sheet one line, where there are more than three.

    Examples
    --------
    >>> from analysis.dataset._checking.rules import Rule
    >>> several = [Problem(Rule.AMOUNT_NOT_READ, "a.csv", row, "Total", f"x{row}") for row in (2, 3, 5, 8)]
    >>> print(*tell_problems(several))
    warning: a.csv, column Total: is not an amount (taken as not known): 4 rows (2, 3, 5, 8), such as 'x2', 'x3', 'x5'
    """
    every = list(order_as_told(problems))
    groups: dict[tuple[str, ...], list[Problem]] = {}
    for problem in every:
        groups.setdefault(_kind(problem), []).append(problem)
    told: set[tuple[str, ...]] = set()
    for problem in every:
        key = _kind(problem)
        if problem.row is None or len(groups[key]) <= FEW:
            yield str(problem)
        elif key not in told:
            told.add(key)
            yield _together(groups[key])


def _kind(problem: Problem) -> tuple[str, ...]:
    return problem.code, problem.file, problem.sheet, str(problem.column), "" if problem.row is None else "row"


def _together(those: list[Problem]) -> str:
    """One line for several problems: what is wrong in the words of the first, then how many, where, and examples."""
    first = replace(those[0], row=None, value="")
    rows = [str(problem.row) for problem in those]
    shown = ", ".join(rows[:MOST_ROWS]) + (" …" if len(rows) > MOST_ROWS else "")
    n = len(those)
    counted = ngettext("{n} row ({rows})", "{n} rows ({rows})", n).format(n=format_whole(n), rows=shown)
    values = list(dict.fromkeys(f"'{show_value(problem.value)}'" for problem in those if problem.value))[:FEW]
    if len({problem.rule for problem in those}) > 1:
        text = _("{problem}; and so on: {rows}").format(problem=first, rows=counted)
    else:
        text = _("{problem}: {rows}").format(problem=first, rows=counted)
    return _("{problem}, such as {values}").format(problem=text, values=", ".join(values)) if values else text
