"""What is told, before it is worded: a message and its fields, said in the language of the moment when it is shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from analysis.words.i18n import _, ngettext, pgettext

__all__ = ["Message", "Spelled", "say", "say_plural", "spell"]


@dataclass(frozen=True)
class Message:
    """A text that has no language yet: ``str`` words it in the one that is spoken then.

    Attributes
    ----------
    text : str
        The English text with named fields: its identifier in the catalogues.
    fields : dict
        What the fields hold: texts, numbers, other messages, or values that `spell` keeps with their form.
    plural : str
        The English text for several; empty where there is none.
    n : float
        Of how many it tells, where there is a plural.
    context : str
        What tells it from another message with the same English text; empty where nothing needs to.
    """

    text: str
    fields: dict[str, Any] = field(default_factory=dict)
    plural: str = ""
    n: float = 1
    context: str = ""

    def __str__(self) -> str:
        if self.plural:
            said = ngettext(self.text, self.plural, self.n)
        else:
            said = pgettext(self.context, self.text) if self.context else _(self.text)
        return said.format(**self.fields) if self.fields else said

    def __format__(self, spec: str) -> str:
        return format(str(self), spec)

    def __hash__(self) -> int:
        return hash((self.text, self.plural, self.n, self.context, *map(str, self.fields)))


@dataclass(frozen=True)
class Spelled:
    """A value that is written when it is shown, by a function that knows the language; messages in it are worded first."""

    form: Callable[..., str]
    values: tuple[Any, ...]

    def __str__(self) -> str:
        return self.form(*map(_worded, self.values))

    def __format__(self, spec: str) -> str:
        return format(str(self), spec)


def _worded(value: Any) -> Any:
    """A message as text, also where it stands in a list; other values as they are."""
    if isinstance(value, list | tuple):
        return [_worded(part) for part in value]
    return str(value) if isinstance(value, Message | Spelled) else value


def say(text: str, /, **fields: Any) -> Message:
    """A message to be worded when it is shown; the catalogues gather ``text``.

    Examples
    --------
    >>> from analysis.words.i18n import speak
    >>> told = say("{low} to {high}", low=1, high=2)
    >>> str(told)
    '1 to 2'
    >>> with speak("fr"):
    ...     str(told)
    'de 1 à 2'
    """
    return Message(text, fields)


def say_plural(one: str, several: str, number: float, /, **fields: Any) -> Message:
    """A message about a number of things, in its form for that number.

    Examples
    --------
    >>> str(say_plural("{n} place", "{n} places", 2, n=2))
    '2 places'
    """
    return Message(one, fields, several, number)


def spell(form: Callable[..., str], *values: Any) -> Spelled:
    """A value that is written when it is shown, since languages write it differently.

    Examples
    --------
    >>> from analysis.words._formatting import format_euros
    >>> from analysis.words.i18n import speak
    >>> worth = spell(euros, 150_000)
    >>> with speak("fr"):
    ...     str(worth).replace("\\xa0", " ")
    '150 k€'
    >>> from analysis.words._formatting import join_names
    >>> with speak("fr"):
    ...     str(spell(joined, [say("yes"), say("no")]))
    'oui et non'
    """
    return Spelled(form, values)
