"""Columns that are asked for by name: one that is not there is told in one line, with those that may be meant."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence

from analysis.words._choices import OneLineError
from analysis.words.i18n import _

__all__ = ["MissingColumnsError", "need_columns"]

#: So many names are told where none is near.
TOLD = 12


class MissingColumnsError(OneLineError):
    """A table lacks columns that are asked for; the message names them, and those that may be meant."""


def need_columns(columns: Iterable[str], needs: Sequence[object]) -> None:
    """Stop where a column is asked for that a table lacks.

    Parameters
    ----------
    columns : iterable of str
        Those of the table.
    needs : sequence of str
        Those that are asked for.

    Raises
    ------
    MissingColumnsError
        In one line.

    Examples
    --------
    >>> need_columns(["place_type", "region"], ["place_typ"])
    Traceback (most recent call last):
        ...
    analysis.words._columns.MissingColumnsError: there is no column place_typ; did you mean place_type?
    """
    there = [str(name) for name in columns]
    missing = [name for name in needs if not isinstance(name, str) or name not in there]
    if not missing:
        return
    if not all(isinstance(name, str) for name in missing):
        raise MissingColumnsError(_("one column is asked for, by its name, not {given!r}").format(given=missing[0]))
    names = ", ".join(map(str, missing))
    near = [name for one in missing for name in difflib.get_close_matches(str(one), there, n=1, cutoff=0.6)]
    if near:
        told = _("there is no column {names}; did you mean {near}?")
        raise MissingColumnsError(told.format(names=names, near=", ".join(near)))
    known = ", ".join(there[:TOLD]) + (", …" if len(there) > TOLD else "")
    raise MissingColumnsError(_("there is no column {names}; there are {known}").format(names=names, known=known))
