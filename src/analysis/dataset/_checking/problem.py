"""A problem of the data: where it is, what rule it breaks and what to do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import reduce
from itertools import groupby
from typing import Any, ClassVar

from analysis.dataset._checking.rules import Rule, Severity
from analysis.words._formatting import format_whole, join_pair, make_visible, show_value
from analysis.words.i18n import _, ngettext

__all__ = ["DataError", "Origin", "Problem", "UnreadableError", "order_as_told", "sort_problems"]


@dataclass(frozen=True, repr=False)
class Problem:
    """One broken rule, told in the language that is spoken when it is told.

    Attributes
    ----------
    code : Rule
        The rule that is broken.
    file : str
        Name of the file.
    row : int or None
        Row as a spreadsheet shows it (the header is row 1); None for a whole file or column.
    column, value, sheet : str
        Empty where they do not apply.
    fields : dict
        What the words of the rule and of its hint need to know: texts, numbers, messages, spelled values.

    Examples
    --------
    >>> from analysis.words.i18n import speak
    >>> problem = Problem(Rule.TOO_LOW, "places.csv", 11, "year", "1789", fields={"limit": "1950"})
    >>> print(problem)
    error: places.csv, row 11, column year: '1789': must be at least 1950
    >>> with speak("fr"):
    ...     problem.rule
    'doit être au moins 1950'
    """

    code: Rule
    file: str
    row: int | None = None
    column: str = ""
    value: str = ""
    sheet: str = ""
    fields: Mapping[str, Any] = field(default_factory=dict, hash=False)

    @property
    def severity(self) -> Severity:
        """An error sets its row aside, or keeps the whole from being used; a warning does not."""
        return self.code.severity

    @property
    def rule(self) -> str:
        """The rule that is broken, in words."""
        return self.code.word(self.fields)

    @property
    def hint(self) -> str:
        """What to do, in words; empty where the rule says it all."""
        return self.code.word_hint(self.fields)

    def __repr__(self) -> str:
        return f"Problem({self})"

    def __str__(self) -> str:
        where = [
            self.file,
            _("sheet {name}").format(name=show_value(self.sheet)) if self.sheet else "",
            _("row {number}").format(number=self.row) if self.row is not None else "",
            _("column {name}").format(name=show_value(self.column)) if self.column else "",
        ]
        hint = f" ({hint})" if (hint := self.hint) else ""
        parts = [_(self.severity), ", ".join(filter(None, where)), f"'{show_value(self.value)}'" if self.value else ""]
        return make_visible(reduce(join_pair, [*filter(None, parts), f"{self.rule}{hint}"]))


@dataclass(frozen=True)
class Origin:
    """Where a table stands: its file, its sheet, and the names that its columns have there.

    Attributes
    ----------
    parts : tuple
        File and sheet of each table that was joined to this one; `code` numbers their rows so that no two are equal.
    """

    file: str
    sheet: str = ""
    columns: dict[str, str] = field(default_factory=dict)
    parts: tuple[tuple[str, str], ...] = ()

    #: More rows than any table has.
    ROWS: ClassVar[int] = 10**9

    @staticmethod
    def code(part: int, row: int) -> int:
        """The number of a row among the rows of all parts; a row of the first part keeps its own."""
        return part * Origin.ROWS + row

    def find(self, row: int) -> tuple[str, str, int]:
        """File, sheet and row that a coded row stands for.

        Examples
        --------
        >>> Origin("a.xlsx", parts=(("a.xlsx", "2020"), ("a.xlsx", "2021"))).find(Origin.code(1, 5))
        ('a.xlsx', '2021', 5)
        """
        if not self.parts:
            return self.file, self.sheet, row
        return *self.parts[min(row // self.ROWS, len(self.parts) - 1)], row % self.ROWS

    def locate(self, problem: Problem) -> Problem:
        """A problem of a coded row with the sheet and the row that people find it in."""
        if not self.parts or problem.row is None or (problem.file, problem.sheet) != (self.file, self.sheet):
            return problem
        file, sheet, row = self.find(problem.row)
        return replace(problem, file=file, sheet=sheet, row=row)


def sort_problems(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Problems in the order of their file: those of the whole first, then row by row; the same in every language."""
    return tuple(sorted(problems, key=lambda p: (*_place(p), p.code)))


def _place(problem: Problem) -> tuple[str, str, int, str]:
    return problem.file, problem.sheet, problem.row or 0, problem.column


def order_as_told(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Problems `sort_problems` as readers find them: those of one place in the order of their words."""
    for _where, those in groupby(problems, key=_place):
        here = list(those)
        yield from sorted(here, key=lambda problem: problem.rule) if len(here) > 1 else here


class DataError(ValueError):
    """Data that cannot be used; ``problems`` holds all that was found, the message lists each on its line."""

    #: As far as the file was understood: its mapping, with what its columns could be; nothing where it was not opened.
    understood: object = None

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = sort_problems(problems)
        super().__init__(self.problems)

    def __str__(self) -> str:
        files = len({problem.file for problem in self.problems})
        n = len(self.problems)
        found = ngettext("{n} problem", "{n} problems", n).format(n=format_whole(n))
        first = ngettext("{problems} in {n} file", "{problems} in {n} files", files)
        first = first.format(problems=found, n=format_whole(files))
        from analysis.dataset._checking.grouping import tell_problems  # late: it tells problems of here

        return "\n".join([first, *tell_problems(self.problems)])

    def _render_traceback_(self) -> list[str]:
        """What Jupyter shows: the problems, and no lines of code."""
        return str(self).splitlines()


class UnreadableError(DataError):
    """Data that cannot be read at all: nothing could be checked."""
