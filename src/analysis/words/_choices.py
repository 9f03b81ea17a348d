"""A value that is chosen among a few: one that is not among them is told in one line, with the one that may be meant."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from analysis.words.i18n import _

__all__ = ["CallError", "OneLineError", "OptionError", "check_option"]


class OneLineError(ValueError):
    """What was asked for cannot be; the message is one line for whoever asked."""

    def _render_traceback_(self) -> list[str]:
        """What Jupyter shows: the line alone, and no lines of code."""
        return [str(self)]


class CallError(OneLineError, TypeError):
    """A function is called with arguments that it does not have, or without those that it needs."""


class OptionError(OneLineError):
    """An option has a value that is not accepted; the message says which are."""


def check_option(option: str, value: object, known: Iterable[str], *, told: str = "") -> str:
    """The value of an option, where it is one of those that are known.

    Parameters
    ----------
    option : str
        Its name, as it is written in a call.
    value : object
        What was given.
    known : iterable of str
        What is accepted.
    told : str
        What is accepted, in words; the values themselves by default.

    Raises
    ------
    OptionError
        In one line, with all that is accepted and the one that may be meant.

    Examples
    --------
    >>> check_option("sort", "name", ["value", "name"])
    'name'
    >>> check_option("sort", "nam", ["value", "name"])
    Traceback (most recent call last):
        ...
    analysis.words._choices.OptionError: sort='nam' is not accepted; did you mean 'name'? There are 'value', 'name'
    """
    names = list(known)
    if isinstance(value, str) and value in names:
        return value
    near = difflib.get_close_matches(str(value), names, n=1, cutoff=0.6)
    words = (
        _("{option}={value!r} is not accepted; did you mean {near!r}? There are {known}")
        if near
        else _("{option}={value!r} is not accepted; there are {known}")
    )
    there = told or ", ".join(map(repr, names))
    raise OptionError(words.format(option=option, value=value, near=next(iter(near), ""), known=there))
