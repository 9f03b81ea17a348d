"""A problem of the data: where it is, what rule it breaks and what to do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import reduce
from typing import Literal

from analysis.words._formatting import pair, shown, visible, whole
from analysis.words.i18n import _, mark, ngettext

__all__ = ["DataError", "Origin", "Problem", "UnreadableError", "in_order"]

#: What a problem can be, which `i18n._` says.
SEVERITIES = (mark("error"), mark("warning"))


@dataclass(frozen=True)
class Problem:
    """One broken rule.

    Attributes
    ----------
    severity : {"error", "warning"}
        An error keeps the data from being used, a warning does not.
    file : str
        Name of the file.
    row : int or None
        Row as a spreadsheet shows it (the header is row 1); None for a whole file or column.
    column, value, rule, hint, sheet : str
        Empty where they do not apply.
    """

    severity: Literal["error", "warning"]
    file: str
    row: int | None
    column: str
    value: str
    rule: str
    hint: str = ""
    sheet: str = ""

    def __str__(self) -> str:
        where = [
            self.file,
            _("sheet {name}").format(name=shown(self.sheet)) if self.sheet else "",
            _("row {number}").format(number=self.row) if self.row is not None else "",
            _("column {name}").format(name=shown(self.column)) if self.column else "",
        ]
        hint = f" ({self.hint})" if self.hint else ""
        parts = [_(self.severity), ", ".join(filter(None, where)), f"'{shown(self.value)}'" if self.value else ""]
        return visible(reduce(pair, [*filter(None, parts), f"{self.rule}{hint}"]))


@dataclass(frozen=True)
class Origin:
    """Where a table stands: its file, its sheet, and the names that its columns have there."""

    file: str
    sheet: str = ""
    columns: dict[str, str] = field(default_factory=dict)


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Problems in the order of their file: those of the whole first, then row by row."""
    return tuple(sorted(problems, key=lambda p: (p.file, p.sheet, p.row or 0, p.column, p.rule)))


class DataError(ValueError):
    """Data that cannot be used; ``problems`` holds all that was found, the message lists each on its line."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = in_order(problems)
        files = len({problem.file for problem in self.problems})
        n = len(self.problems)
        found = ngettext("{n} problem", "{n} problems", n).format(n=whole(n))
        first = ngettext("{problems} in {n} file", "{problems} in {n} files", files)
        first = first.format(problems=found, n=whole(files))
        super().__init__("\n".join([first, *map(str, self.problems)]))

    def _render_traceback_(self) -> list[str]:
        """What Jupyter shows: the problems, and no lines of code."""
        return str(self).splitlines()


class UnreadableError(DataError):
    """Data that cannot be read at all: nothing could be checked."""
