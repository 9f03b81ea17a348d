"""Columns that are asked for by name: one that is not there is told in one line, with those that may be meant."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence

import pandas as pd

from analysis.words._choices import OneLineError
from analysis.words.i18n import _, ngettext

__all__ = ["MissingColumnsError", "need_columns", "need_dataset", "need_numbers"]

#: So many names are told where none is near.
TOLD = 12
#: Letters of a value that is told.
LONGEST = 80


class MissingColumnsError(OneLineError):
    """A table lacks columns that are asked for; the message names them, and those that may be meant."""


def need_columns(table: object, needs: Sequence[object]) -> None:
    """Stop where a column is asked for that a table lacks, or where there is no table.

    Parameters
    ----------
    table : DataFrame or iterable of str
        It, or the names of its columns.
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
    if not isinstance(table, Iterable) or isinstance(table, str | pd.Series):
        told = _("a table is asked for, not {given}; shares.plans(data) makes one of a dataset")
        raise MissingColumnsError(told.format(given=type(table).__name__))
    there = [str(name) for name in table]
    missing = [name for name in needs if not isinstance(name, str) or name not in there]
    if not missing:
        return
    if not all(isinstance(name, str) for name in missing):
        raise MissingColumnsError(
            _("one column is asked for, by its name, not {given}").format(given=_shorten(missing[0]))
        )
    names = ", ".join(map(str, missing))
    near = [name for one in missing for name in difflib.get_close_matches(str(one), there, n=1, cutoff=0.6)]
    if near:
        told = _("there is no column {names}; did you mean {near}?")
        raise MissingColumnsError(told.format(names=names, near=", ".join(near)))
    known = _list(there) or _("no columns")
    raise MissingColumnsError(_("there is no column {names}; there are {known}").format(names=names, known=known))


def _shorten(given: object) -> str:
    """What was given, in one line: a value as it is written in code, of a table or column its kind."""
    written = repr(given)
    return type(given).__name__ if "\n" in written or len(written) > LONGEST else written


def need_numbers(table: pd.DataFrame, needs: Sequence[str]) -> None:
    """Stop where a column is asked for that a table lacks, or that holds text.

    Parameters
    ----------
    table : DataFrame
        It.
    needs : sequence of str
        The columns of numbers that are asked for.

    Raises
    ------
    MissingColumnsError
        In one line.

    Examples
    --------
    >>> need_numbers(pd.DataFrame({"region": ["Corse"], "year": [2018]}), ["region"])
    Traceback (most recent call last):
        ...
    analysis.words._columns.MissingColumnsError: column region holds no numbers; year does
    """
    need_columns(table, needs)
    texts = [name for name in dict.fromkeys(needs) if not _holds_numbers(table[name])]
    if not texts:
        return
    known = [str(name) for name in table if _holds_numbers(table[name]) and table[name].notna().any()]
    if not known:
        raise MissingColumnsError(_("column {name} holds no numbers").format(name=texts[0]))
    told = ngettext(
        "column {name} holds no numbers; {known} does", "column {name} holds no numbers; {known} do", len(known)
    )
    raise MissingColumnsError(told.format(name=texts[0], known=_list(known)))


def _holds_numbers(values: pd.Series) -> bool:
    """Whether all that is known in a column can be a number."""
    if pd.api.types.is_numeric_dtype(values):
        return True
    known = values.dropna()
    return bool(pd.to_numeric(known, errors="coerce").notna().all())


def _list(names: Sequence[str]) -> str:
    return ", ".join(names[:TOLD]) + (", …" if len(names) > TOLD else "")


def need_dataset(data: object) -> None:
    """Stop where something else is given than what `load` gives.

    Raises
    ------
    MissingColumnsError
        In one line.

    Examples
    --------
    >>> need_dataset(pd.DataFrame())
    Traceback (most recent call last):
        ...
    analysis.words._columns.MissingColumnsError: a dataset is asked for, as analysis.load gives it, not DataFrame
    """
    if not (hasattr(data, "places") and hasattr(data, "funding")):
        told = _("a dataset is asked for, as analysis.load gives it, not {given}")
        raise MissingColumnsError(told.format(given=type(data).__name__))
